package org.mailmend.training.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;

/** The plan that follows from a roster: which parts of a course these people need, who needs them, and when each begins. */
public final class PlanProposal {
    private static final int SHORTEST = 3;
    private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");
    private static final Set<String> MICROSOFT = Set.of("outlook.com", "outlook.jp", "hotmail.com", "hotmail.co.jp", "live.com",
            "live.jp",
            "msn.com");
    private static final Set<String> OTHERS = Set.of("yahoo.com", "yahoo.co.jp", "icloud.com", "me.com", "docomo.ne.jp",
            "ezweb.ne.jp",
            "au.com", "softbank.ne.jp", "i.softbank.jp", "nifty.com", "biglobe.ne.jp", "gmx.de", "gmx.net", "web.de", "aol.com");

    private PlanProposal() {
    }

    /**
     * A part of the course.
     *
     * @param part    the part
     * @param needing who needs it, in the order of the roster; everybody for a part that everybody needs
     */
    public record Line(Part part, List<Attendee> needing) {
        public Line {
            needing = List.copyOf(needing);
        }

        /** Whether it is proposed: somebody needs it, or everybody does. */
        public boolean proposed() {
            return !needing.isEmpty() || part.forEverybody();
        }
    }

    /**
     * A planned part with its time.
     *
     * @param planned the part
     * @param start   when it begins
     * @param end     when it ends
     */
    public record Timed(PlannedPart planned, Instant start, Instant end) {
    }

    /** All parts of a course with those who need them. */
    public static List<Line> lines(Course course, List<Attendee> roster, KnowledgeBase base) {
        List<Line> lines = new ArrayList<>();
        for (Part part : course.parts()) {
            lines.add(new Line(part, roster.stream().filter(attendee -> needs(attendee, part, base)).toList()));
        }
        return lines;
    }

    /** The plan that is proposed: the parts that somebody needs, in the course's order. */
    public static List<PlannedPart> plan(Course course, List<Attendee> roster, KnowledgeBase base) {
        return lines(course, roster, base).stream().filter(Line::proposed)
                .map(line -> new PlannedPart(line.part().id(), line.part().minutes())).toList();
    }

    /** The parts of a session with their times, one after the other from its start. */
    public static List<Timed> times(Session session) {
        List<Timed> times = new ArrayList<>();
        Instant at = session.start();
        for (PlannedPart part : session.plan()) {
            Instant end = at.plus(Duration.ofMinutes(part.minutes()));
            times.add(new Timed(part, at, end));
            at = end;
        }
        return times;
    }

    /** When a session ends; an hour after its start while nothing is planned. */
    public static Instant end(Session session) {
        return session.plan().isEmpty() ? session.start().plus(Duration.ofHours(1)) : times(session).getLast().end();
    }

    private static boolean needs(Attendee attendee, Part part, KnowledgeBase base) {
        AccountKind account = account(attendee.mail());
        Collection<Client> clients = clients(attendee.client(), base);
        return part.fits(null, account)
                || clients.stream().anyMatch(client -> part.fits(client, account));
    }

    /** The kind of account that an address tells; null where it does not, such as for the domain of a company. */
    public static AccountKind account(String mail) {
        String domain = mail.substring(mail.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        return GOOGLE.contains(domain) ? AccountKind.PERSONAL
                : MICROSOFT.contains(domain) ? AccountKind.OUTLOOK_COM : OTHERS.contains(domain) ? AccountKind.OTHER : null;
    }

    /**
     * The profiles that may be meant by what somebody wrote: the one with this id, name or alias, else all whose name begins with it or has
     * it as a word, such as every Outlook for "Outlook"; none for an empty text.
     */
    public static List<Client> clients(String written, KnowledgeBase base) {
        Client exact = base.client(written.strip().toLowerCase(Locale.ROOT)).orElse(null);
        if (exact != null) {
            return List.of(exact);
        }
        String wanted = plain(written);
        if (wanted.length() < SHORTEST) {
            return List.of();
        }
        List<Client> same = base.clients().stream().filter(client -> names(client).contains(wanted)).toList();
        if (!same.isEmpty()) {
            return same;
        }
        return base.clients().stream().filter(client -> names(client).stream().anyMatch(name -> name.startsWith(wanted)
                || name.length() > SHORTEST && wanted.startsWith(name))).toList();
    }

    private static List<String> names(Client client) {
        List<String> names = new ArrayList<>(List.of(plain(client.id()), plain(client.name().en()), plain(client.name().ja())));
        client.aliases().forEach(alias -> names.add(plain(alias)));
        if (client.family() != null) {
            names.add(plain(client.family()));
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        Fold.kana(text).codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
