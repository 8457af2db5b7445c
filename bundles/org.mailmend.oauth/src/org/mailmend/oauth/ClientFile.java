package org.mailmend.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.mailmend.oauth.ClientRegistration.Kind;
import org.mailmend.oauth.ClientRegistration.Publishing;
import org.mailmend.oauth.internal.Failures;
import org.mailmend.oauth.internal.Json;

/**
 * Reads the file in which a console hands out a client: Google's {@code client_secret_….json}, the key of a service account, or a plain
 * object with {@code client_id} and {@code client_secret} for other providers.
 */
public final class ClientFile {
    /** The most bytes that such a file has. */
    public static final int LIMIT = 64 * 1024;

    private static final String GOOGLE_ID = ".apps.googleusercontent.com";
    private static final int LONGEST = 512;

    private ClientFile() {
    }

    /** What the client is wanted for. */
    public enum Purpose {
        /** Somebody signs in, in a browser or on a device. */
        SIGN_IN,
        /** A service account stands for mailboxes of its organisation. */
        DELEGATION
    }

    /**
     * Reads a client file.
     *
     * @param content  the bytes of the file
     * @param purpose  what it is wanted for
     * @param provider whose client it is to be
     * @throws BadInputException when it is not what is wanted, or something is missing in it; the sentence never shows a secret
     */
    public static ClientRegistration read(byte[] content, Purpose purpose, Provider provider) throws BadInputException {
        if (content.length > LIMIT) {
            throw bad("input.client.big");
        }
        String text = new String(content, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        if (text.isBlank()) {
            throw bad("input.client.empty");
        }
        Map<String, Object> file;
        try {
            file = Json.object(text);
        } catch (Json.NoJsonException e) {
            throw text.strip().matches("[0-9A-Za-z._-]+") ? bad("input.client.id-only") : bad("input.client.json", e.line());
        }
        if ("service_account".equals(file.get("type")) || file.containsKey("private_key")) {
            if (purpose == Purpose.SIGN_IN) {
                throw bad("input.client.service-account");
            }
            return serviceAccount(file);
        }
        if (file.get("web") instanceof Map) {
            throw bad(purpose == Purpose.DELEGATION ? "input.key.client" : "input.client.web");
        }
        if (purpose == Purpose.DELEGATION) {
            throw bad("input.key.client");
        }
        if ("authorized_user".equals(file.get("type"))) {
            throw bad("input.client.user");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> part = file.get("installed") instanceof Map<?, ?> map ? (Map<String, Object>) map : file;
        return desktop(part, provider);
    }

    /** Makes a client of an ID and a secret that were typed or pasted, with the same complaints as for a file. */
    public static ClientRegistration of(String id, String secret, Provider provider) throws BadInputException {
        return desktop(secret == null || secret.isBlank() ? Map.of("client_id", id.strip())
                : Map.of("client_id", id.strip(), "client_secret", secret.strip()), provider);
    }

    private static ClientRegistration desktop(Map<String, Object> part, Provider provider) throws BadInputException {
        String id = word(part, "client_id");
        String secret = word(part, "client_secret");
        if (id == null) {
            throw bad("input.client.missing", "client_id");
        }
        if (provider.id().equals("google")) {
            if (!id.endsWith(GOOGLE_ID)) {
                throw bad("input.client.google", Failures.printable(id));
            }
            if (secret == null) {
                throw bad("input.client.missing", "client_secret");
            }
        } else if (id.endsWith(GOOGLE_ID) && !provider.id().equals(Provider.GENERIC)) {
            throw bad("input.client.other", provider.name());
        }
        return new ClientRegistration(Kind.DESKTOP, id, secret, word(part, "project_id"), null, null, Publishing.UNKNOWN);
    }

    private static ClientRegistration serviceAccount(Map<String, Object> file) throws BadInputException {
        String email = word(file, "client_email");
        String key = file.get("private_key") instanceof String text && text.contains("BEGIN PRIVATE KEY") ? text : null;
        if (email == null) {
            throw bad("input.client.missing", "client_email");
        }
        if (key == null) {
            throw bad("input.client.missing", "private_key");
        }
        String id = word(file, "client_id");
        return new ClientRegistration(Kind.SERVICE_ACCOUNT, id == null ? "" : id, key, word(file, "project_id"), email,
                word(file, "private_key_id"), Publishing.INTERNAL);
    }

    /** A value without blanks and control characters; null when it is missing. */
    private static String word(Map<String, Object> object, String name) throws BadInputException {
        String text = Json.text(object, name);
        if (text == null) {
            return null;
        }
        String word = text.strip();
        if (word.length() > LONGEST || word.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            throw bad("input.client.broken", name);
        }
        return word;
    }

    private static BadInputException bad(String key, Object... args) {
        return new BadInputException(Remark.of(key, args));
    }
}
