package org.mailmend.tickets.internal.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.tickets.TicketSearch;

/**
 * The index of tickets on the disk. What it was made of stands in its commits, so that text and mark are always of the same moment.
 * One process writes; others read what it has committed.
 */
public final class TicketIndex implements Closeable {
    /** Goes up when texts are taken apart or kept in another way than before. */
    private static final String FORMAT = "1";
    private static final long AWAIT_MILLIS = 3000;
    private static final int FEW_SEGMENTS = 2;
    private static final long STEP_MILLIS = 50;

    private final Directory directory;
    /** Null when another process writes. */
    private final IndexWriter writer;
    private DirectoryReader reader;

    private TicketIndex(Directory directory, IndexWriter writer, DirectoryReader reader) {
        this.directory = directory;
        this.writer = writer;
        this.reader = reader;
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
            writer = new IndexWriter(directory, new IndexWriterConfig(Analysis.analyzer()));
            DirectoryReader reader = DirectoryReader.open(writer);
            // reads all of what a search would need, so that damage shows now
            for (var leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return new TicketIndex(directory, writer, reader);
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
            return new TicketIndex(directory, null, DirectoryReader.open(directory));
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
            return reader.getIndexCommit().getUserData();
        }
        Map<String, String> data = new java.util.HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** Whether the last event in it looked like this. */
    public synchronized boolean isOf(String mark) throws IOException {
        return mark.equals(data().get("mark"));
    }

    /** Waits a little until the process that writes has taken in an event. */
    public synchronized void await(String store, long event) throws IOException {
        long end = System.nanoTime() + AWAIT_MILLIS * 1_000_000;
        refresh();
        while (event(store) < event && System.nanoTime() < end) {
            try {
                wait(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            refresh();
        }
    }

    private void refresh() throws IOException {
        DirectoryReader changed = writer == null ? DirectoryReader.openIfChanged(reader)
                : DirectoryReader.openIfChanged(reader, writer);
        if (changed != null) {
            reader.close();
            reader = changed;
        }
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

    /** Keeps what was put in and taken out. */
    public synchronized void commit(String store, long event, String mark) throws IOException {
        writer.setLiveCommitData(
                Map.of("store", store, "format", FORMAT, "event", String.valueOf(event), "mark", mark).entrySet());
        writer.commit();
        refresh();
    }

    /** Tickets with words. */
    public synchronized List<TicketSearch.Hit> find(String text, int limit) throws IOException {
        TicketQuery asked = new TicketQuery(text);
        IndexSearcher searcher = new IndexSearcher(reader);
        for (boolean all : new boolean[] {true, false}) {
            Query query = asked.query(all);
            if (query == null) {
                return List.of();
            }
            TopDocs found = searcher.search(query, limit);
            if (found.scoreDocs.length > 0) {
                return hits(searcher, found, asked.words());
            }
        }
        return List.of();
    }

    private static List<TicketSearch.Hit> hits(IndexSearcher searcher, TopDocs found, List<String> words) throws IOException {
        List<TicketSearch.Hit> hits = new ArrayList<>();
        for (ScoreDoc doc : found.scoreDocs) {
            Document document = searcher.storedFields().document(doc.doc);
            Passage passage = Passage.of(document.get(TicketDocument.TEXT).strip(), words);
            hits.add(new TicketSearch.Hit(Long.parseLong(document.get(TicketDocument.NUMBER)), doc.score, passage.text(),
                    passage.ranges()));
        }
        return hits;
    }

    @Override
    public synchronized void close() throws IOException {
        reader.close();
        if (writer != null) {
            // what was not committed is not in step with any event
            writer.rollback();
        }
        directory.close();
    }
}
