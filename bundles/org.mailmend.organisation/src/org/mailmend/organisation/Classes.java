package org.mailmend.organisation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;

/** Makes training sessions for the people of a wave, each with the roster of those who read its language. */
public final class Classes {
    private static final String SETTING = "wave.sessions.";

    private final Plan plan;
    private final KnowledgeBase base;

    /** Sessions for the waves of this plan. */
    public Classes(Plan plan, KnowledgeBase base) {
        this.plan = plan;
        this.base = base;
    }

    /**
     * Somebody of a wave.
     *
     * @param name         as the inventory has it; the address where it has none
     * @param mail         address
     * @param client       id of the first client or device that has to be moved; empty when it is not known
     * @param account      its kind of account; null when it is not known
     * @param organisation the site or department; may be empty
     */
    public record Pupil(String name, String mail, String client, AccountKind account, String organisation) {
    }

    /** Those who read one language, by name. */
    public record Roster(Locale language, List<Pupil> pupils) {
        public Roster {
            pupils = List.copyOf(pupils);
        }
    }

    /**
     * Who is to come: everybody who has something to move in a wave and is known by a mail address, one roster for each language.
     *
     * @param people    the persons of the inventory
     * @param otherwise the language of those of whom it is not known
     */
    public List<Roster> rosters(long wave, Assessment assessment, Collection<Item> people, Locale otherwise) {
        Map<String, Item> persons = new HashMap<>();
        people.stream().filter(item -> item.kind() == Kind.PERSON).forEach(item -> persons.put(item.get(Field.MAIL), item));
        Map<Locale, Map<String, Pupil>> found = new TreeMap<>((a, b) -> a.toLanguageTag().compareTo(b.toLanguageTag()));
        for (Assessed each : plan.toMove(wave, assessment)) {
            String mail = Announcements.contact(each.item());
            if (mail.isEmpty()) {
                continue;
            }
            Item person = persons.get(mail);
            Locale language = person != null ? person.language(otherwise) : each.item().language(otherwise);
            String name = person == null || person.get(Field.NAME).isEmpty() ? mail : person.get(Field.NAME);
            String place = person == null || person.get(Field.DEPARTMENT).isEmpty() ? each.item().get(Field.SITE)
                    : person.get(Field.DEPARTMENT);
            found.computeIfAbsent(language, key -> new TreeMap<>()).putIfAbsent(mail, new Pupil(name, mail,
                    each.item().get(Field.CLIENT), AccountKind.fromId(each.item().get(Field.ACCOUNT)).orElse(null), place));
        }
        return found.entrySet().stream().map(each -> new Roster(each.getKey(),
                each.getValue().values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList())).toList();
    }

    /**
     * What a session is to be.
     *
     * @param title   what it is called
     * @param course  what is taught; empty for a plan to be made later
     * @param start   when it begins
     * @param zone    in which zone that is meant
     * @param place   where; may be empty
     * @param link    address of the meeting; may be empty
     * @param trainer who teaches
     */
    public record Wanted(String title, Optional<Course> course, Instant start, ZoneId zone, String place, String link,
            String trainer) {
        public Wanted {
            if (title.isBlank()) {
                throw new OrganisationException("session.title");
            }
        }
    }

    /** Makes a session with its roster; its plan has the parts that somebody on the roster needs. */
    public Session make(Wave wave, Roster roster, Wanted wanted, SessionStore store) {
        List<PlannedPart> parts = wanted.course().map(course -> course.parts().stream().filter(part -> needed(part, roster))
                .map(part -> new PlannedPart(part.id(), part.minutes())).toList()).orElse(List.of());
        Session made = store.save(new Session("", wanted.title().strip(), wanted.course().map(Course::id).orElse(""),
                roster.language(), wanted.start(), wanted.zone(), wanted.place().strip(), wanted.link().strip(), wanted.trainer(),
                parts, Session.Status.PLANNED));
        store.save(roster.pupils().stream().map(each -> Attendee.of(made.id(), each.name(), each.mail(), each.client(),
                each.organisation())).toList());
        List<String> ids = new ArrayList<>(ids(wave.id()));
        ids.add(made.id());
        plan.inventory().setSetting("", SETTING + wave.id(), String.join("\n", ids));
        return made;
    }

    private boolean needed(Part part, Roster roster) {
        return part.forEverybody() || roster.pupils().stream().anyMatch(each -> {
            Client client = base.client(each.client()).orElse(null);
            return part.fits(client, each.account());
        });
    }

    private List<String> ids(long wave) {
        return plan.inventory().setting("", SETTING + wave).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The sessions that were made for a wave and are still there, the first to begin first. */
    public List<Session> of(long wave, SessionStore store) {
        return ids(wave).stream().map(store::session).flatMap(Optional::stream)
                .sorted((a, b) -> a.start().compareTo(b.start())).toList();
    }
}
