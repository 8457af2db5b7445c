package org.mailmend.knowledge.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.SignInMethod;

/**
 * Writes a configuration profile for Apple's devices, after the schema that Apple publishes (github.com/apple/device-management,
 * mdm/profiles): {@code com.apple.mail.managed}, which knows passwords only; for a sign-in with OAuth
 * {@code com.apple.google-oauth}, {@code com.apple.eas.account} and {@code com.apple.ews.account}.
 */
public final class MobileconfigWriter {
    private static final String HEAD = XmlWriter.DECLARATION
            + "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";

    private MobileconfigWriter() {
    }

    /** The file. */
    public static String write(AccountSettings settings, Locale locale, List<Notice> notices) throws ConfigException {
        Map<String, Object> account = account(settings, notices);
        notices.add(Notice.of("notice.mobileconfig-unsigned"));
        String identifier = identifier(settings);
        String title = ConfigMessages.text(locale, "mobileconfig.title", settings.address());
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("PayloadContent", List.of(account));
        profile.put("PayloadDescription", notices.stream().skip(settings.notices().size()).map(notice -> notice.text(locale))
                .collect(Collectors.joining(" ")));
        profile.put("PayloadDisplayName", title);
        profile.put("PayloadIdentifier", identifier);
        profile.put("PayloadType", "Configuration");
        profile.put("PayloadUUID", uuid(identifier, account));
        profile.put("PayloadVersion", 1);
        StringBuilder text = new StringBuilder(HEAD).append("<plist version=\"1.0\">\n");
        value(text, profile, 0);
        return text.append("</plist>\n").toString();
    }

    private static Map<String, Object> account(AccountSettings settings, List<Notice> notices) throws ConfigException {
        boolean phone = !settings.client().platforms().contains("macos");
        if (settings.account().isMicrosoft()) {
            notices.add(Notice.of(phone ? "notice.mobileconfig-eas" : "notice.mobileconfig-ews"));
            return exchange(settings, phone);
        }
        boolean oauth = settings.route() == Route.OAUTH
                || settings.outgoing() != null && settings.outgoing().signIn() == SignInMethod.OAUTH2;
        if (oauth && settings.account().isGoogle()) {
            if (!phone) {
                throw new ConfigException("mobileconfig.google-mac");
            }
            notices.add(Notice.of("notice.mobileconfig-google"));
            return google(settings);
        }
        if (oauth) {
            throw new ConfigException("mobileconfig.oauth", settings.provider());
        }
        Needs.both(settings, ConfigFormat.MOBILECONFIG);
        boolean appPassword = settings.outgoing().signIn() == SignInMethod.APP_PASSWORD;
        notices.add(Notice.of(settings.account().isGoogle() ? "notice.mobileconfig-app-password"
                : appPassword ? "notice.type-app-password" : "notice.type-password"));
        return mail(settings);
    }

    private static Map<String, Object> mail(AccountSettings settings) {
        AccountServer in = settings.incoming();
        AccountServer out = settings.outgoing();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("EmailAccountDescription", settings.address());
        if (settings.name() != null) {
            payload.put("EmailAccountName", settings.name());
        }
        payload.put("EmailAccountType", in.protocol() == Protocol.POP3 ? "EmailTypePOP" : "EmailTypeIMAP");
        payload.put("EmailAddress", settings.address());
        server(payload, "Incoming", in);
        server(payload, "Outgoing", out);
        if (in.signIn().usesPassword() && out.signIn().usesPassword()) {
            payload.put("OutgoingPasswordSameAsIncomingPassword", true);
        }
        return common(payload, settings, "com.apple.mail.managed", ".mail");
    }

    private static void server(Map<String, Object> payload, String direction, AccountServer server) {
        payload.put(direction + "MailServerAuthentication",
                server.signIn() == SignInMethod.NONE ? "EmailAuthNone" : "EmailAuthPassword");
        payload.put(direction + "MailServerHostName", server.host());
        payload.put(direction + "MailServerPortNumber", server.port());
        payload.put(direction + "MailServerUseSSL", server.security() != Security.NONE);
        if (server.userName() != null) {
            payload.put(direction + "MailServerUsername", server.userName());
        }
    }

    private static Map<String, Object> google(AccountSettings settings) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("AccountDescription", settings.address());
        if (settings.name() != null) {
            payload.put("AccountName", settings.name());
        }
        payload.put("EmailAddress", settings.address());
        return common(payload, settings, "com.apple.google-oauth", ".google");
    }

    private static Map<String, Object> exchange(AccountSettings settings, boolean phone) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("EmailAddress", settings.address());
        payload.put("Host", "outlook.office365.com");
        payload.put("OAuth", true);
        payload.put("SSL", true);
        payload.put("UserName", settings.address());
        return phone ? common(payload, settings, "com.apple.eas.account", ".eas")
                : common(payload, settings, "com.apple.ews.account", ".ews");
    }

    private static Map<String, Object> common(Map<String, Object> payload, AccountSettings settings, String type, String suffix) {
        String identifier = identifier(settings) + suffix;
        payload.put("PayloadDisplayName", settings.provider() + " (" + settings.address() + ")");
        payload.put("PayloadIdentifier", identifier);
        payload.put("PayloadType", type);
        payload.put("PayloadUUID", uuid(identifier, new LinkedHashMap<>(payload)));
        payload.put("PayloadVersion", 1);
        return payload;
    }

    /** In the style of reverse DNS, and the same whenever a profile for the address is made, so that a new one replaces it. */
    private static String identifier(AccountSettings settings) {
        String[] labels = settings.domain().split("\\.");
        StringBuilder reverse = new StringBuilder();
        for (int i = labels.length - 1; i >= 0; i--) {
            reverse.append(labels[i]).append('.');
        }
        String local = settings.localPart().matches("[A-Za-z0-9-]+") ? settings.localPart()
                : UUID.nameUUIDFromBytes(settings.localPart().getBytes(StandardCharsets.UTF_8)).toString();
        return reverse + "mailmend." + local;
    }

    /** The same for the same content, another one for another. */
    private static String uuid(String identifier, Map<String, Object> content) {
        return UUID.nameUUIDFromBytes((identifier + "\n" + content).getBytes(StandardCharsets.UTF_8)).toString()
                .toUpperCase(Locale.ROOT);
    }

    private static void value(StringBuilder text, Object value, int depth) {
        String indent = "\t".repeat(depth);
        switch (value) {
            case Map<?, ?> map -> {
                text.append(indent).append("<dict>\n");
                map.forEach((key, each) -> {
                    text.append(indent).append("\t<key>").append(XmlWriter.text(key.toString())).append("</key>\n");
                    value(text, each, depth + 1);
                });
                text.append(indent).append("</dict>\n");
            }
            case List<?> list -> {
                text.append(indent).append("<array>\n");
                list.forEach(each -> value(text, each, depth + 1));
                text.append(indent).append("</array>\n");
            }
            case Boolean bool -> text.append(indent).append(bool ? "<true/>\n" : "<false/>\n");
            case Integer number -> text.append(indent).append("<integer>").append(number).append("</integer>\n");
            default -> text.append(indent).append("<string>").append(XmlWriter.text(value.toString())).append("</string>\n");
        }
    }
}
