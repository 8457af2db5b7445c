package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.Who;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.Judgement.Certainty;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Judgement.Risk;

/** What items need, and what decisions would change. */
class AssessmentTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private final List<Item> items = new ArrayList<>();

    private Item add(Kind kind, String client, String signIn, String site) {
        Item item = Item.of(kind).with(Field.CLIENT, client).with(Field.SIGN_IN, signIn).with(Field.SITE, site);
        Item numbered = new Item(items.size() + 1, 1, kind, item.values(), 0, false, Instant.EPOCH);
        items.add(numbered);
        return numbered;
    }

    private Judgement judge(Item item, Circumstances circumstances) {
        return Assessment.of(items, circumstances, BASE, CLOCK).of(item.id()).orElseThrow().judgement();
    }

    @Test
    void findsTheWayOut() {
        Circumstances now = Circumstances.unknown();
        Judgement thunderbird = judge(add(Kind.CLIENT, "thunderbird-140-152", "password", ""), now);
        assertEquals(Route.OAUTH, thunderbird.route());
        assertEquals(Need.MOVE, thunderbird.state());
        assertEquals(Who.USER, thunderbird.who());
        assertEquals(Risk.HIGH, thunderbird.risk());
        assertEquals(Certainty.LIKELY.compareTo(thunderbird.certainty()) <= 0, true);
        assertTrue(thunderbird.breaks(Locale.ENGLISH).contains("1 May 2025"));
        assertFalse(thunderbird.because(Locale.JAPANESE).isEmpty());
        Judgement fine = judge(add(Kind.CLIENT, "thunderbird-140-152", "oauth", ""), now);
        assertEquals(Need.FINE, fine.state());
        assertEquals(0, fine.minutes());
        Judgement unknown = judge(add(Kind.CLIENT, "", "password", ""), now);
        assertEquals(Need.UNKNOWN, unknown.state());
        assertEquals(Certainty.GUESS, unknown.certainty());
        assertEquals(0, Assessment.of(List.of(Item.of(Kind.PERSON).with(Field.NAME, "Ann")), now, BASE, CLOCK).all().size());
    }

    @Test
    void showsWhatForbiddenAppPasswordsWouldBreak() {
        Item outlook = add(Kind.CLIENT, "outlook-2016-msi", "app-password", "");
        add(Kind.CLIENT, "thunderbird-140-152", "oauth", "");
        Assessment now = Assessment.of(items, Circumstances.unknown(), BASE, CLOCK);
        assertEquals(Need.TOLERATED, now.of(outlook.id()).orElseThrow().judgement().state());
        Assessment then = Assessment.of(items, Circumstances.unknown().withoutAppPasswords(), BASE, CLOCK);
        List<Assessment.Difference> differences = now.differences(then);
        assertEquals(List.of(outlook.id()), differences.stream().map(each -> each.item().id()).toList());
        assertEquals(Need.MOVE, differences.getFirst().after().state());
        assertFalse(differences.getFirst().after().route() == Route.APP_PASSWORD);
    }

    @Test
    void showsWhatARelayAtASiteWouldChange() {
        Item here = add(Kind.DEVICE, "copier-old", "password", "Kyoto");
        Item there = add(Kind.DEVICE, "copier-old", "password", "Osaka");
        Circumstances strict = Circumstances.unknown().withAdmin(Answer.YES, Answer.NO, Answer.NO);
        Assessment now = Assessment.of(items, strict, BASE, CLOCK);
        Assessment then = Assessment.of(items, strict.withRelayAt("Kyoto"), BASE, CLOCK);
        assertEquals(List.of(here.id()), now.differences(then).stream().map(each -> each.item().id()).toList());
        assertEquals(Route.SMTP_RELAY, then.of(here.id()).orElseThrow().judgement().route());
        assertEquals(Who.WORKSPACE_ADMIN, then.of(here.id()).orElseThrow().judgement().who());
        assertFalse(then.of(there.id()).orElseThrow().judgement().route() == Route.SMTP_RELAY);
    }

    @Test
    void showsWhatReplacingWouldChange() {
        Item copier = add(Kind.DEVICE, "copier-old", "password", "Kyoto");
        Assessment now = Assessment.of(items, Circumstances.unknown(), BASE, CLOCK);
        Assessment then = Assessment.of(items, Circumstances.unknown().withReplaced(Set.of(copier.id()), ""), BASE, CLOCK);
        assertEquals(Need.FINE, then.of(copier.id()).orElseThrow().judgement().state());
        assertEquals(1, now.differences(then).size());
    }

    @Test
    void groupsByEverything() {
        add(Kind.DEVICE, "copier-old", "password", "Kyoto");
        add(Kind.DEVICE, "copier-old", "password", "Kyoto");
        add(Kind.CLIENT, "thunderbird-140-152", "oauth", "Osaka");
        Assessment now = Assessment.of(items, Circumstances.unknown(), BASE, CLOCK);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (Assessment.By by : Assessment.By.values()) {
                assertNotNull(by.text(locale));
                assertEquals(3, now.groups(by, BASE, locale).stream().mapToInt(group -> group.items().size()).sum());
            }
        }
        Assessment.Group first = now.groups(Assessment.By.SITE, BASE, Locale.ENGLISH).getFirst();
        assertEquals("Kyoto", first.label());
        assertEquals(2, first.open());
        assertTrue(first.minutes() > 0);
    }

    @Test
    void takesDaysFromTheKnowledgeBase() {
        for (Deadline deadline : Deadline.all()) {
            String text = BASE.article(deadline.article(), Locale.ENGLISH).orElseThrow().body();
            assertTrue(text.contains(deadline.says()), deadline.id());
            for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                assertTrue(deadline.sources(BASE, locale).stream().anyMatch(source -> source.verified()), deadline.id());
            }
            assertFalse(deadline.text(Locale.JAPANESE).isEmpty());
        }
    }

    @Test
    void knowsThatSendingWithMicrosoft365EndsLater() {
        Item item = add(Kind.CLIENT, "outlook-2013", "password", "").with(Field.PROTOCOLS, "smtp");
        items.set(0, item);
        Circumstances microsoft = Circumstances.unknown().withAccount(AccountKind.MICROSOFT365);
        assertEquals("microsoft365-send", judge(item, microsoft).deadline().id());
        assertEquals(Risk.MEDIUM, judge(item, microsoft).risk());
    }

    @Test
    void selectsAndSorts() {
        ItemTable table = new ItemTable(List.of(Item.of(Kind.PERSON).with(Field.NAME, "Ｂｅｎ").with(Field.SITE, "おおさか"),
                Item.of(Kind.PERSON).with(Field.NAME, "ann"),
                Item.of(Kind.DEVICE).with(Field.NAME, "Copier").with(Field.SITE, "Kyoto")));
        assertEquals(List.of("ann", "Ｂｅｎ", "Copier"),
                table.select("", item -> true, Field.NAME, true).stream().map(Item::title).toList());
        assertEquals(List.of("Copier", "Ｂｅｎ", "ann"),
                table.select("", item -> true, Field.NAME, false).stream().map(Item::title).toList());
        assertEquals("ann", table.select("", item -> true, Field.SITE, false).getLast().title());
        assertEquals(List.of("Ｂｅｎ"), table.select("ben オオサカ", item -> true, null, true).stream().map(Item::title).toList());
        assertEquals(1, table.select("o", item -> item.kind() == Kind.DEVICE, Field.SITE, true).size());
    }
}
