package org.mailmend.knowledge.ui.internal.advice;

import java.util.List;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.ServerSettings;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.ui.internal.parts.Words;

/** Advice in words that the page and the copied text share. */
final class AdviceWords {
    private AdviceWords() {
    }

    static String server(ServerSettings settings) {
        return settings.protocol() == Protocol.SMTP ? Messages.Settings_sending
                : NLS.bind(Messages.Settings_receiving, Words.protocol(settings.protocol()));
    }

    static String auth(ServerSettings settings) {
        return switch (settings.auth()) {
            case "oauth2" -> Messages.Auth_oauth;
            case "app-password" -> Messages.Auth_appPassword;
            case "password" -> Messages.Auth_password;
            case "none" -> Messages.Auth_none;
            default -> settings.auth();
        };
    }

    static String security(Security security) {
        return Words.security(security);
    }

    /** A step; what no source supports says so. */
    static String step(Statement step) {
        String text = step.text().in(Words.locale());
        return step.verified(Words.locale()) ? text : text + " " + Messages.Step_unverified;
    }

    /** The advice for mail or chat. */
    static String text(Case found) {
        Locale locale = Words.locale();
        StringBuilder text = new StringBuilder();
        line(text, NLS.bind(Messages.Copy_case, found.client().name().in(locale)));
        found.path()
                .forEach(step -> line(text, "- " + step.question().text().in(locale) + " " + step.choice().text().in(locale)));
        int number = 1;
        for (Advice.Option option : found.advice().options()) {
            text.append('\n');
            line(text, number + ". " + option.route().text(locale) + (option.unverified() ? " " + Messages.Step_unverified : ""));
            reasons(text, Messages.Because, option.because());
            reasons(text, Messages.Against, option.against());
            reasons(text, Messages.Limits, option.limits());
            if (number == 1) {
                details(text, option);
            }
            number++;
        }
        return text.toString();
    }

    private static void details(StringBuilder text, Advice.Option option) {
        if (!option.steps().isEmpty()) {
            line(text, Messages.Steps);
            int number = 1;
            for (Statement step : option.steps()) {
                line(text, "  " + number++ + ". " + step(step));
            }
        }
        for (ServerSettings server : option.settings()) {
            line(text, server(server));
            line(text, "  " + Messages.Settings_host + ": " + server.host());
            line(text, "  " + Messages.Settings_port + ": " + server.port());
            line(text, "  " + Messages.Settings_security + ": " + security(server.security()));
            line(text, "  " + Messages.Settings_auth + ": " + auth(server));
        }
    }

    private static void reasons(StringBuilder text, String heading, List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            line(text, heading);
            reasons.forEach(reason -> line(text, "  - " + reason.text().in(Words.locale())));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
