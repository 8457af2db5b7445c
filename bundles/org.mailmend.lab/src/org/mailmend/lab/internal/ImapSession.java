package org.mailmend.lab.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeEvent.Reason;
import org.mailmend.lab.StoredMessage;

/** IMAP4rev1 (RFC 3501) as far as mail clients need it to sign in and to see practice mail, with IDLE, UIDPLUS and MOVE's kin. */
final class ImapSession extends Session {
    private static final int IDLE_STEP_MILLIS = 500;

    private String tag = "*";
    private String command = "";
    /** The selected folder; null for none. */
    private String folder;
    private boolean readOnly;
    /** The messages of the selected folder by sequence number, as this client knows them. */
    private List<Mailstore.Entry> view = List.of();

    ImapSession(Connection connection, Hub hub) {
        super(Protocol.IMAP, connection, hub);
    }

    /** A folder of the style. */
    private record Folder(String flags, String name) {
    }

    private static List<Folder> folders(String style) {
        return new Replies(style, "imap").find("imap", "folders").stream().map(line -> {
            int name = line.lastIndexOf('\\');
            name = line.indexOf(' ', name) + 1;
            return new Folder(line.substring(0, name).strip(), line.substring(name));
        }).toList();
    }

    /** The folder that takes a copy of what was sent: Gmail and Microsoft keep one by themselves; null elsewhere. */
    static String sentFolder(String style) {
        return style.equals("generic") ? null
                : folders(style).stream().filter(folder -> folder.flags.contains("\\Sent"))
                        .findFirst().orElseThrow().name;
    }

    @Override
    void converse() throws IOException {
        while (connection.reason() == null) {
            connection.nextCommand();
            try {
                ImapCommand next = ImapCommand.read(connection, hub, user == null ? 8 << 10 : hub.limits().message());
                if (next == null) {
                    return;
                }
                tag = next.tag;
                command = next.name;
                perform(next);
            } catch (ImapCommand.SyntaxException e) {
                tag = e.tag;
                bad(e.getMessage());
            } catch (ImapSearch.UnknownKeyException e) {
                bad("Unknown search key.");
            }
        }
    }

    private void perform(ImapCommand c) throws IOException {
        switch (c.name) {
            case "CAPABILITY" -> {
                untagged("CAPABILITY " + capability());
                reply(command, "capability-done");
            }
            case "NOOP", "CHECK" -> {
                refresh();
                reply(command, "done");
            }
            case "ID" -> {
                hub.happened(new PracticeEvent.Introduced(Instant.now(), connection.id(), Hub.printable(clientName(c))));
                untagged("ID (\"name\" \"Mailmend practice server\")");
                reply(command, "done");
            }
            case "LOGOUT" -> {
                reply(command, "bye");
                connection.end(Reason.QUIT);
            }
            case "STARTTLS" -> {
                if (connection.tls() != null) {
                    bad("TLS is already active.");
                } else {
                    reply(command, "starttls");
                    connection.flush();
                    handshake();
                }
            }
            case "LOGIN" -> {
                if (user != null) {
                    bad("Already logged in.");
                } else if (c.arguments.size() != 2) {
                    bad("Missing arguments.");
                } else if (!canSignIn()) {
                    reply(command, "must-starttls");
                } else {
                    claim(command, Sasl.Claim.ofPassword("LOGIN", c.string(0), c.string(1)));
                }
            }
            case "AUTHENTICATE" -> {
                String mechanism = c.string(0).toUpperCase(Locale.ROOT);
                if (user != null) {
                    bad("Already logged in.");
                } else {
                    authenticate(command + " " + (Sasl.knows(mechanism) ? mechanism : "?"), mechanism,
                            c.arguments.size() > 1 ? c.string(1) : null);
                }
            }
            default -> {
                if (user == null) {
                    bad("Please sign in first.");
                } else {
                    signedIn(c);
                }
            }
        }
    }

    private void signedIn(ImapCommand c) throws IOException {
        switch (c.name) {
            case "SELECT", "EXAMINE" -> select(c);
            case "LIST", "LSUB" -> list(c);
            case "STATUS" -> status(c);
            case "NAMESPACE" -> {
                untagged("NAMESPACE ((\"\" \"/\")) NIL NIL");
                reply(command, "done");
            }
            case "ENABLE" -> {
                untagged("ENABLED");
                reply(command, "done");
            }
            case "SUBSCRIBE", "UNSUBSCRIBE" -> reply(command, "done");
            case "CREATE", "DELETE", "RENAME" -> no("[CANNOT] The folders of a practice server are fixed.");
            case "APPEND" -> append(c);
            case "IDLE" -> idle();
            default -> {
                if (folder == null) {
                    bad("Unknown command, or no folder is selected.");
                } else {
                    selected(c, c.name, c.arguments, false);
                }
            }
        }
    }

    private void selected(ImapCommand c, String name, List<Object> arguments, boolean uid) throws IOException {
        switch (name) {
            case "FETCH" -> fetch(arguments, uid);
            case "STORE" -> store(arguments, uid);
            case "COPY" -> copy(arguments, uid);
            case "SEARCH" -> {
                Predicate<Mailstore.Entry> wanted = new ImapSearch(view, hub.store()).all(arguments);
                String numbers = view.stream().filter(wanted).map(entry -> " " + (uid ? entry.uid : view.indexOf(entry) + 1))
                        .collect(Collectors.joining());
                untagged("SEARCH" + numbers);
                reply(command, "done");
            }
            case "EXPUNGE" -> {
                if (!readOnly) {
                    String set = uid && !arguments.isEmpty() ? ImapCommand.string(arguments.get(0)) : "1:*";
                    hub.store().remove(view.stream().filter(entry -> hub.store().flags(entry).contains("\\Deleted")
                            && (!uid || ImapSearch.inSet(set, entry.uid, Integer.MAX_VALUE))).toList());
                }
                refresh();
                reply(command, "done");
            }
            case "CLOSE", "UNSELECT" -> {
                if (name.equals("CLOSE") && !readOnly) {
                    hub.store().remove(view.stream().filter(entry -> hub.store().flags(entry).contains("\\Deleted")).toList());
                }
                folder = null;
                view = List.of();
                reply(command, "done");
            }
            case "UID" -> {
                if (uid || arguments.isEmpty()) {
                    bad("Missing command.");
                } else {
                    selected(c, ImapCommand.string(arguments.get(0)).toUpperCase(Locale.ROOT),
                            arguments.subList(1, arguments.size()), true);
                }
            }
            default -> bad("Unknown command.");
        }
    }

    private static String clientName(ImapCommand c) {
        if (c.arguments.isEmpty() || !(c.arguments.get(0) instanceof List<?> pairs)) {
            return "";
        }
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (ImapCommand.string(pairs.get(i)).equalsIgnoreCase("name")) {
                return ImapCommand.string(pairs.get(i + 1));
            }
        }
        return "";
    }

    private String known(String name) {
        return folders(script.style()).stream().filter(f -> !f.flags.contains("\\Noselect"))
                .map(Folder::name).filter(f -> f.equals(name) || f.equalsIgnoreCase(name) && f.equals(Mailstore.INBOX))
                .findFirst().orElse(null);
    }

    private void select(ImapCommand c) throws IOException {
        folder = known(c.string(0));
        view = List.of();
        if (folder == null) {
            no("[NONEXISTENT] Unknown folder.");
            return;
        }
        readOnly = c.name.equals("EXAMINE");
        view = hub.store().folder(user, folder);
        untagged("FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
        untagged(readOnly ? "OK [PERMANENTFLAGS ()] Read-only."
                : "OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags permitted.");
        untagged("OK [UIDVALIDITY " + hub.store().validity() + "] UIDs valid.");
        untagged(view.size() + " EXISTS");
        untagged("0 RECENT");
        untagged("OK [UIDNEXT " + hub.store().nextUid() + "] Predicted next UID.");
        tagged("OK [" + (readOnly ? "READ-ONLY" : "READ-WRITE") + "] " + folder + " selected. (Success)");
    }

    private void list(ImapCommand c) throws IOException {
        // LIST (SUBSCRIBED) "" "*" RETURN (...) names its options first
        int first = !c.arguments.isEmpty() && c.arguments.get(0) instanceof List<?> ? 1 : 0;
        String pattern = c.string(first) + c.string(first + 1);
        if (c.string(first + 1).isEmpty()) {
            untagged(c.name + " (\\Noselect) \"/\" \"\"");
        } else {
            Pattern wanted = Pattern.compile(Arrays.stream(pattern.split("(?<=[*%])|(?=[*%])"))
                    .map(piece -> piece.equals("*") ? ".*" : piece.equals("%") ? "[^/]*" : Pattern.quote(piece))
                    .collect(Collectors.joining()), Pattern.CASE_INSENSITIVE);
            for (Folder f : folders(script.style())) {
                if (wanted.matcher(f.name).matches()) {
                    untagged(c.name + " (" + f.flags + ") \"/\" \"" + f.name + "\"");
                }
            }
        }
        reply(command, "done");
    }

    private void status(ImapCommand c) throws IOException {
        String name = known(c.string(0));
        if (name == null) {
            no("[NONEXISTENT] Unknown folder.");
            return;
        }
        List<Mailstore.Entry> entries = hub.store().folder(user, name);
        List<?> items = c.arguments.size() > 1 && c.arguments.get(1) instanceof List<?> list ? list : List.of();
        String values = items.stream().map(item -> ImapCommand.string(item).toUpperCase(Locale.ROOT)).map(item -> item + " "
                + switch (item) {
                    case "MESSAGES" -> entries.size();
                    case "UIDNEXT" -> hub.store().nextUid();
                    case "UIDVALIDITY" -> hub.store().validity();
                    case "UNSEEN" -> entries.stream().filter(entry -> !hub.store().flags(entry).contains("\\Seen")).count();
                    default -> 0;
                }).collect(Collectors.joining(" "));
        untagged("STATUS \"" + name + "\" (" + values + ")");
        reply(command, "done");
    }

    private void append(ImapCommand c) throws IOException {
        String name = known(c.string(0));
        Object content = c.arguments.isEmpty() ? null : c.arguments.get(c.arguments.size() - 1);
        if (name == null) {
            no("[TRYCREATE] Unknown folder.");
        } else if (!(content instanceof byte[] bytes)) {
            bad("Missing message.");
        } else {
            List<String> flags = c.arguments.get(1) instanceof List<?> list ? flags(list) : List.of();
            int uid = hub.store().append(user, name, new StoredMessage(Instant.now(), user, "", List.of(), bytes), flags);
            if (name.equals(folder)) {
                refresh();
            }
            tagged("OK [APPENDUID " + hub.store().validity() + " " + uid + "] (Success)");
        }
    }

    private static List<String> flags(List<?> list) {
        return list.stream().map(ImapCommand::string).filter(flag -> flag.matches("\\\\?[A-Za-z0-9$_-]{1,40}"))
                .map(flag -> flag.startsWith("\\") && flag.length() > 1
                        ? "\\" + flag.substring(1, 2).toUpperCase(Locale.ROOT) + flag.substring(2).toLowerCase(Locale.ROOT)
                        : flag)
                .limit(20).toList();
    }

    private List<Mailstore.Entry> chosen(List<Object> arguments, boolean uid) {
        String set = arguments.isEmpty() ? "" : ImapCommand.string(arguments.get(0));
        int last = view.isEmpty() ? 0 : uid ? view.get(view.size() - 1).uid : view.size();
        List<Mailstore.Entry> result = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (ImapSearch.inSet(set, uid ? view.get(i).uid : i + 1, last)) {
                result.add(view.get(i));
            }
        }
        return result;
    }

    private void fetch(List<Object> arguments, boolean uid) throws IOException {
        if (arguments.size() < 2) {
            bad("Missing arguments.");
            return;
        }
        Set<String> items = new java.util.LinkedHashSet<>(ImapFetch.items(arguments.get(1)));
        if (uid && items.stream().noneMatch("UID"::equalsIgnoreCase)) {
            items.add("UID");
        }
        boolean reads = !readOnly && items.stream().anyMatch(ImapFetch::reads);
        if (reads) {
            items.add("FLAGS");
        }
        for (Mailstore.Entry entry : chosen(arguments, uid)) {
            if (reads) {
                hub.store().flag(entry, List.of("\\Seen"), true);
            }
            byte[] response = ImapFetch.response(entry, hub.store().flags(entry), List.copyOf(items));
            if (response == null) {
                bad("Unknown data item.");
                return;
            }
            connection.write("* " + (view.indexOf(entry) + 1) + " FETCH (");
            connection.write(response);
            connection.write(")\r\n");
        }
        reply(command, "done");
    }

    private void store(List<Object> arguments, boolean uid) throws IOException {
        if (arguments.size() < 3) {
            bad("Missing arguments.");
            return;
        }
        if (readOnly) {
            no("[READ-ONLY] The folder is read-only.");
            return;
        }
        String what = ImapCommand.string(arguments.get(1)).toUpperCase(Locale.ROOT);
        List<String> flags = flags(arguments.get(2) instanceof List<?> list ? list : arguments.subList(2, arguments.size()));
        for (Mailstore.Entry entry : chosen(arguments, uid)) {
            if (what.startsWith("FLAGS")) {
                hub.store().flag(entry, hub.store().flags(entry), false);
            }
            hub.store().flag(entry, flags, !what.startsWith("-"));
            if (!what.endsWith(".SILENT")) {
                untagged((view.indexOf(entry) + 1) + " FETCH (FLAGS (" + String.join(" ", hub.store().flags(entry)) + ")"
                        + (uid ? " UID " + entry.uid : "") + ")");
            }
        }
        reply(command, "done");
    }

    private void copy(List<Object> arguments, boolean uid) throws IOException {
        String name = arguments.size() < 2 ? null : known(ImapCommand.string(arguments.get(1)));
        if (name == null) {
            no("[TRYCREATE] Unknown folder.");
            return;
        }
        for (Mailstore.Entry entry : chosen(arguments, uid)) {
            hub.store().copy(user, name, entry);
        }
        reply(command, "done");
    }

    private void idle() throws IOException {
        connection.write("+ idling\r\n");
        connection.unhurried();
        while (connection.reason() == null) {
            refresh();
            connection.flush();
            if (connection.awaitInput(IDLE_STEP_MILLIS)) {
                String line = connection.readLine();
                if (line == null) {
                    connection.end(Reason.CLIENT_GONE);
                } else if (line.equalsIgnoreCase("DONE")) {
                    reply(command, "done");
                    return;
                } else {
                    bad("Expected DONE.");
                    return;
                }
            }
        }
    }

    /** Tells the client what has changed in the selected folder. */
    private void refresh() throws IOException {
        if (folder == null) {
            return;
        }
        List<Mailstore.Entry> now = hub.store().folder(user, folder);
        Set<Integer> there = now.stream().map(entry -> entry.uid).collect(Collectors.toCollection(TreeSet::new));
        int kept = view.size();
        for (int i = view.size() - 1; i >= 0; i--) {
            if (!there.contains(view.get(i).uid)) {
                untagged(i + 1 + " EXPUNGE");
                kept--;
            }
        }
        if (now.size() != kept) {
            untagged(now.size() + " EXISTS");
        }
        view = now;
    }

    @Override
    String ask(String challenge) throws IOException {
        say(command, "+ " + challenge + "\r\n", false);
        return connection.readLine();
    }

    private void untagged(String text) throws IOException {
        connection.write("* " + text + "\r\n");
    }

    private void tagged(String text) throws IOException {
        say(command, tag + " " + text + "\r\n", false);
    }

    private void no(String text) throws IOException {
        tagged("NO " + text);
    }

    private void bad(String text) throws IOException {
        connection.write((tag + " BAD " + text + "\r\n").getBytes(StandardCharsets.UTF_8));
        mistake();
    }

    private String capability() {
        return replies.find("imap", user == null ? "capability" : "capability-signed-in").get(0)
                .replace("{size}", String.valueOf(hub.limits().message()))
                .replace("{tls}", connection.tls() == null ? "STARTTLS" : "")
                .replace("{mechanisms}", canSignIn() ? mechanisms().stream().map("AUTH="::concat)
                        .collect(Collectors.joining(" ")) : "LOGINDISABLED")
                .replaceAll(" +", " ").strip();
    }

    @Override
    String value(String placeholder) {
        return switch (placeholder) {
            case "tag" -> tag;
            case "command" -> command;
            case "capability" -> capability();
            default -> super.value(placeholder);
        };
    }
}
