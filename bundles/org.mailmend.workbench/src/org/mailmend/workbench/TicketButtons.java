package org.mailmend.workbench;

import java.util.List;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Two buttons that hand over what was found to a new ticket, or to one that is there. Used in the UI thread. */
public final class TicketButtons {
    private final List<Button> buttons;

    /**
     * Adds them to a row; where there are no tickets, none.
     *
     * @param row   with a row layout or a grid
     * @param draft what is handed over; asked for when a button is pressed, and may answer null for nothing
     */
    public TicketButtons(Composite row, Supplier<TicketDraft> draft) {
        buttons = TicketOpener.find() == null ? List.of()
                : List.of(button(row, "ticket.make", Messages.Ticket_make, Messages.Ticket_makeTip, draft, false),
                        button(row, "ticket.attach", Messages.Ticket_attach, Messages.Ticket_attachTip, draft, true));
    }

    private static Button button(Composite row, String id, String words, String tip, Supplier<TicketDraft> supplier,
            boolean attach) {
        Button button = Widgets.id(new Button(row, SWT.PUSH), id);
        button.setText(words);
        button.setToolTipText(tip);
        if (row.getLayout() instanceof RowLayout) {
            button.setLayoutData(new RowData());
        }
        button.addListener(SWT.Selection, event -> {
            TicketDraft draft = supplier.get();
            TicketOpener opener = TicketOpener.find();
            if (draft != null && opener != null) {
                if (attach) {
                    opener.attach(draft);
                } else {
                    opener.create(draft);
                }
            }
        });
        return button;
    }

    /** Whether there is something to hand over. */
    public void enable(boolean enabled) {
        buttons.forEach(button -> button.setEnabled(enabled));
    }
}
