package org.mailmend.knowledge.internal.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.knowledge.analysis.Fold;

/** Makes queries for Lucene out of what somebody typed. */
final class QueryMaker {
    /** Longest query in characters that is looked at: nobody types more, and every part costs time. */
    private static final int LONGEST = 300;
    private static final int MOST_PIECES = 24;
    private static final float OTHER_NAME = 0.7f;
    private static final float PAIRS = 0.5f;
    private static final float READING = 0.4f;
    private static final float BEGINNING = 0.6f;
    private static final float ERROR = 0.3f;
    /** What an article is ahead of a cause with the same words, as it says more, and a profile of a cause. */
    private static final float ARTICLE = 3f;
    private static final float CLIENT = 1.5f;
    /** Shortest word in which a typing error is forgiven, and shortest in which two are. */
    private static final int ONE_ERROR = 4;
    private static final int TWO_ERRORS = 8;
    private static final int MOST_EXPANSIONS = 5;
    /** Shorter kana are read in too many words. */
    private static final int SHORTEST_READING = 3;
    /** The share of a word's pairs that is enough when it is mistyped, and the fewest pairs with which that says something. */
    private static final double MOST_PAIRS = 0.7;
    private static final int FEWEST_PAIRS = 4;

    /** A part of a document and what a word in it is worth. */
    private enum Part {
        TITLE(4), TAGS(3), BODY(1);

        private final float worth;

        Part(float worth) {
            this.worth = worth;
        }

        String field(String kind) {
            return Analysis.field(name().toLowerCase(Locale.ROOT), kind);
        }
    }

    /** How strictly a query is taken. */
    enum Strictness {
        /** Every piece has to be there. */
        ALL,
        /** Every piece has to be there, with typing errors if need be. */
        ALL_WITH_ERRORS,
        /** One piece is enough. */
        ANY
    }

    private final Synonyms synonyms;
    private final Dictionary dictionary;
    /** Terms of synonyms, which come again and again. */
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    /**
     * Makes queries.
     *
     * @param dictionary the words of the index
     */
    QueryMaker(Synonyms synonyms, Dictionary dictionary) {
        this.synonyms = synonyms;
        this.dictionary = dictionary;
    }

    /** The pieces of a query. */
    List<Synonyms.Piece> pieces(String text) {
        List<Synonyms.Piece> pieces = synonyms.pieces(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return pieces.size() > MOST_PIECES ? pieces.subList(0, MOST_PIECES) : pieces;
    }

    /** The query for these pieces; null when there is nothing to look for. */
    Query query(List<Synonyms.Piece> pieces, Strictness strictness) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int clauses = 0;
        for (Synonyms.Piece piece : pieces) {
            Query query = piece(piece, strictness);
            if (query != null) {
                all.add(query, strictness == Strictness.ANY ? Occur.SHOULD : Occur.MUST);
                clauses++;
            }
        }
        if (clauses == 0) {
            return null;
        }
        return new BooleanQuery.Builder().add(all.build(), Occur.MUST).add(ahead(SearchHit.Kind.ARTICLE, ARTICLE), Occur.SHOULD)
                .add(ahead(SearchHit.Kind.CLIENT, CLIENT), Occur.SHOULD).build();
    }

    private static Query ahead(SearchHit.Kind kind, float points) {
        return new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Documents.KIND, kind.id()))), points);
    }

    /** The terms of the pieces and of their other names, for showing where they stand. */
    Set<String> terms(List<Synonyms.Piece> pieces, String kind) {
        Set<String> terms = new LinkedHashSet<>();
        for (Synonyms.Piece piece : pieces) {
            terms.addAll(Analysis.terms(kind, piece.text()));
            piece.others().forEach(other -> terms.addAll(cached(kind, other)));
        }
        terms.removeIf(term -> !Fold.isJapanese(term) && (term.length() < 2 || Synonyms.isStopWord(term)));
        return terms;
    }

    private Query piece(Synonyms.Piece piece, Strictness strictness) {
        boolean errors = strictness != Strictness.ALL;
        List<Query> ways = new ArrayList<>();
        String text = piece.text();
        add(Analysis.EN, Analysis.terms(Analysis.EN, text), piece.quoted(), 1, ways);
        add(Analysis.WORDS, Analysis.terms(Analysis.WORDS, text), true, 1, ways);
        if (Fold.isJapanese(text)) {
            List<String> words = Analysis.terms(Analysis.JA, text);
            List<String> pairs = Analysis.terms(Analysis.PAIRS, Fold.solid(text));
            add(Analysis.JA, words, piece.quoted(), 1, ways);
            add(Analysis.PAIRS, pairs, true, PAIRS, ways);
            String kana = Fold.solid(text);
            if (kana.length() >= SHORTEST_READING && kana.chars().allMatch(c -> c >= 'ァ' && c <= 'ー')) {
                add(Analysis.READING, Analysis.terms(Analysis.READING, kana), true, READING, ways);
            }
            if (errors && !piece.quoted()) {
                most(Analysis.PAIRS, pairs, MOST_PAIRS, ways);
            }
            if (strictness == Strictness.ANY && !piece.quoted()) {
                most(Analysis.JA, words, 0, ways);
            }
        }
        for (String other : piece.others()) {
            String kind = Fold.isJapanese(other) ? Analysis.JA : Analysis.EN;
            add(kind, cached(kind, other), true, OTHER_NAME, ways);
        }
        if ((piece.opened() || errors) && !piece.quoted()) {
            beginnings(text, ways);
        }
        if (errors && !piece.quoted()) {
            errors(text, ways);
        }
        return ways.isEmpty() ? null : new DisjunctionMaxQuery(ways, 0.1f);
    }

    private List<String> cached(String kind, String text) {
        return known.computeIfAbsent(kind + text, key -> Analysis.terms(kind, text));
    }

    private static void add(String kind, List<String> terms, boolean together, float boost, List<Query> ways) {
        if (terms.isEmpty()) {
            return;
        }
        for (Part part : Part.values()) {
            ways.add(new BoostQuery(query(part.field(kind), terms, together), boost * part.worth));
        }
    }

    /** Some of the terms in a title or its tags are enough. */
    private static void most(String kind, List<String> terms, double share, List<Query> ways) {
        int least = Math.max(1, (int) Math.ceil(terms.size() * share));
        if (terms.size() < 2 || share > 0 && terms.size() < FEWEST_PAIRS) {
            return;
        }
        for (Part part : List.of(Part.TITLE, Part.TAGS)) {
            BooleanQuery.Builder some = new BooleanQuery.Builder();
            terms.forEach(term -> some.add(new TermQuery(new Term(part.field(kind), term)), Occur.SHOULD));
            ways.add(new BoostQuery(some.setMinimumNumberShouldMatch(least).build(), ERROR * part.worth));
        }
    }

    /** One term, a phrase, or for the many words of a Japanese sentence two thirds of them. */
    private static Query query(String field, List<String> terms, boolean together) {
        if (terms.size() == 1) {
            return new TermQuery(new Term(field, terms.getFirst()));
        }
        if (together) {
            return new PhraseQuery(field, terms.toArray(String[]::new));
        }
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        terms.forEach(term -> some.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
        return some.setMinimumNumberShouldMatch((terms.size() * 2 + 2) / 3).build();
    }

    private static void beginnings(String text, List<Query> ways) {
        List<String> words = Analysis.terms(Analysis.WORDS, text);
        if (words.size() == 1 && words.getFirst().length() > 1) {
            for (Part part : Part.values()) {
                Term term = new Term(part.field(Analysis.WORDS), words.getFirst());
                ways.add(new BoostQuery(new PrefixQuery(term), part.worth * BEGINNING));
            }
        } else if (Fold.isJapanese(text) && text.length() == 1) {
            Term term = new Term(Part.TITLE.field(Analysis.PAIRS), Fold.solid(text));
            ways.add(new BoostQuery(new PrefixQuery(term), Part.TITLE.worth * BEGINNING));
        }
    }

    /** Typing errors are looked for in words that are nowhere in the texts. */
    private void errors(String text, List<Query> ways) {
        for (String word : Analysis.terms(Analysis.WORDS, text)) {
            // another code is another matter
            if (word.length() >= ONE_ERROR && word.chars().noneMatch(Character::isDigit)) {
                near(word, word.length() >= TWO_ERRORS ? 2 : 1, Analysis.WORDS, ways);
            }
        }
        for (String word : Analysis.terms(Analysis.JA, text)) {
            if (word.length() >= ONE_ERROR && Fold.isJapanese(word)) {
                near(word, 1, Analysis.JA, ways);
            }
        }
    }

    private void near(String word, int errors, String kind, List<Query> ways) {
        if (!dictionary.contains(kind, word)) {
            dictionary.near(kind, word, errors, MOST_EXPANSIONS).forEach(near -> add(kind, List.of(near), true, ERROR, ways));
        }
    }
}
