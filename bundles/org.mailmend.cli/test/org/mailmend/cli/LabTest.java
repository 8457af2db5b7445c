package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

class LabTest {
    @Test
    void listsAllScenarios() {
        List<String> ids = Scenarios.all().stream().map(Scenario::id).toList();
        for (String language : List.of("en", "ja")) {
            Run run = Run.of("lab", "list", "--lang", language);
            assertEquals(0, run.code());
            for (String id : ids) {
                assertTrue(run.out().contains("\n  " + id + " "), id);
            }
        }
        Run run = Run.of("lab", "list", "--json", "--lang", "ja");
        assertEquals(ids, run.json().stream().map(json -> json.get("id")).toList());
        Map<String, Object> first = run.json().getFirst();
        assertEquals("mailmend.lab/1", first.get("schema"));
        assertFalse(first.get("title").toString().isBlank());
        assertFalse(Run.of("lab", "list", "--json").json().getFirst().get("title").equals(first.get("title")));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void startsAServerThatRunsUntilItIsStopped(@TempDir Path folder) throws Exception {
        Path ca = folder.resolve("ca.pem");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PipedOutputStream out = new PipedOutputStream(); PipedInputStream read = new PipedInputStream(out)) {
            FutureTask<Integer> lab = new FutureTask<>(() -> Main.run(
                    new String[] {"lab", "start", "gmail-app-password", "--ca", ca.toString(), "--lang", "en"},
                    new ByteArrayInputStream(new byte[0]), new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8), Map.of()));
            Thread thread = Thread.ofPlatform().start(lab);
            String ready = line(read);
            assertTrue(
                    ready.matches("READY smtp 127\\.0\\.0\\.1:\\d+( smtps 127\\.0\\.0\\.1:\\d+)?( imaps? \\S+)?( pop3s? \\S+)?"),
                    ready);
            String port = ready.split("[ :]")[3];
            Run run = Run.with(Map.of("S", Attempt.APP_PASSWORD), "", "check", "smtp://localhost:" + port, "--ca", ca.toString(),
                    "--user", Attempt.USER, "--password-env", "S");
            assertEquals(0, run.code(), run::toString);
            assertEquals(2, Run.of("lab", "start", "ok", "--port", port).code(), "the port is taken");
            thread.interrupt();
            assertEquals(0, lab.get(30, TimeUnit.SECONDS));
            assertTrue(Files.readString(ca).startsWith("-----BEGIN CERTIFICATE-----\n"));
            String log = err.toString(StandardCharsets.UTF_8);
            assertTrue(log.contains("Sign-in of " + Attempt.USER + " with"), log);
            Run stopped = Run.of("check", "smtp://127.0.0.1:" + port);
            assertEquals(11, stopped.code(), stopped.out());
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void anAuthorizationServerComesWithIt(@TempDir Path folder) throws Exception {
        Path client = folder.resolve("client.json");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PipedOutputStream out = new PipedOutputStream(); PipedInputStream read = new PipedInputStream(out)) {
            FutureTask<Integer> lab = new FutureTask<>(() -> Main.run(
                    new String[] {"lab", "start", "oauth", "--client-file", client.toString(), "--fault", "testing", "--fault",
                            "clock"},
                    new ByteArrayInputStream(new byte[0]), new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8), Map.of("LANG", "C")));
            Thread thread = Thread.ofPlatform().start(lab);
            String ready = line(read);
            assertTrue(ready.matches("READY smtp 127\\.0\\.0\\.1:\\d+ imaps \\S+ pop3s \\S+ oauth 127\\.0\\.0\\.1:\\d+"), ready);
            assertTrue(Files.readString(client).contains("\"client_id\":\"mailmend-practice\""));
            Run run = Run.of("oauth", "login", "--provider", "generic", "--issuer",
                    "http://127.0.0.1:" + ready.substring(ready.lastIndexOf(':') + 1), "--client-file", client.toString(),
                    "--address",
                    Attempt.USER, "--no-browser", "--json", "--store", "memory", "--timeout", "1s");
            assertEquals(15, run.code());
            assertEquals("authorize", run.json().getFirst().get("event"));
            assertEquals("USER_CANCELLED", run.json().getLast().get("cause"));
            thread.interrupt();
            assertEquals(0, lab.get(30, TimeUnit.SECONDS));
        }
    }

    private static String line(PipedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = Run.of("lab", "start", "ok", "--port", String.valueOf(taken.getLocalPort()));
            assertEquals(2, run.code());
            assertTrue(run.err().contains(String.valueOf(taken.getLocalPort())), run.err());
        }
    }
}
