package org.mailmend.tickets.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.TicketSearch.Range;

/**
 * The part of a text with most of the words.
 *
 * @param text   one line
 * @param ranges where the words stand in it
 */
record Passage(String text, List<Range> ranges) {
    private static final int BEFORE = 40;
    private static final int LENGTH = 180;
    private static final int MOST = 200;

    private record Place(int start, int end, String word) {
    }

    /** The best passage of a text; its beginning when no word is in it. */
    static Passage of(String text, List<String> words) {
        String folded = Fold.kana(text);
        if (folded.length() != text.length()) {
            // some characters become several: places in the one are none in the other
            folded = text.toLowerCase();
        }
        List<Place> places = places(folded, words);
        int start = 0;
        int most = -1;
        for (Place place : places) {
            long different = places.stream()
                    .filter(other -> other.start >= place.start && other.end <= place.start + LENGTH - BEFORE)
                    .map(Place::word).distinct().count();
            if (different > most) {
                most = (int) different;
                start = Math.max(0, place.start - BEFORE);
            }
        }
        int begin = boundary(text, start);
        int end = boundary(text, Math.min(text.length(), begin + LENGTH));
        String cut = text.substring(begin, end).replaceAll("[\\n\\t]", " ");
        String shown = (begin > 0 ? "…" : "") + cut + (end < text.length() ? "…" : "");
        int shift = (begin > 0 ? 1 : 0) - begin;
        List<Range> ranges = new ArrayList<>();
        int last = 0;
        for (Place place : places) {
            if (place.start >= begin && place.end <= end && place.start + shift >= last) {
                ranges.add(new Range(place.start + shift, place.end + shift));
                last = place.end + shift;
            }
        }
        return new Passage(shown, ranges);
    }

    private static int boundary(String text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private static List<Place> places(String folded, List<String> words) {
        List<Place> places = new ArrayList<>();
        for (String word : words) {
            String wanted = Fold.kana(word);
            int from = wanted.isEmpty() ? -1 : folded.indexOf(wanted);
            while (from >= 0 && places.size() < MOST) {
                places.add(new Place(from, from + wanted.length(), wanted));
                from = folded.indexOf(wanted, from + wanted.length());
            }
        }
        places.sort(Comparator.comparingInt(Place::start).thenComparing(Comparator.comparingInt(Place::end).reversed()));
        return places;
    }
}
