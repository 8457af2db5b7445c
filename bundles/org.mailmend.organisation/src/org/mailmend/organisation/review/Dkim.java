package org.mailmend.organisation.review;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.organisation.review.DnsPoint.Kind;

/** Looks for the keys of a domain's signatures: DNS has no list of them, so their names have to be known. */
final class Dkim {
    /** RFC 8301 section 3.2: verifiers do not take shorter ones. */
    private static final int SHORTEST = 1024;
    /** Same place: what signers should have at least. */
    private static final int RECOMMENDED = 2048;

    private Dkim() {
    }

    /**
     * The point about DKIM.
     *
     * @param selectors names under which to look
     * @param named     whether a person named them: then a missing one is wrong
     */
    static DnsPoint check(String domain, List<String> selectors, boolean named, Lookups lookups) {
        List<DnsAnswer> answers = lookups
                .ask(selectors.stream().map(s -> new DnsQuestion(s + "._domainkey." + domain, Type.TXT)).toList());
        List<Remark> remarks = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        int keys = 0;
        for (int i = 0; i < selectors.size(); i++) {
            DnsAnswer answer = answers.get(i);
            String selector = selectors.get(i);
            List<String> records = answer.records().stream().filter(r -> Tags.read(r).containsKey("p")).toList();
            if (!answer.conclusive()) {
                remarks.add(DnsReview.unknown(answer));
            } else if (records.isEmpty() && named) {
                remarks.add(Remark.of(Rating.WRONG, "dkim.missing", selector, domain));
            } else if (records.size() > 1) {
                remarks.add(Remark.of(Rating.WRONG, "dkim.several", selector));
                keys++;
            } else if (!records.isEmpty()) {
                keys++;
                evidence.add(selector + ": " + records.getFirst());
                judge(selector, Tags.read(records.getFirst()), remarks);
            }
        }
        if (keys == 0 && remarks.isEmpty()) {
            remarks.add(Remark.of(Rating.ATTENTION, "dkim.none", String.join(", ", selectors)));
        }
        return DnsPoint.of(Kind.DKIM, remarks.stream().distinct().toList(), evidence);
    }

    private static void judge(String selector, Map<String, String> tags, List<Remark> remarks) {
        String key = tags.get("p").replaceAll("\\s", "");
        if (key.isEmpty()) {
            // RFC 6376 section 3.6.1
            remarks.add(Remark.of(Rating.ATTENTION, "dkim.revoked", selector));
            return;
        }
        if (List.of(tags.getOrDefault("t", "").split("\\s*:\\s*")).contains("y")) {
            remarks.add(Remark.of(Rating.ATTENTION, "dkim.testing", selector));
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            // no Base64, so no receiver can read the key either: that is the finding
            remarks.add(Remark.of(Rating.WRONG, "dkim.broken", selector));
            return;
        }
        if (tags.getOrDefault("k", "rsa").toLowerCase(Locale.ROOT).equals("ed25519")) {
            remarks.add(Remark.of(bytes.length == 32 ? Rating.GOOD : Rating.WRONG,
                    bytes.length == 32 ? "dkim.ed25519" : "dkim.broken", selector));
            return;
        }
        int bits = bits(bytes);
        if (bits < 0) {
            remarks.add(Remark.of(Rating.WRONG, "dkim.broken", selector));
        } else if (bits < SHORTEST) {
            remarks.add(Remark.of(Rating.WRONG, "dkim.short", selector, bits));
        } else if (bits < RECOMMENDED) {
            remarks.add(Remark.of(Rating.ATTENTION, "dkim.shortish", selector, bits));
        } else {
            remarks.add(Remark.of(Rating.GOOD, "dkim.good", selector, bits));
        }
    }

    private static int bits(byte[] key) {
        try {
            return ((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key))).getModulus()
                    .bitLength();
        } catch (GeneralSecurityException e) {
            // no RSA key: the caller says so
            return -1;
        }
    }
}
