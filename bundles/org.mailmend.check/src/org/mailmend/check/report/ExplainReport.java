package org.mailmend.check.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.Document.Cell;
import org.mailmend.check.report.Document.Fact;
import org.mailmend.check.report.Document.Row;
import org.mailmend.check.report.Document.Tone;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounce.Recipient;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Symptom;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * An explained text or bounce for programs and for people. English is used for every locale but Japanese.
 */
public final class ExplainReport {
    /** More than a person reads. */
    private static final int MOST_DIAGNOSTICS = 20;
    private final String source;
    private final Diagnosis diagnosis;
    private final Bounce bounce;
    private final List<String> articles;
    private final ReportTexts texts;
    private final CauseText cause;

    private ExplainReport(String source, Diagnosis diagnosis, Bounce bounce, List<String> articles, Locale locale) {
        this.source = source;
        this.diagnosis = diagnosis;
        this.bounce = bounce;
        this.articles = articles;
        texts = new ReportTexts(locale);
        cause = Catalogue.get().text(diagnosis.cause(), texts.locale());
    }

    /**
     * The diagnosis as a document of schema {@code mailmend.explain/1}: the names, their order and the null values are a
     * contract with other programs; new names may come at the end of an object.
     *
     * @param source   where the text comes from: {@code argument}, {@code -} for standard input, or a file
     * @param articles ids of articles about the cause
     * @param pretty   over several lines rather than on one; there is no line end after the last
     */
    public static String toJson(String source, Diagnosis diagnosis, List<String> articles, Locale locale, boolean pretty) {
        return JsonText.of(pretty, new ExplainReport(source, diagnosis, null, articles, locale)::write);
    }

    /**
     * What a message says of the delivery of another one, as a document of the same schema: the cause is that of most
     * recipients, and {@code bounce} names each.
     */
    public static String toJson(String source, Bounce bounce, List<String> articles, Locale locale, boolean pretty) {
        return JsonText.of(pretty, new ExplainReport(source, bounce.diagnosis(), bounce, articles, locale)::write);
    }

    /** The diagnosis for a terminal or a text field: the cause first, then what to do, then the evidence. */
    public static String toText(Diagnosis diagnosis, Locale locale, TextStyle style) {
        return TextRenderer.render(new ExplainReport("", diagnosis, null, List.of(), locale).document(), style);
    }

    /** A bounce in the same form, with its recipients; for another message one sentence says what it is. */
    public static String toText(Bounce bounce, Locale locale, TextStyle style) {
        ExplainReport report = new ExplainReport("", bounce.diagnosis(), bounce, List.of(), locale);
        return TextRenderer.render(bounce.isBounce() ? report.document() : report.noBounce(), style);
    }

    private void write(JsonGenerator json) throws IOException {
        Symptom symptom = diagnosis.symptom();
        Cause known = Catalogue.get().cause(diagnosis.cause());
        json.writeStringField("schema", "mailmend.explain/1");
        json.writeStringField("source", source);
        json.writeStringField("cause", diagnosis.cause().name());
        json.writeNumberField("confidence", diagnosis.confidence());
        JsonText.alternatives(json, diagnosis.alternatives());
        json.writeStringField("evidence", diagnosis.evidence());
        json.writeStringField("provider", symptom.provider());
        json.writeStringField("client", symptom.client());
        json.writeStringField("protocol", symptom.protocol() == null ? null : symptom.protocol().id());
        json.writeStringField("stage", symptom.stage() == null ? null : symptom.stage().id());
        if (symptom.code() == null) {
            json.writeNullField("code");
        } else {
            json.writeNumberField("code", symptom.code());
        }
        json.writeStringField("enhanced", symptom.enhanced());
        json.writeStringField("who", known.whoIds());
        json.writeStringField("retry", known.retry().id());
        json.writeStringField("summary", cause.summary());
        JsonText.nextSteps(json, diagnosis.cause(), texts.locale());
        JsonText.strings(json, "articles", articles);
        if (bounce == null) {
            json.writeNullField("bounce");
        } else {
            writeBounce(json);
        }
        if (diagnosis.question() == null) {
            json.writeNullField("question");
        } else {
            json.writeObjectFieldStart("question");
            json.writeStringField("id", diagnosis.question());
            json.writeStringField("text", question());
            json.writeEndObject();
        }
    }

    private void writeBounce(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("bounce");
        json.writeBooleanField("isBounce", bounce.isBounce());
        json.writeArrayFieldStart("recipients");
        for (Recipient recipient : bounce.recipients()) {
            json.writeStartObject();
            json.writeStringField("address", recipient.address());
            json.writeStringField("status", recipient.status());
            if (recipient.code() == null) {
                json.writeNullField("code");
            } else {
                json.writeNumberField("code", recipient.code());
            }
            json.writeBooleanField("permanent", recipient.permanent());
            json.writeStringField("cause", recipient.cause().name());
            json.writeStringField("diagnostic", recipient.diagnostic());
            json.writeStringField("original", recipient.original());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("kind", bounce.kind().id());
        JsonText.strings(json, "delivered", bounce.delivered());
        json.writeEndObject();
    }

    private Document noBounce() {
        String key = "bounce." + bounce.kind().id();
        Tone tone = bounce.kind() == Bounce.Kind.SUCCESS ? Tone.OK : Tone.NEUTRAL;
        Document.Builder builder = new Document.Builder();
        builder.add(new Document.Verdict(tone, texts.get(key)));
        builder.facts(List.of(fact("delivered", String.join(", ", bounce.delivered()))));
        return builder.build(texts.get("title.explain"), texts.locale());
    }

    /** A row for each recipient, and what was said about the first of them. */
    private void recipients(Document.Builder builder) {
        List<Row> rows = new ArrayList<>();
        for (Recipient recipient : bounce.recipients()) {
            String code = recipient.code() == null ? "" : recipient.code().toString();
            rows.add(Row.of(recipient.permanent() ? Tone.FAULT : Tone.WARNING, Cell.code(recipient.address()),
                    Cell.status(texts.get(recipient.permanent() ? "bounce.permanent" : "bounce.temporary")),
                    Cell.code(recipient.status() == null ? code : (code + " " + recipient.status()).strip()),
                    Cell.text(Catalogue.get().text(recipient.cause(), texts.locale()).title())));
        }
        builder.table(texts.get("heading.recipients"), texts.columns("address", "status", "code", "cause"), rows);
        List<Fact> said = bounce.recipients().stream().limit(MOST_DIAGNOSTICS)
                .map(recipient -> new Fact(recipient.address(), recipient.diagnostic(), true))
                .filter(fact -> !fact.value().isEmpty()).toList();
        if (!said.isEmpty()) {
            builder.add(new Document.Heading(texts.get("heading.said"))).facts(said);
        }
    }

    private Document document() {
        Symptom symptom = diagnosis.symptom();
        Cause known = Catalogue.get().cause(diagnosis.cause());
        Document.Builder builder = new Document.Builder();
        Tone tone = diagnosis.cause() == CauseId.UNKNOWN ? Tone.WARNING : Tone.FAULT;
        builder.add(new Document.Verdict(tone, cause.summary()));
        if (!cause.meaning().equals(cause.summary())) {
            builder.add(new Document.Paragraph(cause.meaning()));
        }
        builder.facts(List.of(fact("who", texts.names(known.who())), fact("retry", known.retry().text(texts.locale())),
                fact("cause", diagnosis.cause().name()), fact("confidence", texts.percent(diagnosis.confidence())),
                fact("evidence", diagnosis.evidence()), fact("provider", symptom.provider()),
                fact("client", symptom.client()),
                fact("protocol", symptom.protocol() == null ? null : symptom.protocol().name()),
                fact("stage", symptom.stage() == null ? null : texts.stage(symptom.stage())),
                fact("code", code(symptom)), fact("question", question()),
                fact("delivered", bounce == null ? null : String.join(", ", bounce.delivered()))));
        if (bounce != null) {
            recipients(builder);
        }
        texts.steps(builder, diagnosis.cause());
        texts.alternatives(builder, diagnosis.alternatives());
        return builder.build(texts.get("title.explain"), texts.locale());
    }

    private String question() {
        return diagnosis.question() == null ? null : Catalogue.get().question(diagnosis.question(), texts.locale());
    }

    private Fact fact(String key, String value) {
        return new Fact(texts.get(key), value, false);
    }

    private static String code(Symptom symptom) {
        String code = symptom.code() == null ? "" : symptom.code().toString();
        return symptom.enhanced() == null ? code : (code + " " + symptom.enhanced()).strip();
    }
}
