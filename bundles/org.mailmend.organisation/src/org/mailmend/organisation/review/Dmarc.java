package org.mailmend.organisation.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.organisation.review.DnsPoint.Kind;

/** Reads what a domain asks receivers to do with mail that fits neither SPF nor DKIM (RFC 7489). */
final class Dmarc {
    private static final Pattern MAILTO = Pattern.compile(
            "mailto:[^@\\s,!]{1,200}@(?<domain>[^@\\s,!]{1,253})(?:![0-9]+[kmgt]?)?",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_REPORTERS = 5;

    private Dmarc() {
    }

    static DnsPoint check(String domain, Lookups lookups) {
        List<String> parents = parents(domain);
        List<DnsAnswer> answers = lookups.ask(parents.stream().map(p -> new DnsQuestion("_dmarc." + p, Type.TXT)).toList());
        for (int i = 0; i < answers.size(); i++) {
            DnsAnswer answer = answers.get(i);
            if (!answer.conclusive()) {
                return DnsPoint.of(Kind.DMARC, List.of(DnsReview.unknown(answer)), List.of());
            }
            List<String> records = Lookups.tagged(answer, "v=DMARC1");
            if (records.size() > 1) {
                return DnsPoint.of(Kind.DMARC, List.of(Remark.of(Rating.WRONG, "dmarc.several", records.size())), records);
            }
            if (!records.isEmpty()) {
                List<Remark> remarks = new ArrayList<>();
                if (i > 0) {
                    remarks.add(Remark.of(Rating.GOOD, "dmarc.inherited", parents.get(i)));
                }
                judge(Tags.read(records.getFirst()), parents.get(i), i > 0, lookups, remarks);
                return DnsPoint.of(Kind.DMARC, remarks, List.of("_dmarc." + parents.get(i) + ": " + records.getFirst()));
            }
        }
        return DnsPoint.of(Kind.DMARC, List.of(Remark.of(Rating.WRONG, "dmarc.none", domain)), List.of());
    }

    /** The domain and those above it but the top level. */
    private static List<String> parents(String domain) {
        List<String> parents = new ArrayList<>(List.of(domain));
        String name = domain;
        while (parents.size() < 5 && name.indexOf('.') != name.lastIndexOf('.')) {
            name = name.substring(name.indexOf('.') + 1);
            parents.add(name);
        }
        return parents;
    }

    private static void judge(Map<String, String> tags, String domain, boolean inherited, Lookups lookups,
            List<Remark> remarks) {
        String own = tags.getOrDefault("p", "").toLowerCase(Locale.ROOT);
        String policy = inherited ? tags.getOrDefault("sp", own).toLowerCase(Locale.ROOT) : own;
        switch (policy) {
            case "reject" -> remarks.add(Remark.of(Rating.GOOD, "dmarc.reject"));
            case "quarantine" -> remarks.add(Remark.of(Rating.GOOD, "dmarc.quarantine"));
            case "none" -> remarks.add(Remark.of(Rating.ATTENTION, "dmarc.policy-none"));
            default -> remarks.add(Remark.of(Rating.WRONG, "dmarc.syntax", policy));
        }
        String percent = tags.getOrDefault("pct", "100");
        if (!percent.matches("100|\\d{1,2}")) {
            remarks.add(Remark.of(Rating.ATTENTION, "dmarc.pct-syntax", percent));
        } else if (!percent.equals("100") && !policy.equals("none")) {
            remarks.add(Remark.of(Rating.ATTENTION, "dmarc.pct", percent));
        }
        if (tags.getOrDefault("rua", "").isBlank()) {
            remarks.add(Remark.of(Rating.ATTENTION, "dmarc.no-reports"));
        } else {
            reports(tags.get("rua"), domain, lookups, remarks);
        }
    }

    private static void reports(String addresses, String domain, Lookups lookups, List<Remark> remarks) {
        int count = 0;
        for (String address : addresses.split(",")) {
            Matcher parts = MAILTO.matcher(address.strip());
            if (!parts.matches()) {
                remarks.add(Remark.of(Rating.ATTENTION, "dmarc.report-syntax", address.strip()));
            } else if (count++ < MOST_REPORTERS) {
                String other = parts.group("domain").toLowerCase(Locale.ROOT);
                remarks.add(Remark.of(Rating.GOOD, "dmarc.reports", address.strip()));
                if (!other.equals(domain) && !other.endsWith("." + domain) && !domain.endsWith("." + other)) {
                    // RFC 7489 section 7.1: somebody else's domain must say that it takes the reports
                    DnsAnswer answer = lookups.ask(domain + "._report._dmarc." + other, Type.TXT);
                    if (answer.conclusive() && Lookups.tagged(answer, "v=DMARC1").isEmpty()) {
                        remarks.add(Remark.of(Rating.ATTENTION, "dmarc.report-unwilling", other));
                    }
                }
            }
        }
    }
}
