package org.mailmend.lab.internal.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * An answer of HTTP.
 *
 * @param status   its status
 * @param type     type of the content
 * @param content  the content
 * @param location where it sends the browser; null for nowhere
 */
record Answer(int status, String type, String content, String location) {

    static Answer json(int status, Map<String, Object> object) {
        return new Answer(status, "application/json; charset=utf-8", Documents.json(object), null);
    }

    /** RFC 6749 section 5.2. */
    static Answer error(int status, String error, String description) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("error", error);
        object.put("error_description", description);
        return json(status, object);
    }

    static Answer html(int status, String page) {
        return new Answer(status, "text/html; charset=utf-8", page, null);
    }

    static Answer redirect(String location) {
        return new Answer(302, "text/plain; charset=utf-8", "", location);
    }

    /** Sends it. */
    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        if (location != null) {
            headers.set("Location", location);
        }
        if (status == 401) {
            headers.set("WWW-Authenticate", "Bearer realm=\"practice\"");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
