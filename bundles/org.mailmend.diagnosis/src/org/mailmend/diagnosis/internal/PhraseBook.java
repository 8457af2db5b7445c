package org.mailmend.diagnosis.internal;

import java.util.Arrays;

/**
 * The phrases of all rules in one tree of words. A phrase belongs to any number of groups; a group is a set of phrases of
 * which a rule wants one.
 */
final class PhraseBook {
    /** Longest phrase, in words; it bounds the work for each word of a text. */
    static final int LONGEST_PHRASE = 40;
    private long[] edges = new long[1 << 16];
    private int[] targets = new int[1 << 16];
    private int edgeCount;
    private int nodeCount = 1;
    private int[][] groups = new int[1 << 14][];
    private float[] weights = new float[1 << 14];

    /** Puts a phrase of 1 to {@link #LONGEST_PHRASE} words into a group. */
    void add(int[] words, float weight, int group) {
        int node = 0;
        for (int word : words) {
            int next = next(node, word);
            if (next == 0) {
                next = nodeCount++;
                if (next == groups.length) {
                    groups = Arrays.copyOf(groups, next * 2);
                    weights = Arrays.copyOf(weights, next * 2);
                }
                putEdge(key(node, word), next);
            }
            node = next;
        }
        int[] old = groups[node];
        if (old == null) {
            groups[node] = new int[] {group};
        } else if (Arrays.stream(old).noneMatch(known -> known == group)) {
            int[] more = Arrays.copyOf(old, old.length + 1);
            more[old.length] = group;
            groups[node] = more;
        }
        weights[node] = weight;
    }

    /** The node behind a word; 0 when no phrase goes on so. */
    int next(int node, int word) {
        long key = key(node, word);
        int slot = slot(key);
        while (targets[slot] != 0) {
            if (edges[slot] == key) {
                return targets[slot];
            }
            slot = slot + 1 & targets.length - 1;
        }
        return 0;
    }

    /** The groups of the phrase that ends at a node; null when none does. */
    int[] groups(int node) {
        return groups[node];
    }

    /** How much the phrase that ends at a node says, about 1 for each word of meaning. */
    float weight(int node) {
        return weights[node];
    }

    private static long key(int node, int word) {
        return (long) node << 32 | word & 0xffff_ffffL;
    }

    private int slot(long key) {
        long mixed = key * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 40) & targets.length - 1;
    }

    private void putEdge(long key, int target) {
        if (++edgeCount * 2 > targets.length) {
            long[] oldEdges = edges;
            int[] oldTargets = targets;
            edges = new long[oldEdges.length * 2];
            targets = new int[oldTargets.length * 2];
            for (int i = 0; i < oldTargets.length; i++) {
                if (oldTargets[i] != 0) {
                    place(oldEdges[i], oldTargets[i]);
                }
            }
        }
        place(key, target);
    }

    private void place(long key, int target) {
        int slot = slot(key);
        while (targets[slot] != 0) {
            slot = slot + 1 & targets.length - 1;
        }
        edges[slot] = key;
        targets[slot] = target;
    }
}
