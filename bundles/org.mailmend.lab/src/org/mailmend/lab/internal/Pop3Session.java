package org.mailmend.lab.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.PracticeEvent.Reason;

/** POP3 (RFC 1939) with CAPA, STLS, AUTH and response codes. */
final class Pop3Session extends Session {
    private final Set<Mailstore.Entry> deleted = new HashSet<>();
    private String name;
    private List<Mailstore.Entry> messages = List.of();

    Pop3Session(Connection connection, Hub hub) {
        super(Protocol.POP3, connection, hub);
    }

    @Override
    void converse() throws IOException {
        while (connection.reason() == null) {
            connection.nextCommand();
            String line = connection.readLine();
            if (line == null) {
                return;
            }
            int space = line.indexOf(' ');
            String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
            String argument = space < 0 ? "" : line.substring(space + 1);
            switch (verb) {
                case "CAPA" -> capa();
                case "NOOP" -> reply(verb, "done");
                case "QUIT" -> {
                    hub.store().remove(deleted);
                    reply(verb, "bye");
                    connection.end(Reason.QUIT);
                }
                case "STLS", "USER", "PASS", "AUTH" -> {
                    if (user == null) {
                        authorization(verb, argument);
                    } else {
                        mistake(verb, "sequence");
                    }
                }
                case "STAT", "LIST", "UIDL", "RETR", "TOP", "DELE", "RSET" -> {
                    if (user == null) {
                        mistake(verb, "sequence");
                    } else {
                        transaction(verb, argument.strip());
                    }
                }
                default -> mistake("?", "unknown");
            }
        }
    }

    private void authorization(String verb, String argument) throws IOException {
        switch (verb) {
            case "STLS" -> {
                if (connection.tls() != null) {
                    mistake(verb, "sequence");
                } else {
                    reply(verb, "starttls");
                    connection.flush();
                    handshake();
                }
            }
            case "USER" -> {
                if (!canSignIn()) {
                    reply(verb, "must-starttls");
                } else {
                    name = argument.strip();
                    reply(verb, "user");
                }
            }
            case "PASS" -> {
                if (name == null) {
                    mistake(verb, "sequence");
                } else {
                    // a password may hold spaces, also at its ends
                    String claimed = name;
                    name = null;
                    claim(verb, Sasl.Claim.ofPassword("USER", claimed, argument));
                }
            }
            default -> {
                String[] words = argument.split("\\s+", 2);
                String mechanism = words[0].toUpperCase(Locale.ROOT);
                authenticate(verb + " " + (Sasl.knows(mechanism) ? mechanism : "?"), mechanism,
                        words.length > 1 ? words[1] : null);
            }
        }
    }

    @Override
    void signedIn() {
        messages = hub.store().folder(user, Mailstore.INBOX);
    }

    @Override
    String ask(String challenge) throws IOException {
        say("AUTH", "+ " + challenge + "\r\n", false);
        return connection.readLine();
    }

    private void capa() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : replies.get("capa", this::value)) {
            boolean signIn = line.equals("USER") || line.startsWith("SASL ");
            if (line.equals("STLS") ? connection.tls() == null : !signIn || canSignIn()) {
                text.append(line).append("\r\n");
            }
        }
        say("CAPA", text.toString(), false);
    }

    private void transaction(String verb, String argument) throws IOException {
        switch (verb) {
            case "STAT" -> {
                long size = messages.stream().filter(entry -> !deleted.contains(entry)).mapToLong(e -> e.message.size()).sum();
                say(verb, "+OK " + (messages.size() - deleted.size()) + " " + size + "\r\n", false);
            }
            case "RSET" -> {
                deleted.clear();
                reply(verb, "done");
            }
            case "LIST", "UIDL" -> {
                if (argument.isEmpty()) {
                    StringBuilder text = new StringBuilder("+OK\r\n");
                    for (int i = 0; i < messages.size(); i++) {
                        if (!deleted.contains(messages.get(i))) {
                            text.append(listing(verb, i)).append("\r\n");
                        }
                    }
                    connection.write(text.append(".\r\n").toString());
                } else if (entry(verb, argument) != null) {
                    say(verb, "+OK " + listing(verb, Integer.parseInt(argument) - 1) + "\r\n", false);
                }
            }
            case "DELE" -> {
                Mailstore.Entry entry = entry(verb, argument);
                if (entry != null) {
                    deleted.add(entry);
                    reply(verb, "done");
                }
            }
            default -> {
                String[] words = argument.split("\\s+");
                Mailstore.Entry entry = entry(verb, words[0]);
                if (entry != null) {
                    say(verb, "+OK message follows\r\n", false);
                    int lines = verb.equals("RETR") ? Integer.MAX_VALUE
                            : words.length > 1 && words[1].matches("\\d{1,9}") ? Integer.parseInt(words[1]) : 0;
                    content(entry.message.content(), lines);
                }
            }
        }
    }

    private String listing(String verb, int index) {
        Mailstore.Entry entry = messages.get(index);
        return index + 1 + " " + (verb.equals("LIST") ? String.valueOf(entry.message.size())
                : Long.toHexString(hub.store().validity()) + "." + entry.uid);
    }

    /** The message with this number; null, after saying so, when there is none. */
    private Mailstore.Entry entry(String verb, String number) throws IOException {
        int index = number.matches("\\d{1,6}") ? Integer.parseInt(number) - 1 : -1;
        if (index < 0 || index >= messages.size() || deleted.contains(messages.get(index))) {
            mistake(verb, "no-message");
            return null;
        }
        return messages.get(index);
    }

    /** The header and that many lines of the body, with dots doubled where they would end it. */
    private void content(byte[] message, int lines) throws IOException {
        int left = lines;
        boolean body = false;
        for (int from = 0; from < message.length;) {
            int to = from;
            while (to < message.length && message[to] != '\n') {
                to++;
            }
            int end = to > from && message[to - 1] == '\r' ? to - 1 : to;
            if (body && left-- <= 0) {
                break;
            }
            body |= end == from;
            if (message[from] == '.') {
                connection.write(".");
            }
            connection.write(Arrays.copyOfRange(message, from, end));
            connection.write("\r\n");
            from = to + 1;
        }
        connection.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    String value(String placeholder) {
        return placeholder.equals("mechanisms") ? String.join(" ", mechanisms()) : super.value(placeholder);
    }
}
