package org.mailmend.check.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.CertificateInfo;
import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.CheckResult.Reply;
import org.mailmend.check.CheckResult.ServerInfo;
import org.mailmend.check.CheckResult.StageResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.TlsInfo;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

class CheckReportTest {
    private static final Target TARGET = new Target(Protocol.SMTP, "mail.example.com", 587, Security.STARTTLS);
    private static final String HOSTILE = "<script>alert('x')</script> | `*_\u202Eevil\u001B[2J\nnext";

    /** A fault with everything that a result can hold. */
    static CheckResult everything() {
        return new CheckResult(TARGET, "current", Instant.parse("2026-11-24T01:02:03.456789Z"), Verdict.FAULT, Stage.AUTH,
                CauseId.AUTH_BAD_CREDENTIALS, List.of(new Alternative(CauseId.AUTH_APP_PASSWORD_REJECTED, 0.4)),
                List.of(new StageResult(Stage.DNS, Status.OK, CauseId.OK, 1_949_999, null),
                        new StageResult(Stage.CONNECT, Status.WARNING, CauseId.NET_REFUSED, 9_950_000, null),
                        new StageResult(Stage.AUTH, Status.FAULT, CauseId.AUTH_BAD_CREDENTIALS, 80_000_000, null),
                        new StageResult(Stage.MAIL, Status.SKIPPED, CauseId.OK, 0, null)),
                List.of(new AddressResult("2001:db8::1", Status.FAULT, CauseId.NET_REFUSED),
                        new AddressResult("192.0.2.1", Status.OK, null)),
                new ServerInfo(HOSTILE, List.of("SIZE 35882577", "AUTH PLAIN"), List.of("PLAIN")),
                new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256",
                        List.of(new CertificateInfo("CN=mail.example.com", "CN=Example CA",
                                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"),
                                List.of("mail.example.com"), "RSA 2048", "SHA256withRSA", "0a", "00:11")),
                        List.of(CauseId.TLS_CERT_WEAK), List.of("TLSv1.3")),
                List.of(new Reply(Stage.BANNER, "", 220, null, HOSTILE),
                        new Reply(Stage.AUTH, "AUTH PLAIN", 535, "5.7.8", "Username and Password not accepted.")),
                List.of(new Warning(CauseId.TLS_CERT_WEAK, null)),
                new OAuthError("401", null, "https://mail.google.com/"), "<1@example.com>", Boolean.TRUE,
                new DomainInfo("example.com", "v=spf1 -all", null, "v=DMARC1; p=none", null),
                List.of(new TranscriptLine(1_000_000, Speaker.SERVER, "220 " + HOSTILE),
                        new TranscriptLine(2_000_000, Speaker.CLIENT, "AUTH PLAIN ••••")),
                Duration.ofNanos(123_400_000), Duration.ofSeconds(15));
    }

    /** A result of which as much as possible is missing. */
    static CheckResult nothing() {
        return new CheckResult(new Target(Protocol.IMAP, "2001:db8::1", 993, Security.TLS), "current",
                Instant.parse("2026-11-24T01:02:03Z"), Verdict.UNTESTED, null, CauseId.NOT_TESTED, List.of(), List.of(),
                List.of(), null, null, List.of(new Reply(Stage.EHLO, "CAPABILITY", 0, null, "")), List.of(), null, null, null,
                null, List.of(), Duration.ZERO, Duration.ofMillis(500));
    }

    @Test
    void namesAndTheirOrderAreTheContract() throws IOException {
        assertEquals(List.of("schema", "target", "target.protocol", "target.host", "target.port", "target.security", "verdict",
                "stage", "cause", "summary", "who", "retry", "nextSteps", "stages", "stages.stage", "stages.status",
                "stages.millis", "stages.detail", "addresses", "addresses.ip", "addresses.status", "addresses.cause", "server",
                "server.banner", "server.capabilities", "server.mechanisms", "tls", "tls.protocol", "tls.cipher", "tls.chain",
                "tls.chain.subject", "tls.chain.issuer", "tls.chain.notBefore", "tls.chain.notAfter", "tls.chain.names",
                "tls.chain.key", "tls.chain.signature", "tls.chain.serial", "tls.chain.sha256", "tls.problems", "tls.supported",
                "replies", "replies.stage", "replies.command", "replies.code", "replies.enhanced", "replies.text", "warnings",
                "warnings.cause", "warnings.text", "oauthError", "oauthError.status", "oauthError.schemes", "oauthError.scope",
                "elapsedMillis", "deadlineMillis", "profile", "started", "alternatives", "alternatives.cause",
                "alternatives.confidence", "message", "message.id", "message.found", "domain", "domain.name", "domain.spf",
                "domain.dkim", "domain.dmarc", "domain.mtaSts", "limit"),
                read(CheckReport.toJson(everything(), Locale.ENGLISH, false)).keySet().stream()
                        .filter(path -> !path.startsWith("nextSteps.")).toList());
    }

    @Test
    void nextStepsHaveAnIdAndAText() throws IOException {
        var values = read(CheckReport.toJson(everything(), Locale.JAPANESE, false));
        var steps = Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Locale.JAPANESE).steps();
        assertEquals(steps.stream().map(step -> step.id()).toList(), values.getOrDefault("nextSteps.id", List.of()));
        assertEquals(steps.stream().map(step -> step.text()).toList(), values.getOrDefault("nextSteps.text", List.of()));
    }

    @Test
    void valuesComeFromTheResultAndTheCatalogue() throws IOException {
        var values = read(CheckReport.toJson(everything(), Locale.ENGLISH, true));
        assertEquals(List.of("mailmend.check/1"), values.get("schema"));
        assertEquals(List.of("fault"), values.get("verdict"));
        assertEquals(List.of("auth"), values.get("stage"));
        assertEquals(List.of("AUTH_BAD_CREDENTIALS"), values.get("cause"));
        assertEquals(List.of(Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Locale.ENGLISH).summary()),
                values.get("summary"));
        assertEquals(List.of("user"), values.get("who"));
        assertEquals(List.of("after-fix"), values.get("retry"));
        assertEquals(List.of("1.9", "10.0", "80.0", "0.0"), values.get("stages.millis"));
        assertEquals(List.of("ok", "warning", "fault", "skipped"), values.get("stages.status"));
        assertEquals(List.of("NET_REFUSED", "null"), values.get("addresses.cause"));
        assertEquals(List.of("220", "535"), values.get("replies.code"));
        assertEquals(List.of("null", "5.7.8"), values.get("replies.enhanced"));
        assertEquals(List.of("TLS_CERT_WEAK"), values.get("tls.problems"));
        assertEquals(List.of("2026-12-01T00:00:00Z"), values.get("tls.chain.notAfter"));
        assertEquals(List.of("null"), values.get("oauthError.schemes"));
        assertEquals(List.of("123.4"), values.get("elapsedMillis"));
        assertEquals(List.of("15000"), values.get("deadlineMillis"));
        assertEquals(List.of("2026-11-24T01:02:03.456Z"), values.get("started"));
        assertEquals(List.of("0.4"), values.get("alternatives.confidence"));
    }

    @Test
    void whatDoesNotApplyIsNull() throws IOException {
        var values = read(CheckReport.toJson(nothing(), Locale.ENGLISH, false));
        for (String path : List.of("stage", "server", "tls", "oauthError", "message", "domain", "replies.code")) {
            assertEquals(List.of("null"), values.get(path), path);
        }
        assertEquals(List.of(), values.get("stages"));
        assertEquals(List.of("0.0"), values.get("elapsedMillis"));
    }

    @Test
    void oneLineUnlessPretty() {
        assertFalse(CheckReport.toJson(everything(), Locale.ENGLISH, false).contains("\n"));
        assertTrue(CheckReport.toJson(everything(), Locale.ENGLISH, true).startsWith("{\n  \"schema\" : \"mailmend.check/1\""));
    }

    @Test
    void textBeginsWithTheVerdict() {
        String summary = Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Locale.ENGLISH).summary();
        String text = CheckReport.toText(everything(), Locale.ENGLISH, TextStyle.PLAIN);
        assertEquals("✗ Fault at stage Sign-in: " + summary, text.lines().findFirst().orElseThrow());
        assertTrue(text.contains("\nsmtp://mail.example.com:587 (STARTTLS), 123.4 ms\n"
                + "  DNS      ✓ ok        1.9 ms\n"), text);
        assertTrue(text.contains("\n  Sender   - skipped\n"), text);
        assertTrue(text.contains("\n  2001:db8::1  ✗ fault  "), text);
        assertTrue(text.contains("2026-01-01 to 2026-12-01"), "a certificate that ends soon is shown: " + text);
        assertFalse(text.contains("\u001B"), "no colours unless asked for");
    }

    @Test
    void coloursAndAsciiOnRequest() {
        String text = CheckReport.toText(everything(), Locale.ENGLISH, new TextStyle(true, false, 0));
        assertTrue(text.startsWith("\u001B[31;1mx Fault"), text);
        assertTrue(text.contains("\u001B[32m+ ok     \u001B[0m"), text);
        assertFalse(text.contains("✓"), text);
    }

    @Test
    void japaneseColumnsLineUp() {
        String text = CheckReport.toText(everything(), Locale.JAPANESE, TextStyle.PLAIN);
        List<String> stages = text.lines().filter(line -> line.matches("  \\S+ +[✓!✗] .*\\d\\.\\d.*")).toList();
        assertEquals(3, stages.size(), text);
        for (String line : stages) {
            assertEquals(Columns.width("  サインイン  "), Columns.width(line.substring(0, firstIcon(line))), line);
        }
    }

    private static int firstIcon(String line) {
        int i = 0;
        while ("✓!✗".indexOf(line.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    @Test
    void aLocalReasonIsNoFault() {
        String text = CheckReport.toText(nothing(), Locale.ENGLISH, TextStyle.PLAIN);
        assertTrue(text.startsWith("- Not tested: "), text);
        assertTrue(
                CheckReport.toMarkdown(nothing(), Locale.ENGLISH).startsWith("# Check of imaps://\\[2001:db8::1\\]:993 (TLS)\n"),
                CheckReport.toMarkdown(nothing(), Locale.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "de"})
    void hostileTextsStayTexts(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String html = CheckReport.toHtml(everything(), locale);
        assertTrue(html.contains("<html lang=\"" + ("ja".equals(language) ? "ja" : "en") + "\">"));
        assertFalse(html.contains("<script"), html);
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), html);
        String markdown = CheckReport.toMarkdown(everything(), locale);
        assertTrue(markdown.contains("``<script>alert('x')</script> \\| `*_\\u202Eevil\\u001B[2J next``"), markdown);
        for (String report : List.of(html, markdown, CheckReport.toText(everything(), locale, TextStyle.PLAIN))) {
            assertFalse(report.contains("\u202E") || report.contains("\u001B"), report);
        }
    }

    @Test
    void noReportAsksTheReaderForAnythingFromTheNet() {
        String html = CheckReport.toHtml(everything(), Locale.ENGLISH);
        assertFalse(html.contains("src=") || html.contains("href=") || html.contains("@import"), html);
        assertTrue(html.contains("prefers-color-scheme:dark"));
    }

    @Test
    void markdownTablesHaveAsManyCellsAsHeadings() {
        int cells = 0;
        for (String line : CheckReport.toMarkdown(everything(), Locale.JAPANESE).lines().toList()) {
            if (line.startsWith("|")) {
                int count = line.replace("\\|", "").replaceAll("[^|]", "").length();
                assertTrue(cells == 0 || cells == count, line);
                cells = count;
            } else {
                cells = 0;
            }
        }
    }

    /** Paths of all names in the order in which they first appear, each with its values (texts, numbers and nulls). */
    private static Map<String, List<String>> read(String json) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> {
                        path.add(parser.currentName());
                        values.computeIfAbsent(String.join(".", path), key -> new ArrayList<>());
                        if (!parser.nextToken().isStructStart()) {
                            values.get(String.join(".", path)).add(parser.getText());
                            path.removeLast();
                        }
                    }
                    case END_ARRAY, END_OBJECT -> {
                        if (parser.currentName() != null) {
                            path.removeLast();
                        }
                    }
                    case VALUE_STRING -> values.get(String.join(".", path)).add(parser.getText());
                    default -> {
                        // the beginning of an object in an array adds nothing to the path
                    }
                }
            }
        }
        return values;
    }
}
