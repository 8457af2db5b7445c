package org.mailmend.knowledge.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.internal.config.AccountResolver;
import org.mailmend.knowledge.internal.config.AutoconfigFiles;
import org.mailmend.knowledge.internal.config.KnownDomains;
import org.mailmend.knowledge.internal.config.MailAddress;
import org.mailmend.knowledge.internal.config.MobileconfigWriter;
import org.mailmend.knowledge.internal.config.MsmtpWriter;
import org.mailmend.knowledge.internal.config.PoliciesWriter;
import org.mailmend.knowledge.internal.config.PostfixWriter;
import org.mailmend.knowledge.internal.config.PrfWriter;
import org.mailmend.knowledge.internal.config.TextWriter;

/** Writes configuration files for the accounts of clients, from what the knowledge base says. Safe for every thread. */
public final class Configurations {
    private final AccountResolver resolver;

    /** Writes with this knowledge. */
    public Configurations(KnowledgeBase base) {
        resolver = new AccountResolver(base);
    }

    /**
     * The kind of account that an address belongs to, as far as its domain says so; empty for a domain of an organisation's own,
     * which may be anywhere.
     *
     * @throws ConfigException when it is no address
     */
    public static Optional<AccountKind> accountOf(String address) throws ConfigException {
        return KnownDomains.of(MailAddress.parse(address).domain()).map(KnownDomains.Known::account);
    }

    /**
     * What has to be set in the client.
     *
     * @param format the format that it is for: not every one can hold every kind of sign-in
     * @throws ConfigException when the address is none, or nothing fits
     */
    public AccountSettings settings(ConfigRequest request, ConfigFormat format) throws ConfigException {
        return resolver.resolve(request, format);
    }

    /**
     * Writes a file.
     *
     * @param locale English or Japanese, for the words in it
     * @throws ConfigException when the address is none, or nothing fits
     */
    public ConfigFile write(ConfigRequest request, ConfigFormat format, Locale locale) throws ConfigException {
        return write(settings(request, format), format, locale);
    }

    /**
     * Writes a file of settings that were made for this format.
     *
     * @param locale English or Japanese, for the words in it
     * @throws ConfigException when the format cannot hold them
     */
    public static ConfigFile write(AccountSettings settings, ConfigFormat format, Locale locale) throws ConfigException {
        List<Notice> notices = new ArrayList<>(settings.notices());
        if (!format.fits(settings.client())) {
            notices.add(new Notice("notice.other-client", List.of(format, settings.client().name())));
        }
        String text = switch (format) {
            case AUTOCONFIG -> AutoconfigFiles.write(settings, locale, notices);
            case MOBILECONFIG -> MobileconfigWriter.write(settings, locale, notices);
            case POLICIES -> PoliciesWriter.write(settings, notices);
            case PRF -> PrfWriter.write(settings, notices);
            case POSTFIX -> PostfixWriter.write(settings, locale, notices);
            case MSMTP -> MsmtpWriter.write(settings, locale, notices);
            case TEXT -> TextWriter.write(settings, locale, notices);
        };
        return new ConfigFile(format, format.fileName(), text, notices);
    }
}
