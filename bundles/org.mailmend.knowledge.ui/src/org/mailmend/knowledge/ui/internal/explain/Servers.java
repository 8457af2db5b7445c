package org.mailmend.knowledge.ui.internal.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Symptom;

/** Finds the server that a text is about. */
final class Servers {
    private static final int READ = 100_000;
    private static final int SMTPS = 465;
    private static final int IMAPS = 993;
    private static final int POP3S = 995;
    private static final int SUBMISSION = 587;
    private static final int IMAP = 143;
    private static final int POP3 = 110;
    private static final int MAX_PORT = 65535;
    /** A host name whose first label is one of those that mail servers have, with a port where one follows. */
    private static final Pattern HOST = Pattern.compile(
            "(?<![\\w@.-])((?:smtp|imap|pop|pop3|mail|mx|relay|outlook|outbound)[a-z0-9-]{0,30}(?:\\.[a-z0-9-]{1,40}){1,5})"
                    + "(?:\\]?,?(?::|\\s?(?:port|ポート(?:番号)?)\\s?)(\\d{2,5}))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOP_LEVEL = Pattern.compile(".*\\.[a-z]{2,20}");

    private Servers() {
    }

    /** The server that the text names, else that of the provider; empty when there is neither. */
    static Optional<Target> find(String text, Symptom symptom) {
        // What was said last stands at the end.
        Matcher host = HOST.matcher(
                text.length() > READ ? text.substring(0, READ / 2) + "\n" + text.substring(text.length() - READ / 2) : text);
        while (host.find()) {
            String name = host.group(1).toLowerCase(Locale.ROOT);
            if (TOP_LEVEL.matcher(name).matches()) {
                return Optional.of(target(name, host.group(2) == null ? 0 : Integer.parseInt(host.group(2)), symptom.protocol()));
            }
        }
        if (symptom.provider() == null) {
            return Optional.empty();
        }
        Protocol protocol = symptom.protocol() == null ? Protocol.SMTP : symptom.protocol();
        return Presets.all().stream()
                .filter(preset -> preset.provider().equals(symptom.provider()) && preset.target().protocol() == protocol)
                .map(Preset::target).findFirst();
    }

    private static Target target(String host, int port, Protocol said) {
        Optional<Target> known = Presets.all().stream().map(Preset::target)
                .filter(target -> target.host().equals(host) && (port == 0 || target.port() == port)
                        && (said == null || target.protocol() == said))
                .findFirst();
        return known.orElseGet(() -> usual(host, port, said != null ? said : protocol(host, port)));
    }

    private static Protocol protocol(String host, int port) {
        return switch (port) {
            case IMAP, IMAPS -> Protocol.IMAP;
            case POP3, POP3S -> Protocol.POP3;
            default -> host.startsWith("imap") ? Protocol.IMAP : host.startsWith("pop") ? Protocol.POP3 : Protocol.SMTP;
        };
    }

    private static Target usual(String host, int said, Protocol protocol) {
        int usual = switch (protocol) {
            case SMTP -> SUBMISSION;
            case IMAP -> IMAPS;
            case POP3 -> POP3S;
        };
        int port = said < 1 || said > MAX_PORT ? usual : said;
        boolean tls = port == SMTPS || port == IMAPS || port == POP3S;
        return new Target(protocol, host, port, tls ? Security.TLS : Security.STARTTLS);
    }
}
