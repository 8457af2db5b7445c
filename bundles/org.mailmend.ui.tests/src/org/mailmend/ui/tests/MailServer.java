package org.mailmend.ui.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.Account;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.lab.StoredMessage;

/** A practice server that this process trusts as long as it runs, and people who write to it. */
final class MailServer implements AutoCloseable {
    /** The password of everybody. */
    static final String PASSWORD = "Sakura-2019";
    static final String DESK = "help@example.com";

    private final SSLContext before;
    private final PracticeServer server;

    MailServer() throws IOException, GeneralSecurityException {
        server = PracticeServer.start(Scenarios.byId("ok").orElseThrow(), PracticeServer.Options.DEFAULT.withAccounts(
                Stream.of(DESK, "ann@example.com", "no-reply@example.com").map(user -> new Account(user, PASSWORD, null, null))
                        .toList()));
        before = SSLContext.getDefault();
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        for (var anchor : server.trustAnchors()) {
            anchors.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    Target target(Protocol protocol) {
        return server.targets().stream().filter(each -> each.protocol() == protocol && each.security() == Security.TLS)
                .findFirst()
                .orElseThrow();
    }

    /** The messages that somebody got. */
    List<String> received(String address) {
        return server.messages().stream().filter(message -> message.recipients().contains(address))
                .map(StoredMessage::content).map(content -> new String(content, StandardCharsets.UTF_8)).toList();
    }

    /** Somebody writes to the desk. */
    void write(String from, String header, String text) throws IOException {
        Target smtp = target(Protocol.SMTP);
        try (SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(smtp.host(), smtp.port());
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = socket.getOutputStream()) {
            reply(in);
            String secret = Base64.getEncoder().encodeToString(("\0" + from + "\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            for (String line : List.of("EHLO test.example.com", "AUTH PLAIN " + secret, "MAIL FROM:<" + from + ">",
                    "RCPT TO:<" + DESK + ">", "DATA",
                    "From: " + from + "\r\nTo: " + DESK + "\r\n" + header + "\r\n" + text + "\r\n.")) {
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                reply(in);
            }
        }
    }

    private static SSLContext context() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || line.toUpperCase(Locale.ROOT).charAt(0) > '3') {
            throw new IOException("the server said " + line);
        }
    }

    @Override
    public void close() {
        SSLContext.setDefault(before);
        server.close();
    }
}
