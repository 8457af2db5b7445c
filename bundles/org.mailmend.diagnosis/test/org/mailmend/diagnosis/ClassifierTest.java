package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that a check received: protocol, stage, codes, text, mechanism, provider and kind of secret decide together. */
class ClassifierTest {
    private static final String REFUSED = "Username and Password not accepted. For more information, go to"
            + " https://support.google.com/mail/?p=BadCredentials a1 - gsmtp";

    private static Diagnosis classify(Protocol protocol, Stage stage, Integer code, String enhanced, String text,
            String mechanism, String provider, SecretKind secret) {
        return Classifier.get().classify(new Symptom(protocol, stage, code, enhanced, text, mechanism, provider, secret, null));
    }

    @ParameterizedTest
    @CsvSource({"gmail, PASSWORD, PLAIN, AUTH_ACCOUNT_PASSWORD_RETIRED", "gmail, APP_PASSWORD, PLAIN, AUTH_APP_PASSWORD_REJECTED",
            "gmail, UNKNOWN, LOGIN, AUTH_BAD_CREDENTIALS", "gmail, TOKEN, XOAUTH2, OAUTH_TOKEN_REJECTED",
            "gmail, TOKEN, OAUTHBEARER, OAUTH_TOKEN_REJECTED", "gmail, TOKEN,, OAUTH_TOKEN_REJECTED",
            "gmail, UNKNOWN, XOAUTH2, OAUTH_TOKEN_REJECTED", ", PASSWORD, PLAIN, AUTH_ACCOUNT_PASSWORD_RETIRED",
            "example, PASSWORD, PLAIN, AUTH_BAD_CREDENTIALS", "example, APP_PASSWORD, PLAIN, AUTH_BAD_CREDENTIALS",
            "icloud, APP_PASSWORD, PLAIN, AUTH_APP_PASSWORD_REJECTED", "yahoo, PASSWORD, PLAIN, AUTH_BAD_CREDENTIALS"})
    void theKindOfSecretDecides(String provider, SecretKind secret, String mechanism, CauseId expected) {
        String text = provider == null || provider.equals("gmail") ? REFUSED : "Authentication failed";
        assertEquals(expected,
                classify(Protocol.SMTP, Stage.AUTH, 535, "5.7.8", text, mechanism, provider, secret).cause());
    }

    @Test
    void unknownSecretLeavesBothAsAlternatives() {
        Diagnosis diagnosis = classify(Protocol.SMTP, Stage.AUTH, 535, "5.7.8", REFUSED, "PLAIN", "gmail", SecretKind.UNKNOWN);
        List<CauseId> alternatives = diagnosis.alternatives().stream().map(Diagnosis.Alternative::cause).toList();
        assertTrue(alternatives.contains(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED), alternatives.toString());
        assertTrue(alternatives.contains(CauseId.AUTH_APP_PASSWORD_REJECTED), alternatives.toString());
        assertEquals("secret-kind", diagnosis.question());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SMTP | AUTH | 501 |       | Syntax error in parameters or arguments | AUTH_MALFORMED",
            "SMTP | AUTH | 501 | 5.5.4 | Invalid parameters | AUTH_MALFORMED",
            "SMTP | AUTH | 504 | 5.5.4 | Unrecognized authentication type | AUTH_NO_COMMON_MECHANISM",
            "SMTP | AUTH | 454 | 4.7.0 | Something is wrong | AUTH_TEMPORARY",
            "SMTP | STARTTLS | 454 | 4.7.0 | Something is wrong | STARTTLS_UNAVAILABLE",
            "SMTP | AUTH | 432 | 4.7.12 | A password transition is needed | AUTH_PASSWORD_TRANSITION",
            "SMTP | AUTH | 538 | 5.7.11 | No | TLS_REQUIRED",
            "SMTP | AUTH | 503 | 5.5.1 | Error: authentication not enabled | AUTH_NOT_OFFERED",
            "SMTP | MAIL | 530 | 5.7.0 | Go away | AUTH_REQUIRED",
            "SMTP | BANNER | 554 |     | mx.example.com | BANNER_REJECTED",
            "SMTP | BANNER | 421 |     | mx.example.com | SERVER_TEMPORARY",
            "SMTP | EHLO | 550 |       | I do not like you | HELO_REJECTED",
            "SMTP | EHLO | 502 |       | What? | NO_ESMTP",
            "SMTP | RCPT | 550 |       | Sorry | RCPT_UNKNOWN",
            "SMTP | RCPT | 550 | 5.1.1 | Sorry | RCPT_UNKNOWN",
            "SMTP | RCPT | 550 | 5.7.1 | Unable to relay | RELAY_DENIED",
            "SMTP | RCPT | 550 | 5.7.1 | Mailbox full | MAILBOX_FULL",
            "SMTP | DATA | 554 | 5.7.1 | Nothing that anybody knows | UNKNOWN",
            "SMTP | DATA | 552 | 5.3.4 | No | MESSAGE_TOO_BIG",
            "IMAP | AUTH |  | AUTHENTICATIONFAILED | Authentication failed. | AUTH_BAD_CREDENTIALS",
            "IMAP | AUTH |  | UNAVAILABLE | Come back later | AUTH_TEMPORARY",
            "IMAP | AUTH |  | PRIVACYREQUIRED | No | TLS_REQUIRED",
            "IMAP | AUTH |  | EXPIRED | No | AUTH_BAD_CREDENTIALS",
            "IMAP | AUTH |  | CONTACTADMIN | No | ACCOUNT_LOCKED",
            "POP3 | AUTH |  | AUTH | No | AUTH_BAD_CREDENTIALS", "POP3 | AUTH |  | SYS/TEMP | No | AUTH_TEMPORARY",
            "POP3 | AUTH |  | IN-USE | No | CONNECTION_LIMIT", "POP3 | AUTH |  | LOGIN-DELAY | No | RATE_LIMIT"})
    void stageAndCodesDecideWhereWordsDoNot(Protocol protocol, Stage stage, Integer code, String enhanced, String text,
            CauseId expected) {
        assertEquals(expected, classify(protocol, stage, code, enhanced, text, null, null, SecretKind.UNKNOWN).cause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gmail-relay | 550 | 5.7.1 | Relay denied for you | RELAY_IP_NOT_REGISTERED",
            "gmail-relay | 550 | 5.7.0 | Mail relay denied [192.0.2.1]. | RELAY_IP_NOT_REGISTERED",
            "example | 550 | 5.7.1 | Relay denied for you | RELAY_DENIED",
            "docomo | 550 |  | Unknown user a@docomo.ne.jp | RCPT_UNKNOWN",
            "microsoft365 | 550 | 5.4.1 | Recipient address rejected: Access denied. | RCPT_UNKNOWN"})
    void theProviderDecides(String provider, int code, String enhanced, String text, CauseId expected) {
        assertEquals(expected,
                classify(Protocol.SMTP, Stage.RCPT, code, enhanced, text, null, provider, SecretKind.NONE).cause());
    }

    /** The same enhanced status code, and the words tell it apart. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Authentication unsuccessful, basic authentication is disabled. | MS_BASIC_DISABLED",
            "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. | MS_SMTPAUTH_DISABLED",
            "Authentication unsuccessful, user is locked by your organization's security defaults policy. | MS_SECURITY_DEFAULTS",
            "Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. | MS_CONDITIONAL_ACCESS",
            "Authentication unsuccessful, the user credentials were incorrect. | AUTH_BAD_CREDENTIALS",
            "Authentication unsuccessful, account is locked. | ACCOUNT_LOCKED"})
    void theEnhancedCodeNeverDecidesAlone(String text, CauseId expected) {
        assertEquals(expected,
                classify(Protocol.SMTP, Stage.AUTH, 535, "5.7.139", text, "LOGIN", "microsoft365", SecretKind.PASSWORD).cause());
    }

    @Test
    void linesThatWereJoinedOrNotMeanTheSame() {
        String joined = "5.7.14 <https://accounts.google.com/signin/continue?sarp=1&plt=" + "A".repeat(400)
                + "> Please log in via your web browser and then try again.";
        assertEquals(CauseId.AUTH_WEB_LOGIN_REQUIRED,
                classify(Protocol.SMTP, Stage.AUTH, 534, "5.7.14", joined, "PLAIN", null, SecretKind.PASSWORD).cause());
        String wrapped = "534-5.7.9 Application-specific\n534-5.7.9 password\n534 5.7.9 required. x1 - gsmtp";
        assertEquals(CauseId.AUTH_APP_PASSWORD_REQUIRED,
                classify(Protocol.SMTP, Stage.AUTH, 534, "5.7.9", wrapped, "PLAIN", null, SecretKind.PASSWORD).cause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"} | OAUTH_TOKEN_INVALID",
            "{\"status\":\"401\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.google.com/\"} | OAUTH_TOKEN_EXPIRED",
            "{\"status\":\"403\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"} | OAUTH_SCOPE_MISSING",
            "{\"status\":\"invalid_token\",\"scope\":\"mail\"} | OAUTH_TOKEN_INVALID",
            "eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWlsLmdvb2dsZS5jb20vIn0= | OAUTH_TOKEN_EXPIRED"})
    void theChallengeAfterATokenIsRead(String challenge, CauseId expected) {
        assertEquals(expected, classify(Protocol.SMTP, Stage.AUTH, 535, "5.7.8", challenge + "\n535 5.7.8 " + REFUSED, "XOAUTH2",
                "gmail", SecretKind.TOKEN).cause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"smtp.gmail.com ESMTP a1sm - gsmtp | gmail",
            "smtp-relay.gmail.com ESMTP x | gmail-relay",
            "mx.google.com ESMTP x - gsmtp | gmail-mx", "Gimap ready for requests from 192.0.2.1 | gmail",
            "TY2PR01CA0001.outlook.office365.com Microsoft ESMTP MAIL Service ready | microsoft365",
            "BN1NAM02FT006.mail.protection.outlook.com Microsoft ESMTP | microsoft365", "smtp-mail.outlook.com | outlook.com",
            "smtp.mail.yahoo.co.jp | yahoo-japan", "smtp.mail.yahoo.com | yahoo", "p00-smtp.mail.me.com | icloud",
            "smtp.nifty.com | nifty", "mail.biglobe.ne.jp | biglobe", "smtp.ocn.ne.jp | ocn", "www1234.sakura.ne.jp | sakura",
            "sv1234.xserver.jp | xserver", "mfsmax.docomo.ne.jp | docomo", "lsean.ezweb.ne.jp | au",
            "smtp.softbank.jp | softbank"})
    void greetingsAndHostNamesShowTheProvider(String text, String provider) {
        assertEquals(Optional.of(provider), Classifier.get().provider(text));
    }

    @Test
    void noProviderWhereNoneIsShown() {
        assertEquals(Optional.empty(), Classifier.get().provider("mail.example.com ESMTP Postfix"));
    }
}
