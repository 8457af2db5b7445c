package org.mailmend.knowledge.internal.config;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** All web servers of a test on one port of the loopback: what they answer by scheme, host and path. */
final class WebServer implements AutoCloseable {
    /** Answers one request. */
    @FunctionalInterface
    interface Page {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String address = exchange.getRequestURI().toString().replaceFirst("^/(https?)/", "$1://");
            asked.add(address);
            try (exchange) {
                pages.getOrDefault(address.replaceFirst("\\?.*", ""), text(404, "not here")).answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    /** Where an address of the test really leads to. */
    URI route(URI address) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + address.getScheme() + "/"
                + address.getRawAuthority() + address.getRawPath()
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
    }

    WebServer with(String address, Page page) {
        pages.put(address, page);
        return this;
    }

    WebServer with(String address, String document) {
        return with(address, text(200, document));
    }

    static Page text(int status, String text) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Page redirect(int status, String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Sends without an end, or until nobody listens. */
    static Page endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(blanks);
            }
        };
    }

    /** Begins to answer and says no more until the server is closed. */
    static Page silent() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<clientConfig>".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            new CountDownLatch(1).await();
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
