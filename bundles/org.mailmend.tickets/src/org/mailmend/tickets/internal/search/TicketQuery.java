package org.mailmend.tickets.internal.search;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.knowledge.analysis.Fold;

/** What somebody typed, as pieces that all have to be there. */
final class TicketQuery {
    private static final int LONGEST = 300;
    private static final int MOST_PIECES = 20;
    private static final float NUMBER = 50;
    private static final float PAIRS = 0.5f;
    private static final float BEGINNING = 0.6f;
    private static final float[] WORTH = {4, 2, 1};

    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(String text, boolean quoted, boolean last) {
    }

    TicketQuery(String typed) {
        String text = Fold.width(typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed);
        int i = 0;
        while (i < text.length() && pieces.size() < MOST_PIECES) {
            char c = text.charAt(i);
            int close = c == '"' ? text.indexOf('"', i + 1) : c == '「' ? text.indexOf('」', i + 1) : -1;
            if (close > i + 1) {
                pieces.add(new Piece(text.substring(i + 1, close), true, false));
                i = close + 1;
            } else if (Character.isWhitespace(c) || c == '"') {
                i++;
            } else {
                int end = i + 1;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '"') {
                    end++;
                }
                pieces.add(new Piece(text.substring(i, end), false, end == text.length()));
                i = end;
            }
        }
    }

    /**
     * The query; null when nothing is looked for.
     *
     * @param all whether all pieces have to be there
     */
    Query query(boolean all) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        boolean any = false;
        for (Piece piece : pieces) {
            Query one = query(piece);
            if (one != null) {
                query.add(one, all ? Occur.MUST : Occur.SHOULD);
                any = true;
            }
        }
        return any ? query.build() : null;
    }

    /** The words as they may stand in a text, folded, for showing where they are. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Piece piece : pieces) {
            words.add(piece.text);
            if (!piece.quoted) {
                words.addAll(Analysis.terms(Analysis.EN, piece.text));
                if (Fold.isJapanese(piece.text)) {
                    words.addAll(Analysis.terms(Analysis.JA, piece.text));
                }
            }
        }
        words.removeIf(word -> word.length() < 2 && !Fold.isJapanese(word));
        return words.stream().distinct().toList();
    }

    private static Query query(Piece piece) {
        List<Query> ways = new ArrayList<>();
        String text = piece.text;
        add(ways, Analysis.EN, Analysis.terms(Analysis.EN, text), true, 1);
        List<String> words = Analysis.terms(Analysis.WORDS, text);
        add(ways, Analysis.WORDS, words, true, 1);
        if (Fold.isJapanese(text)) {
            add(ways, Analysis.JA, Analysis.terms(Analysis.JA, text), piece.quoted, 1);
            add(ways, Analysis.PAIRS, Analysis.terms(Analysis.PAIRS, Fold.solid(text)), true, PAIRS);
        }
        if (piece.last && words.size() == 1 && words.getFirst().length() > 1) {
            for (int i = 0; i < WORTH.length; i++) {
                Term term = new Term(Analysis.field(TicketDocument.PARTS.get(i), Analysis.WORDS), words.getFirst());
                ways.add(new BoostQuery(new PrefixQuery(term), WORTH[i] * BEGINNING));
            }
        }
        String number = text.startsWith("#") ? text.substring(1) : text;
        if (!number.isEmpty() && number.length() < 10 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            ways.add(new BoostQuery(new TermQuery(new Term(TicketDocument.NUMBER, String.valueOf(Long.parseLong(number)))),
                    NUMBER));
        }
        return ways.isEmpty() ? null : new DisjunctionMaxQuery(ways, 0.1f);
    }

    private static void add(List<Query> ways, String kind, List<String> terms, boolean together, float boost) {
        if (terms.isEmpty()) {
            return;
        }
        for (int i = 0; i < WORTH.length; i++) {
            String field = Analysis.field(TicketDocument.PARTS.get(i), kind);
            ways.add(new BoostQuery(query(field, terms, together), WORTH[i] * boost));
        }
    }

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
}
