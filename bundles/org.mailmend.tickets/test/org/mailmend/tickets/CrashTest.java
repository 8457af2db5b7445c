package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged as saved survives the killing of the program. */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("mailmend.crash.rounds", 5);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void losesNothingThatWasAcknowledged() throws Exception {
        Random random = new Random();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = runAndKill("w" + round, random.nextInt(400));
            acknowledged.addAll(lines);
            check(lines);
        }
        assertTrue(acknowledged.size() > ROUNDS, "the writer was killed before it wrote anything");
        check(acknowledged);
    }

    private List<String> runAndKill(String word, long millis) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                CrashWriter.class.getName(), folder.toString(), word).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            assertFalse(first == null, "the writer did not start");
            lines.add(first);
            writer.waitFor(millis, TimeUnit.MILLISECONDS);
            // by its handle: the process itself would also throw away what it has written
            writer.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        }
        assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
        // the last line may be cut
        return lines.stream().filter(line -> line.split("\t").length == 3).toList();
    }

    private void check(List<String> lines) throws IOException {
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
                TicketSearch search = TicketSearch.open(store, folder.resolve("index"))) {
            assertEquals(List.of(), store.check());
            for (String acknowledged : lines) {
                String[] line = acknowledged.split("\t");
                long number = Long.parseLong(line[1]);
                switch (line[0]) {
                    case "created" -> {
                        String subject = store.ticket(number).orElseThrow().subject();
                        boolean last = subject.equals(line[2]) || subject.replace("changed ", "").equals(line[2]);
                        assertTrue(last, subject + " instead of " + line[2]);
                    }
                    case "added" -> {
                        Entry entry = store.entry(number).orElseThrow();
                        assertEquals(line[2], entry.attachments().getFirst().hash());
                        assertTrue(store.content(entry.attachments().getFirst()).length > 1000);
                    }
                    default -> assertEquals("It broke", store.entry(number).orElseThrow().text());
                }
            }
            List<Long> found = search.find("w0", 1000).stream().map(TicketSearch.Hit::number).sorted().toList();
            List<Long> there = store.list(TicketFilter.all().withText("w0 "), TicketSort.NUMBER, true, 0, 1000).stream()
                    .map(Ticket::number).toList();
            assertTrue(found.containsAll(there), "the index is out of step");
        }
    }
}
