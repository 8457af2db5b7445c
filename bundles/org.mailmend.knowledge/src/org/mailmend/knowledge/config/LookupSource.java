package org.mailmend.knowledge.config;

import java.util.Locale;

import org.mailmend.knowledge.internal.config.ConfigMessages;

/** Where the settings of a domain may be found, in the order in which Thunderbird prefers them; it does not ask for SRV records. */
public enum LookupSource {
    /** The provider's own server over HTTPS: {@code autoconfig.DOMAIN}. */
    AUTOCONFIG,
    /** The domain's web server over HTTPS: {@code /.well-known/autoconfig}. */
    WELL_KNOWN,
    /** The provider's own server over plain HTTP. */
    AUTOCONFIG_HTTP,
    /** The domain's web server over plain HTTP. */
    WELL_KNOWN_HTTP,
    /** Thunderbird's database of providers. */
    ISPDB,
    /** The server of the provider to which the domain's mail goes. */
    MX_AUTOCONFIG,
    /** Thunderbird's database, for the provider to which the domain's mail goes. */
    MX_ISPDB,
    /** SRV records (RFC 6186, RFC 8314). */
    SRV;

    /** The name in JSON, for example {@code well-known}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return ConfigMessages.text(locale, "source." + id());
    }
}
