package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as servers, programs, devices and people say them, each with the cause that it means. */
class TextsTest {
    @ParameterizedTest(name = "{2}")
    @MethodSource("texts")
    void means(List<String> causes, Hints hints, String text) {
        Diagnosis diagnosis = Explainer.get().explain(text, hints);
        assertTrue(causes.contains(diagnosis.cause().name()), () -> diagnosis.cause() + " instead of " + causes + " for " + text);
        assertTrue(diagnosis.alternatives().stream().allMatch(a -> a.cause() != diagnosis.cause()), diagnosis.toString());
        for (Diagnosis.Alternative alternative : diagnosis.alternatives()) {
            assertTrue(diagnosis.cause() == CauseId.UNKNOWN || alternative.confidence() < diagnosis.confidence(),
                    diagnosis.toString());
        }
    }

    static Stream<Arguments> texts() throws IOException {
        List<Arguments> texts = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(TextsTest.class.getResourceAsStream("texts.tsv"), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !line.startsWith("# ")) {
                    String[] cells = line.split("\t", -1);
                    String text = cells[2].replace("\\\\n", "\u0000").replace("\\n", "\n").replace("\u0000", "\\n");
                    texts.add(Arguments.of(List.of(cells[0].split("\\|")), hints(cells[1]), text));
                }
            }
        }
        return texts.stream();
    }

    private static Hints hints(String cell) {
        Protocol protocol = null;
        Stage stage = null;
        String client = null;
        String provider = null;
        for (String hint : cell.split(",")) {
            String value = hint.substring(hint.indexOf('=') + 1);
            switch (hint.substring(0, Math.max(0, hint.indexOf('=')))) {
                case "protocol" -> protocol = Protocol.fromId(value).orElseThrow();
                case "stage" -> stage = Stage.fromId(value).orElseThrow();
                case "client" -> client = value;
                case "provider" -> provider = value;
                default -> assertTrue(hint.isEmpty(), hint);
            }
        }
        return new Hints(protocol, stage, client, provider);
    }
}
