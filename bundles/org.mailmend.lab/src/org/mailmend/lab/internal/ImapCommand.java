package org.mailmend.lab.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of an IMAP client: its arguments are strings, byte arrays (literals) and lists of these.
 */
final class ImapCommand {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})(\\+?)}$");
    private static final int MAX_LENGTH = 64 << 10;
    private static final int MAX_DEPTH = 8;
    private static final char LITERAL_MARK = '\u0001';

    final String tag;
    final String name;
    final List<Object> arguments;
    private final String text;
    private final List<byte[]> literals;
    private int position;
    private int nextLiteral;

    private ImapCommand(String text, List<byte[]> literals) throws SyntaxException {
        this.text = text;
        this.literals = literals;
        tag = word();
        if (tag.isEmpty() || !tag.matches("[A-Za-z0-9.$_-]{1,64}")) {
            throw new SyntaxException("*", "Missing or invalid tag.");
        }
        skipSpace();
        name = word().toUpperCase(Locale.ROOT);
        try {
            arguments = list(0, '\0');
        } catch (SyntaxException e) {
            throw new SyntaxException(tag, e.getMessage());
        }
    }

    /** The command is no IMAP. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;
        final String tag;

        SyntaxException(String tag, String message) {
            super(message);
            this.tag = tag;
        }
    }

    /**
     * Reads a command with its literals.
     *
     * @param maxLiteral longest literal in bytes
     * @return null at the end of the stream
     */
    static ImapCommand read(Connection connection, Hub hub, int maxLiteral) throws IOException, SyntaxException {
        StringBuilder text = new StringBuilder();
        List<byte[]> literals = new ArrayList<>();
        try (MessageBuffer room = new MessageBuffer(hub)) {
            while (true) {
                String line = connection.readLine();
                if (line == null) {
                    return null;
                }
                line = line.replace(LITERAL_MARK, '?');
                Matcher literal = LITERAL.matcher(line);
                if (!literal.find()) {
                    return new ImapCommand(text.append(line).toString(), literals);
                }
                int size = Integer.parseInt(literal.group(1));
                boolean waits = literal.group(2).isEmpty();
                text.append(line, 0, literal.start()).append(LITERAL_MARK);
                if (size > maxLiteral || text.length() > MAX_LENGTH) {
                    if (!waits) {
                        // its bytes come whatever is answered
                        throw new Connection.LineTooLongException();
                    }
                    throw new SyntaxException(text.toString().split(" ", 2)[0].replaceAll("[^A-Za-z0-9.$_-]", "?"),
                            "[TOOBIG] Literal too big.");
                }
                if (waits) {
                    connection.write("+ Ready for additional command text.\r\n");
                }
                connection.unhurried();
                byte[] bytes = new byte[size];
                for (int have = 0; have < size;) {
                    byte[] more = connection.read(size - have);
                    if (more.length == 0) {
                        return null;
                    }
                    room.append(more, 0, more.length);
                    System.arraycopy(more, 0, bytes, have, more.length);
                    have += more.length;
                }
                literals.add(bytes);
            }
        }
    }

    /** An argument as a string; empty when there is none. */
    String string(int index) {
        return index < arguments.size() ? string(arguments.get(index)) : "";
    }

    static String string(Object argument) {
        return argument instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(argument);
    }

    private String word() {
        int from = position;
        while (position < text.length() && text.charAt(position) != ' ') {
            position++;
        }
        return text.substring(from, position);
    }

    private void skipSpace() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private List<Object> list(int depth, char end) throws SyntaxException {
        if (depth > MAX_DEPTH) {
            throw new SyntaxException(tag, "Too many parentheses.");
        }
        List<Object> result = new ArrayList<>();
        while (true) {
            skipSpace();
            if (position == text.length()) {
                if (end != '\0') {
                    throw new SyntaxException(tag, "Missing parenthesis.");
                }
                return result;
            }
            char c = text.charAt(position);
            if (c == end) {
                position++;
                return result;
            }
            switch (c) {
                case '(' -> {
                    position++;
                    result.add(list(depth + 1, ')'));
                }
                case ')' -> throw new SyntaxException(tag, "Unexpected parenthesis.");
                case '"' -> result.add(quoted());
                case LITERAL_MARK -> {
                    position++;
                    result.add(literals.get(nextLiteral++));
                }
                default -> result.add(atom());
            }
        }
    }

    private String quoted() throws SyntaxException {
        StringBuilder result = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return result.toString();
            }
            if (c == '\\' && position + 1 < text.length()) {
                c = text.charAt(++position);
            }
            result.append(c);
        }
        throw new SyntaxException(tag, "Missing quote.");
    }

    /** An atom; brackets, as in {@code BODY[HEADER.FIELDS (Subject)]}, keep together what they hold. */
    private String atom() {
        int from = position;
        int brackets = 0;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '[') {
                brackets++;
            } else if (c == ']') {
                brackets--;
            } else if (brackets <= 0 && (c == ' ' || c == '(' || c == ')' || c == '"' || c == LITERAL_MARK)) {
                break;
            }
        }
        return text.substring(from, position);
    }
}
