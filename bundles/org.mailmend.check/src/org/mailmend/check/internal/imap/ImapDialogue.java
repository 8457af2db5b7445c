package org.mailmend.check.internal.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.Mechanism;
import org.mailmend.check.Redactor;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.diagnosis.Protocol;

/** IMAP: RFC 3501 and 9051, with STARTTLS, AUTHENTICATE (SASL-IR: RFC 4959) and LOGIN. */
public final class ImapDialogue extends Dialogue {
    /** RFC 7162 section 4: a line that every server takes. */
    private static final int MAX_LINE = 8192;

    private int count;
    private String tag = "";
    private String exchange = "";
    /** Capabilities that came with the greeting; null when they are not to be used. */
    private List<String> announced;

    public ImapDialogue(Wire wire, Journal journal) {
        super(wire, journal);
    }

    @Override
    public Protocol protocol() {
        return Protocol.IMAP;
    }

    @Override
    public Answer greeting() throws WireException {
        Answer answer = ImapParser.greeting(source());
        journal().reply("", answer);
        String list = ImapParser.statusArguments(answer.lines().getFirst(), "CAPABILITY");
        announced = list == null ? null : words(list);
        return answer;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private String nextTag() {
        tag = "a" + ++count;
        return tag;
    }

    private Answer read(String command) throws WireException {
        Answer answer = ImapParser.read(source(), tag);
        journal().reply(command, answer);
        return answer;
    }

    /** Sends a command and reads its response; what stands with the reply is the command without arguments. */
    public Answer command(String line, String command) throws WireException {
        String whole = nextTag() + " " + line;
        send(whole, whole);
        return read(command);
    }

    @Override
    public Offer hello(String name, boolean extended) throws WireException {
        if (announced != null && !announced.isEmpty()) {
            Offer offer = offer(new Answer(Answer.State.OK, 0, null, "", List.of()), announced);
            announced = null;
            return offer;
        }
        announced = null;
        Answer answer = command("CAPABILITY", "CAPABILITY");
        List<String> capabilities = new ArrayList<>();
        for (String line : answer.lines()) {
            if (line.toUpperCase(Locale.ROOT).startsWith("CAPABILITY ")) {
                capabilities = words(ImapParser.rest(line));
            }
        }
        return offer(answer, capabilities);
    }

    private static Offer offer(Answer answer, List<String> capabilities) {
        List<String> mechanisms = new ArrayList<>();
        boolean startTls = false;
        boolean locked = false;
        for (String word : capabilities) {
            String upper = word.toUpperCase(Locale.ROOT);
            if (upper.startsWith("AUTH=") && !mechanisms.contains(upper.substring(5))) {
                mechanisms.add(upper.substring(5));
            }
            startTls |= upper.equals("STARTTLS");
            locked |= upper.equals("LOGINDISABLED");
        }
        return new Offer(answer, true, capabilities, mechanisms, startTls, !locked, locked);
    }

    @Override
    public String startTlsCommand() {
        return "STARTTLS";
    }

    @Override
    public Answer startTls() throws WireException {
        return command("STARTTLS", "STARTTLS");
    }

    @Override
    public Answer startTlsWithCommandBehind() throws WireException {
        String first = nextTag() + " STARTTLS\r\n";
        String both = first + "b1 NOOP";
        send(both, both);
        return read("STARTTLS");
    }

    @Override
    public Answer readBehind() throws WireException {
        return ImapParser.read(source(), "b1");
    }

    @Override
    public boolean takesInitial(Offer offer, Mechanism mechanism, String initial) {
        return offer.capability("SASL-IR") != null && initial.length() + 64 <= MAX_LINE;
    }

    @Override
    public Answer authenticate(Mechanism mechanism, String initial) throws WireException {
        exchange = "AUTHENTICATE " + mechanism.saslName();
        String line = nextTag() + " " + exchange;
        if (initial == null) {
            send(line, line);
        } else {
            send(line + " " + (initial.isEmpty() ? "=" : initial), line + " " + Redactor.DOTS);
        }
        return read(exchange);
    }

    @Override
    public Answer respond(String message, String shown) throws WireException {
        send(message, shown);
        return read(exchange);
    }

    @Override
    public Answer login(String user, String password) throws WireException {
        if (isQuotable(user) && isQuotable(password)) {
            String line = nextTag() + " LOGIN ";
            send(line + quote(user) + " " + quote(password), line + Redactor.DOTS + " " + Redactor.DOTS);
            return read("LOGIN");
        }
        // text beyond ASCII goes as literals: quoted strings are 7-bit
        String line = nextTag() + " LOGIN {" + length(user) + "}";
        send(line, line);
        Answer answer = read("LOGIN");
        if (answer.more()) {
            send(user + " {" + length(password) + "}", Redactor.DOTS + " {…}");
            answer = read("LOGIN");
        }
        if (answer.more()) {
            send(password, Redactor.DOTS);
            answer = read("LOGIN");
        }
        return answer;
    }

    /** Whether the mailbox that is open holds a message with this Message-ID. */
    public boolean finds(String messageId) throws WireException {
        Answer answer = command("UID SEARCH HEADER Message-ID " + quote(messageId), "UID SEARCH");
        for (String line : answer.lines()) {
            if (line.toUpperCase(Locale.ROOT).startsWith("SEARCH ") && !ImapParser.rest(line).isEmpty()) {
                return answer.ok();
            }
        }
        return false;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isQuotable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String loginCommand() {
        return "LOGIN";
    }

    @Override
    protected String quitCommand() {
        return nextTag() + " LOGOUT";
    }
}
