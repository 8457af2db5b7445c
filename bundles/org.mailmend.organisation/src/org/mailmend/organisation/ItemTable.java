package org.mailmend.organisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.mailmend.knowledge.analysis.Fold;

/**
 * Items as a table that is filtered and sorted while somebody types, however many there are. Holds texts that are ready to be compared;
 * make a new one when the inventory has changed. Safe for every thread.
 */
public final class ItemTable {
    private static final Item[] NO_ITEMS = {};

    private final Item[] items;
    private final String[] texts;
    private final Map<Field, int[]> ranks = new EnumMap<>(Field.class);

    /** A table of these. */
    public ItemTable(List<Item> items) {
        this.items = items.toArray(NO_ITEMS);
        texts = new String[this.items.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(this.items[i]);
        }
        // the first order that people ask for
        rank(Field.NAME);
    }

    private static String text(Item item) {
        StringBuilder text = new StringBuilder();
        item.values().forEach((field, value) -> {
            if (field != Field.OTHER && field != Field.LAST_USED) {
                text.append(value).append('\n');
            }
        });
        return Fold.solid(text.toString());
    }

    /** How many items there are. */
    public int size() {
        return items.length;
    }

    /**
     * The items that have all words of a text, in an order.
     *
     * @param words     words to look for, in any spelling; empty for all
     * @param filter    what else has to hold
     * @param order     the field by which they are put in order; null for the order in which they came
     * @param ascending whether the smallest comes first; what is not known comes last in any case
     */
    public List<Item> select(String words, Predicate<Item> filter, Field order, boolean ascending) {
        String[] wanted = Fold.solid(words).strip().split(" +");
        int[] found = new int[items.length];
        int count = 0;
        for (int i = 0; i < items.length; i++) {
            if (has(texts[i], wanted) && filter.test(items[i])) {
                found[count++] = i;
            }
        }
        if (order != null) {
            sort(found, count, rank(order), ascending);
        }
        List<Item> selected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            selected.add(items[found[i]]);
        }
        return selected;
    }

    private static boolean has(String text, String... wanted) {
        for (String word : wanted) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static void sort(int[] found, int count, int[] rank, boolean ascending) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            int own = rank[found[i]];
            long key = own == Integer.MAX_VALUE || ascending ? own : Integer.MAX_VALUE - 1L - own;
            keys[i] = key << 32 | found[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < count; i++) {
            found[i] = (int) keys[i];
        }
    }

    /** For each item the place of its value among all; the same value has the same. */
    private synchronized int[] rank(Field field) {
        return ranks.computeIfAbsent(field, key -> {
            String[] values = new String[items.length];
            Map<String, String> folded = new java.util.HashMap<>();
            for (int i = 0; i < values.length; i++) {
                String value = field == Field.NAME ? items[i].title() : items[i].get(field);
                values[i] = folded.computeIfAbsent(value, each -> Fold.solid(each).toLowerCase(Locale.ROOT));
            }
            String[] sorted = folded.values().stream().distinct().filter(value -> !value.isEmpty())
                    .sorted(Comparator.naturalOrder()).toArray(String[]::new);
            Map<String, Integer> places = new java.util.HashMap<>();
            for (int i = 0; i < sorted.length; i++) {
                places.put(sorted[i], i);
            }
            int[] rank = new int[values.length];
            for (int i = 0; i < rank.length; i++) {
                rank[i] = values[i].isEmpty() ? Integer.MAX_VALUE : places.get(values[i]);
            }
            return rank;
        });
    }
}
