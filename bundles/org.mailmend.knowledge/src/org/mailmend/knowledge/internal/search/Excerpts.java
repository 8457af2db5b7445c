package org.mailmend.knowledge.internal.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.analysis.Analysis;

/** Chooses the passage of a hit that shows why it was found. The places of the words stand in the index. */
final class Excerpts {
    /** Length of a passage in characters beyond which no further sentence is added. */
    private static final int LENGTH = 140;
    private static final int LONGEST = 240;

    private record Match(String term, int start, int end) {
    }

    private record Sentence(int start, int end) {
    }

    private final IndexSearcher searcher;

    Excerpts(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The hits for documents.
     *
     * @param en terms to show in an English text
     * @param ja terms to show in a Japanese text
     */
    List<SearchHit> hits(ScoreDoc[] docs, Collection<String> en, Collection<String> ja) throws IOException {
        Map<Integer, List<Match>> matches = new TreeMap<>();
        for (ScoreDoc doc : docs) {
            matches.put(doc.doc, new ArrayList<>());
        }
        collect(matches, Analysis.field("body", Analysis.EN), en);
        collect(matches, Analysis.field("body", Analysis.JA), ja);
        StoredFields stored = searcher.storedFields();
        List<SearchHit> hits = new ArrayList<>();
        for (ScoreDoc doc : docs) {
            hits.add(hit(doc, stored.document(doc.doc), matches.get(doc.doc)));
        }
        return hits;
    }

    private static SearchHit hit(ScoreDoc doc, Document document, List<Match> matches) {
        Locale language = "ja".equals(document.get(Documents.LANGUAGE)) ? Locale.JAPANESE : Locale.ENGLISH;
        String body = document.get(Analysis.field("body", language == Locale.JAPANESE ? Analysis.JA : Analysis.EN));
        matches.sort(Comparator.comparingInt(Match::start));
        Sentence passage = passage(body, language, matches);
        String text = body.substring(passage.start, passage.end).replace('\n', ' ');
        SearchHit.Kind kind = SearchHit.Kind.fromId(document.get(Documents.KIND)).orElseThrow();
        return new SearchHit(kind, document.get(Documents.ID), language, document.get(Documents.TITLE), doc.score, text,
                ranges(passage, matches));
    }

    /** Looks each term up once and goes through all documents with it. */
    private void collect(Map<Integer, List<Match>> matches, String field, Collection<String> terms) throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            for (String term : terms) {
                PostingsEnum places = leaf.reader().postings(new Term(field, term), PostingsEnum.OFFSETS);
                if (places == null) {
                    continue;
                }
                for (Map.Entry<Integer, List<Match>> entry : matches.entrySet()) {
                    int doc = entry.getKey() - leaf.docBase;
                    if (doc < 0 || doc >= leaf.reader().maxDoc() || places.docID() > doc
                            || places.docID() < doc && places.advance(doc) != doc) {
                        continue;
                    }
                    for (int i = places.freq(); i > 0; i--) {
                        places.nextPosition();
                        entry.getValue().add(new Match(term, places.startOffset(), places.endOffset()));
                    }
                }
            }
        }
    }

    /** The sentence with the most different words, with what follows it as long as it is short. */
    private static Sentence passage(String body, Locale language, List<Match> matches) {
        List<Sentence> sentences = sentences(body, language);
        if (sentences.isEmpty()) {
            return new Sentence(0, 0);
        }
        int best = 0;
        int most = 0;
        for (int i = 0; i < sentences.size(); i++) {
            Sentence sentence = sentences.get(i);
            Set<String> terms = new HashSet<>();
            matches.stream().filter(match -> match.start >= sentence.start && match.end <= sentence.end)
                    .forEach(match -> terms.add(match.term));
            if (terms.size() > most) {
                best = i;
                most = terms.size();
            }
        }
        int start = sentences.get(best).start;
        int end = sentences.get(best).end;
        for (int i = best + 1; i < sentences.size() && sentences.get(i).end - start <= LENGTH; i++) {
            end = sentences.get(i).end;
        }
        return new Sentence(start, Math.min(end, start + LONGEST));
    }

    private static List<Sentence> sentences(String body, Locale language) {
        List<Sentence> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(language);
        for (int line = 0; line < body.length();) {
            int newline = body.indexOf('\n', line);
            int stop = newline < 0 ? body.length() : newline;
            breaks.setText(body.substring(line, stop));
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
                add(body, line + start, line + end, sentences);
            }
            line = stop + 1;
        }
        return sentences;
    }

    private static void add(String body, int start, int end, List<Sentence> sentences) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(body.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(body.charAt(to - 1))) {
            to--;
        }
        if (to > from) {
            sentences.add(new Sentence(from, to));
        }
    }

    /** Where the words stand in the passage; places that overlap or touch become one. */
    private static List<SearchHit.Range> ranges(Sentence passage, List<Match> sorted) {
        List<SearchHit.Range> ranges = new ArrayList<>();
        for (Match match : sorted) {
            int start = match.start - passage.start;
            int end = match.end - passage.start;
            if (start < 0 || match.end > passage.end) {
                continue;
            }
            if (!ranges.isEmpty() && ranges.getLast().end() >= start) {
                SearchHit.Range last = ranges.removeLast();
                ranges.add(new SearchHit.Range(last.start(), Math.max(last.end(), end)));
            } else {
                ranges.add(new SearchHit.Range(start, end));
            }
        }
        return ranges;
    }
}
