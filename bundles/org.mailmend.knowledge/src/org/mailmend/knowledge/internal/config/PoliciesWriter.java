package org.mailmend.knowledge.internal.config;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.Security;
import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.SignInMethod;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes enterprise policies for Thunderbird. There is no policy for accounts (github.com/thunderbird/policy-templates), but the
 * policy {@code Preferences} sets preferences that begin with {@code mail.}, and accounts are made of such. As default values
 * they hold in a profile that has no account yet and touch none that has.
 */
public final class PoliciesWriter {
    private PoliciesWriter() {
    }

    /** The file. */
    public static String write(AccountSettings settings, List<Notice> notices) throws ConfigException {
        Needs.both(settings, ConfigFormat.POLICIES);
        notices.add(Notice.of("notice.policies"));
        Map<String, Object> preferences = preferences(settings);
        return JsonText.of(true, json -> {
            json.writeObjectFieldStart("policies");
            json.writeObjectFieldStart("Preferences");
            for (Map.Entry<String, Object> preference : preferences.entrySet()) {
                json.writeObjectFieldStart(preference.getKey());
                value(json, preference.getValue());
                json.writeStringField("Status", "default");
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }).replace("\r\n", "\n") + "\n";
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        json.writeFieldName("Value");
        switch (value) {
            case Integer number -> json.writeNumber(number);
            case Boolean bool -> json.writeBoolean(bool);
            default -> json.writeString(value.toString());
        }
    }

    private static Map<String, Object> preferences(AccountSettings settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mail.accountmanager.accounts", "account1");
        all.put("mail.accountmanager.defaultaccount", "account1");
        all.put("mail.account.account1.identities", "id1");
        all.put("mail.account.account1.server", "server1");
        if (settings.name() != null) {
            all.put("mail.identity.id1.fullName", settings.name());
        }
        all.put("mail.identity.id1.useremail", settings.address());
        all.put("mail.identity.id1.smtpServer", "smtp1");
        all.put("mail.identity.id1.valid", true);
        AccountServer in = settings.incoming();
        all.put("mail.server.server1.type", in.protocol().id());
        all.put("mail.server.server1.name", settings.address());
        server(all, "mail.server.server1.", in, "userName", "socketType");
        all.put("mail.server.server1.login_at_startup", true);
        all.put("mail.smtpservers", "smtp1");
        all.put("mail.smtp.defaultserver", "smtp1");
        all.put("mail.smtpserver.smtp1.type", "smtp");
        server(all, "mail.smtpserver.smtp1.", settings.outgoing(), "username", "try_ssl");
        return all;
    }

    private static void server(Map<String, Object> all, String prefix, AccountServer server, String user, String security) {
        all.put(prefix + "hostname", server.host());
        all.put(prefix + "port", server.port());
        if (server.userName() != null) {
            all.put(prefix + user, server.userName());
        }
        all.put(prefix + security, socketType(server.security()));
        all.put(prefix + "authMethod", authMethod(server.signIn()));
    }

    /** Values of nsMsgSocketType. */
    private static int socketType(Security security) {
        return switch (security) {
            case NONE -> 0;
            case STARTTLS -> 2;
            case TLS -> 3;
        };
    }

    /** Values of nsMsgAuthMethod. */
    private static int authMethod(SignInMethod method) {
        return switch (method) {
            case NONE -> 1;
            case APP_PASSWORD, PASSWORD -> 3;
            case OAUTH2 -> 10;
        };
    }
}
