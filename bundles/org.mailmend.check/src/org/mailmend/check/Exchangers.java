package org.mailmend.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.CheckResult.StageResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.internal.dns.HostLookup;
import org.mailmend.check.internal.dns.HostLookup.Exchanger;
import org.mailmend.check.internal.dns.HostLookup.MxOutcome;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Stage;

/**
 * The mail exchangers of a domain, to be checked one by one.
 *
 * @param targets the exchangers that can be checked, by preference
 * @param faults  what is wrong with the others or with the domain itself
 */
public record Exchangers(List<Target> targets, List<CheckResult> faults) {
    public Exchangers {
        targets = List.copyOf(targets);
        faults = List.copyOf(faults);
    }

    /**
     * Asks DNS for the exchangers of a domain (RFC 5321 section 5.1); one without MX records is its own exchanger.
     *
     * @param domain       a target with the domain for a host; port and security go over to the exchangers
     * @param resolver     DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param time         after which to give up
     * @param cancellation breaks it off
     */
    public static Exchangers lookUp(Target domain, String resolver, Duration time, Cancellation cancellation) {
        Instant started = Instant.now();
        long start = System.nanoTime();
        MxOutcome outcome = HostLookup.exchangers(domain.host(), resolver, Deadline.after(time), cancellation);
        long nanos = System.nanoTime() - start;
        List<Target> targets = new ArrayList<>();
        List<CheckResult> faults = new ArrayList<>();
        for (Exchanger exchanger : outcome.exchangers()) {
            if (exchanger.cause() == CauseId.OK) {
                targets.add(at(exchanger.host(), domain));
            } else {
                faults.add(fault(at(exchanger.host(), domain), exchanger.cause(), exchanger.detail(), started, nanos, time));
            }
        }
        if (outcome.exchangers().isEmpty()) {
            faults.add(fault(domain, outcome.cause(), outcome.detail(), started, nanos, time));
        }
        return new Exchangers(targets, faults);
    }

    private static Target at(String host, Target like) {
        return new Target(like.protocol(), host, like.port(), like.security());
    }

    private static CheckResult fault(Target target, CauseId cause, Detail detail, Instant started, long nanos, Duration time) {
        boolean local = cause == CauseId.NOT_TESTED || cause == CauseId.USER_CANCELLED;
        StageResult stage = new StageResult(Stage.DNS, Status.FAULT, cause, nanos, detail);
        return new CheckResult(target, ClientProfile.CURRENT.id(), started, local ? Verdict.UNTESTED : Verdict.FAULT, Stage.DNS,
                cause, List.of(), List.of(stage), List.of(), null, null, List.of(), List.of(), null, null, null, null, List.of(),
                Duration.ofNanos(nanos), time);
    }
}
