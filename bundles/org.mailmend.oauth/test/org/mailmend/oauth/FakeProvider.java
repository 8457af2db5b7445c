package org.mailmend.oauth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A provider that answers as each test wants it, and remembers what it was asked. */
final class FakeProvider implements AutoCloseable {
    /** What it answers by default: a good sign-in. */
    static final String GOOD = "{\"access_token\":\"ya29.access-one\",\"expires_in\":3599,\"token_type\":\"Bearer\","
            + "\"scope\":\"https://mail.google.com/ openid\",\"refresh_token\":\"1//refresh-one\"}";

    /** A question with the fields of its form or query. */
    record Asked(String path, Map<String, String> form, String authorization) {
    }

    /** An answer. */
    record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Map<String, String>, Answer>> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        answer("/token", form -> Answer.json(200, GOOD));
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a path in this way from now on. */
    void answer(String path, Function<Map<String, String>, Answer> how) {
        answers.put(path, how);
    }

    void answer(String path, int status, String body) {
        answer(path, form -> Answer.json(status, body));
    }

    Provider provider() {
        return new Provider(Provider.GENERIC, "Fake", base(), URI.create(base() + "/authorize"), URI.create(base() + "/token"),
                URI.create(base() + "/revoke"), URI.create(base() + "/device"), null, null, List.of("https://mail.google.com/"),
                List.of("openid"), Map.of("access_type", "offline"), "127.0.0.1", "/", List.of(), List.of(), List.of());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            Map<String, String> form = form(query == null ? body : body + "&" + query);
            asked.add(new Asked(path, form, exchange.getRequestHeaders().getFirst("Authorization")));
            Function<Map<String, String>, Answer> how = answers.get(path);
            Answer answer = how == null ? Answer.json(404, "{}") : how.apply(form);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String part : text.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                form.put(URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
