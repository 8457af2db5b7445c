package org.mailmend.check.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
import org.mailmend.check.Detail;
import org.mailmend.check.Target;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.report.Document.Cell;
import org.mailmend.check.report.Document.Fact;
import org.mailmend.check.report.Document.Row;
import org.mailmend.check.report.Document.Tone;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The result of a check for programs and for people. English is used for every locale but Japanese.
 */
public final class CheckReport {
    /** A certificate that ends sooner than this is worth a look even where all is well. */
    private static final Duration ENDS_SOON = Duration.ofDays(30);

    private final CheckResult result;
    private final ReportTexts texts;
    private final CauseText cause;

    private CheckReport(CheckResult result, Locale locale) {
        this.result = result;
        texts = new ReportTexts(locale);
        cause = Catalogue.get().text(result.cause(), texts.locale());
    }

    /**
     * The result as a document of schema {@code mailmend.check/1}: the names, their order and the null values are a
     * contract with other programs; new names may come at the end of an object.
     *
     * @param pretty over several lines rather than on one; there is no line end after the last
     */
    public static String toJson(CheckResult result, Locale locale, boolean pretty) {
        return JsonText.of(pretty, new CheckReport(result, locale)::write);
    }

    /** The result for a terminal or a text field: the verdict first, then what to do, then the evidence that matters. */
    public static String toText(CheckResult result, Locale locale, TextStyle style) {
        return TextRenderer.render(new CheckReport(result, locale).brief(), style);
    }

    /** The result in one line, for one of many: server and verdict. */
    public static String toLine(CheckResult result, Locale locale, TextStyle style) {
        CheckReport report = new CheckReport(result, locale);
        String line = report.texts.get("line", ReportTexts.url(result.target()), report.verdict());
        Document document = new Document.Builder().add(new Document.Verdict(report.tone(), line)).build("", locale);
        return TextRenderer.render(document, new TextStyle(style.colour(), style.symbols(), 0));
    }

    /** Everything about the check as Markdown, to be pasted into a ticket or a mail. */
    public static String toMarkdown(CheckResult result, Locale locale) {
        return MarkdownRenderer.render(new CheckReport(result, locale).full());
    }

    /** Everything about the check as one HTML page that loads nothing and follows the reader's light or dark theme. */
    public static String toHtml(CheckResult result, Locale locale) {
        return HtmlRenderer.render(new CheckReport(result, locale).full());
    }

    /** The verdict in one sentence, for example <i>Fault at stage Sign-in: …</i>. */
    public static String verdict(CheckResult result, Locale locale) {
        return new CheckReport(result, locale).verdict();
    }

    /** A line of the dialogue with the time since the start in milliseconds and who said it. */
    public static String line(TranscriptLine line) {
        String speaker = switch (line.from()) {
            case CLIENT -> "C:";
            case SERVER -> "S:";
            case NOTE -> "--";
        };
        return Columns.padLeft(JsonText.millis(line.nanos()), 9) + " " + speaker + " " + line.text();
    }

    private void write(JsonGenerator json) throws IOException {
        Cause known = Catalogue.get().cause(result.cause());
        json.writeStringField("schema", "mailmend.check/1");
        target(json, result.target());
        json.writeStringField("verdict", result.verdict().id());
        json.writeStringField("stage", result.stage() == null ? null : result.stage().id());
        json.writeStringField("cause", result.cause().name());
        json.writeStringField("summary", cause.summary());
        json.writeStringField("who", known.whoIds());
        json.writeStringField("retry", known.retry().id());
        JsonText.nextSteps(json, result.cause(), texts.locale());
        json.writeArrayFieldStart("stages");
        for (StageResult stage : result.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", stage.stage().id());
            json.writeStringField("status", stage.status().id());
            JsonText.millis(json, "millis", stage.nanos());
            json.writeStringField("detail", detail(stage.detail()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("addresses");
        for (AddressResult address : result.addresses()) {
            json.writeStartObject();
            json.writeStringField("ip", address.ip());
            json.writeStringField("status", address.status().id());
            json.writeStringField("cause", address.cause() == null ? null : address.cause().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        server(json, result.server());
        tls(json, result.tls());
        json.writeArrayFieldStart("replies");
        for (Reply reply : result.replies()) {
            json.writeStartObject();
            json.writeStringField("stage", reply.stage().id());
            json.writeStringField("command", reply.command());
            if (reply.code() == 0) {
                json.writeNullField("code");
            } else {
                json.writeNumberField("code", reply.code());
            }
            json.writeStringField("enhanced", reply.enhanced());
            json.writeStringField("text", reply.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("warnings");
        for (Warning warning : result.warnings()) {
            json.writeStartObject();
            json.writeStringField("cause", warning.cause().name());
            json.writeStringField("text", text(warning));
            json.writeEndObject();
        }
        json.writeEndArray();
        oauthError(json, result.oauthError());
        JsonText.millis(json, "elapsedMillis", result.elapsed().toNanos());
        json.writeNumberField("deadlineMillis", result.deadline().toMillis());
        json.writeStringField("profile", result.profileId());
        json.writeStringField("started", result.started().truncatedTo(ChronoUnit.MILLIS).toString());
        JsonText.alternatives(json, result.alternatives());
        message(json);
        domain(json, result.domain());
        json.writeStringField("limit", result.limit() == null ? null : result.limit().text(texts.locale()));
    }

    private static void target(JsonGenerator json, Target target) throws IOException {
        json.writeObjectFieldStart("target");
        json.writeStringField("protocol", target.protocol().id());
        json.writeStringField("host", target.host());
        json.writeNumberField("port", target.port());
        json.writeStringField("security", target.security().id());
        json.writeEndObject();
    }

    private static void server(JsonGenerator json, ServerInfo server) throws IOException {
        if (server == null) {
            json.writeNullField("server");
            return;
        }
        json.writeObjectFieldStart("server");
        json.writeStringField("banner", server.banner());
        JsonText.strings(json, "capabilities", server.capabilities());
        JsonText.strings(json, "mechanisms", server.mechanisms());
        json.writeEndObject();
    }

    private static void tls(JsonGenerator json, TlsInfo tls) throws IOException {
        if (tls == null) {
            json.writeNullField("tls");
            return;
        }
        json.writeObjectFieldStart("tls");
        json.writeStringField("protocol", tls.protocol());
        json.writeStringField("cipher", tls.cipher());
        json.writeArrayFieldStart("chain");
        for (CertificateInfo certificate : tls.chain()) {
            json.writeStartObject();
            json.writeStringField("subject", certificate.subject());
            json.writeStringField("issuer", certificate.issuer());
            json.writeStringField("notBefore", certificate.notBefore().toString());
            json.writeStringField("notAfter", certificate.notAfter().toString());
            JsonText.strings(json, "names", certificate.names());
            json.writeStringField("key", certificate.key());
            json.writeStringField("signature", certificate.signature());
            json.writeStringField("serial", certificate.serial());
            json.writeStringField("sha256", certificate.fingerprint());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonText.strings(json, "problems", tls.problems().stream().map(CauseId::name).toList());
        JsonText.strings(json, "supported", tls.supported());
        json.writeEndObject();
    }

    private static void oauthError(JsonGenerator json, OAuthError error) throws IOException {
        if (error == null) {
            json.writeNullField("oauthError");
            return;
        }
        json.writeObjectFieldStart("oauthError");
        json.writeStringField("status", error.status());
        json.writeStringField("schemes", error.schemes());
        json.writeStringField("scope", error.scope());
        json.writeEndObject();
    }

    private void message(JsonGenerator json) throws IOException {
        if (result.sentMessageId() == null) {
            json.writeNullField("message");
            return;
        }
        json.writeObjectFieldStart("message");
        json.writeStringField("id", result.sentMessageId());
        if (result.lookup() == null) {
            json.writeNullField("found");
        } else {
            json.writeBooleanField("found", result.lookup());
        }
        json.writeEndObject();
    }

    private static void domain(JsonGenerator json, DomainInfo domain) throws IOException {
        if (domain == null) {
            json.writeNullField("domain");
            return;
        }
        json.writeObjectFieldStart("domain");
        json.writeStringField("name", domain.name());
        json.writeStringField("spf", domain.spf());
        json.writeStringField("dkim", domain.dkim());
        json.writeStringField("dmarc", domain.dmarc());
        json.writeStringField("mtaSts", domain.mtaSts());
        json.writeEndObject();
    }

    private Document brief() {
        Document.Builder builder = new Document.Builder();
        diagnosis(builder);
        stages(builder, texts.get("heading.run", texts.target(result.target()), millis(result.elapsed().toNanos())));
        if (result.addresses().stream().anyMatch(address -> address.status() == Status.FAULT)) {
            addresses(builder);
        }
        TlsInfo tls = result.tls();
        if (tls != null && !tls.chain().isEmpty() && (!tls.problems().isEmpty() || endsSoon(tls.chain().getFirst()))) {
            CertificateInfo certificate = tls.chain().getFirst();
            builder.add(new Document.Heading(texts.get("heading.certificates")));
            builder.facts(List.of(fact("column.subject", certificate.subject()), fact("column.issuer", certificate.issuer()),
                    fact("column.valid", validity(certificate)),
                    fact("column.names", String.join(", ", certificate.names())),
                    fact("column.key", texts.get("certificate.signed", certificate.key(), certificate.signature()))));
        }
        warnings(builder);
        domain(builder);
        return builder.build(title(), texts.locale());
    }

    private boolean endsSoon(CertificateInfo certificate) {
        return certificate.notAfter().isBefore(result.started().plus(ENDS_SOON));
    }

    private Document full() {
        Document.Builder builder = new Document.Builder();
        diagnosis(builder);
        stages(builder, texts.get("heading.stages"));
        addresses(builder);
        warnings(builder);
        server(builder);
        tls(builder);
        builder.table(texts.get("heading.replies"), texts.columns("stage", "command", "code", "text"),
                result.replies().stream().map(reply -> Row.of(Tone.NEUTRAL, Cell.text(texts.stage(reply.stage())),
                        Cell.code(reply.command()), Cell.text(code(reply)), Cell.code(reply.text()))).toList());
        domain(builder);
        builder.dialogue(texts.get("heading.dialogue"), result.transcript().stream().map(CheckReport::line).toList());
        about(builder);
        return builder.build(title(), texts.locale());
    }

    private String title() {
        return texts.get("title.check", texts.target(result.target()));
    }

    private String verdict() {
        if (result.verdict() == Verdict.FAULT && result.stage() != null) {
            return texts.get("verdict.fault.stage", cause.summary(), texts.stage(result.stage()));
        }
        return texts.get("verdict." + result.verdict().id(), cause.summary());
    }

    private void diagnosis(Document.Builder builder) {
        builder.add(new Document.Verdict(tone(), verdict()));
        if (result.cause() == CauseId.OK) {
            return;
        }
        if (result.limit() != null) {
            builder.add(new Document.Paragraph(texts.get("limit", result.limit().text(texts.locale()))));
        }
        Cause known = Catalogue.get().cause(result.cause());
        if (!cause.meaning().equals(cause.summary())) {
            builder.add(new Document.Paragraph(cause.meaning()));
        }
        builder.facts(List.of(
                fact("who", texts.names(known.who())),
                fact("retry", known.retry().text(texts.locale())),
                new Fact(texts.get("cause"), result.cause().name(), true),
                fact("oauth", result.oauthError() == null ? null : text(result.oauthError()))));
        texts.steps(builder, result.cause());
        texts.alternatives(builder, result.alternatives());
    }

    private Tone tone() {
        return switch (result.verdict()) {
            case OK -> Tone.OK;
            case WARNING -> Tone.WARNING;
            case FAULT -> Tone.FAULT;
            case UNTESTED -> Tone.SKIPPED;
        };
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case OK -> Tone.OK;
            case WARNING -> Tone.WARNING;
            case FAULT -> Tone.FAULT;
            case SKIPPED -> Tone.SKIPPED;
        };
    }

    private void stages(Document.Builder builder, String heading) {
        builder.table(heading, texts.columns("stage", "status", "millis", "detail"),
                result.stages().stream().map(stage -> Row.of(tone(stage.status()), Cell.text(texts.stage(stage.stage())),
                        Cell.status(texts.status(stage.status())),
                        Cell.number(stage.status() == Status.SKIPPED ? "" : millis(stage.nanos())),
                        Cell.text(evidence(stage)))).toList());
    }

    private String millis(long nanos) {
        return texts.get("millis", JsonText.millis(nanos));
    }

    private String evidence(StageResult stage) {
        if (stage.detail() != null) {
            return detail(stage.detail());
        }
        return stage.status() == Status.OK || stage.status() == Status.SKIPPED ? "" : title(stage.cause());
    }

    private void addresses(Document.Builder builder) {
        builder.table(texts.get("heading.addresses"), texts.columns("address", "status", "cause"),
                result.addresses().stream().map(address -> Row.of(tone(address.status()), Cell.code(address.ip()),
                        Cell.status(texts.status(address.status())), Cell.text(title(address.cause())))).toList());
    }

    private void warnings(Document.Builder builder) {
        builder.table(texts.get("heading.warnings"), texts.columns("status", "meaning"),
                result.warnings().stream().map(warning -> Row.of(Tone.WARNING, Cell.status(texts.status(Status.WARNING)),
                        Cell.text(text(warning)))).toList());
    }

    private void server(Document.Builder builder) {
        ServerInfo server = result.server();
        if (server != null) {
            builder.add(new Document.Heading(texts.get("heading.server")));
            builder.facts(List.of(new Fact(texts.get("banner"), server.banner(), true),
                    new Fact(texts.get("capabilities"), String.join(", ", server.capabilities()), true),
                    new Fact(texts.get("mechanisms"), String.join(", ", server.mechanisms()), true)));
        }
    }

    private void tls(Document.Builder builder) {
        TlsInfo tls = result.tls();
        if (tls == null) {
            return;
        }
        if (tls.protocol() != null || !tls.supported().isEmpty()) {
            builder.add(new Document.Heading(texts.get("heading.tls")));
            builder.facts(List.of(
                    fact("session",
                            tls.protocol() == null ? null : texts.get("certificate.signed", tls.protocol(), tls.cipher())),
                    fact("supported", String.join(", ", tls.supported()))));
        }
        builder.table(texts.get("heading.certificates"), texts.columns("subject", "issuer", "valid", "names", "key"),
                tls.chain().stream().map(one -> Row.of(Tone.NEUTRAL, Cell.text(one.subject()), Cell.text(one.issuer()),
                        Cell.text(validity(one)), Cell.text(String.join(", ", one.names())),
                        Cell.text(texts.get("certificate.signed", one.key(), one.signature())))).toList());
    }

    private void domain(Document.Builder builder) {
        DomainInfo domain = result.domain();
        if (domain != null) {
            builder.add(new Document.Heading(texts.get("heading.domain", domain.name())));
            builder.facts(List.of(fact("spf", domain.spf()), fact("dkim", domain.dkim()), fact("dmarc", domain.dmarc()),
                    fact("mtasts", domain.mtaSts())));
        }
    }

    private void about(Document.Builder builder) {
        String id = result.sentMessageId();
        builder.add(new Document.Heading(texts.get("heading.about")));
        builder.facts(List.of(fact("target", texts.target(result.target())), fact("profile", result.profileId()),
                fact("started", result.started().truncatedTo(ChronoUnit.SECONDS).toString()),
                fact("elapsed", texts.get("elapsed.value", millis(result.elapsed().toNanos()),
                        texts.get("millis", String.valueOf(result.deadline().toMillis())))),
                fact("message", id == null || result.lookup() == null ? id
                        : texts.get(result.lookup() ? "message.found" : "message.lost", id))));
    }

    private Fact fact(String key, String value) {
        return new Fact(texts.get(key), value, false);
    }

    private String title(CauseId id) {
        return id == null || id == CauseId.OK ? "" : Catalogue.get().text(id, texts.locale()).title();
    }

    private String detail(Detail detail) {
        return detail == null ? null : detail.text(texts.locale());
    }

    private String text(Warning warning) {
        String summary = Catalogue.get().text(warning.cause(), texts.locale()).summary();
        return warning.detail() == null ? summary : texts.get("detailed", summary, detail(warning.detail()));
    }

    private static String text(OAuthError error) {
        List<String> parts = new ArrayList<>();
        add(parts, "status", error.status());
        add(parts, "schemes", error.schemes());
        add(parts, "scope", error.scope());
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }

    private String validity(CertificateInfo certificate) {
        return texts.get("certificate.valid", day(certificate.notBefore()), day(certificate.notAfter()));
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String code(Reply reply) {
        String code = reply.code() == 0 ? "" : String.valueOf(reply.code());
        return reply.enhanced() == null ? code : (code + " " + reply.enhanced()).strip();
    }
}
