package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Cancellation;

/** Nothing that must stay secret shows in a log at its finest, on the standard streams, in an exception or in a text form. */
class SecretsStaySecretTest {
    private static final String ACCESS = "ya29.a0AfH6SMBsecretaccess~+/token==";
    private static final String REFRESH = "1//0gsecretRefresh-token_value";
    private static final String SECRET = "GOCSPX-client+secret/value";
    private static final String CODE = "4/0Asecret+code/of=browser";

    private final StringBuilder seen = new StringBuilder();

    private void look(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        seen.append(trace);
        if (e instanceof OAuthException failure) {
            seen.append(failure.evidence()).append(failure.remark().text(Locale.JAPANESE)).append(failure.remark());
        }
    }

    @Test
    void inAllTheirForms() throws Exception {
        Formatter formatter = new SimpleFormatter();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                synchronized (seen) {
                    seen.append(formatter.format(entry)).append('\n');
                }
            }

            @Override
            public void flush() {
                // kept in memory
            }

            @Override
            public void close() {
                // kept in memory
            }
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Logger google = Logger.getLogger("com.google.api.client");
        ByteArrayOutputStream streams = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        root.addHandler(handler);
        google.setLevel(Level.ALL);
        Logger.getLogger("org.mailmend").setLevel(Level.ALL);
        System.setOut(new PrintStream(streams, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(streams, true, StandardCharsets.UTF_8));
        try {
            everything();
            google.config("the log is open");
        } finally {
            System.setOut(out);
            System.setErr(err);
            root.removeHandler(handler);
            google.setLevel(null);
            Logger.getLogger("org.mailmend").setLevel(null);
        }
        String all = seen + streams.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("the log is open"));
        for (String secret : List.of(ACCESS, REFRESH, SECRET, CODE)) {
            for (String form : forms(secret)) {
                assertFalse(all.contains(form), () -> secret + " as " + form + " in\n" + all);
            }
        }
    }

    private void everything() throws Exception {
        ClientRegistration client = ClientRegistration.desktop("client", SECRET);
        String tokens = "{\"access_token\":\"" + ACCESS + "\",\"expires_in\":3599,\"refresh_token\":\"" + REFRESH
                + "\",\"scope\":\"https://mail.google.com/\"}";
        List<String> answers = List.of(tokens, tokens.substring(0, tokens.length() - 1), "{" + tokens,
                tokens.replace("mail.google", "x"),
                tokens.replace(ACCESS, ACCESS + " "), tokens.replace("3599", "\"soon\""));
        try (FakeProvider fake = new FakeProvider()) {
            for (int status : List.of(200, 400, 401, 500)) {
                for (String answer : answers) {
                    fake.answer("/token", status, answer);
                    signIn(fake, client);
                }
            }
            for (String echo : List.of(ACCESS, REFRESH, SECRET, CODE)) {
                for (String error : List.of("invalid_grant", "invalid_client", "something_else", echo)) {
                    String answer = "{\"error\":\"" + error + "\",\"error_description\":\"You sent " + echo + ", in base64 "
                            + Base64.getEncoder().encodeToString(echo.getBytes(StandardCharsets.UTF_8)) + " and "
                            + URLEncoder.encode(echo, StandardCharsets.UTF_8) + "\"}";
                    fake.answer("/token", 400, answer);
                    fake.answer("/revoke", 400, answer);
                    if (echo.equals(SECRET) || echo.equals(CODE)) {
                        signIn(fake, client);
                    }
                    if (!echo.equals(CODE)) {
                        renewAndRevoke(fake, client);
                    }
                }
            }
        }
        renewAndRevoke(new FakeProvider(), client);
    }

    private void signIn(FakeProvider fake, ClientRegistration client) throws Exception {
        try {
            RunningSignIn running = new RunningSignIn(SignInRequest.of(fake.provider(), client, "a@example.com"));
            seen.append(running.get("/?state=" + running.state() + "&code=" + URLEncoder.encode(CODE, StandardCharsets.UTF_8)));
            seen.append(running.result());
        } catch (OAuthException e) {
            look(e);
        }
    }

    private void renewAndRevoke(FakeProvider fake, ClientRegistration client) throws Exception {
        Instant old = Instant.now().minus(Duration.ofHours(2));
        Account account = new Account("a@example.com", null, fake.provider(), client,
                new Tokens(ACCESS, REFRESH, List.of("https://mail.google.com/"), old, old.plusSeconds(3599), null), old, old,
                null);
        TokenStore store = TokenStores.memory();
        store.put(account);
        seen.append(store).append(account).append(account.tokens()).append(client);
        Accounts accounts = new Accounts(store, Clock.systemUTC());
        fake.asked.clear();
        try {
            seen.append(accounts.accessToken("a@example.com", new Cancellation()));
        } catch (OAuthException e) {
            look(e);
        }
        try {
            accounts.revoke("a@example.com", new Cancellation());
        } catch (OAuthException e) {
            look(e);
        }
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(
                List.of(secret, secret.toLowerCase(Locale.ROOT), URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(bytes), Base64.getEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().encodeToString(bytes),
                        secret.substring(0, 16)));
        // what a crash file or a memory dump of text would show
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] two = secret.getBytes(wide);
            forms.add(new String(two, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(two));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(two));
        }
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        forms.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
        forms.add(new StringBuilder(secret).reverse().toString());
        for (int before = 1; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(text.substring(before + 1, text.length() - 2));
        }
        return forms;
    }
}
