package org.mailmend.ui.tests.pages;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's Chromium without a window, told by its DevTools protocol to do on a page what a user does. */
public final class Chromium implements AutoCloseable {
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Process process;
    private final int port;
    private int number;

    /** Why it cannot be used here; null when it can. */
    public static String obstacle() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable) ? null
                : "LEFT OUT: Chromium is not installed (apt-get install chromium).";
    }

    /** @param folder empty; for its profile */
    public Chromium(Path folder) throws IOException, InterruptedException {
        String program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString();
        process = new ProcessBuilder(program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--user-data-dir=" + folder, "--remote-debugging-port=0",
                "about:blank").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path told = folder.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(told) || Files.readString(told).lines().count() < 2) {
            if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("Chromium did not start");
            }
        }
        port = Integer.parseInt(Files.readString(told).lines().findFirst().orElseThrow());
    }

    /**
     * Opens the practice page, types the account, agrees, and waits for the page at the end.
     *
     * @return what the user reads there, and the source of the page
     */
    public List<String> agree(URI page, String user) throws IOException, InterruptedException {
        String made = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?"
                + URLEncoder.encode(page.toString(), StandardCharsets.UTF_8))).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        Matcher address = SOCKET.matcher(made);
        if (!address.find()) {
            throw new IOException("Chromium opened no page: " + made);
        }
        WebSocket socket = http.newWebSocketBuilder().buildAsync(URI.create(address.group(1)), new Listener()).join();
        try {
            until(socket, "(() => { const allow = document.querySelector('button[name=allow]'); if (!allow) return 'wait';"
                    + " document.querySelector('input[name=user]').value = '" + user + "'; allow.click(); return 'done'; })()");
            until(socket, "document.readyState === 'complete' && location.port !== '" + page.getPort() + "' ? 'done' : 'wait'");
            return List.of(ask(socket, "document.body.innerText"), ask(socket, "document.documentElement.outerHTML"));
        } finally {
            socket.abort();
        }
    }

    private void until(WebSocket socket, String expression) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ask(socket, expression).equals("done")) {
            if (System.nanoTime() > end) {
                throw new IOException("waited in vain for " + expression + " on " + ask(socket, "document.body.innerText"));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private String ask(WebSocket socket, String expression) throws InterruptedException {
        answers.clear();
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"");
        socket.sendText(
                "{\"id\":" + ++number + ",\"method\":\"Runtime.evaluate\",\"params\":{\"expression\":\"" + quoted + "\"}}",
                true).join();
        String answer = answers.poll(10, TimeUnit.SECONDS);
        Matcher text = TEXT.matcher(String.valueOf(answer));
        // between two pages there is nobody to answer
        return text.find() ? text.group(1) : "";
    }

    /** Puts the parts of an answer together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        http.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
