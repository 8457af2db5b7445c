package org.mailmend.check.internal.pop3;

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

/** POP3: RFC 1939, with CAPA (RFC 2449), STLS (RFC 2595) and AUTH (RFC 5034). */
public final class Pop3Dialogue extends Dialogue {
    /** RFC 2449 section 4: longest command line with its end. */
    private static final int MAX_COMMAND = 255;

    private String exchange = "";

    public Pop3Dialogue(Wire wire, Journal journal) {
        super(wire, journal);
    }

    @Override
    public Protocol protocol() {
        return Protocol.POP3;
    }

    @Override
    public Answer greeting() throws WireException {
        return read("", false);
    }

    private Answer read(String command, boolean multiLine) throws WireException {
        Answer answer = Pop3Parser.read(source(), multiLine);
        journal().reply(command, answer);
        return answer;
    }

    private Answer command(String line, String shown, String command) throws WireException {
        send(line, shown);
        return read(command, false);
    }

    @Override
    public Offer hello(String name, boolean extended) throws WireException {
        send("CAPA", "CAPA");
        Answer answer = read("CAPA", true);
        if (!answer.ok()) {
            // a server from before CAPA: it takes USER and PASS, and whatever else it can is not known
            return new Offer(answer, false, List.of(), List.of(), false, true, false);
        }
        List<String> mechanisms = new ArrayList<>();
        boolean startTls = false;
        boolean user = false;
        for (String line : answer.lines()) {
            String upper = line.strip().toUpperCase(Locale.ROOT);
            if (upper.startsWith("SASL ")) {
                for (String mechanism : upper.substring(5).split(" ")) {
                    if (!mechanism.isEmpty() && !mechanisms.contains(mechanism)) {
                        mechanisms.add(mechanism);
                    }
                }
            }
            startTls |= upper.equals("STLS");
            user |= upper.equals("USER");
        }
        return new Offer(answer, true, answer.lines(), mechanisms, startTls, user, false);
    }

    @Override
    public String startTlsCommand() {
        return "STLS";
    }

    @Override
    public Answer startTls() throws WireException {
        return command("STLS", "STLS", "STLS");
    }

    @Override
    public Answer startTlsWithCommandBehind() throws WireException {
        return command("STLS\r\nCAPA", "STLS\r\nCAPA", "STLS");
    }

    @Override
    public Answer readBehind() throws WireException {
        return read("CAPA", true);
    }

    @Override
    public boolean takesInitial(Offer offer, Mechanism mechanism, String initial) {
        return "AUTH ".length() + mechanism.saslName().length() + 1 + initial.length() + 2 <= MAX_COMMAND;
    }

    @Override
    public Answer authenticate(Mechanism mechanism, String initial) throws WireException {
        exchange = "AUTH " + mechanism.saslName();
        if (initial == null) {
            return command(exchange, exchange, exchange);
        }
        return command(exchange + " " + (initial.isEmpty() ? "=" : initial), exchange + " " + Redactor.DOTS, exchange);
    }

    @Override
    public Answer respond(String message, String shown) throws WireException {
        return command(message, shown, exchange);
    }

    @Override
    public Answer login(String user, String password) throws WireException {
        Answer answer = command("USER " + user, "USER " + user, "USER");
        return answer.ok() ? command("PASS " + password, "PASS " + Redactor.DOTS, "PASS") : answer;
    }

    @Override
    public String loginCommand() {
        return "PASS";
    }

    @Override
    protected String quitCommand() {
        return "QUIT";
    }
}
