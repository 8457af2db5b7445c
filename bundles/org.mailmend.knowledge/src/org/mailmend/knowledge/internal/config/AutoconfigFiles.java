package org.mailmend.knowledge.internal.config;

import java.util.List;
import java.util.Locale;

import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.config.SignInMethod;

/** Writes the settings of an account as an autoconfig file for its whole domain. */
public final class AutoconfigFiles {
    private AutoconfigFiles() {
    }

    /** The file. */
    public static String write(AccountSettings settings, Locale locale, List<Notice> notices) throws ConfigException {
        Needs.both(settings, ConfigFormat.AUTOCONFIG);
        // nobody but the provider can put a file on the web server of its domain
        Notice where = Notice.of(KnownDomains.of(settings.domain()).isPresent() ? "notice.autoconfig-isp" : "notice.autoconfig",
                settings.domain());
        notices.add(where);
        return AutoconfigWriter.write(config(settings),
                List.of(ConfigMessages.text(locale, "file.made", settings.client().name()), where.text(locale)));
    }

    /** The model of the file. */
    static ClientConfig config(AccountSettings settings) {
        return ClientConfig.of(EmailProvider.of(settings.domain(), settings.provider(),
                List.of(server(settings.incoming(), settings)), List.of(server(settings.outgoing(), settings))),
                settings.oAuth2());
    }

    private static Server server(AccountServer server, AccountSettings settings) {
        return Server.of(server.protocol(), server.host(), server.port(), server.security(), user(server, settings),
                List.of(authentication(server.signIn())));
    }

    /** The user name in a form that fits all addresses of the domain. */
    private static String user(AccountServer server, AccountSettings settings) {
        if (server.userName() == null) {
            return null;
        }
        return server.userName().equals(settings.address()) ? "%EMAILADDRESS%"
                : server.userName().equals(settings.localPart()) ? "%EMAILLOCALPART%" : server.userName();
    }

    private static String authentication(SignInMethod method) {
        return switch (method) {
            case OAUTH2 -> "OAuth2";
            case APP_PASSWORD, PASSWORD -> "password-cleartext";
            case NONE -> "none";
        };
    }
}
