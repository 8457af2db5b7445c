package org.mailmend.tickets.ui.internal.create;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.people.ContactField;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Asks who is calling, and says at once whether that is somebody who is known. */
final class CallerArea extends Composite {
    private static final int LEAST = 120;

    private final Runnable changed;
    private final ContactField field;
    private final Label hint;

    CallerArea(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        this.changed = changed;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(this);
        Label label = new Label(this, SWT.NONE);
        label.setText(Messages.Caller_label);
        field = new ContactField(this, "caller", (text, most, answer) -> Desk.get().ask(this,
                store -> store.contacts(text, most).stream().filter(contact -> !contact.anonymous()).toList(), answer,
                problem -> answer.accept(List.of())));
        field.control().setMessage(Messages.Caller_message);
        Widgets.accessibleName(field.control(), Messages.Caller_label);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(LEAST, SWT.DEFAULT)
                .applyTo(field.control());
        new Label(this, SWT.NONE);
        hint = Widgets.id(new Label(this, SWT.NONE), "caller.hint");
        hint.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST, SWT.DEFAULT).applyTo(hint);
        field.onTyping(this::changed);
        field.onChange(contact -> changed());
        Theme.onChange(this, this::paint);
        paint();
    }

    /** Writes a name or an address in. */
    void put(String written) {
        field.put(written);
    }

    /** What stands there. */
    String text() {
        return field.control().getText();
    }

    boolean isEmpty() {
        return field.isEmpty();
    }

    /**
     * Who stands there; null for nobody.
     *
     * @throws TicketException when it is none
     */
    Contact get() {
        return field.get();
    }

    private void changed() {
        paint();
        changed.run();
    }

    private void paint() {
        String words = "";
        boolean wrong = false;
        try {
            Contact contact = field.get();
            words = contact == null ? ""
                    : contact.id() == 0 ? Messages.Caller_new
                            : (contact.organisation() == null ? Messages.Caller_known
                                    : NLS.bind(Messages.Caller_knownOf, contact.organisation().name()))
                                    + (contact.mail() == null ? "" : " · " + contact.mail());
        } catch (TicketException e) {
            words = e.text(Language.locale());
            wrong = true;
        }
        hint.setText(Visible.line(words).replace("&", "&&"));
        hint.setToolTipText(Visible.line(words).replace("&", "&&"));
        hint.setForeground(wrong ? Palette.current().fault() : Palette.current().dim());
    }
}
