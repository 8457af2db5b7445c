package org.mailmend.tickets.ui.internal.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketCsv;
import org.mailmend.tickets.exchange.TicketJson;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;

/** Writes tickets to a file: their fields as a table, or everything as JSON, a ticket a line. */
public final class Export {
    private static final int PAGE = 500;

    private Export() {
    }

    /** How somebody learns how far it is. */
    public interface Told {
        /** @param sentence what is to be said; the work goes on unless it is over */
        void say(String sentence, boolean over, boolean failed);
    }

    /** Asks for a file, and writes the tickets of a filter to it in the background. */
    public static void run(Shell shell, TicketFilter filter, boolean json, Told told) {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setText(Messages.Export_title);
        dialog.setOverwrite(true);
        dialog.setFilterNames(new String[] {json ? Messages.Export_json : Messages.Export_csv});
        dialog.setFilterExtensions(new String[] {json ? "*.jsonl" : "*.csv"});
        dialog.setFileName(json ? "tickets.jsonl" : "tickets.csv");
        String chosen = dialog.open();
        if (chosen != null) {
            start(Path.of(chosen), filter, json, told);
        }
    }

    /** Writes the tickets of a filter to a file, in the background. */
    public static void start(Path file, TicketFilter filter, boolean json, Told told) {
        Job job = Job.create(Messages.Export_title, monitor -> {
            try {
                long count = Desk.get().ask(store -> {
                    try {
                        return write(store, file, filter, json, monitor);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }).get();
                told.say(count < 0 ? Messages.Export_cancelled : NLS.bind(Messages.Export_done, count, file), true, false);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() instanceof CompletionException && e.getCause().getCause() != null
                        ? e.getCause().getCause()
                        : e.getCause();
                ILog.of(Export.class).info("The export failed", cause);
                told.say(
                        cause instanceof UncheckedIOException ? NLS.bind(Messages.Export_failed, file) : Language.sentence(cause),
                        true, true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Status.OK_STATUS;
        });
        job.setUser(true);
        job.schedule();
    }

    /**
     * Writes the file; what stood there stays until all of it is written.
     *
     * @return how many tickets were written; -1 when it was cancelled
     */
    static long write(TicketStore store, Path file, TicketFilter filter, boolean json, IProgressMonitor monitor)
            throws IOException {
        long total = store.count(filter);
        monitor.beginTask(Messages.Export_title, (int) Math.min(Integer.MAX_VALUE, Math.max(1, total)));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long count = 0;
        try {
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                if (!json) {
                    writer.write(TicketCsv.BEGINNING + TicketCsv.headings(Language.locale()));
                }
                List<Ticket> page = store.list(filter, TicketSort.NUMBER, true, 0, PAGE);
                while (!page.isEmpty()) {
                    for (Ticket ticket : page) {
                        if (monitor.isCanceled()) {
                            return -1;
                        }
                        writer.write(json ? TicketJson.full(store, ticket, false, false) + "\n" : TicketCsv.row(ticket));
                        monitor.worked(1);
                        count++;
                    }
                    page = store.list(filter, TicketSort.NUMBER, true, count, PAGE);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return count;
    }
}
