package org.mailmend.check;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.diagnosis.Protocol;

/** Reads targets as people write them. */
public final class Targets {
    private static final int MAX_HOST = 253;

    private Targets() {
    }

    /**
     * Reads {@code smtp://host}, {@code imaps://host:port}, {@code pop3://[2001:db8::1]} or the id of a {@link Preset}. An
     * internationalised host name becomes its ASCII form.
     *
     * @param text     what was written
     * @param security how to protect the connection; null for what the scheme or the preset says
     * @throws InvalidInputException when it is neither; the sentence never repeats a password
     */
    public static Target parse(String text, Security security) throws InvalidInputException {
        String trimmed = text.strip();
        int colon = trimmed.indexOf("://");
        if (colon < 0) {
            Optional<Preset> preset = Presets.byId(trimmed);
            if (preset.isEmpty()) {
                throw invalid("input.cannot-read", shown(trimmed));
            }
            Target target = preset.get().target();
            return security == null ? target : new Target(target.protocol(), target.host(), target.port(), security);
        }
        String scheme = trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean implicit = scheme.endsWith("s");
        Protocol protocol = Protocol.fromId(implicit ? scheme.substring(0, scheme.length() - 1) : scheme)
                .filter(p -> !scheme.equals("pop") && !scheme.equals("pops"))
                .orElseThrow(() -> invalid("input.scheme", shown(scheme)));
        Security usual = implicit ? Security.TLS : Security.STARTTLS;
        return authority(protocol, scheme, trimmed.substring(colon + 3), security == null ? usual : security,
                port(protocol, implicit));
    }

    private static int port(Protocol protocol, boolean implicit) {
        return switch (protocol) {
            case SMTP -> implicit ? 465 : 587;
            case IMAP -> implicit ? 993 : 143;
            case POP3 -> implicit ? 995 : 110;
        };
    }

    private static Target authority(Protocol protocol, String scheme, String text, Security security, int usualPort)
            throws InvalidInputException {
        if (text.indexOf('@') >= 0) {
            throw new InvalidInputException(Detail.of("input.credentials-in-target"));
        }
        int end = 0;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end < text.length() && !text.substring(end).equals("/")) {
            throw invalid("input.path", shown(text.substring(end)));
        }
        String authority = text.substring(0, end);
        String host = authority;
        String port = "";
        int bracket = authority.startsWith("[") ? authority.indexOf(']') : -1;
        int colon = authority.indexOf(':', Math.max(0, bracket));
        if (bracket > 0) {
            host = authority.substring(1, bracket);
            boolean clean = colon == bracket + 1 || bracket == authority.length() - 1;
            if (!clean || !isIpv6(host)) {
                throw invalid("input.host", shown(authority));
            }
            port = colon < 0 ? "" : authority.substring(colon + 1);
        } else if (colon >= 0 && authority.indexOf(':', colon + 1) < 0) {
            host = authority.substring(0, colon);
            port = authority.substring(colon + 1);
        }
        if (host.isEmpty()) {
            throw invalid("input.host-missing", scheme);
        }
        // several colons and no brackets: an IPv6 address, which can have no port then
        String name = bracket > 0 || isIpv6(host) ? host : ascii(host);
        return new Target(protocol, name, colon < 0 || isIpv6(name) && bracket < 0 ? usualPort : number(port), security);
    }

    private static int number(String port) throws InvalidInputException {
        int value = 0;
        for (int i = 0; i < port.length(); i++) {
            char c = port.charAt(i);
            if (c < '0' || c > '9' || value > 65535) {
                throw invalid("input.port", shown(port));
            }
            value = 10 * value + c - '0';
        }
        if (value < 1 || value > 65535) {
            throw invalid("input.port", shown(port));
        }
        return value;
    }

    private static boolean isIpv6(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.indexOf(':') < 0 || zone == text.length() - 1) {
            return false;
        }
        try {
            // within brackets it is only read as a literal: no name is looked up
            InetAddress.getByName("[" + bare + "]");
            return true;
        } catch (UnknownHostException e) {
            // colons, but no address
            return false;
        }
    }

    private static String ascii(String host) throws InvalidInputException {
        String name = host;
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) > 0x7e) {
                try {
                    name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
                } catch (IllegalArgumentException e) {
                    throw invalid("input.host", shown(host));
                }
                break;
            }
        }
        if (!isHostName(name)) {
            throw invalid("input.host", shown(host));
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Letters, digits, hyphens and, as some networks have them, underscores; no empty part but after a final dot. */
    private static boolean isHostName(String name) {
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0 || name.charAt(i - 1) == '-') {
                    return false;
                }
                label = 0;
                continue;
            }
            boolean fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
                    || c == '-' && label > 0;
            if (!fits || ++label > 63) {
                return false;
            }
        }
        return name.length() <= MAX_HOST && name.charAt(name.length() - 1) != '-';
    }

    private static String shown(String text) {
        String visible = Redactor.GENERAL.show(text);
        return visible.length() > 80 ? visible.substring(0, 80) + "…" : visible;
    }

    private static InvalidInputException invalid(String key, String argument) {
        return new InvalidInputException(Detail.of(key, argument));
    }
}
