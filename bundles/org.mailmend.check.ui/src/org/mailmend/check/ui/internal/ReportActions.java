package org.mailmend.check.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.HTMLTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.check.CheckResult;
import org.mailmend.check.report.CheckReport;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

/** Copies and saves reports. */
final class ReportActions {
    private static final List<String> ENDINGS = List.of(".md", ".html", ".json");

    private ReportActions() {
    }

    /** What is checked, in a few words. */
    static String subject(CheckRun run) {
        return run.input().isPractice()
                ? Scenarios.byId(run.input().scenario()).map(scenario -> title(scenario)).orElse(run.input().scenario())
                : run.input().host().strip();
    }

    private static String title(Scenario scenario) {
        return scenario.title(Words.locale());
    }

    /** Puts the report on the clipboard, as Markdown for text fields and as HTML for mails and documents. */
    static void copy(Display display, CheckResult result) {
        Clipboard clipboard = new Clipboard(display);
        clipboard.setContents(
                new Object[] {CheckReport.toMarkdown(result, Words.locale()), CheckReport.toHtml(result, Words.locale())},
                new Transfer[] {TextTransfer.getInstance(), HTMLTransfer.getInstance()});
        clipboard.dispose();
    }

    /** Asks for a file and writes the report in the format that its ending names. */
    static void save(Shell shell, CheckResult result) {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setText(Messages.Save_title);
        dialog.setFilterNames(new String[] {Messages.Save_markdown, Messages.Save_html, Messages.Save_json});
        dialog.setFilterExtensions(ENDINGS.stream().map(ending -> "*" + ending).toArray(String[]::new));
        dialog.setOverwrite(true);
        dialog.setFileName("mailmend-" + result.target().host() + "-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(result.started().atZone(ZoneId.systemDefault()))
                + ENDINGS.getFirst());
        String chosen = dialog.open();
        if (chosen == null) {
            return;
        }
        Path file = Path.of(ENDINGS.stream().anyMatch(chosen::endsWith) ? chosen
                : chosen + ENDINGS.get(Math.max(0, dialog.getFilterIndex())));
        try {
            Files.writeString(file, report(result, file.getFileName().toString()));
        } catch (IOException e) {
            MessageDialog.openError(shell, Messages.Save_title, NLS.bind(Messages.Save_failed, file, e.getLocalizedMessage()));
        }
    }

    /** The report in the format that the ending of the file name stands for. */
    static String report(CheckResult result, String fileName) {
        return fileName.endsWith(".json") ? CheckReport.toJson(result, Words.locale(), true)
                : fileName.endsWith(".html") ? CheckReport.toHtml(result, Words.locale())
                        : CheckReport.toMarkdown(result, Words.locale());
    }
}
