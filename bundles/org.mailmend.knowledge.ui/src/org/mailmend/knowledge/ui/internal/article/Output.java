package org.mailmend.knowledge.ui.internal.article;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.custom.StyledTextPrintOptions;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.render.PageText;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.StatusArea;

/** Takes a page out of the window: onto the clipboard, into a file, onto paper. */
final class Output {
    private static final String ID = "org.mailmend.knowledge.ui.output";
    /** How long the line at the bottom says what was done, in milliseconds. */
    private static final int NOTICE = 5000;

    private Output() {
    }

    /** Copies the page as plain text, ready for a mail or a chat. */
    static void copy(ArticlePane pane) {
        if (pane.page() == null) {
            return;
        }
        Clipboard clipboard = new Clipboard(pane.getDisplay());
        clipboard.setContents(new Object[] {PageText.plain(pane.page())}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
        say(pane, NLS.bind(Messages.Output_copied, pane.page().title()));
    }

    static void export(ArticlePane pane) {
        if (pane.page() != null) {
            Exporter.export(pane);
        }
    }

    /** Asks for a printer and prints in the background. */
    static void print(ArticlePane pane) {
        if (pane.page() == null) {
            return;
        }
        PrinterData chosen = new PrintDialog(pane.getShell(), SWT.NONE).open();
        if (chosen == null) {
            return;
        }
        Printer printer = new Printer(chosen);
        // A field of its own, in black on white.
        Shell paper = new Shell(pane.getDisplay());
        StyledText text = new StyledText(paper, SWT.MULTI | SWT.WRAP);
        PageWriter.write(pane.plain(), Palette.LIGHT, text);
        StyledTextPrintOptions options = new StyledTextPrintOptions();
        options.jobName = pane.page().title();
        options.footer = "Mailmend" + StyledTextPrintOptions.SEPARATOR + StyledTextPrintOptions.SEPARATOR
                + StyledTextPrintOptions.PAGE_TAG;
        options.printTextForeground = true;
        options.printTextFontStyle = true;
        options.printTextBackground = false;
        Runnable run = text.print(printer, options);
        paper.dispose();
        Job.create(NLS.bind(Messages.Output_printing, pane.page().title()), monitor -> {
            try {
                run.run();
            } finally {
                printer.dispose();
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    /** Says in the line at the bottom what was done. */
    static void say(ArticlePane pane, String words) {
        StatusArea.set(ID, words);
        pane.getDisplay().timerExec(NOTICE, () -> StatusArea.set(ID, null));
    }
}
