package org.mailmend.tickets.ui.internal.create;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** A field for who is calling: finds contacts by a few letters, and takes new ones. */
final class CallerField extends Composite {
    private static final int MOST = 6;
    private static final int DEBOUNCE = 80;

    private final Runnable changed;
    private final Text text;
    private final Label hint;
    private final Table list;
    private Contact chosen;
    private boolean filling;
    private int generation;

    CallerField(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        this.changed = changed;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(this);
        Label label = new Label(this, SWT.NONE);
        label.setText(Messages.Caller_label);
        text = Widgets.id(new Text(this, SWT.SEARCH | SWT.ICON_CANCEL), "caller");
        text.setMessage(Messages.Caller_message);
        text.setTextLimit(600);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(240, SWT.DEFAULT).applyTo(text);
        new Label(this, SWT.NONE);
        hint = Widgets.id(new Label(this, SWT.NONE), "caller.hint");
        hint.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(hint);
        list = Widgets.plainRows(Widgets.id(new Table(this, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "caller.found"));
        Widgets.accessibleName(list, Messages.Caller_found);
        for (int i = 0; i < 3; i++) {
            new TableColumn(list, SWT.LEFT);
        }
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).exclude(true).applyTo(list);
        list.setVisible(false);
        text.addListener(SWT.Modify, event -> typed());
        text.addListener(SWT.KeyDown, this::key);
        list.addListener(SWT.DefaultSelection, event -> choose());
        list.addListener(SWT.MouseUp, event -> choose());
        list.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_UP && list.getSelectionIndex() <= 0) {
                text.setFocus();
            }
        });
        Theme.onChange(this, this::paint);
        paint();
    }

    /** Writes an address in. */
    void put(String written) {
        text.setText(written);
    }

    boolean isEmpty() {
        return text.getText().isBlank();
    }

    /**
     * Who stands there; null for nobody.
     *
     * @throws TicketException when it is none
     */
    Contact get() {
        return chosen != null ? chosen : Caller.of(text.getText());
    }

    private void typed() {
        if (filling) {
            return;
        }
        chosen = null;
        paint();
        changed.run();
        int mine = ++generation;
        String wanted = text.getText().strip();
        if (wanted.isEmpty()) {
            show(List.of());
            return;
        }
        getDisplay().timerExec(DEBOUNCE, () -> {
            if (!isDisposed() && mine == generation) {
                Desk.get().ask(this, store -> store.contacts(wanted, MOST), found -> {
                    if (mine == generation) {
                        show(found);
                    }
                }, problem -> show(List.of()));
            }
        });
    }

    private void show(List<Contact> found) {
        list.removeAll();
        for (Contact contact : found) {
            if (!contact.anonymous()) {
                TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
                item.setData(contact);
                item.setText(new String[] {contact.shown(), contact.mail() == null ? "" : contact.mail(),
                        contact.organisation() == null ? "" : contact.organisation().name()});
            }
        }
        for (TableColumn column : list.getColumns()) {
            column.pack();
        }
        boolean any = list.getItemCount() > 0;
        list.setVisible(any);
        ((GridData) list.getLayoutData()).exclude = !any;
        // the field grows, and what is below it moves
        list.requestLayout();
    }

    private void key(Event event) {
        if (event.keyCode == SWT.ARROW_DOWN && list.getItemCount() > 0) {
            event.doit = false;
            list.setFocus();
            list.setSelection(Math.max(0, list.getSelectionIndex()));
        }
    }

    private void choose() {
        if (list.getSelectionCount() == 1) {
            chosen = (Contact) list.getSelection()[0].getData();
            generation++;
            filling = true;
            text.setText(chosen.shown()
                    + (chosen.mail() == null || chosen.shown().equals(chosen.mail()) ? "" : " <" + chosen.mail() + ">"));
            text.setSelection(text.getCharCount());
            filling = false;
            show(List.of());
            text.setFocus();
            paint();
            changed.run();
        }
    }

    private void paint() {
        String words = "";
        boolean wrong = false;
        if (chosen != null) {
            words = chosen.organisation() == null ? Messages.Caller_known
                    : NLS.bind(Messages.Caller_knownOf, chosen.organisation().name());
        } else if (!isEmpty()) {
            try {
                Contact contact = Caller.of(text.getText());
                words = contact == null ? "" : Messages.Caller_new;
            } catch (TicketException e) {
                words = e.text(Language.locale());
                wrong = true;
            }
        }
        hint.setText(words.replace("&", "&&"));
        hint.setForeground(wrong ? Palette.current().fault() : Palette.current().dim());
        hint.requestLayout();
    }
}
