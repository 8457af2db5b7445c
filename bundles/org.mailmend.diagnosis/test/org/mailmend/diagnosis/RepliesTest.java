package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies and error texts as people paste them. */
class RepliesTest {
    private static final Hints NO_HINTS = new Hints(null, null, null, null);
    private static final String REFUSED = "Username and Password not accepted. For more information, go to"
            + " https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-43d - gsmtp";

    @ParameterizedTest
    @CsvSource({"PASSWORD, AUTH_ACCOUNT_PASSWORD_RETIRED", "APP_PASSWORD, AUTH_APP_PASSWORD_REJECTED",
            "UNKNOWN, AUTH_BAD_CREDENTIALS"})
    void theKindOfSecretDecidesAtGoogle(SecretKind secret, CauseId expected) {
        Diagnosis diagnosis = Classifier.get().classify(
                new Symptom(Protocol.SMTP, Stage.AUTH, 535, "5.7.8", REFUSED, "PLAIN", "gmail", secret, null));
        assertEquals(expected, diagnosis.cause());
        if (secret == SecretKind.UNKNOWN) {
            assertTrue(diagnosis.alternatives().stream().map(Diagnosis.Alternative::cause).toList().containsAll(
                    java.util.List.of(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED, CauseId.AUTH_APP_PASSWORD_REJECTED)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "534-5.7.9 Application-specific password required. For more information, go to 534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp | AUTH_APP_PASSWORD_REQUIRED",
            "534-5.7.14 <https://accounts.google.com/signin/continue?x> Please log in via your web browser and then try again. - gsmtp | AUTH_WEB_LOGIN_REQUIRED",
            "530-5.7.0 Must issue a STARTTLS command first. x - gsmtp | TLS_REQUIRED",
            "530 5.7.0 Authentication Required. - gsmtp | AUTH_REQUIRED",
            "550 5.4.5 Daily user sending limit exceeded. - gsmtp | QUOTA_DAILY",
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. | MS_SMTPAUTH_DISABLED",
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. | MS_BASIC_DISABLED",
            "554 5.7.1 <a@example.net>: Relay access denied | RELAY_DENIED",
            "550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table | RCPT_UNKNOWN",
            "452 4.2.2 The email account that you tried to reach is over quota. - gsmtp | MAILBOX_FULL",
            "450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted | GREYLISTED",
            "454 4.7.0 Too many login attempts, please try again later. - gsmtp | AUTH_TOO_MANY",
            "552 5.3.4 Message size exceeds fixed limit | MESSAGE_TOO_BIG",
            "a1 NO [AUTHENTICATIONFAILED] Authentication failed. | AUTH_BAD_CREDENTIALS",
            "535: 5.7.8: authentication failed | AUTH_BAD_CREDENTIALS",
            "５３４ ５.７.９ Application-specific password required | AUTH_APP_PASSWORD_REQUIRED"})
    void tellsTheCause(String text, CauseId expected) {
        assertEquals(expected, Explainer.get().explain(text, NO_HINTS).cause());
    }

    /** Questions are shown to people, so each has its words. */
    @ParameterizedTest
    @ValueSource(strings = {"0x800CCC0E", "0x800CCC0F", "535 5.7.8"})
    void aQuestionHasATextInBothLanguages(String text) {
        String question = Explainer.get().explain(text, NO_HINTS).question();
        if (question != null) {
            assertNotNull(Catalogue.get().question(question, Locale.ENGLISH));
            assertNotNull(Catalogue.get().question(question, Locale.JAPAN));
        }
    }

    @Test
    void nothingThatFitsIsUnknown() {
        assertEquals(CauseId.UNKNOWN, Explainer.get().explain("the weather is fine today", NO_HINTS).cause());
        assertEquals(CauseId.UNKNOWN, Explainer.get().explain("", NO_HINTS).cause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "[", "5", "5.7.", "535-", "=?", "\n> "})
    void aMegabyteOfAnythingComesToAnEnd(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertNotNull(Explainer.get().explain(text, NO_HINTS)));
    }
}
