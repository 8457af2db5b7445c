package org.mailmend.knowledge.ui.internal.parts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.mailmend.check.Security;
import org.mailmend.check.report.ReportTexts;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Who;

/** What several parts say in the same words. */
public final class Words {
    private static final ReportTexts REPORT = new ReportTexts(Locale.getDefault());

    private Words() {
    }

    /** English or Japanese. */
    public static Locale locale() {
        return REPORT.locale();
    }

    /** The name of a stage. */
    public static String stage(Stage stage) {
        return REPORT.stage(stage);
    }

    /** The name of a protocol. */
    public static String protocol(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> "SMTP";
            case IMAP -> "IMAP";
            case POP3 -> "POP3";
        };
    }

    /** How a connection is protected, as programs call it. */
    public static String security(Security security) {
        return switch (security) {
            case NONE -> Messages.Security_none;
            case STARTTLS -> Messages.Security_starttls;
            case TLS -> Messages.Security_tls;
        };
    }

    /** Who can put something right, the likeliest first. */
    public static String who(List<Who> who) {
        return who.stream().map(one -> one.text(locale())).collect(Collectors.joining(Messages.Words_or));
    }

    /** The name of a provider; its id where it has no other. */
    public static String provider(String id) {
        return switch (id) {
            case "gmail" -> "Gmail";
            case "gmail-relay" -> Messages.Provider_gmailRelay;
            case "gmail-mx" -> Messages.Provider_gmailMx;
            case "microsoft" -> "Microsoft";
            case "microsoft365" -> "Microsoft 365";
            case "outlook.com" -> "Outlook.com";
            case "yahoo" -> "Yahoo";
            case "aol" -> "AOL";
            case "yahoo-japan" -> Messages.Provider_yahooJapan;
            case "icloud" -> "iCloud";
            case "docomo" -> Messages.Provider_docomo;
            case "softbank" -> Messages.Provider_softbank;
            case "au" -> "au";
            case "ocn" -> "OCN";
            default -> id;
        };
    }
}
