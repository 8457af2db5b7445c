package org.mailmend.knowledge.internal.config;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

import org.mailmend.knowledge.config.ConfigException;

/**
 * A mail address whose parts can stand in a configuration file.
 *
 * @param localPart as it was given
 * @param domain    in ASCII form and lower case
 */
public record MailAddress(String localPart, String domain) {
    private static final int MAX_LOCAL = 64;
    /** The dot-atom of RFC 5322, with the letters of RFC 6532; quoted local parts are as good as never used. */
    private static final Pattern LOCAL = Pattern
            .compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern
            .compile("(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    /**
     * Takes an address apart.
     *
     * @throws ConfigException when it is none
     */
    public static MailAddress parse(String text) throws ConfigException {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        String domain = at < 0 ? null : domainOf(trimmed.substring(at + 1));
        if (domain == null || at > MAX_LOCAL || !LOCAL.matcher(trimmed.substring(0, at)).matches()) {
            throw new ConfigException("address.bad", shown(trimmed));
        }
        return new MailAddress(trimmed.substring(0, at), domain);
    }

    /**
     * A domain in ASCII form and lower case.
     *
     * @throws ConfigException when it is none
     */
    public static String parseDomain(String text) throws ConfigException {
        String domain = domainOf(text.strip());
        if (domain == null || domain.indexOf('.') < 0) {
            throw new ConfigException("domain.bad", shown(text.strip()));
        }
        return domain;
    }

    /** Whether this is the name of a host in ASCII form. */
    static boolean isHost(String text) {
        return text != null && DOMAIN.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private static String domainOf(String text) {
        try {
            String domain = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            if (domain.endsWith(".")) {
                domain = domain.substring(0, domain.length() - 1);
            }
            return DOMAIN.matcher(domain).matches() ? domain : null;
        } catch (IllegalArgumentException e) {
            // no domain
            return null;
        }
    }

    static String shown(String text) {
        String visible = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
        return visible.length() > 80 ? visible.substring(0, 80) + "…" : visible;
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
