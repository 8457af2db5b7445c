package org.mailmend.knowledge.ui.internal.article;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.knowledge.render.PageText;
import org.mailmend.knowledge.render.PdfException;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.workbench.UiThread;

/** Writes a page to a file: HTML, PDF or text, whichever the ending of its name says. */
final class Exporter {
    private static final List<String> ENDINGS = List.of(".pdf", ".html", ".txt");

    private Exporter() {
    }

    /** Asks for a file and writes the page in the background. */
    static void export(ArticlePane pane) {
        Page page = pane.page();
        FileDialog dialog = new FileDialog(pane.getShell(), SWT.SAVE);
        dialog.setText(Messages.Export_title);
        dialog.setFilterNames(new String[] {Messages.Export_pdf, Messages.Export_html, Messages.Export_text});
        dialog.setFilterExtensions(ENDINGS.stream().map(ending -> "*" + ending).toArray(String[]::new));
        dialog.setOverwrite(true);
        dialog.setFileName(page.id() + ENDINGS.getFirst());
        String chosen = dialog.open();
        if (chosen == null) {
            return;
        }
        Path file = Path.of(ENDINGS.stream().anyMatch(chosen::endsWith) ? chosen
                : chosen + ENDINGS.get(Math.max(0, dialog.getFilterIndex())));
        UiThread ui = UiThread.of(pane);
        Job.create(NLS.bind(Messages.Export_job, page.title()), monitor -> {
            try {
                write(page, file);
                ui.execute(() -> Output.say(pane, NLS.bind(Messages.Export_done, file)));
            } catch (IOException e) {
                ILog.of(Exporter.class).warn("A page could not be saved", e);
                ui.execute(() -> MessageDialog.openError(pane.getShell(), Messages.Export_title,
                        NLS.bind(Messages.Export_failed, file, words(e))));
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    private static String words(IOException failure) {
        return failure instanceof PdfException pdf ? pdf.text(Words.locale()) : failure.getLocalizedMessage();
    }

    /** Writes a page in the format that the ending of the file's name stands for. */
    static void write(Page page, Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".pdf")) {
            PagePdf.write(List.of(page), file);
        } else {
            Files.writeString(file, name.endsWith(".html") ? PageHtml.html(page, PageStyle.FILE) : PageText.full(page));
        }
    }
}
