package org.mailmend.knowledge.internal.config;

import java.util.List;
import java.util.Locale;

import org.mailmend.check.Security;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.SignInMethod;

/** Writes the lines that make Postfix hand its mail to a relay host, with the sign-in of postfix.org/SASL_README. */
public final class PostfixWriter {
    private final StringBuilder text = new StringBuilder();
    private final Locale locale;

    private PostfixWriter(Locale locale) {
        this.locale = locale;
    }

    /** The file. */
    public static String write(AccountSettings settings, Locale locale, List<Notice> notices) throws ConfigException {
        Needs.outgoing(settings, ConfigFormat.POSTFIX);
        AccountServer server = settings.outgoing();
        notices.add(Notice.of(switch (server.signIn()) {
            case OAUTH2 -> "notice.postfix-oauth";
            case APP_PASSWORD, PASSWORD -> "notice.postfix";
            case NONE -> "notice.postfix-relay";
        }));
        return new PostfixWriter(locale).file(settings, server);
    }

    private String file(AccountSettings settings, AccountServer server) {
        String relay = "[" + server.host() + "]:" + server.port();
        comment("file.made", settings.client().name());
        comment("postfix.where");
        line("relayhost", relay);
        if (server.security() == Security.NONE) {
            line("smtp_tls_security_level", "none");
        } else {
            comment("postfix.tls");
            line("smtp_tls_security_level", "encrypt");
            line("smtp_tls_wrappermode", server.security() == Security.TLS ? "yes" : "no");
        }
        if (server.signIn() == SignInMethod.NONE) {
            comment("postfix.helo");
            line("smtp_sasl_auth_enable", "no");
            return text.toString();
        }
        boolean oauth = server.signIn() == SignInMethod.OAUTH2;
        line("smtp_sasl_auth_enable", "yes");
        line("smtp_sasl_password_maps", "$default_database_type:/etc/postfix/sasl_passwd");
        if (oauth) {
            comment("postfix.oauth");
            // the plugin's README wants it empty: its mechanism counts as one that sends clear text
            line("smtp_sasl_security_options", "");
            line("smtp_sasl_mechanism_filter", "xoauth2");
        } else {
            comment("postfix.options");
            line("smtp_sasl_security_options", "noanonymous");
            comment("postfix.xoauth2");
        }
        text.append('\n');
        comment("postfix.passwd");
        text.append("# ").append(relay).append(' ').append(server.userName()).append(':')
                .append(oauth ? "/etc/tokens/" + fileName(server.userName())
                        : ConfigMessages.text(locale, "secret." + server.signIn().id()))
                .append('\n');
        comment(oauth ? "postfix.token" : "postfix.postmap");
        return text.toString();
    }

    private static String fileName(String user) {
        return user.replaceAll("[^A-Za-z0-9@._-]", "_");
    }

    private void comment(String key, Object... args) {
        text.append("# ").append(ConfigMessages.text(locale, key, args).replaceAll("\\s*\n\\s*", "\n# ")).append('\n');
    }

    private void line(String name, String value) {
        text.append(name).append(value.isEmpty() ? " =" : " = " + value).append('\n');
    }
}
