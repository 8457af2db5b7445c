package org.mailmend.organisation.review;

import java.util.List;

import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;

/** Asks DNS; there is an answer for each question, in their order. */
@FunctionalInterface
interface Lookups {
    List<DnsAnswer> ask(List<DnsQuestion> questions);

    default DnsAnswer ask(String name, Type type) {
        return ask(List.of(new DnsQuestion(name, type))).getFirst();
    }

    /** The texts that begin with this version tag, which a blank, a semicolon or the end follows. */
    static List<String> tagged(DnsAnswer answer, String version) {
        return answer.records().stream().filter(t -> t.regionMatches(true, 0, version, 0, version.length())
                && (t.length() == version.length() || " ;\t".indexOf(t.charAt(version.length())) >= 0)).toList();
    }
}
