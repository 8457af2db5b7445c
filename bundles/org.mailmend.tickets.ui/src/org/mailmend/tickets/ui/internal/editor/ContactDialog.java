package org.mailmend.tickets.ui.internal.editor;

import java.util.List;
import java.util.function.Consumer;

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
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Organisation;
import org.mailmend.tickets.TicketException;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** All that is known of a person, to be put right. */
final class ContactDialog extends Dialog {
    private static final int WIDTH = 300;
    private static final int NOTE = 60;

    private final Contact contact;
    private final TicketModel model;
    private final Consumer<Contact> saved;
    private Text name;
    private Text mail;
    private Text phone;
    private Text organisation;
    private Combo language;
    private Text note;
    private StatusLabel problem;

    /** @param saved told of the contact as it was saved */
    ContactDialog(Shell parent, TicketModel model, Contact contact, Consumer<Contact> saved) {
        super(parent);
        this.contact = contact;
        this.model = model;
        this.saved = saved;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Contact_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 16).spacing(12, 8).applyTo(area);
        name = field(area, "name", Messages.Contact_name, contact.name());
        mail = field(area, "mail", Messages.Contact_mail, contact.mail());
        phone = field(area, "phone", Messages.Contact_phone, contact.phone());
        organisation = field(area, "organisation", Messages.Contact_organisation,
                contact.organisation() == null ? "" : contact.organisation().name());
        label(area, Messages.Contact_language);
        language = Widgets.id(new Combo(area, SWT.READ_ONLY), "language");
        language.setItems(Messages.Choice_unknown, Messages.Language_en, Messages.Language_ja);
        language.select("en".equals(contact.language()) ? 1 : "ja".equals(contact.language()) ? 2 : 0);
        label(area, Messages.Contact_note);
        note = Widgets.id(new Text(area, SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL), "note");
        note.setText(contact.note() == null ? "" : contact.note());
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, NOTE).applyTo(note);
        problem = Widgets.id(new StatusLabel(area), "problem");
        problem.setData("org.eclipse.e4.ui.css.CssClassName", null);
        problem.setBackground(area.getBackground());
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        return area;
    }

    private static void label(Composite area, String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    }

    private static Text field(Composite area, String id, String words, String value) {
        label(area, words);
        Text text = Widgets.id(new Text(area, SWT.BORDER), id);
        text.setText(value == null ? "" : value);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Contact_save, true), "save");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "cancel");
    }

    @Override
    protected void okPressed() {
        String group = organisation.getText().strip();
        Contact changed;
        try {
            changed = contact.withName(name.getText()).withMail(mail.getText()).withPhone(phone.getText())
                    .withLanguage(List.of("", "en", "ja").get(Math.max(0, language.getSelectionIndex())))
                    .withNote(note.getText());
            if (!group.isEmpty()) {
                Organisation.of(group);
            }
        } catch (TicketException e) {
            say(e.text(Texts.locale()));
            return;
        }
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        model.make(Messages.Did_contact, (store, who) -> {
            Organisation known = group.isEmpty() ? null
                    : store.organisation(group).orElseGet(() -> store.save(Organisation.of(group), who));
            return store.save(changed.withOrganisation(known), who);
        }, fresh -> {
            saved.accept(fresh);
            if (getShell() != null && !getShell().isDisposed()) {
                close();
            }
        }, e -> {
            if (getShell() != null && !getShell().isDisposed()) {
                getButton(IDialogConstants.OK_ID).setEnabled(true);
                say(TicketModel.sentence(e));
            }
        });
    }

    private void say(String sentence) {
        problem.set(State.FAULT, sentence);
        problem.setVisible(true);
        ((org.eclipse.swt.layout.GridData) problem.getLayoutData()).exclude = false;
        getShell().layout(true, true);
        getShell().setSize(getShell().computeSize(getShell().getSize().x, SWT.DEFAULT));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }
}
