package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.When;

/** The facts of a case that conditions can ask for, with their values, so that a misspelt condition is found at once. */
public final class Vocabulary {
    /** Name of a fact and the values that it can have. */
    private static final Map<String, Set<String>> FACTS = facts();
    private static final Pattern TERM = Pattern.compile("([a-z][a-z0-9-]*)\\s*(!?=)\\s*(.+)");

    private Vocabulary() {
    }

    private static Map<String, Set<String>> facts() {
        Set<String> answer = Set.of("yes", "no", "unknown");
        Map<String, Set<String>> facts = new LinkedHashMap<>();
        facts.put("account", ids(AccountKind.values()));
        facts.put("needs", Set.of("send", "send-receive"));
        facts.put("recipients", Set.of("internal", "anyone", "unknown"));
        facts.put("incoming", Set.of("imap", "pop3", "unknown"));
        facts.put("client-kind", ids(ClientKind.values()));
        facts.put("client-tls", Set.of("current", "old", "none", "unknown"));
        for (String name : List.of("two-step", "admin-oauth", "admin-app-password", "admin-relay", "static-ip", "client-oauth",
                "client-pop-oauth", "client-native", "client-password", "client-password-fits", "client-any-server",
                "client-without-sign-in", "client-receives", "client-starttls", "client-implicit-tls")) {
            facts.put(name, answer);
        }
        for (String name : List.of("client-own-client", "client-add-on", "client-assistant", "client-works", "client-ended")) {
            facts.put(name, Set.of("yes", "no"));
        }
        return facts;
    }

    private static Set<String> ids(AccountKind[] values) {
        return new LinkedHashSet<>(Arrays.stream(values).map(AccountKind::id).toList());
    }

    private static Set<String> ids(ClientKind[] values) {
        return new LinkedHashSet<>(Arrays.stream(values).map(ClientKind::id).toList());
    }

    /** The facts with their values. */
    public static Map<String, Set<String>> names() {
        return FACTS;
    }

    /** Reads a condition; what is wrong in it is noted and left out. */
    static When when(String path, int line, String text, Problems problems) {
        List<When.Term> terms = new ArrayList<>();
        for (String part : text.split(";")) {
            if (part.isBlank()) {
                continue;
            }
            Matcher matcher = TERM.matcher(part.strip());
            if (!matcher.matches() || !FACTS.containsKey(matcher.group(1))) {
                problems.add(path, line, "condition", part.strip(), String.join(", ", FACTS.keySet()));
                continue;
            }
            Set<String> values = new LinkedHashSet<>(Arrays.asList(matcher.group(3).strip().split("\\s*,\\s*")));
            Set<String> known = FACTS.get(matcher.group(1));
            if (!known.containsAll(values)) {
                problems.add(path, line, "condition-value", part.strip(), String.join(", ", known));
                continue;
            }
            terms.add(new When.Term(matcher.group(1), matcher.group(2).startsWith("!"), values));
        }
        return new When(terms);
    }
}
