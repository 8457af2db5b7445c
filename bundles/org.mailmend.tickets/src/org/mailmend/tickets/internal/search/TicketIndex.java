package org.mailmend.tickets.internal.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.tickets.TicketSearch;

/**
 * The index of tickets on the disk. What it was made of stands in its commits, so that text and mark are always of the same moment.
 * One process writes; others read what it has committed. What is put in is found at once, and written to the disk a little later: when
 * the program is killed before that, the mark says what is missing.
 */
public final class TicketIndex implements Closeable {
    /** Goes up when texts are taken apart or kept in another way than before. */
    private static final String FORMAT = "2";
    private static final long AWAIT_MILLIS = 3000;
    private static final long COMMIT_MILLIS = 500;
    private static final int FEW_SEGMENTS = 2;
    private static final long STEP_MILLIS = 50;
    private static final double BUFFER_MB = 48;

    private final Directory directory;
    /** Null when another process writes. */
    private final IndexWriter writer;
    private final SearcherManager searchers;
    /** Whether there is something in step with the store that is not on the disk. */
    private boolean dirty;
    private boolean closed;

    private TicketIndex(Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /** Opens the index in a directory; an unreadable one is thrown away. Null keeps it in memory. */
    public static TicketIndex open(Path place) throws IOException {
        if (place == null) {
            return open(new ByteBuffersDirectory());
        }
        Files.createDirectories(place);
        try {
            return open(FSDirectory.open(place));
        } catch (LockObtainFailedException e) {
            return reading(place);
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | java.io.EOFException
                | java.nio.file.NoSuchFileException | IllegalArgumentException e) {
            System.getLogger(TicketIndex.class.getName()).log(System.Logger.Level.DEBUG, "The search index is built again", e);
            empty(place);
            return open(FSDirectory.open(place));
        }
    }

    private static TicketIndex open(Directory directory) throws IOException {
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig(Analysis.analyzer()).setRAMBufferSizeMB(BUFFER_MB));
            // reads all of what a search would need, so that damage shows now
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
            }
            return new TicketIndex(directory, writer, new SearcherManager(writer, null));
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    private static TicketIndex reading(Path place) throws IOException {
        Directory directory = FSDirectory.open(place);
        try {
            return new TicketIndex(directory, null, new SearcherManager(directory, null));
        } catch (IndexNotFoundException e) {
            // the other has only begun
            directory.close();
            return open(new ByteBuffersDirectory());
        }
    }

    private static void empty(Path place) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(place)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /** Whether this process writes. */
    public boolean canWrite() {
        return writer != null;
    }

    /** The last event of the store that is in the index; -1 when it is of another store or another format, or empty. */
    public synchronized long event(String store) throws IOException {
        Map<String, String> data = data();
        boolean same = store.equals(data.get("store")) && FORMAT.equals(data.get("format"));
        return same ? Long.parseLong(data.get("event")) : -1;
    }

    private Map<String, String> data() throws IOException {
        if (writer == null) {
            return with(searcher -> ((DirectoryReader) searcher.getIndexReader()).getIndexCommit().getUserData());
        }
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    private interface Work<R> {
        R of(IndexSearcher searcher) throws IOException;
    }

    private <R> R with(Work<R> work) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return work.of(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Whether the last event in it looked like this. */
    public synchronized boolean isOf(String mark) throws IOException {
        return mark.equals(data().get("mark"));
    }

    /** Waits a little until the process that writes has taken in an event. */
    public void await(String store, long event) throws IOException {
        long end = System.nanoTime() + AWAIT_MILLIS * 1_000_000;
        refresh();
        while (event(store) < event && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            refresh();
        }
    }

    /** Lets what was put in and taken out be found. */
    public void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Whether it had to give up, for example because the disk was full. */
    public boolean isBroken() {
        return writer != null && !writer.isOpen();
    }

    public void clear() throws IOException {
        writer.deleteAll();
    }

    /** Brings what was put in together, after much of it: a search then has few places to look at. */
    public void tidy() throws IOException {
        writer.forceMerge(FEW_SEGMENTS);
    }

    /** Puts a ticket in, instead of what there was of it. */
    public void put(long number, Document document) throws IOException {
        writer.updateDocument(term(number), document);
    }

    /** Takes a ticket out. */
    public void remove(long number) throws IOException {
        writer.deleteDocuments(term(number));
    }

    private static Term term(long number) {
        return new Term(TicketDocument.NUMBER, String.valueOf(number));
    }

    /** Says of what moment of the store it is now. It is on the disk a little later. */
    public synchronized void mark(String store, long event, String mark) throws IOException {
        writer.setLiveCommitData(
                Map.of("store", store, "format", FORMAT, "event", String.valueOf(event), "mark", mark).entrySet());
        refresh();
        if (!dirty) {
            dirty = true;
            CompletableFuture.delayedExecutor(COMMIT_MILLIS, TimeUnit.MILLISECONDS).execute(this::commitLater);
        }
    }

    private void commitLater() {
        try {
            commit();
        } catch (IOException | AlreadyClosedException e) {
            // it is put in again when the index is opened the next time
            System.getLogger(TicketIndex.class.getName()).log(System.Logger.Level.DEBUG, "The search index cannot be written", e);
        }
    }

    /** Writes to the disk what is in step with the store. */
    public synchronized void commit() throws IOException {
        if (dirty && !closed) {
            dirty = false;
            writer.commit();
        }
    }

    /** The numbers of tickets with words, the best first. */
    public List<Long> numbers(String text, int limit) throws IOException {
        TicketQuery asked = new TicketQuery(text);
        return with(searcher -> numbers(searcher, top(searcher, asked, limit)));
    }

    private static List<Long> numbers(IndexSearcher searcher, TopDocs found) throws IOException {
        // they can only be read in the order of the documents
        ScoreDoc[] docs = found.scoreDocs.clone();
        Arrays.sort(docs, Comparator.comparingInt(doc -> doc.doc));
        Map<Integer, Long> numbers = new HashMap<>();
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        NumericDocValues values = null;
        int leaf = -1;
        for (ScoreDoc doc : docs) {
            int of = ReaderUtil.subIndex(doc.doc, leaves);
            if (of != leaf) {
                leaf = of;
                values = DocValues.getNumeric(leaves.get(leaf).reader(), TicketDocument.NUMBER);
            }
            values.advanceExact(doc.doc - leaves.get(leaf).docBase);
            numbers.put(doc.doc, values.longValue());
        }
        return Stream.of(found.scoreDocs).map(doc -> numbers.get(doc.doc)).toList();
    }

    private static TopDocs top(IndexSearcher searcher, TicketQuery asked, int limit) throws IOException {
        TopDocs found = new TopDocs(new TotalHits(0, TotalHits.Relation.EQUAL_TO), new ScoreDoc[0]);
        for (boolean all : new boolean[] {true, false}) {
            Query query = asked.query(all);
            if (query != null && found.scoreDocs.length == 0) {
                found = searcher.search(query, limit);
            }
        }
        return found;
    }

    /** Tickets with words. */
    public List<TicketSearch.Hit> find(String text, int limit) throws IOException {
        TicketQuery asked = new TicketQuery(text);
        return with(searcher -> hits(searcher, top(searcher, asked, limit), asked.words()));
    }

    private static List<TicketSearch.Hit> hits(IndexSearcher searcher, TopDocs found, List<String> words) throws IOException {
        List<TicketSearch.Hit> hits = new ArrayList<>();
        List<Long> numbers = numbers(searcher, found);
        StoredFields stored = searcher.storedFields();
        for (int i = 0; i < found.scoreDocs.length; i++) {
            Document document = stored.document(found.scoreDocs[i].doc);
            Passage passage = Passage.of(document.get(TicketDocument.TEXT).strip(), words);
            hits.add(new TicketSearch.Hit(numbers.get(i), found.scoreDocs[i].score, passage.text(), passage.ranges()));
        }
        return hits;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (writer != null && writer.isOpen()) {
                commit();
            }
        } finally {
            closed = true;
            searchers.close();
            if (writer != null) {
                // what was put in since the last mark is not in step with any event
                writer.rollback();
            }
            directory.close();
        }
    }
}
