package org.mailmend.diagnosis.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.mailmend.diagnosis.Symptom;

/**
 * All rules, ready for use: the phrases in one tree, the patterns that want them, the marks by which providers, clients,
 * protocols and stages are recognised. Filled once by {@link RuleReader}, only read afterwards.
 */
final class RuleBook {
    /** Kinds of marks; the lower 16 bits of a mark are the index of what it shows. */
    static final int PROVIDER = 1 << 16;
    static final int WEAK_PROVIDER = 2 << 16;
    static final int CLIENT = 3 << 16;
    static final int PROTOCOL = 4 << 16;
    static final int STAGE = 5 << 16;
    static final int MECHANISM = 6 << 16;

    final Vocabulary vocabulary = new Vocabulary();
    final PhraseBook phrases = new PhraseBook();
    final Providers providers = new Providers();
    final List<Rule> rules = new ArrayList<>(6000);
    /** Rules without phrases, which judge by codes alone. */
    final List<Rule> fallbacks = new ArrayList<>(150);
    final List<String> markNames = new ArrayList<>(200);
    /** Elements of patterns that a group completes. */
    int[][] elementsOfGroup = new int[8192][];
    /** Mark that a group is, 0 for none. */
    int[] markOfGroup = new int[8192];
    int groupCount;
    /** Of each element: its rule, whether it is the first or last of the pattern, the room that may be before it. */
    int[] elementRule = new int[8192];
    boolean[] elementFirst = new boolean[8192];
    boolean[] elementLast = new boolean[8192];
    int[] elementGap = new int[8192];
    int elementCount;

    private static final int MOST_FAMILIES = 1000;

    private final Map<String, String> families = new ConcurrentHashMap<>();
    private final Queue<Progress> idle = new ConcurrentLinkedQueue<>();

    /** Room for one scan; to be given back afterwards, as it is too large to be made anew for each text. */
    Progress takeProgress() {
        Progress progress = idle.poll();
        return progress != null ? progress : new Progress(elementCount, groupCount);
    }

    void giveBack(Progress progress, int lastPlace) {
        if (progress.advance(lastPlace)) {
            idle.offer(progress);
        }
    }

    /**
     * The family of clients under which rules know a client: {@code xerox} for {@code fujifilm-apeos}. What no mark knows stays
     * as it is; null stays null.
     */
    String family(String client) {
        if (client == null || families.size() >= MOST_FAMILIES) {
            return client;
        }
        return families.computeIfAbsent(client, id -> {
            String named = new Scan(this, Symptom.ofText(""), id.replace('-', ' ')).client();
            return named == null || id.startsWith(named) ? id : named;
        });
    }

    int newGroup() {
        if (groupCount == elementsOfGroup.length) {
            elementsOfGroup = Arrays.copyOf(elementsOfGroup, groupCount * 2);
            markOfGroup = Arrays.copyOf(markOfGroup, groupCount * 2);
        }
        return groupCount++;
    }

    /** Adds an element to the pattern of a rule. The last one added is the pattern's last. */
    void addElement(int rule, boolean first, int gap, int group) {
        if (elementCount == elementRule.length) {
            int more = elementCount * 2;
            elementRule = Arrays.copyOf(elementRule, more);
            elementFirst = Arrays.copyOf(elementFirst, more);
            elementLast = Arrays.copyOf(elementLast, more);
            elementGap = Arrays.copyOf(elementGap, more);
        }
        int element = elementCount++;
        elementRule[element] = rule;
        elementFirst[element] = first;
        elementLast[element] = true;
        elementGap[element] = gap;
        if (!first) {
            elementLast[element - 1] = false;
        }
        int[] old = elementsOfGroup[group];
        int[] grown = old == null ? new int[1] : Arrays.copyOf(old, old.length + 1);
        grown[grown.length - 1] = element;
        elementsOfGroup[group] = grown;
    }
}
