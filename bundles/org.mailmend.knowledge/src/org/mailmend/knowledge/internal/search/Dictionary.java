package org.mailmend.knowledge.internal.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

import org.mailmend.knowledge.analysis.Analysis;

/** All words of the index: tells which words it does not have, and which look like them. */
final class Dictionary {
    private final IndexReader reader;
    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();

    Dictionary(IndexReader reader) {
        this.reader = reader;
    }

    private record Near(String word, int distance) {
    }

    /** Whether the word is somewhere in the texts. */
    boolean contains(String kind, String word) {
        return words(kind).contains(word);
    }

    /**
     * Words that look like this one, the nearest first.
     *
     * @param most  letters that may differ
     * @param limit how many words are wanted
     */
    List<String> near(String kind, String word, int most, int limit) {
        List<Near> near = new ArrayList<>();
        for (String each : words(kind)) {
            int distance = each.length() > 1 ? Distance.between(word, each, most) : most + 1;
            if (distance <= most) {
                near.add(new Near(each, distance));
            }
        }
        return near.stream().sorted(Comparator.comparingInt(Near::distance)).limit(limit).map(Near::word).toList();
    }

    private Set<String> words(String kind) {
        return words.computeIfAbsent(kind, this::read);
    }

    private Set<String> read(String kind) {
        Set<String> all = new TreeSet<>();
        try {
            for (String part : List.of("title", "tags", "body")) {
                Terms terms = MultiTerms.getTerms(reader, Analysis.field(part, kind));
                TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
                while (each.next() != null) {
                    all.add(each.term().utf8ToString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
