package org.mailmend.organisation.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.review.ReviewEntry.Status;
import org.mailmend.tickets.StoreLocation;

class ReviewTest {
    // ---- the data

    @Test
    void theDataHasNoMistake() {
        List<String> problems = new ArrayList<>();
        List<ReviewPoint> points = ReviewPoints.read(ReviewPoints.text(), problems);
        assertEquals(List.of(), problems);
        assertTrue(points.size() >= 25, "points: " + points.size());
        ReviewPoints.text().lines().forEach(l -> assertTrue(l.startsWith("source:") || l.length() <= 130, l));
    }

    @Test
    void thereIsAPointForEachSideOfDns() {
        Set<String> ids = ReviewPoints.all().stream().map(ReviewPoint::id).collect(Collectors.toSet());
        for (DnsPoint.Kind kind : DnsPoint.Kind.values()) {
            assertTrue(ids.contains(kind.id()), kind.id());
        }
    }

    @Test
    void itsArticlesExist() {
        Set<String> articles = new HashSet<>();
        KnowledgeBase.get().articles(Locale.ENGLISH).forEach(a -> articles.add(a.id()));
        ReviewPoints.all().stream().map(ReviewPoint::article).filter(a -> !a.isEmpty())
                .forEach(a -> assertTrue(articles.contains(a), a));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"^id: g-2sv#id: x-2sv#begin the id", "^title.ja: .*##write title.en and title.ja",
            " verified # checked #write a source", "^affects: .*#affects: colour=red#fields are",
            "^look.en#lok.en#no such field",
            "2026-11-24#2026-13-24#no day"})
    void mistakesInTheDataAreNamed(String old, String with, String says) {
        String first = ReviewPoints.text().substring(ReviewPoints.text().indexOf("id: "));
        String broken = first.substring(0, first.indexOf("\n\n") + 1).replaceFirst("(?m)" + old, with == null ? "" : with);
        List<String> problems = new ArrayList<>();
        ReviewPoints.read(broken, problems);
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("line 1, ") && p.contains(says)), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"any|true", "kind=device|true", "kind=script,device|true", "kind=script|false",
            "protocols=imap|true", "protocols=pop3|false", "kind=device & sign-in=password|true",
            "kind=device & sign-in=oauth|false",
            "route=unknown|true", "route=oauth|false"})
    void countsByARule(String rule, boolean fits) {
        Map<String, String> item = Map.of("kind", "device", "protocols", "smtp imap", "sign-in", "password");
        assertEquals(fits, Criterion.parse(rule).fits(f -> item.getOrDefault(f, "")));
    }

    // ---- the store

    @TempDir
    Path folder;

    private ReviewStore open() {
        return ReviewStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
    }

    @Test
    void whatWasFoundIsKept() {
        try (ReviewStore store = open()) {
            Review review = store.current();
            store.setDomain(review.number(), "example.com");
            store.save(review.number(), List.of(ReviewEntry.of("g-relay").withStatus(Status.TO_CHANGE).withTexts("two addresses",
                    "shot.png", "Sato", LocalDate.of(2026, 12, 1))));
        }
        try (ReviewStore store = open()) {
            Review review = store.current();
            assertEquals("example.com", review.domain());
            ReviewEntry entry = review.entry("g-relay");
            assertEquals("two addresses shot.png Sato 2026-12-01 TO_CHANGE",
                    String.join(" ", entry.note(), entry.evidence(), entry.owner(), entry.due().toString(),
                            entry.status().name()));
            assertEquals(1, review.looked());
            assertEquals(Status.OPEN, review.entry("g-2sv").status());
            assertTrue(store.previous().isEmpty());
        }
    }

    @Test
    void theNextReviewTellsWhatChanged() {
        try (ReviewStore store = open()) {
            Review first = store.current();
            store.setDomain(first.number(), "example.com");
            store.save(first.number(),
                    List.of(ReviewEntry.of("g-relay").withStatus(Status.TO_CHANGE).withTexts("why", "old", "Sato", null),
                            ReviewEntry.of("g-2sv").withStatus(Status.RIGHT),
                            ReviewEntry.of("dns-spf").withStatus(Status.RIGHT)));
            Review second = store.beginNext();
            assertEquals(2, second.number());
            assertEquals("example.com", second.domain());
            assertEquals(Status.OPEN, second.entry("g-relay").status());
            assertEquals("why", second.entry("g-relay").note());
            assertEquals("Sato", second.entry("g-relay").owner());
            assertNull(second.entry("g-2sv").changed());
            assertEquals(List.of(), second.since(first), "what nobody has looked at has not changed");
            DnsPoint broken = DnsPoint.of(DnsPoint.Kind.SPF, List.of(Remark.of(Rating.WRONG, "spf.several", 2)),
                    List.of("v=spf1 -all"));
            store.save(second.number(), List.of(second.entry("g-relay").withStatus(Status.RIGHT),
                    second.entry("g-2sv").withStatus(Status.RIGHT), second.entry("dns-spf").withFinding(broken, Locale.ENGLISH)));
            List<Review.Difference> changes = store.current().since(store.previous().orElseThrow());
            assertEquals(List.of("g-relay", "dns-spf"), changes.stream().map(d -> d.now().point()).toList());
            assertEquals(Status.TO_CHANGE, changes.getLast().now().status());
            assertEquals(Rating.WRONG, changes.getLast().now().rating());
            assertTrue(changes.getLast().now().evidence().contains("v=spf1 -all"));
        }
    }

    @Test
    void whatCouldNotBeFoundOutChangesNoStatus() {
        DnsPoint unknown = DnsPoint.of(DnsPoint.Kind.SPF,
                List.of(Remark.of(Rating.UNKNOWN, "unknown.DNS_TIMEOUT", "example.com")),
                List.of());
        assertEquals(Status.RIGHT,
                ReviewEntry.of("dns-spf").withStatus(Status.RIGHT).withFinding(unknown, Locale.ENGLISH).status());
        assertFalse(ReviewPoint.isUnverified(ReviewPoint.plain("so it is. [?]")));
    }
}
