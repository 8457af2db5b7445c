package org.mailmend.organisation.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.organisation.review.DnsPoint.Kind;

/**
 * Reads an SPF record with everything that it includes, and counts what a receiver must look up when no mechanism fits before
 * the last (RFC 7208 section 4.6.4).
 */
final class Spf {
    /** RFC 7208 section 4.6.4: more terms that ask DNS are a permanent error. */
    static final int MOST_LOOKUPS = 10;
    /** Same place: more look-ups without an answer should be a permanent error. */
    static final int MOST_VOID = 2;
    /** Same place: an mx with more hosts is a permanent error. */
    private static final int MOST_EXCHANGERS = 10;
    /** Where counting ends: enough to say how far over the limit a record is. */
    private static final int ENOUGH = 40;
    /** What fits into an answer by UDP along with the other TXT records (RFC 7208 section 3.4). */
    private static final int LONG = 450;
    private static final int MOST_EVIDENCE = 60;

    private static final Pattern TERM = Pattern.compile("(?<qualifier>[+?~-]?)(?<name>[A-Za-z][A-Za-z0-9_.-]*)(?<rest>[:=/].*)?");
    private static final Pattern CIDR = Pattern.compile("(?:/\\d{1,3})?(?://\\d{1,3})?$");
    private static final Pattern IP4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final Pattern IP6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}(?:/(\\d{1,3}))?");

    private final Lookups lookups;
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private final List<String> evidence = new ArrayList<>();
    private int count;
    private int empty;
    private String all;

    private Spf(Lookups lookups) {
        this.lookups = lookups;
    }

    /**
     * The point about SPF.
     *
     * @param expected what has to be included by the domain's provider, for example {@code _spf.google.com}; null for nothing
     */
    static DnsPoint check(String domain, String expected, Lookups lookups) {
        return new Spf(lookups).check(domain, expected);
    }

    private DnsPoint check(String domain, String expected) {
        DnsAnswer answer = lookups.ask(domain, Type.TXT);
        if (!answer.conclusive()) {
            return DnsPoint.of(Kind.SPF, List.of(DnsReview.unknown(answer)), List.of());
        }
        List<String> records = Lookups.tagged(answer, "v=spf1");
        if (records.isEmpty()) {
            return DnsPoint.of(Kind.SPF, List.of(Remark.of(Rating.WRONG, "spf.none", domain)), List.of());
        }
        if (records.size() > 1) {
            return DnsPoint.of(Kind.SPF, List.of(Remark.of(Rating.WRONG, "spf.several", records.size())), records);
        }
        String record = records.getFirst();
        evidence.add(domain + ": " + record);
        if (record.length() > LONG) {
            remark(Rating.ATTENTION, "spf.long", record.length());
        }
        read(record, domain, List.of(domain), true);
        limits();
        policy();
        if (expected != null && evidence.stream().noneMatch(e -> e.toLowerCase(Locale.ROOT).contains(expected))) {
            remark(Rating.WRONG, "spf.provider-missing", expected);
        }
        return DnsPoint.of(Kind.SPF, List.copyOf(remarks), evidence);
    }

    private void limits() {
        if (count > MOST_LOOKUPS) {
            remark(Rating.WRONG, count >= ENOUGH ? "spf.lookups-many" : "spf.lookups", count);
        } else if (count == MOST_LOOKUPS) {
            remark(Rating.ATTENTION, "spf.lookups-full", count);
        } else {
            remark(Rating.GOOD, "spf.lookups-good", count);
        }
        if (empty > MOST_VOID) {
            remark(Rating.WRONG, "spf.void", empty);
        } else if (empty > 0) {
            remark(Rating.ATTENTION, "spf.void-some", empty);
        }
    }

    private void policy() {
        switch (all == null ? "" : all) {
            case "-" -> remark(Rating.GOOD, "spf.fail");
            case "~" -> remark(Rating.GOOD, "spf.softfail");
            case "?" -> remark(Rating.ATTENTION, "spf.neutral");
            case "+" -> remark(Rating.WRONG, "spf.pass-all");
            default -> remark(Rating.ATTENTION, "spf.no-all");
        }
    }

    private void remark(Rating rating, String key, Object... args) {
        remarks.add(Remark.of(rating, key, args));
    }

    /**
     * Reads one record.
     *
     * @param path the domains from the first to this one
     * @param own  whether its {@code all} decides: so it is in the domain's own record and where {@code redirect} leads
     */
    private void read(String record, String domain, List<String> path, boolean own) {
        String redirect = null;
        boolean ended = false;
        for (String term : record.strip().split("[ \t]+")) {
            if (term.equalsIgnoreCase("v=spf1") || term.isEmpty()) {
                continue;
            }
            if (ended) {
                if (!term.toLowerCase(Locale.ROOT).matches("(?:redirect|exp)=.*")) {
                    remark(Rating.ATTENTION, "spf.after-all", term, domain);
                }
                continue;
            }
            if (count >= ENOUGH) {
                return;
            }
            Matcher parts = TERM.matcher(term);
            if (!parts.matches()) {
                remark(Rating.WRONG, "spf.syntax", term, domain);
                continue;
            }
            String rest = parts.group("rest") == null ? "" : parts.group("rest");
            String name = parts.group("name").toLowerCase(Locale.ROOT);
            if (rest.startsWith("=")) {
                if (name.equals("redirect")) {
                    redirect = rest.substring(1);
                }
                // other modifiers, known or not, ask nothing that counts (RFC 7208 section 6)
                continue;
            }
            if (name.equals("all") && rest.isEmpty()) {
                ended = true;
                all(parts.group("qualifier"), domain, own);
            } else {
                mechanism(name, rest, term, domain, path);
            }
        }
        if (!ended && redirect != null) {
            count++;
            follow("redirect", redirect, path, own);
        }
    }

    private void all(String qualifier, String domain, boolean own) {
        String effective = qualifier.isEmpty() ? "+" : qualifier;
        if (own) {
            all = effective;
        } else if (effective.equals("+")) {
            remark(Rating.WRONG, "spf.include-pass-all", domain);
        }
    }

    private void mechanism(String name, String rest, String term, String domain, List<String> path) {
        String argument = rest.startsWith(":") ? rest.substring(1) : rest;
        switch (name) {
            case "include" -> {
                count++;
                if (argument.isEmpty()) {
                    remark(Rating.WRONG, "spf.syntax", term, domain);
                } else {
                    follow("include", argument, path, false);
                }
            }
            case "a", "mx" -> {
                count++;
                String host = CIDR.matcher(argument).replaceFirst("");
                addresses(name, host.isEmpty() ? domain : host, term);
            }
            case "exists" -> {
                count++;
                addresses("a", argument, term);
            }
            case "ptr" -> {
                count++;
                remark(Rating.ATTENTION, "spf.ptr", domain);
            }
            case "ip4" -> ip(IP4.matcher(argument), 32, term, domain);
            case "ip6" -> ip(IP6.matcher(argument), 128, term, domain);
            default -> remark(Rating.WRONG, "spf.syntax", term, domain);
        }
    }

    private void ip(Matcher parts, int bits, String term, String domain) {
        boolean good = parts.matches();
        for (int i = 1; good && i <= parts.groupCount(); i++) {
            int limit = i == parts.groupCount() ? bits : 255;
            good = parts.group(i) == null || Integer.parseInt(parts.group(i)) <= limit;
        }
        if (!good) {
            remark(Rating.WRONG, "spf.syntax", term, domain);
        } else if (parts.group(parts.groupCount()) != null && Integer.parseInt(parts.group(parts.groupCount())) < bits / 4) {
            remark(Rating.ATTENTION, "spf.wide", term, domain);
        }
    }

    private void follow(String how, String target, List<String> path, boolean own) {
        String name = target.toLowerCase(Locale.ROOT);
        note(path, how + (how.equals("redirect") ? "=" : ":") + name);
        if (name.contains("%")) {
            // a macro stands for the sender of a message, and there is none here
            remark(Rating.UNKNOWN, "spf.macro", target);
            return;
        }
        if (path.contains(name)) {
            remark(Rating.WRONG, "spf.loop", name);
            return;
        }
        DnsAnswer answer = lookups.ask(name, Type.TXT);
        if (!answer.conclusive()) {
            remarks.add(DnsReview.unknown(answer));
            return;
        }
        if (answer.isVoid()) {
            empty++;
        }
        List<String> records = Lookups.tagged(answer, "v=spf1");
        if (records.isEmpty()) {
            remark(Rating.WRONG, "spf.include-none", name);
        } else if (records.size() > 1) {
            remark(Rating.WRONG, "spf.include-several", name, records.size());
        } else {
            note(path, "  " + records.getFirst());
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            read(records.getFirst(), name, deeper, own);
        }
    }

    private void addresses(String kind, String host, String term) {
        if (host.contains("%")) {
            remark(Rating.UNKNOWN, "spf.macro", term);
            return;
        }
        List<DnsAnswer> answers = kind.equals("mx") ? List.of(lookups.ask(host, Type.MX))
                : lookups.ask(List.of(new DnsQuestion(host, Type.A), new DnsQuestion(host, Type.AAAA)));
        if (answers.stream().allMatch(DnsAnswer::isVoid)) {
            empty++;
            remark(Rating.ATTENTION, "spf.void-term", term);
        } else if (answers.stream().noneMatch(DnsAnswer::conclusive)) {
            remarks.add(DnsReview.unknown(answers.getFirst()));
        } else if (kind.equals("mx") && answers.getFirst().records().size() > MOST_EXCHANGERS) {
            remark(Rating.WRONG, "spf.mx-many", term, answers.getFirst().records().size());
        }
    }

    private void note(List<String> path, String text) {
        if (evidence.size() < MOST_EVIDENCE) {
            evidence.add("› ".repeat(path.size()) + text);
        }
    }
}
