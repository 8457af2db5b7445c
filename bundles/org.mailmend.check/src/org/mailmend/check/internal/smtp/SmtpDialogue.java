package org.mailmend.check.internal.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.Mechanism;
import org.mailmend.check.Redactor;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;
import org.mailmend.diagnosis.Protocol;

/** SMTP: RFC 5321, with STARTTLS (RFC 3207) and AUTH (RFC 4954). */
public final class SmtpDialogue extends Dialogue {
    /** RFC 5321 section 4.5.3.1.4: longest command line with its end. */
    private static final int MAX_COMMAND = 512;

    private String exchange = "";

    public SmtpDialogue(Wire wire, Journal journal) {
        super(wire, journal);
    }

    @Override
    public Protocol protocol() {
        return Protocol.SMTP;
    }

    @Override
    public Answer greeting() throws WireException {
        return read("");
    }

    private Answer read(String command) throws WireException {
        Answer answer = SmtpParser.read(source());
        journal().reply(command, answer);
        return answer;
    }

    /**
     * Sends a command and reads its reply.
     *
     * @param line    the command
     * @param command what stands with the reply: the command without arguments
     */
    public Answer command(String line, String command) throws WireException {
        send(line, line);
        return read(command);
    }

    @Override
    public Offer hello(String name, boolean extended) throws WireException {
        if (extended) {
            Answer answer = command("EHLO " + name, "EHLO");
            if (answer.ok() && answer.code() != 250 || answer.more()) {
                throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
            }
            if (answer.ok()) {
                return offer(answer);
            }
            if (!isUnknownCommand(answer)) {
                return new Offer(answer, true, List.of(), List.of(), false, false, false);
            }
        }
        Answer answer = command("HELO " + name, "HELO");
        if (answer.more()) {
            throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
        }
        return new Offer(answer, false, List.of(), List.of(), false, false, false);
    }

    /** Whether EHLO itself is unknown, rather than its argument refused: servers use 504 for both. */
    private static boolean isUnknownCommand(Answer answer) {
        String text = answer.text().toLowerCase(Locale.ROOT);
        return answer.code() == 500 || answer.code() == 502
                || answer.code() == 504 && !text.contains("host") && !text.contains("name") && !text.contains("fully");
    }

    private static Offer offer(Answer answer) {
        List<String> capabilities = answer.lines().subList(1, answer.lines().size());
        List<String> mechanisms = new ArrayList<>();
        boolean startTls = false;
        for (String line : capabilities) {
            String upper = line.strip().toUpperCase(Locale.ROOT);
            // AUTH=LOGIN: an old form that some servers still send besides
            if (upper.startsWith("AUTH ") || upper.startsWith("AUTH=")) {
                for (String name : upper.substring(5).split("[ \t]+")) {
                    if (!name.isEmpty() && !mechanisms.contains(name)) {
                        mechanisms.add(name);
                    }
                }
            }
            startTls |= upper.equals("STARTTLS");
        }
        return new Offer(answer, true, capabilities, mechanisms, startTls, false, false);
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
        return command("STARTTLS\r\nNOOP", "STARTTLS");
    }

    @Override
    public Answer readBehind() throws WireException {
        return read("NOOP");
    }

    @Override
    public boolean takesInitial(Offer offer, Mechanism mechanism, String initial) {
        return "AUTH ".length() + mechanism.saslName().length() + 1 + initial.length() + 2 <= MAX_COMMAND;
    }

    @Override
    public Answer authenticate(Mechanism mechanism, String initial) throws WireException {
        exchange = "AUTH " + mechanism.saslName();
        if (initial == null) {
            send(exchange, exchange);
        } else {
            // RFC 4954 section 4: an empty first message is written as =
            send(exchange + " " + (initial.isEmpty() ? "=" : initial), exchange + " " + Redactor.DOTS);
        }
        return read(exchange);
    }

    @Override
    public Answer respond(String message, String shown) throws WireException {
        send(message, shown);
        return read(exchange);
    }

    @Override
    public Answer login(String user, String password) {
        throw new UnsupportedOperationException("SMTP has no command of its own to sign in");
    }

    @Override
    public String loginCommand() {
        return "AUTH";
    }

    /**
     * Sends the message after DATA was accepted, and reads what became of it.
     *
     * @param message with CRLF line ends
     * @param sent    run when the final dot is under way: from then on the message may have been accepted
     */
    public Answer message(byte[] message, Runnable sent) throws WireException {
        byte[] stuffed = stuff(message);
        wire().startReply();
        for (String line : new String(stuffed, StandardCharsets.UTF_8).split("\r\n")) {
            journal().said(Speaker.CLIENT, line);
        }
        sent.run();
        wire().send(stuffed);
        return read(".");
    }

    /** RFC 5321 section 4.5.2: a dot that begins a line is doubled; the end of the message is a dot on a line. */
    static byte[] stuff(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 64);
        boolean lineStart = true;
        for (byte b : message) {
            if (lineStart && b == '.') {
                out.write('.');
            }
            out.write(b);
            lineStart = b == '\n';
        }
        if (!lineStart) {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }

    @Override
    protected String quitCommand() {
        return "QUIT";
    }
}
