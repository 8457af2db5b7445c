package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Objects;

/**
 * What a file in Thunderbird's autoconfig format says ({@code clientConfig}): the servers of a mail provider and how to sign in.
 * Read it with {@link Autoconfig#read}.
 *
 * @param version       version of the format, for example {@code 1.1}; null when none is given
 * @param emailProvider the provider
 * @param oAuth2        where a token comes from; null when it is not given
 * @param enable        what has to be switched on first
 * @param webMail       where the mailbox is in a browser; null when it is not given
 * @param updateUrl     where a newer version of the file is found ({@code clientConfigUpdate}); null when it is not given
 * @param rest          whatever else there is
 */
public record ClientConfig(String version, EmailProvider emailProvider, OAuth2 oAuth2, List<Enable> enable, WebMail webMail,
        String updateUrl, Rest rest) {
    /** The version of the format that we write. */
    public static final String VERSION = "1.1";

    public ClientConfig {
        Objects.requireNonNull(emailProvider);
        enable = List.copyOf(enable);
        Objects.requireNonNull(rest);
    }

    /** A configuration of which only the provider is known. */
    public static ClientConfig of(EmailProvider provider, OAuth2 oAuth2) {
        return new ClientConfig(VERSION, provider, oAuth2, List.of(), null, null, Rest.NONE);
    }
}
