package org.mailmend.oauth.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** Reads and writes small JSON documents as maps, lists, texts, numbers and truth values. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
            // the source would end up in the text of an exception, and it is full of secrets
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {
    }

    /** A text is no JSON, or no object. The message names no part of the text. */
    public static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        NoJsonException(int line) {
            super("line " + line);
            this.line = line;
        }

        /** The line in which it shows, counted from 1. */
        public int line() {
            return line;
        }
    }

    /** Reads an object. */
    public static Map<String, Object> object(String text) throws NoJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new NoJsonException(1);
                }
                Map<String, Object> result = map(parser);
                if (parser.nextToken() != null) {
                    throw new NoJsonException(parser.currentLocation().getLineNr());
                }
                return result;
            } catch (IOException e) {
                throw new NoJsonException(Math.max(1, parser.currentLocation().getLineNr()));
            }
        } catch (IOException e) {
            throw new NoJsonException(1);
        }
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            result.put(name, value(parser, parser.nextToken()));
        }
        return result;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == null) {
            throw new IOException("the text ends in the middle");
        }
        return switch (token) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? (Object) parser.getText()
                    : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getText();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** The text under a name; null when there is none or it is no text. */
    public static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The number under a name, also where it is written as a text; null when there is none. */
    static Long number(Map<String, Object> object, String name) {
        Object value = object.get(name);
        if (value instanceof Long number) {
            return number;
        }
        return value instanceof String text && text.matches("[0-9]{1,15}") ? Long.valueOf(text) : null;
    }

    /** The texts of the array under a name; empty when there is none. */
    static List<String> texts(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** The object under a name; null when there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    /** Writes an object; null values are left out. */
    static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (entry.getValue() != null) {
                        json.writeFieldName((String) entry.getKey());
                        write(json, entry.getValue());
                    }
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }
}
