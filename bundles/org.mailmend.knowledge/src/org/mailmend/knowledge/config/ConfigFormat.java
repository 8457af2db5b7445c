package org.mailmend.knowledge.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.internal.config.ConfigMessages;

/** Kinds of configuration file that can be written. */
public enum ConfigFormat {
    /** Thunderbird's autoconfig XML, which several other clients read as well. */
    AUTOCONFIG("config-v1.1", "xml", Set.of("thunderbird", "thunderbird-android", "evolution", "kmail", "fairemail")),
    /** A configuration profile for iPhone, iPad and Mac. */
    MOBILECONFIG("mail", "mobileconfig", Set.of("apple-mail")),
    /** Enterprise policies of Thunderbird. */
    POLICIES("policies", "json", Set.of("thunderbird")),
    /** A profile file of classic Outlook for Windows. */
    PRF("outlook", "prf", Set.of("outlook")),
    /** A relay host with sign-in for Postfix. */
    POSTFIX("main", "cf", Set.of("postfix")),
    /** A configuration of msmtp. */
    MSMTP("msmtp", "conf", Set.of("msmtp")),
    /** Plain text in the words of the client, to be read out or mailed. */
    TEXT("mail-settings", "txt", Set.of());

    private final String baseName;
    private final String extension;
    private final Set<String> families;

    ConfigFormat(String baseName, String extension, Set<String> families) {
        this.baseName = baseName;
        this.extension = extension;
        this.families = families;
    }

    /** The name on the command line, for example {@code mobileconfig}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return ConfigMessages.text(locale, "format." + id());
    }

    /** What the file is for and what one does with it, in a sentence or two. */
    public String description(Locale locale) {
        return ConfigMessages.text(locale, "format." + id() + ".description");
    }

    /** File name extension without the dot. */
    public String extension() {
        return extension;
    }

    /** A file name to suggest. */
    public String fileName() {
        return baseName + "." + extension;
    }

    /** Whether the format is made for this client. Plain text is for all. */
    public boolean fits(Client client) {
        return this == TEXT || families.contains(client.family());
    }

    /** The formats that are made for this client, the most useful first; never empty. */
    public static List<ConfigFormat> of(Client client) {
        return Arrays.stream(values()).filter(format -> format.fits(client)).toList();
    }

    /** All formats: those that are made for this client first. */
    public static List<ConfigFormat> ordered(Client client) {
        return Stream.concat(of(client).stream(), Arrays.stream(values()).filter(format -> !format.fits(client))).toList();
    }

    /** The format with this id, in any case; empty when there is none. */
    public static Optional<ConfigFormat> fromId(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equalsIgnoreCase(id)).findFirst();
    }
}
