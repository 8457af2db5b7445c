package org.mailmend.check.ui.internal;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.check.report.ReportTexts;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.workbench.State;

/** What the parts of the view say in the same words. */
final class Words {
    /** Words that reports and the view share. */
    static final ReportTexts REPORT = new ReportTexts(Locale.getDefault());

    private Words() {
    }

    /** English or Japanese. */
    static Locale locale() {
        return REPORT.locale();
    }

    static State state(Status status) {
        return switch (status) {
            case OK -> State.OK;
            case WARNING -> State.WARNING;
            case FAULT -> State.FAULT;
            case SKIPPED -> State.SKIPPED;
        };
    }

    static State state(Verdict verdict) {
        return switch (verdict) {
            case OK -> State.OK;
            case WARNING -> State.WARNING;
            case FAULT -> State.FAULT;
            case UNTESTED -> State.UNTESTED;
        };
    }

    /** What a server said, with its codes. */
    static String reply(CheckResult.Reply reply) {
        return ((reply.code() == 0 ? "" : reply.code() + " ") + (reply.enhanced() == null ? "" : reply.enhanced() + " ")
                + reply.text()).strip();
    }

    /** The name of a client or device: a product's own name, else a description. */
    static String profile(ClientProfile profile) {
        return switch (profile.id()) {
            case "current" -> Messages.Profile_current;
            case "password-client" -> Messages.Profile_password;
            case "old-copier" -> Messages.Profile_copier;
            case "plain-device" -> Messages.Profile_plain;
            default -> profile.name();
        };
    }

    /** Provider and purpose of a preset, and which of several servers for that purpose it is. */
    static String preset(Preset preset) {
        String words = provider(preset) + ": " + purpose(preset.target().protocol());
        boolean several = Presets.all().stream().filter(other -> provider(other).equals(provider(preset))
                && other.target().protocol() == preset.target().protocol()).count() > 1;
        return several ? words + " (" + preset.target().host() + ":" + preset.target().port() + ")" : words;
    }

    private static String provider(Preset preset) {
        int colon = preset.name().indexOf(':');
        return colon < 0 ? preset.name() : preset.name().substring(0, colon);
    }

    private static String purpose(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> Messages.Preset_smtp;
            case IMAP -> Messages.Preset_imap;
            case POP3 -> Messages.Preset_pop3;
        };
    }

    /** A time in milliseconds below a second, else in seconds with one decimal place. */
    static String time(Duration time) {
        NumberFormat format = NumberFormat.getInstance(locale());
        long nanos = time.toNanos();
        if (nanos < 1_000_000_000L) {
            format.setMaximumFractionDigits(nanos < 10_000_000L ? 1 : 0);
            return NLS.bind(Messages.Time_millis, format.format(nanos / 1e6));
        }
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return NLS.bind(Messages.Time_seconds, format.format(nanos / 1e9));
    }
}
