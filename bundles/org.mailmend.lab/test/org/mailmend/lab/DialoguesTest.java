package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;

/** Every scenario says on the wire what the real server says: see {@code dialogues.txt}. */
class DialoguesTest {
    private static final Map<String, List<String>> DIALOGUES = read();

    private static Map<String, List<String>> read() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        try (InputStream in = DialoguesTest.class.getResourceAsStream("dialogues.txt")) {
            List<String> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    lines = new ArrayList<>();
                    result.put(line.substring(1, line.length() - 1), lines);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return result;
    }

    @Test
    void everyScenarioHasADialogue() {
        assertEquals(Scenarios.all().stream().map(Scenario::id).sorted().toList(), DIALOGUES.keySet().stream().sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> dialogues() {
        return DIALOGUES.keySet().stream().map(id -> DynamicTest.dynamicTest(id, () -> play(id)));
    }

    private static void play(String id) throws Exception {
        List<String> lines = DIALOGUES.get(id);
        try (PracticeServer server = PracticeServer.start(Scenarios.byId(id).orElseThrow())) {
            for (int from = 0; from < lines.size();) {
                Target target = server.targets().get(0);
                if (lines.get(from).startsWith("@ ")) {
                    target = target(server, lines.get(from++).substring(2));
                }
                if (lines.get(from).startsWith("-tls")) {
                    // a handshake that is expected to fail is begun by its own line
                    target = new Target(target.protocol(), target.host(), target.port(), Security.STARTTLS);
                }
                try (RawClient client = new RawClient(target, server.trustAnchors())) {
                    while (from < lines.size() && !lines.get(from).startsWith("@ ")) {
                        step(client, lines.get(from++));
                    }
                }
            }
        }
    }

    private static Target target(PracticeServer server, String endpoint) {
        String[] parts = endpoint.split(":");
        return server.targets().stream()
                .filter(t -> t.protocol() == Protocol.fromId(parts[0]).orElseThrow()
                        && t.security() == Security.valueOf(parts[1].toUpperCase(Locale.ROOT)))
                .findFirst().orElseThrow();
    }

    private static void step(RawClient client, String line) throws Exception {
        if (line.startsWith(">b64 ")) {
            client.say(RawClient.base64(line.substring(5).replace("\\0", "\0").replace("\\1", "\1")));
        } else if (line.startsWith("> ")) {
            client.say(line.substring(2));
        } else if (line.startsWith("< ")) {
            String reply = client.hear();
            assertTrue(reply != null && Pattern.compile(line.substring(2), Pattern.DOTALL).matcher(reply).matches(),
                    "expected " + line.substring(2) + "\nbut heard " + reply);
        } else if (line.startsWith("+signin ")) {
            String[] words = line.split(" ", 3);
            client.signIn(words[1], words[2]);
        } else if (line.equals("+tls")) {
            client.tls();
        } else if (line.startsWith("-tls ")) {
            IOException failure = assertThrows(IOException.class, client::tls);
            assertTrue(Pattern.compile(line.substring(5), Pattern.DOTALL).matcher(String.valueOf(failure.getMessage())).matches(),
                    failure.getMessage());
        } else if (line.equals("eof")) {
            assertEquals(null, client.hear());
        } else if (line.equals("silence")) {
            client.timeout(1500);
            assertThrows(SocketTimeoutException.class, client::hear);
        } else if (line.equals("slow")) {
            assertTrue(client.dripsALetter(), "the next letter was there at once");
        } else {
            fail("what is " + line);
        }
    }
}
