package org.mailmend.tickets.ui.internal.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.Column;
import org.mailmend.tickets.exchange.CsvImport;
import org.mailmend.tickets.mail.MailFiles;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.ui.internal.Known;

/** Files that are to become tickets: looked at first, imported then. Knows nothing of windows. */
final class Import {
    private final List<Path> places;
    private final Map<String, Column> mapping;

    /** @param mapping headings of tables with the column that each means; others are known by their names */
    Import(List<Path> places, Map<String, Column> mapping) {
        this.places = List.copyOf(places);
        this.mapping = Map.copyOf(mapping);
    }

    /**
     * What would become of the files.
     *
     * @param mails    mails that were found
     * @param rows     rows of tables that can be imported
     * @param meanings headings of tables with the column that each means
     * @param others   headings of tables that become notes
     * @param problems what cannot be imported, a sentence each
     */
    record Preview(long mails, long rows, Map<String, Column> meanings, List<String> others, List<String> problems) {
        long all() {
            return mails + rows;
        }
    }

    /**
     * What became of the files.
     *
     * @param taken    mails and rows that were read
     * @param added    those of them that were not there already
     * @param problems what could not be imported, a sentence each
     */
    record Result(long taken, long added, List<String> problems) {
    }

    static boolean isTable(Path place) {
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(place) && (name.endsWith(".csv") || name.endsWith(".tsv"));
    }

    /** Looks at all files without saving anything. */
    Preview look(Locale locale) {
        long mails = 0;
        long rows = 0;
        Map<String, Column> meanings = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path place : places) {
            try {
                if (isTable(place)) {
                    CsvImport table = table(place);
                    rows += table.size();
                    meanings.putAll(table.meanings());
                    others.addAll(table.others());
                    table.problems().forEach(problem -> problems.add(place.getFileName() + ", " + problem.text(locale)));
                } else {
                    long[] count = new long[1];
                    MailFiles.read(place, (file, bytes) -> count[0]++);
                    mails += count[0];
                    if (count[0] == 0) {
                        problems.add(org.eclipse.osgi.util.NLS.bind(Messages.Import_noMail, place.getFileName()));
                    }
                }
            } catch (TicketException e) {
                problems.add(place.getFileName() + ": " + e.text(locale));
            } catch (IOException e) {
                problems.add(org.eclipse.osgi.util.NLS.bind(Messages.Import_unreadable, place));
            }
        }
        return new Preview(mails, rows, meanings, others, problems);
    }

    private CsvImport table(Path place) throws IOException {
        if (Files.size(place) > CsvImport.LIMIT) {
            throw new IOException("too large");
        }
        return CsvImport.read(Files.readAllBytes(place), mapping);
    }

    /**
     * Imports what can be imported. What was imported once is not imported again, so that it can be stopped and repeated.
     *
     * @param told    told how many were read so far
     * @param stopped whether to end now
     */
    Result run(TicketStore store, String who, Locale locale, IntConsumer told, BooleanSupplier stopped) {
        long[] counts = new long[2];
        List<String> problems = new ArrayList<>();
        MailIntake intake = new MailIntake(store, locale, Known::explainer);
        for (Path place : places) {
            try {
                if (isTable(place)) {
                    CsvImport table = table(place);
                    table.problems().forEach(problem -> problems.add(place.getFileName() + ", " + problem.text(locale)));
                    table.save(store, place.getFileName().toString(), who, (line, kept) -> {
                        count(counts, kept.isNew(), told);
                        stop(stopped);
                    });
                } else {
                    MailFiles.read(place, (file, bytes) -> {
                        stop(stopped);
                        count(counts, intake.take(bytes).kept().isNew(), told);
                    });
                }
            } catch (Stopped e) {
                return new Result(counts[0], counts[1], problems);
            } catch (TicketException e) {
                problems.add(place.getFileName() + ": " + e.text(locale));
            } catch (IOException e) {
                problems.add(org.eclipse.osgi.util.NLS.bind(Messages.Import_unreadable, place));
            }
        }
        return new Result(counts[0], counts[1], problems);
    }

    private static void count(long[] counts, boolean added, IntConsumer told) {
        counts[0]++;
        counts[1] += added ? 1 : 0;
        told.accept((int) Math.min(Integer.MAX_VALUE, counts[0]));
    }

    private static void stop(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            throw new Stopped();
        }
    }

    /** The user wants no more. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}
