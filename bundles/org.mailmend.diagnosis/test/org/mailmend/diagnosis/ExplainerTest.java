package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/** What an explanation says besides the cause, and rules of one's own. */
class ExplainerTest {
    private static final String HEADER = "causes\twhen\ttext\task\tsource\tchecked\n";

    @Test
    void readsWhatTheTextReveals() {
        Diagnosis diagnosis = Explainer.get().explain(
                "Nov 24 10:00:00 mx postfix/smtp[99]: status=bounced (host gmail-smtp-in.l.google.com[192.0.2.1] said: 550-5.1.1"
                        + " The email account that you tried to reach does not exist. (in reply to RCPT TO command))",
                Hints.NONE);
        assertEquals(CauseId.RCPT_UNKNOWN, diagnosis.cause());
        assertEquals(550, diagnosis.symptom().code());
        assertEquals("5.1.1", diagnosis.symptom().enhanced());
        assertEquals("gmail-mx", diagnosis.symptom().provider());
        assertEquals(Protocol.SMTP, diagnosis.symptom().protocol());
        assertEquals(Stage.RCPT, diagnosis.symptom().stage());
        assertTrue(diagnosis.evidence().contains("does not exist"), diagnosis.evidence());
        assertTrue(diagnosis.confidence() > 0.8 && diagnosis.confidence() <= 1);
        assertTrue(diagnosis.basis().verified());
    }

    @Test
    void imapAndPop3AreRecognised() {
        assertEquals(Protocol.IMAP,
                Explainer.get().explain("a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", Hints.NONE).symptom()
                        .protocol());
        assertEquals(Protocol.POP3, Explainer.get().explain("-ERR [AUTH] Wrong password", Hints.NONE).symptom().protocol());
        assertEquals(Protocol.SMTP, Explainer.get().explain("535 5.7.8 Wrong password", Hints.NONE).symptom().protocol());
        assertNull(Explainer.get().explain("Error 400: redirect_uri_mismatch", Hints.NONE).symptom().protocol());
    }

    @Test
    void theLastErrorOfALogCounts() {
        String log = "250 2.1.0 Ok\n450 4.7.1 <a@example.jp>: Recipient address rejected: Greylisted\n250 2.1.5 Ok\n"
                + "552 5.3.4 Message size exceeds fixed limit\n221 2.0.0 Bye";
        assertEquals(CauseId.MESSAGE_TOO_BIG, Explainer.get().explain(log, Hints.NONE).cause());
    }

    @Test
    void aHintNarrowsACodeThatMeansSeveralThings() {
        assertEquals(CauseId.UNKNOWN, Explainer.get().explain("1102", Hints.NONE).cause());
        assertEquals(CauseId.AUTH_BAD_CREDENTIALS,
                Explainer.get().explain("1102", new Hints(null, null, "kyocera-taskalfa", null)).cause());
        assertEquals(CauseId.CLIENT_CONFIG,
                Explainer.get().explain("Authentication has failed.", new Hints(null, null, "ricoh-im", null)).cause());
    }

    @Test
    void severalMeaningsComeWithAQuestion() {
        Diagnosis diagnosis = Explainer.get().explain("0x800CCC0E", Hints.NONE);
        assertEquals(CauseId.NET_REFUSED, diagnosis.cause());
        assertFalse(diagnosis.alternatives().isEmpty());
        assertFalse(Catalogue.get().question(diagnosis.question(), Locale.JAPANESE).isEmpty());
    }

    @Test
    void aComplaintWithoutAReasonAsksForTheServersWords() {
        Diagnosis diagnosis = Explainer.get().explain("メールが送れません", Hints.NONE);
        assertEquals(CauseId.UNKNOWN, diagnosis.cause());
        assertEquals("server-words", diagnosis.question());
        assertFalse(diagnosis.alternatives().isEmpty());
    }

    @Test
    void evidenceHasNoControlCharacters() {
        String evidence = Explainer.get().explain("535 5.7.8 authentication\u0007\u001b[31m\r\n failed", Hints.NONE).evidence();
        assertTrue(evidence.chars().noneMatch(Character::isISOControl), evidence);
    }

    @Test
    void veryLongTextsAreReadAtBothEnds() {
        String filler = "nothing to see here ".repeat(200_000);
        assertEquals(CauseId.MAILBOX_FULL, Explainer.get().explain(filler + "\n552 5.2.2 mailbox full", Hints.NONE).cause());
        assertEquals(CauseId.MAILBOX_FULL, Explainer.get().explain("552 5.2.2 mailbox full\n\n" + filler, Hints.NONE).cause());
    }

    @Test
    void ownRulesComeFirst() {
        List<RuleError> errors = new ArrayList<>();
        Explainer own = Explainer.with(List.of(new RuleFile("own.tsv",
                HEADER + "POLICY\t550\tour (gateway|filter) says no || mailbox full\tserver-words\thttps://example.com\t2026-11-24\n")),
                errors::add);
        assertEquals(List.of(), errors);
        Diagnosis diagnosis = own.explain("550 Our gateway says: no", Hints.NONE);
        assertEquals(CauseId.POLICY, diagnosis.cause());
        assertEquals(new Diagnosis.Basis("https://example.com", true), diagnosis.basis());
        assertEquals(CauseId.POLICY, own.explain("550 mailbox full", Hints.NONE).cause());
        assertEquals(CauseId.MAILBOX_FULL, Explainer.get().explain("550 mailbox full", Hints.NONE).cause());
        assertEquals(CauseId.MAILBOX_FULL, own.explain("552 5.2.2 mailbox full", Hints.NONE).cause());
        assertEquals(CauseId.POLICY, own.classifier().classify(Symptom.ofText("550 our filter says no")).cause());
    }

    @Test
    void aMistakeInAnOwnRuleIsNamedAndHidesNothing() {
        List<RuleError> errors = new ArrayList<>();
        Explainer own = Explainer.with(List.of(new RuleFile("own.tsv", HEADER + "NOT_A_CAUSE\t\ta\t\t\t\nPOLICY\tsmpt\ta\t\t\t\n"
                + "POLICY\t\t@nosuchset\t\t\t\nPOLICY\ta\n\n# a remark\nPOLICY\t550\tthe purple elephant\t\t\t\n")), errors::add);
        assertEquals(List.of(RuleError.Kind.CAUSE, RuleError.Kind.CONDITION, RuleError.Kind.PATTERN, RuleError.Kind.COLUMNS),
                errors.stream().map(RuleError::kind).toList());
        assertEquals(List.of(2, 3, 4, 5), errors.stream().map(RuleError::line).toList());
        assertTrue(errors.get(0).text(Locale.ENGLISH).startsWith("own.tsv, line 2: there is no cause \"NOT_A_CAUSE\""));
        assertTrue(errors.get(1).text(Locale.JAPANESE).contains("own.tsv の 3 行目"));
        assertEquals(CauseId.POLICY, own.explain("550 The purple elephant", Hints.NONE).cause());
    }

    @Test
    void knownErrorsOfAClientCanBeListed() {
        List<KnownError> errors = Explainer.knownErrors("canon");
        assertTrue(errors.stream().anyMatch(e -> e.texts().contains("#839") && e.verified()), errors.toString());
        assertEquals(List.of(), Explainer.knownErrors("no-such-client"));
    }

    @Test
    void rulesAreCounted() {
        RuleStatistics statistics = Explainer.get().statistics();
        assertTrue(statistics.replies() > 400 && statistics.repliesVerified() > 0
                && statistics.repliesVerified() < statistics.replies(), statistics.toString());
        assertTrue(statistics.clientErrors() > 400 && statistics.clientErrorsVerified() > 200, statistics.toString());
        assertTrue(statistics.wordings() > 4000, statistics.toString());
    }
}
