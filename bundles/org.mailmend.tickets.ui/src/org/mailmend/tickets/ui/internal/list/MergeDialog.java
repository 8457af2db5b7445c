package org.mailmend.tickets.ui.internal.list;

import java.util.Comparator;
import java.util.List;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.tickets.Ticket;
import org.mailmend.workbench.Widgets;

/** Asks which ticket the others become a part of: one of those that are selected, or another by its number. */
final class MergeDialog extends Dialog {
    private static final int WIDTH = 420;

    private final List<Ticket> tickets;
    private Combo into;
    private long target;

    MergeDialog(Shell parent, List<Ticket> tickets) {
        super(parent);
        this.tickets = tickets.stream().sorted(Comparator.comparingLong(Ticket::number)).toList();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(TicketMenu.plain(Messages.Menu_merge));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 6).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Merge_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(words);
        into = Widgets.id(new Combo(area, SWT.DROP_DOWN), "into");
        Widgets.accessibleName(into, Messages.Merge_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(into);
        if (tickets.size() > 1) {
            tickets.forEach(ticket -> into.add("#" + ticket.number() + " " + ticket.subject()));
            into.select(0);
        }
        into.addListener(SWT.Modify, event -> enable());
        return area;
    }

    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        enable();
        return contents;
    }

    private void enable() {
        target = number(into.getText());
        boolean sense = target > 0 && (tickets.size() != 1 || tickets.getFirst().number() != target);
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(sense);
        }
    }

    /** The number that a text begins with, in half or full width; 0 for none. */
    static long number(String text) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC).strip();
        java.util.regex.Matcher number = java.util.regex.Pattern.compile("^#?(\\d{1,15})(?:\\s.*)?$").matcher(plain);
        return number.matches() ? Long.parseLong(number.group(1)) : 0;
    }

    /** The number of the ticket that the others become a part of. */
    long target() {
        return target;
    }
}
