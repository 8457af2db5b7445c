package org.mailmend.check.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.Document.Fact;
import org.mailmend.check.report.Document.Tone;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Symptom;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * An explained text for programs and for people. English is used for every locale but Japanese.
 */
public final class ExplainReport {
    private final String source;
    private final Diagnosis diagnosis;
    private final List<String> articles;
    private final ReportTexts texts;
    private final CauseText cause;

    private ExplainReport(String source, Diagnosis diagnosis, List<String> articles, Locale locale) {
        this.source = source;
        this.diagnosis = diagnosis;
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
        return JsonText.of(pretty, new ExplainReport(source, diagnosis, articles, locale)::write);
    }

    /** The diagnosis for a terminal or a text field: the cause first, then what to do, then the evidence. */
    public static String toText(Diagnosis diagnosis, Locale locale, TextStyle style) {
        return TextRenderer.render(new ExplainReport("", diagnosis, List.of(), locale).document(), style);
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
        json.writeNullField("bounce");
        if (diagnosis.question() == null) {
            json.writeNullField("question");
        } else {
            json.writeObjectFieldStart("question");
            json.writeStringField("id", diagnosis.question());
            json.writeStringField("text", question());
            json.writeEndObject();
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
                fact("code", code(symptom)), fact("question", question())));
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
