package org.mailmend.knowledge.internal.config;

import java.util.List;
import java.util.Locale;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.SignInMethod;

/**
 * Writes a profile file for classic Outlook for Windows, in the sections of the Office Customization Tool: what is to be set, and
 * which MAPI property each name stands for. Outlook reads it in the code page of Windows, so all of it is ASCII.
 */
public final class PrfWriter {
    private static final String END = "\r\n";
    private static final List<String> ACCOUNT_PROPERTIES = List.of("AccountName=PT_UNICODE,0x0002",
            "DisplayName=PT_UNICODE,0x000B", "EmailAddress=PT_UNICODE,0x000C");
    private static final List<String> INCOMING_PROPERTIES = List.of("%Server=PT_UNICODE,0x0100", "%UserName=PT_UNICODE,0x0101",
            "%UseSPA=PT_LONG,0x0108", "Organization=PT_UNICODE,0x0107", "ReplyEmailAddress=PT_UNICODE,0x0103",
            "%Port=PT_LONG,0x0104", "%UseSSL=PT_LONG,0x0105");
    private static final List<String> OUTGOING_PROPERTIES = List.of("SMTPServer=PT_UNICODE,0x0200", "SMTPUseAuth=PT_LONG,0x0203",
            "SMTPAuthMethod=PT_LONG,0x0208", "SMTPUserName=PT_UNICODE,0x0204", "SMTPUseSPA=PT_LONG,0x0207",
            "ConnectionType=PT_LONG,0x000F", "ConnectionOID=PT_UNICODE,0x0010", "SMTPPort=PT_LONG,0x0201",
            "SMTPSecureConnection=PT_LONG,0x020A", "ServerTimeOut=PT_LONG,0x0209");

    private final StringBuilder text = new StringBuilder();

    private PrfWriter() {
    }

    /** The file. */
    public static String write(AccountSettings settings, List<Notice> notices) throws ConfigException {
        Needs.both(settings, ConfigFormat.PRF);
        if (settings.outgoing().signIn() == SignInMethod.OAUTH2 || settings.incoming().signIn() == SignInMethod.OAUTH2) {
            throw new ConfigException("prf.oauth");
        }
        if (!isAscii(settings.address())) {
            throw new ConfigException("prf.ascii", settings.address());
        }
        notices.add(Notice.of("notice.prf"));
        boolean nameFits = settings.name() == null || isAscii(settings.name());
        if (!nameFits) {
            notices.add(Notice.of("notice.prf-name", settings.name()));
        }
        return new PrfWriter().file(settings, nameFits && settings.name() != null ? settings.name() : settings.address());
    }

    private String file(AccountSettings settings, String name) {
        AccountServer in = settings.incoming();
        AccountServer out = settings.outgoing();
        String prefix = in.protocol() == Protocol.POP3 ? "POP3" : "IMAP";
        String section = in.protocol() == Protocol.POP3 ? "I_Mail" : "IMAP_I_Mail";
        comment(ConfigMessages.text(Locale.ENGLISH, "file.made", settings.client().name().en()));
        comment(ConfigMessages.text(Locale.ENGLISH, "notice.prf"));
        section("General");
        line("Custom", "1");
        line("ProfileName", settings.address());
        line("DefaultProfile", "No");
        line("OverwriteProfile", "Append");
        line("ModifyDefaultProfileIfPresent", "FALSE");
        line("BackupProfile", "No");
        section("Service List");
        section("Internet Account List");
        line("Account1", section);
        section("Account1");
        line("UniqueService", "No");
        line("AccountName", settings.address());
        line("DisplayName", name);
        line("EmailAddress", settings.address());
        line(prefix + "Server", in.host());
        line(prefix + "UserName", in.userName() == null ? settings.address() : in.userName());
        line(prefix + "UseSPA", "0");
        line(prefix + "Port", String.valueOf(in.port()));
        line(prefix + "UseSSL", in.security() == Security.TLS ? "1" : "0");
        line("SMTPServer", out.host());
        line("SMTPPort", String.valueOf(out.port()));
        line("SMTPSecureConnection", secureConnection(out.security()));
        line("SMTPUseAuth", out.signIn() == SignInMethod.NONE ? "0" : "1");
        // 0: the same user name and password as for the incoming server
        line("SMTPAuthMethod", "0");
        line("SMTPUseSPA", "0");
        line("ConnectionType", "0");
        line("ServerTimeOut", "60");
        section(section);
        line("AccountType", prefix);
        ACCOUNT_PROPERTIES.forEach(this::raw);
        INCOMING_PROPERTIES.forEach(property -> raw(property.replace("%", prefix)));
        OUTGOING_PROPERTIES.forEach(this::raw);
        raw(in.protocol() == Protocol.POP3 ? "LeaveOnServer=PT_LONG,0x1000" : "CheckNewImap=PT_LONG,0x1100");
        if (in.protocol() == Protocol.IMAP) {
            raw("RootFolder=PT_UNICODE,0x1101");
        }
        return text.toString();
    }

    /** 0 none, 1 SSL, 2 TLS (STARTTLS), as in the list of Outlook's own dialogue. */
    private static String secureConnection(Security security) {
        return switch (security) {
            case NONE -> "0";
            case TLS -> "1";
            case STARTTLS -> "2";
        };
    }

    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private void comment(String line) {
        raw("; " + line);
    }

    private void section(String name) {
        raw("");
        raw("[" + name + "]");
    }

    private void line(String key, String value) {
        raw(key + "=" + value);
    }

    private void raw(String line) {
        text.append(line).append(END);
    }
}
