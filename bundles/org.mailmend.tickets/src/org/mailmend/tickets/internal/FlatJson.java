package org.mailmend.tickets.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import org.mailmend.check.report.JsonText;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Texts by name as one JSON object. */
public final class FlatJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatJson() {
    }

    /** The document on one line; empty for no texts. */
    public static String write(Map<String, String> texts) {
        return texts.isEmpty() ? "" : JsonText.of(false, json -> {
            for (Map.Entry<String, String> each : new TreeMap<>(texts).entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
        });
    }

    /** The texts of a document that {@link #write} made; what else stands in it is left out. */
    public static Map<String, String> read(String document) {
        Map<String, String> texts = new TreeMap<>();
        if (document.isEmpty()) {
            return texts;
        }
        try (JsonParser json = FACTORY.createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
