package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.StoreLocation;

/** An import that is killed is either whole or not there. */
class KilledImportTest {
    private static final int ROUNDS = Integer.getInteger("mailmend.crash.rounds", 3);
    private static final int ITEMS = 4000;

    @TempDir
    Path folder;

    /** A program that takes a table in; says when it begins, and when it is on the disk. */
    public static void main(String[] args) {
        byte[] table = new Generator(Long.parseLong(args[1])).devices(ITEMS);
        Clients clients = new Clients(KnowledgeBase.get());
        try (Inventory inventory = Inventory.open(StoreLocation.embedded(Path.of(args[0])))) {
            Import read = Import.read(table, Map.of(), Import.Options.NONE, clients);
            System.out.println("begin");
            System.out.flush();
            read.save(inventory, "table", "writer");
            System.out.println("saved");
            System.out.flush();
        }
    }

    @Test
    void isWholeOrNotThere() throws Exception {
        Random random = new Random();
        Path database = folder.resolve("tickets.db");
        int expected = Import
                .read(new Generator(1).devices(ITEMS), Map.of(), Import.Options.NONE, new Clients(KnowledgeBase.get()))
                .candidates().size();
        for (int round = 0; round < ROUNDS; round++) {
            Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                    KilledImportTest.class.getName(), database.toString(), "1").redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean saved = false;
            try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
                assertEquals("begin", out.readLine());
                writer.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
                writer.toHandle().destroyForcibly();
                saved = "saved".equals(out.readLine());
            }
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
            try (Inventory inventory = Inventory.open(StoreLocation.embedded(database))) {
                long size = inventory.size();
                assertTrue(size == 0 && !saved || size == expected, size + " of " + expected);
                assertEquals(size == 0 ? 0 : 1, inventory.changes(10).size());
            }
        }
    }
}
