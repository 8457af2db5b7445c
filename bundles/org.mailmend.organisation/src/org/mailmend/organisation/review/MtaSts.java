package org.mailmend.organisation.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.organisation.review.DnsPoint.Kind;

/** Reads a domain's wish to get its mail over verified TLS only: the record and the policy file (RFC 8461). */
final class MtaSts {
    private static final int MOST_LINES = 200;
    /** Less than a day, and senders forget the policy between two messages. */
    private static final long SHORT_AGE = 86_400;

    private MtaSts() {
    }

    /**
     * The point about MTA-STS.
     *
     * @param exchangers hosts of the MX records, in lower case; empty when unknown
     */
    static DnsPoint check(String domain, List<String> exchangers, Lookups lookups, PolicySource source) {
        DnsAnswer answer = lookups.ask("_mta-sts." + domain, Type.TXT);
        if (!answer.conclusive()) {
            return DnsPoint.of(Kind.MTA_STS, List.of(DnsReview.unknown(answer)), List.of());
        }
        List<String> records = Lookups.tagged(answer, "v=STSv1");
        if (records.isEmpty()) {
            return DnsPoint.of(Kind.MTA_STS, List.of(Remark.of(Rating.ATTENTION, "sts.none")), List.of());
        }
        List<Remark> remarks = new ArrayList<>();
        List<String> evidence = new ArrayList<>(records);
        if (records.size() > 1) {
            remarks.add(Remark.of(Rating.WRONG, "sts.several", records.size()));
        } else if (!Tags.read(records.getFirst()).getOrDefault("id", "").matches("[A-Za-z0-9]{1,32}")) {
            remarks.add(Remark.of(Rating.WRONG, "sts.no-id"));
        }
        PolicySource.Policy policy = source.fetch(domain);
        if (policy.problem() != null) {
            remarks.add(policy.problem());
        } else {
            judge(policy.text(), exchangers, remarks, evidence);
        }
        return DnsPoint.of(Kind.MTA_STS, remarks, evidence);
    }

    private static void judge(String text, List<String> exchangers, List<Remark> remarks, List<String> evidence) {
        List<String> lines = text.lines().limit(MOST_LINES).map(String::strip).filter(l -> !l.isEmpty()).toList();
        evidence.addAll(lines.stream().limit(30).toList());
        List<String> patterns = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (key.equals("mx")) {
                patterns.add(value.toLowerCase(Locale.ROOT));
            } else if (!key.isEmpty()) {
                values.putIfAbsent(key, value);
            }
        }
        String mode = values.getOrDefault("mode", "");
        if (!"STSv1".equals(values.get("version")) || !List.of("enforce", "testing", "none").contains(mode)
                || patterns.isEmpty() && !mode.equals("none")) {
            remarks.add(Remark.of(Rating.WRONG, "sts.file-syntax"));
            return;
        }
        remarks.add(Remark.of(mode.equals("enforce") ? Rating.GOOD : Rating.ATTENTION,
                mode.equals("none") ? "sts.none-mode" : "sts." + mode));
        String age = values.getOrDefault("max_age", "");
        if (!age.matches("\\d{1,10}")) {
            remarks.add(Remark.of(Rating.WRONG, "sts.age-syntax"));
        } else if (Long.parseLong(age) < SHORT_AGE) {
            remarks.add(Remark.of(Rating.ATTENTION, "sts.age-short", age));
        }
        for (String host : mode.equals("none") ? List.<String>of() : exchangers) {
            if (patterns.stream().noneMatch(p -> matches(p, host))) {
                remarks.add(Remark.of(mode.equals("enforce") ? Rating.WRONG : Rating.ATTENTION, "sts.mx", host));
            }
        }
    }

    /** A wildcard stands for one whole label on the left (RFC 8461 section 4.1). */
    static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.") ? host.indexOf('.') > 0 && host.substring(host.indexOf('.')).equals(pattern.substring(1))
                : pattern.equals(host);
    }
}
