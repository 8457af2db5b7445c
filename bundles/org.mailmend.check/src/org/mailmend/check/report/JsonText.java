package org.mailmend.check.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.NextStep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes one JSON document into a text. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {
    }

    /** Writes the content of a document. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** The document: on one line, or over several with indents; without a line end. */
    public static String of(boolean pretty, Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            if (pretty) {
                json.useDefaultPrettyPrinter();
            }
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void alternatives(JsonGenerator json, List<Alternative> alternatives) throws IOException {
        json.writeArrayFieldStart("alternatives");
        for (Alternative alternative : alternatives) {
            json.writeStartObject();
            json.writeStringField("cause", alternative.cause().name());
            json.writeNumberField("confidence", alternative.confidence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void nextSteps(JsonGenerator json, CauseId cause, Locale locale) throws IOException {
        json.writeArrayFieldStart("nextSteps");
        for (NextStep step : Catalogue.get().text(cause, locale).steps()) {
            json.writeStartObject();
            json.writeStringField("id", step.id());
            json.writeStringField("text", step.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Milliseconds with one decimal. */
    static String millis(long nanos) {
        long tenths = Math.round(nanos / 100_000.0);
        return tenths / 10 + "." + tenths % 10;
    }

    static void millis(JsonGenerator json, String field, long nanos) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(millis(nanos));
    }
}
