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

/** Writes a configuration for msmtp, with the commands of its manual page. */
public final class MsmtpWriter {
    private final StringBuilder text = new StringBuilder();
    private final Locale locale;

    private MsmtpWriter(Locale locale) {
        this.locale = locale;
    }

    /** The file. */
    public static String write(AccountSettings settings, Locale locale, List<Notice> notices) throws ConfigException {
        Needs.outgoing(settings, ConfigFormat.MSMTP);
        notices.add(Notice.of(switch (settings.outgoing().signIn()) {
            case OAUTH2 -> "notice.msmtp-oauth";
            case APP_PASSWORD -> "notice.msmtp-app-password";
            case PASSWORD -> "notice.msmtp-password";
            case NONE -> "notice.msmtp";
        }));
        return new MsmtpWriter(locale).file(settings, settings.outgoing());
    }

    private String file(AccountSettings settings, AccountServer server) {
        comment("file.made", settings.client().name());
        comment("notice.msmtp");
        line("account", "mail");
        line("host", server.host());
        line("port", String.valueOf(server.port()));
        if (settings.address().indexOf('%') < 0) {
            // a per cent sign would stand for a host or user name there
            line("from", settings.address());
        }
        line("tls", server.security() == Security.NONE ? "off" : "on");
        if (server.security() != Security.NONE) {
            line("tls_starttls", server.security() == Security.STARTTLS ? "on" : "off");
        }
        if (server.signIn() == SignInMethod.NONE) {
            line("auth", "off");
        } else if (server.signIn() == SignInMethod.OAUTH2) {
            line("auth", mechanism(settings));
            line("user", server.userName());
            comment("msmtp.token");
            line("passwordeval", "\"mailmend oauth token " + shell(settings.address()) + "\"");
        } else {
            line("auth", "on");
            line("user", server.userName());
            comment("msmtp.password");
            text.append("# passwordeval \"secret-tool lookup service smtp user ").append(shell(server.userName())).append("\"\n");
        }
        text.append('\n');
        line("account default", ": mail");
        return text.toString();
    }

    /** XOAUTH2 where the version knows it, as both providers do. */
    private static String mechanism(AccountSettings settings) {
        boolean old = settings.client().abilities().mechanisms() != null
                && settings.client().abilities().mechanisms().value().contains("OAUTHBEARER")
                && !settings.client().abilities().mechanisms().value().contains("XOAUTH2");
        return old ? "oauthbearer" : "xoauth2";
    }

    /** A word for the shell, in which nothing means anything else. */
    private static String shell(String word) {
        return word.matches("[A-Za-z0-9@._+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private void comment(String key, Object... args) {
        text.append("# ").append(ConfigMessages.text(locale, key, args).replaceAll("\\s*\n\\s*", "\n# ")).append('\n');
    }

    private void line(String command, String value) {
        text.append(command).append(' ').append(value).append('\n');
    }
}
