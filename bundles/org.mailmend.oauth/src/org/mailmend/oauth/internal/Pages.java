package org.mailmend.oauth.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

import org.mailmend.oauth.Remark;

/**
 * The pages that the browser shows at the end. They consist of our own texts alone, load nothing, and take the code out of the address
 * bar and the history.
 */
final class Pages {
    private static final String SCRIPT = "history.replaceState(null,'','/')";
    private static final String STYLE = "body{font:18px/1.6 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1.5em;"
            + "color:#1c2733;background:#fff}h1{font-size:1.5em;font-weight:600}"
            + "@media(prefers-color-scheme:dark){body{color:#e4e9ee;background:#1b1f24}}";

    private final Locale locale;

    Pages(Locale locale) {
        this.locale = locale;
    }

    /**
     * A page with its headers.
     *
     * @param bytes the whole answer
     */
    record Page(byte[] bytes) {
    }

    /** The page of this name: its heading and its text. */
    Page of(String key, int status) {
        String language = Locale.JAPANESE.getLanguage().equals(locale.getLanguage()) ? "ja" : "en";
        String title = Remark.of(key + ".title").text(locale);
        String body = "<!DOCTYPE html>\n<html lang=\"" + language + "\"><head><meta charset=\"utf-8\"><title>Mailmend: "
                + html(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + STYLE + "</style></head><body><h1>"
                + html(title) + "</h1><p>" + html(Remark.of(key + ".text").text(locale)) + "</p><script>" + SCRIPT
                + "</script></body></html>\n";
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Ignored")
                + "\r\nContent-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + content.length + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                + "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-"
                + hash(STYLE)
                + "'; script-src 'sha256-" + hash(SCRIPT) + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n"
                + "Connection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return new Page(all);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
