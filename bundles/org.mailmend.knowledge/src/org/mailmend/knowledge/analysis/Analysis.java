package org.mailmend.knowledge.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cjk.CJKWidthCharFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapanesePartOfSpeechStopFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.tokenattributes.ReadingAttribute;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** How texts in Japanese and English are taken apart for searching. */
public final class Analysis {
    /** English words, brought back to their stems. */
    public static final String EN = "en";
    /** Japanese words of the morphological analyser, in their base forms. */
    public static final String JA = "ja";
    /** Pairs of Japanese characters: finds parts of words and what the analyser takes apart in another way. */
    public static final String PAIRS = "pairs";
    /** Pairs of kana of how Japanese is read: finds what somebody types without turning it into kanji. */
    public static final String READING = "reading";
    /** Words in Latin letters and figures as they are: codes, host names, beginnings of words. */
    public static final String WORDS = "words";

    /** Held so that its level stays: it advises users to start Java with an option that indexes of this size do not need. */
    private static final Logger VECTOR_ADVICE = Logger
            .getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_ADVICE.setLevel(Level.SEVERE);
    }

    private static final Map<String, Analyzer> BY_KIND = Map.of(EN, new English(), JA, new Japanese(),
            PAIRS, new CJKAnalyzer(CharArraySet.EMPTY_SET), READING, new CJKAnalyzer(CharArraySet.EMPTY_SET), WORDS, new Words());

    private Analysis() {
    }

    /** To be called before an index is opened or made, so that Lucene's advice is not shown to users. */
    public static void prepare() {
        VECTOR_ADVICE.setLevel(Level.SEVERE);
    }

    /** Name of a field: {@code title}, {@code tags} or {@code body} in one way of taking apart. */
    public static String field(String part, String kind) {
        return part + "." + kind;
    }

    /** For all fields of the index. */
    public static Analyzer analyzer() {
        Map<String, Analyzer> fields = new HashMap<>();
        for (String part : List.of("title", "tags", "body")) {
            BY_KIND.forEach((kind, analyzer) -> fields.put(field(part, kind), analyzer));
        }
        return new PerFieldAnalyzerWrapper(BY_KIND.get(EN), fields);
    }

    /** The terms of a text. */
    public static List<String> terms(String kind, String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = BY_KIND.get(kind).tokenStream(kind, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    /** How a text is read, in katakana; what has no reading stays as it is. */
    public static String reading(String text) {
        StringBuilder reading = new StringBuilder();
        try (Tokenizer source = new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL)) {
            source.setReader(new StringReader(Fold.width(text)));
            CharTermAttribute term = source.getAttribute(CharTermAttribute.class);
            ReadingAttribute read = source.getAttribute(ReadingAttribute.class);
            source.reset();
            while (source.incrementToken()) {
                String said = read.getReading();
                reading.append(said == null ? term.toString() : said);
            }
            source.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Fold.kana(reading.toString());
    }

    private static final class English extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            TokenStream stream = new EnglishPossessiveFilter(new LowerCaseFilter(new Latin(source)));
            return new TokenStreamComponents(source, new KStemFilter(new ASCIIFoldingFilter(stream)));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new CJKWidthCharFilter(reader);
        }
    }

    private static final class Japanese extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.SEARCH);
            TokenStream stream = new JapanesePartOfSpeechStopFilter(new JapaneseBaseFormFilter(source),
                    JapaneseAnalyzer.getDefaultStopTags());
            return new TokenStreamComponents(source, new LowerCaseFilter(new JapaneseKatakanaStemFilter(stream)));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new CJKWidthCharFilter(reader);
        }
    }

    private static final class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(new Latin(source)));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new CJKWidthCharFilter(reader);
        }
    }

    /** Lets words of Latin letters and figures through. */
    private static final class Latin extends FilteringTokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Latin(TokenStream in) {
            super(in);
        }

        @Override
        protected boolean accept() {
            return term.length() > 0 && term.charAt(0) < 0x250;
        }
    }
}
