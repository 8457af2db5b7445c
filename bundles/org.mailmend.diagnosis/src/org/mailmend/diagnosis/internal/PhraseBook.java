package org.mailmend.diagnosis.internal;

import java.util.Arrays;

/**
 * The phrases of all rules in one tree of words. A phrase belongs to any number of groups; a group is a set of phrases of
 * which a rule wants one.
 */
final class PhraseBook {
    /** Longest phrase, in words; it bounds the work for each word of a text. */
    static final int LONGEST_PHRASE = 40;
    private long[] edges = new long[1 << 15];
    private int[] targets = new int[1 << 15];
    private int edgeCount;
    private int nodeCount = 1;
    private int[][] groups = new int[1 << 13][];
    private float[] weights = new float[1 << 13];

    /** The node behind a word, 0 when no phrase goes on so. Node 0 is the beginning of all phrases. */
    int next(int node, int word) {
        long key = key(node, word);
        int mask = targets.length - 1;
        int slot = slot(key, mask);
        while (targets[slot] != 0) {
            if (edges[slot] == key) {
                return targets[slot];
            }
            slot = slot + 1 & mask;
        }
        return 0;
    }

    /** The node behind a word, a new one when no phrase went on so yet. */
    int grow(int node, int word) {
        int known = next(node, word);
        if (known != 0) {
            return known;
        }
        int added = nodeCount++;
        if (added == groups.length) {
            groups = Arrays.copyOf(groups, added * 2);
            weights = Arrays.copyOf(weights, added * 2);
        }
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
        place(key(node, word), added);
        return added;
    }

    /** Puts the phrase that ends at a node into a group. */
    void put(int node, float weight, int group) {
        weights[node] = weight;
        int[] old = groups[node];
        if (old == null) {
            groups[node] = new int[] {group};
            return;
        }
        for (int known : old) {
            if (known == group) {
                return;
            }
        }
        int[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = group;
        groups[node] = more;
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

    private static int slot(long key, int mask) {
        long mixed = key * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 40) & mask;
    }

    private void place(long key, int target) {
        int mask = targets.length - 1;
        int slot = slot(key, mask);
        while (targets[slot] != 0) {
            slot = slot + 1 & mask;
        }
        edges[slot] = key;
        targets[slot] = target;
    }
}
