package org.mailmend.knowledge.internal.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.knowledge.internal.data.Library;

/** The index of articles, profiles and causes. */
public final class KnowledgeIndex implements Closeable {
    private static final String PREFIX = "knowledge-";
    private static final int NEAR_TERMS = 5;
    private final Library library;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Dictionary dictionary;
    private final QueryMaker queries;
    private final Excerpts excerpts;

    private KnowledgeIndex(Library library, Directory directory) throws IOException {
        this.library = library;
        this.directory = directory;
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
        this.searcher.setQueryCache(null);
        this.dictionary = new Dictionary(reader);
        this.queries = new QueryMaker(new Synonyms(library.synonyms()), dictionary);
        this.excerpts = new Excerpts(searcher);
    }

    /** Opens the index in a directory and builds it when it is not there; null keeps it in memory. */
    public static KnowledgeIndex open(Library library, Path directory) throws IOException {
        Analysis.prepare();
        if (directory == null) {
            Directory memory = new ByteBuffersDirectory();
            build(library, memory);
            return new KnowledgeIndex(library, memory);
        }
        Path place = directory.resolve(PREFIX + library.fingerprint());
        if (!Files.isDirectory(place)) {
            Files.createDirectories(directory);
            Path fresh = Files.createTempDirectory(directory, "building-");
            try (Directory target = new NIOFSDirectory(fresh)) {
                build(library, target);
            }
            move(fresh, place);
            removeOthers(directory, place);
        }
        return new KnowledgeIndex(library, inMemory(place));
    }

    /** It is about a megabyte: in memory it is quick, and nothing keeps others from removing the files. */
    private static Directory inMemory(Path place) throws IOException {
        ByteBuffersDirectory memory = new ByteBuffersDirectory();
        try (Directory files = new NIOFSDirectory(place)) {
            for (String file : files.listAll()) {
                memory.copyFrom(files, file, file, IOContext.READONCE);
            }
        }
        return memory;
    }

    /** Another process may have been quicker: then its index, made of the same data, is used. */
    private static void move(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            remove(fresh);
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    private static void removeOthers(Path directory, Path kept) throws IOException {
        List<Path> old;
        try (Stream<Path> entries = Files.list(directory)) {
            old = entries.filter(entry -> !entry.equals(kept) && entry.getFileName().toString().startsWith(PREFIX)).toList();
        }
        for (Path entry : old) {
            remove(entry);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.walk(folder)) {
            entries = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }

    private static void build(Library library, Directory target) throws IOException {
        try (IndexWriter writer = new IndexWriter(target, new IndexWriterConfig(Analysis.analyzer()))) {
            for (Document document : new Documents(library).all()) {
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
    }

    /** Looks for words. */
    public SearchResult find(SearchQuery asked) throws IOException {
        List<Synonyms.Piece> pieces = queries.pieces(asked.text());
        for (QueryMaker.Strictness strictness : QueryMaker.Strictness.values()) {
            Query query = queries.query(pieces, strictness);
            if (query == null) {
                return new SearchResult(List.of(), 0, List.of());
            }
            TopDocs found = searcher.search(filtered(query, asked), asked.limit());
            if (found.scoreDocs.length > 0) {
                List<SearchHit> hits = excerpts.hits(found.scoreDocs, queries.terms(pieces, Analysis.EN),
                        queries.terms(pieces, Analysis.JA));
                return new SearchResult(hits, found.totalHits.value(), List.of());
            }
        }
        return pieces.stream().anyMatch(Synonyms.Piece::quoted) ? new SearchResult(List.of(), 0, near(pieces))
                : explained(asked, pieces);
    }

    /** What is in no text may still be an error text or a code: then the cause that it tells of is what is looked for. */
    private SearchResult explained(SearchQuery asked, List<Synonyms.Piece> pieces) throws IOException {
        CauseId cause = Explainer.get().explain(asked.text(), Hints.NONE).cause();
        if (cause != CauseId.UNKNOWN && cause != CauseId.OK) {
            Query query = oneOf(Documents.ID, List.of(KnowledgeBase.articleId(cause), cause.name()));
            TopDocs found = searcher.search(filtered(query, asked), asked.limit());
            if (found.scoreDocs.length > 0) {
                return new SearchResult(excerpts.hits(found.scoreDocs, Set.of(), Set.of()), found.totalHits.value(), List.of());
            }
        }
        return new SearchResult(List.of(), 0, near(pieces));
    }

    private Query filtered(Query query, SearchQuery asked) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(query, Occur.MUST);
        if (asked.language() != null) {
            String language = "ja".equals(asked.language().getLanguage()) ? "ja" : "en";
            all.add(new TermQuery(new Term(Documents.LANGUAGE, language)), Occur.FILTER);
        }
        if (!asked.kinds().isEmpty()) {
            all.add(oneOf(Documents.KIND, asked.kinds().stream().map(SearchHit.Kind::id).toList()), Occur.FILTER);
        }
        if (asked.client() != null) {
            Client client = library.client(asked.client());
            String kind = client == null ? Documents.ANY : client.kind().id();
            all.add(oneOf(Documents.CLIENT, List.of(asked.client(), kind, Documents.ANY)), Occur.FILTER);
        }
        if (asked.provider() != null) {
            all.add(oneOf(Documents.PROVIDER, List.of(asked.provider(), Documents.ANY)), Occur.FILTER);
        }
        return all.build();
    }

    private static Query oneOf(String field, List<String> values) {
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        values.forEach(value -> some.add(new TermQuery(new Term(field, value)), Occur.SHOULD));
        return some.build();
    }

    /** Words of the texts that look like those that were typed. */
    private List<String> near(List<Synonyms.Piece> pieces) {
        Set<String> near = new LinkedHashSet<>();
        for (Synonyms.Piece piece : pieces) {
            boolean japanese = Fold.isJapanese(piece.text());
            String kind = japanese ? Analysis.JA : Analysis.WORDS;
            for (String word : Analysis.terms(kind, piece.text())) {
                int most = Math.max(1, word.length() / (japanese ? 2 : 3));
                near.addAll(dictionary.near(kind, word, most, NEAR_TERMS));
                near.remove(word);
            }
        }
        return near.stream().limit(NEAR_TERMS).toList();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
