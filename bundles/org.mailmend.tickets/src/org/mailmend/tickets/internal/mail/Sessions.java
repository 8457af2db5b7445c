package org.mailmend.tickets.internal.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import org.mailmend.check.Redactor;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.SecretKind;

import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;

/** Connections to mail servers: verified TLS, bounded waiting, tokens where there are such. */
public final class Sessions {
    private static final String CONNECT_MILLIS = "15000";
    private static final int MOST_CAUSES = 10;

    private Sessions() {
    }

    /**
     * A session for a protocol.
     *
     * @param protocol {@code smtp} or {@code imap}
     * @param answer   the longest time to wait for an answer
     */
    public static Session of(String protocol, Security security, Secret secret, Duration answer) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", String.valueOf(answer.toMillis()));
        properties.setProperty(prefix + "writetimeout", String.valueOf(answer.toMillis()));
        properties.setProperty(prefix + "ssl.enable", String.valueOf(security == Security.TLS));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", String.valueOf(security == Security.STARTTLS));
        properties.setProperty(prefix + "starttls.required", String.valueOf(security == Security.STARTTLS));
        properties.setProperty(prefix + "auth", String.valueOf(secret != null));
        if (secret != null && secret.kind() == SecretKind.TOKEN) {
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        // reading does not mark as read, and does not ask for a part at a time
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imap.fetchsize", "1048576");
        return Session.getInstance(properties);
    }

    /** Connects and signs in. */
    public static void connect(Service service, String host, int port, String user, Secret secret) throws MessagingException {
        if (secret == null) {
            service.connect(host, port, user, null);
            return;
        }
        char[] characters = secret.reveal();
        try {
            service.connect(host, port, user, new String(characters));
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** What was met, with all that led to it, without secrets. */
    public static String evidence(Throwable error, Secret secret, String user) {
        List<String> lines = new ArrayList<>();
        for (Throwable cause = error; cause != null && lines.size() < MOST_CAUSES; cause = cause.getCause()) {
            lines.add(cause.getClass().getName() + ": " + cause.getMessage());
        }
        Redactor redactor = secret == null ? Redactor.GENERAL : Redactor.GENERAL.with(secret, user);
        return redactor.show(String.join("\n", lines));
    }
}
