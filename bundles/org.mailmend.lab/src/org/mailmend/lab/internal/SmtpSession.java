package org.mailmend.lab.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeEvent.Reason;
import org.mailmend.lab.StoredMessage;

/** SMTP submission and relay (RFC 5321, 6409) with STARTTLS, AUTH, SIZE, PIPELINING and CHUNKING. */
final class SmtpSession extends Session {
    private static final Pattern PATH = Pattern.compile("(?:FROM|TO):\\s*(?:<([^<>]*)>|([^\\s<>]+))(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("\\bSIZE=(\\d{1,18})", Pattern.CASE_INSENSITIVE);
    private static final int MAX_RECIPIENTS = 100;

    private final List<String> recipients = new ArrayList<>();
    private boolean introduced;
    /** Sender of the transaction; null outside of one. */
    private String from;
    private String to = "";
    /** Chunks so far (BDAT); null when none came. */
    private MessageBuffer chunks;

    SmtpSession(Connection connection, Hub hub) {
        super(Protocol.SMTP, connection, hub);
    }

    @Override
    void converse() throws IOException {
        try {
            while (connection.reason() == null) {
                connection.nextCommand();
                String line = connection.readLine();
                if (line == null) {
                    return;
                }
                int space = line.indexOf(' ');
                String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
                command(verb, space < 0 ? "" : line.substring(space + 1).strip());
            }
        } finally {
            reset();
        }
    }

    private void command(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO" -> ehlo(argument);
            case "HELO" -> {
                introduce(argument);
                if (!refused("helo", "HELO " + helo)) {
                    reply("HELO " + helo, "helo");
                }
            }
            case "STARTTLS" -> startTls();
            case "AUTH" -> auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> data();
            case "BDAT" -> chunk(argument);
            case "RSET" -> {
                reset();
                reply(verb, "rset");
            }
            case "NOOP" -> reply(verb, "noop");
            case "VRFY" -> reply(verb, "vrfy");
            case "QUIT" -> {
                reply(verb, "quit");
                connection.end(Reason.QUIT);
            }
            // the line may hold a secret that the client sent at the wrong moment: it is not told
            default -> mistake("?", "unknown");
        }
    }

    private void introduce(String name) {
        helo = Hub.printable(name);
        introduced = true;
        hub.happened(new PracticeEvent.Introduced(Instant.now(), connection.id(), helo));
        reset();
    }

    private void ehlo(String name) throws IOException {
        if (script.trick() == Trick.NO_ESMTP) {
            reply("EHLO " + Hub.printable(name), "unknown");
            return;
        }
        introduce(name);
        if (refused("helo", "EHLO " + helo)) {
            introduced = false;
            return;
        }
        List<String> lines = new ArrayList<>();
        for (String line : replies.get("ehlo", this::value)) {
            String words = line.substring(4);
            if (words.equals("STARTTLS")) {
                if (connection.tls() == null && script.trick() != Trick.NO_STARTTLS) {
                    lines.add(script.trick() == Trick.STRIPS_STARTTLS ? "XXXXXXXA" : words);
                }
            } else if (!words.startsWith("AUTH ") || canSignIn() && !mechanisms().isEmpty()) {
                lines.add(words);
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i < lines.size() - 1 ? "250-" : "250 ").append(lines.get(i)).append("\r\n");
        }
        say("EHLO " + helo, text.toString(), script.trick() == Trick.DRIPS_EHLO);
    }

    private void startTls() throws IOException {
        switch (script.trick()) {
            case NO_STARTTLS, STRIPS_STARTTLS, NO_ESMTP -> mistake("STARTTLS", "unknown");
            default -> {
                if (connection.tls() != null) {
                    mistake("STARTTLS", "starttls-again");
                    return;
                }
                reply("STARTTLS", "starttls");
                connection.flush();
                introduced = false;
                reset();
                handshake();
            }
        }
    }

    private void auth(String argument) throws IOException {
        String[] words = argument.split("\\s+", 2);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        String command = "AUTH " + (Sasl.knows(mechanism) ? mechanism : "?");
        if (!introduced) {
            mistake(command, "hello-first");
        } else if (user != null) {
            mistake(command, "signed-in-already");
        } else if (mechanisms().isEmpty()) {
            mistake(command, "auth-not-enabled");
        } else {
            authenticate(command, mechanism, words.length > 1 ? words[1] : null);
        }
    }

    @Override
    String ask(String challenge) throws IOException {
        say("AUTH", "334 " + challenge + "\r\n", false);
        return connection.readLine();
    }

    private void mail(String argument) throws IOException {
        Matcher path = PATH.matcher(argument);
        boolean valid = path.matches() && argument.regionMatches(true, 0, "FROM:", 0, 5);
        String address = valid ? address(path) : "";
        String command = "MAIL FROM:<" + address + ">";
        Matcher size = SIZE.matcher(valid ? path.group(3) : "");
        if (!introduced) {
            mistake(command, "hello-first");
        } else if (connection.tls() == null && !script.cleartext() && !script.anonymous()) {
            mistake(command, "must-starttls");
        } else if (user == null && !script.anonymous()) {
            mistake(command, "sign-in-required");
        } else if (!valid) {
            mistake(command, "syntax");
        } else if (from != null) {
            mistake(command, "sequence");
        } else if (size.find() && Long.parseLong(size.group(1)) > hub.limits().message()) {
            reply(command, "too-big");
        } else {
            from = address;
            if (refused("mail", command)) {
                from = null;
            } else {
                reply(command, "mail");
            }
        }
    }

    private void rcpt(String argument) throws IOException {
        Matcher path = PATH.matcher(argument);
        boolean valid = path.matches() && argument.regionMatches(true, 0, "TO:", 0, 3) && !address(path).isEmpty();
        to = valid ? address(path) : "";
        String command = "RCPT TO:<" + to + ">";
        if (from == null) {
            mistake(command, "sequence");
        } else if (!valid) {
            mistake(command, "syntax");
        } else if (recipients.size() >= MAX_RECIPIENTS) {
            reply(command, "too-many-recipients");
        } else if (!refused("rcpt", command)) {
            recipients.add(to);
            reply(command, "rcpt");
        }
    }

    private static String address(Matcher path) {
        return Hub.printable(path.group(1) != null ? path.group(1) : path.group(2));
    }

    private void data() throws IOException {
        if (recipients.isEmpty() || chunks != null) {
            mistake("DATA", "sequence");
            return;
        }
        reply("DATA", "data");
        connection.unhurried();
        try (MessageBuffer message = new MessageBuffer(hub)) {
            if (connection.readMessage(message)) {
                finish("DATA", message);
            }
        }
    }

    private void chunk(String argument) throws IOException {
        String[] words = argument.split("\\s+");
        int size = words[0].matches("\\d{1,9}") ? Integer.parseInt(words[0]) : -1;
        if (size < 0) {
            mistake("BDAT", "syntax");
            return;
        }
        connection.unhurried();
        MessageBuffer message = chunks == null ? new MessageBuffer(hub) : chunks;
        boolean kept = false;
        try {
            for (int missing = size; missing > 0;) {
                byte[] bytes = connection.read(missing);
                if (bytes.length == 0) {
                    return;
                }
                message.append(bytes, 0, bytes.length);
                missing -= bytes.length;
            }
            if (recipients.isEmpty()) {
                mistake("BDAT", "sequence");
            } else if (words.length > 1 && words[1].equalsIgnoreCase("LAST")) {
                finish("BDAT", message);
            } else {
                chunks = message;
                kept = true;
                reply("BDAT", "chunk");
            }
        } finally {
            if (!kept) {
                message.close();
                chunks = null;
            }
        }
    }

    private void finish(String command, MessageBuffer message) throws IOException {
        if (script.trick() == Trick.CLOSES_AFTER_MESSAGE) {
            connection.end(Reason.SCENARIO);
            return;
        }
        if (message.tooBig()) {
            reply(command, "too-big");
        } else if (message.noRoom()) {
            reply(command, "no-storage");
        } else if (!refused("message", command)) {
            StoredMessage stored = new StoredMessage(Instant.now(), user == null ? null : Hub.printable(user), from, recipients,
                    message.content());
            hub.store().deliver(stored, ImapSession.sentFolder(script.style()));
            hub.happened(new PracticeEvent.MessageAccepted(Instant.now(), connection.id(), stored));
            newSession();
            reply(command, "message");
        }
        reset();
    }

    /** Refuses a command where the scenario says so. */
    private boolean refused(String what, String command) throws IOException {
        String refusal = script.refusals().get(what);
        if (refusal == null) {
            return false;
        }
        reply(command, refusal);
        return true;
    }

    private void reset() {
        from = null;
        to = "";
        recipients.clear();
        if (chunks != null) {
            chunks.close();
            chunks = null;
        }
    }

    @Override
    String value(String placeholder) {
        return switch (placeholder) {
            case "mechanisms" -> String.join(" ", mechanisms());
            case "from" -> from == null ? "" : from;
            case "to" -> to;
            case "domain" -> from != null && from.contains("@") ? from.substring(from.lastIndexOf('@') + 1) : helo;
            default -> super.value(placeholder);
        };
    }
}
