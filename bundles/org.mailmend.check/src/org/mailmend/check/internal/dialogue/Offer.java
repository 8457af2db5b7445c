package org.mailmend.check.internal.dialogue;

import java.util.List;
import java.util.Locale;

import org.mailmend.check.Mechanism;

/**
 * What a server offers after EHLO, CAPABILITY or CAPA.
 *
 * @param answer       the answer that decided; refused when the server offers nothing at all
 * @param extended     whether the server lists capabilities; false after HELO, or without CAPA
 * @param capabilities lines or words as they came
 * @param mechanisms   SASL mechanisms, upper case
 * @param startTls     whether STARTTLS or STLS is among them
 * @param plainLogin   whether there is a command that takes user name and password (IMAP LOGIN, POP3 USER)
 * @param locked       whether sign-in is switched off as yet (IMAP LOGINDISABLED)
 */
public record Offer(Answer answer, boolean extended, List<String> capabilities, List<String> mechanisms, boolean startTls,
        boolean plainLogin, boolean locked) {
    public Offer {
        capabilities = List.copyOf(capabilities);
        mechanisms = List.copyOf(mechanisms);
    }

    /** Whether a sign-in is offered at all. */
    public boolean signIn() {
        return plainLogin || !mechanisms.isEmpty();
    }

    /** Whether this mechanism can be used, LOGIN also as a command. */
    public boolean offers(Mechanism mechanism) {
        return mechanisms.contains(mechanism.saslName()) || mechanism == Mechanism.LOGIN && plainLogin;
    }

    /** The capability of this name with its arguments, in upper case; null when it is not offered. */
    public String capability(String name) {
        for (String line : capabilities) {
            String upper = line.toUpperCase(Locale.ROOT);
            if (upper.equals(name) || upper.startsWith(name) && upper.charAt(name.length()) == ' ') {
                return upper;
            }
        }
        return null;
    }

    /**
     * A capability that something on the way has written over, as firewalls do that do not want STARTTLS to be used
     * ({@code XXXXXXXA}, {@code XXXXXXXX}, asterisks); null when there is none.
     */
    public String maskedCapability() {
        for (String line : capabilities) {
            int space = line.indexOf(' ');
            String word = space < 0 ? line : line.substring(0, space);
            int end = word.length() > 4 && word.endsWith("A") ? word.length() - 1 : word.length();
            if (end >= 4 && (isAll(word, end, 'X') || isAll(word, word.length(), '*'))) {
                return word;
            }
        }
        return null;
    }

    private static boolean isAll(String word, int end, char c) {
        for (int i = 0; i < end; i++) {
            if (word.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }
}
