package org.mailmend.diagnosis.internal;

/**
 * How far the patterns of several elements have come in a scan. It is used again for the next text without being cleared:
 * places are counted on from {@link #base}, so that what an earlier text left lies behind.
 */
final class Progress {
    private static final int LAST_BASE = Integer.MAX_VALUE / 2;

    /** Above this, what stands in {@link #reached} and {@link #seen} belongs to the scan under way. */
    int base;
    /** Of each element the base plus 1 plus the place behind its last occurrence. */
    final int[] reached;
    /** Of each element the word at which the pattern began. */
    final int[] start;
    /** Of each element the weight of the phrases up to it. */
    final float[] weight;
    /** Of each group more than the base when one of its phrases occurred. */
    final int[] seen;

    Progress(int elements, int groups) {
        reached = new int[elements];
        start = new int[elements];
        weight = new float[elements];
        seen = new int[groups];
    }

    /** Leaves a scan behind; false when there is no room to count on. */
    boolean advance(int lastPlace) {
        base += lastPlace + 2;
        return base >= 0 && base < LAST_BASE;
    }
}
