package org.mailmend.tickets.ui.internal.editor;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Presets;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.ClientField;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.ui.internal.people.ContactField;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The essentials of a ticket as fields in place. A choice is saved at once, what is typed when the field is left or Enter is pressed. */
final class HeaderPane extends Composite {
    private static final int FIELD = 140;
    private static final int NARROW = 120;
    /** From this width on all fields fit into two rows. */
    private static final int WIDE = 5 * FIELD + 4 * 8;
    private static final String ALL_FIELDS = "allFields";
    private static final List<Integer> DUE_DAYS = List.of(0, 1, 3, 7);

    private final TicketModel model;
    private final Runnable editContact;
    private final Label number;
    private final Text subject;
    private final ContactField requester;
    private final Link person;
    private final Combo status;
    private final Combo due;
    private final Combo assignee;
    private final ClientField client;
    private final Combo account;
    private final Combo provider;
    private final Combo priority;
    private final Text tags;
    private final Composite notice;
    private final StatusLabel problem;
    private final Button forget;
    private final Composite extras;
    private final Composite fields;
    private boolean allFields = settings().getBoolean(ALL_FIELDS, false);
    private Consumer<String> fieldsShown = words -> {
        // nobody is interested yet
    };
    private final List<Status> nextStatus = new ArrayList<>();
    private final List<String> providers = new ArrayList<>();
    private KnowledgeBase base;
    private boolean filling;

    /** @param editContact shows all that is known of the requester */
    HeaderPane(Composite parent, TicketModel model, Runnable editContact) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        this.editContact = editContact;
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(8, 8).applyTo(this);

        Composite top = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        number = Widgets.id(new Label(top, SWT.NONE), "number");
        number.setFont(Widgets.headingFont());
        number.setText(NLS.bind(Messages.Header_number, model.number()));
        dim(number);
        subject = typed(top, Field.SUBJECT, "subject");
        subject.setFont(Widgets.headingFont());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(NARROW, SWT.DEFAULT).applyTo(subject);
        extras = new Composite(top, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(4, 0).applyTo(extras);

        fields = new Composite(this, SWT.NONE);
        fields.setLayout(new Columns(FIELD, 8));
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(fields);

        Composite who = cell(fields, Field.REQUESTER.text(Texts.locale()));
        person = Widgets.id(new Link(who.getChildren()[0].getParent(), SWT.NONE), "requester.details");
        requester = new ContactField(who, "requester",
                (text, most, answer) -> model.ask(store -> store.contacts(text, most), answer));
        Widgets.accessibleName(requester.control(), Field.REQUESTER.text(Texts.locale()));
        fill(requester.control());
        Widgets.link(person, "<a>" + Messages.Requester_details + "</a>", this.editContact);
        person.moveAbove(requester.control());
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(person);
        ((org.eclipse.swt.layout.GridLayout) who.getLayout()).numColumns = 2;
        ((GridData) requester.control().getLayoutData()).horizontalSpan = 2;
        requester.onChange(this::requester);

        status = combo(fields, Field.STATUS, "status", SWT.READ_ONLY);
        status.addListener(SWT.Selection, event -> choose(change -> change.status(nextStatus.get(status.getSelectionIndex()))));
        due = combo(fields, Field.DUE, "due", SWT.NONE);
        due.setToolTipText(Messages.Due_tip);
        for (int days : DUE_DAYS) {
            due.add(dueWords(days));
        }
        due.add(Messages.Due_none);
        due.addListener(SWT.Selection, event -> dueChosen());
        leave(due, this::takeDue, () -> due.setText(shownDue()));
        assignee = combo(fields, Field.ASSIGNEE, "assignee", SWT.NONE);
        leave(assignee, () -> take(Field.ASSIGNEE, assignee.getText()), () -> assignee.setText(now(Field.ASSIGNEE)));
        assignee.addListener(SWT.Selection, event -> take(Field.ASSIGNEE, assignee.getText()));

        Composite which = cell(fields, Field.CLIENT.text(Texts.locale()));
        client = new ClientField(which, "client", Messages.Client_hint);
        Widgets.accessibleName(client.control(), Field.CLIENT.text(Texts.locale()));
        fill(client.control());
        client.onAccept(() -> {
            if (client.get() != null) {
                take(Field.CLIENT, client.get().id());
            }
        });
        leave(client.control(), this::takeClient, this::showClient);
        account = combo(fields, Field.ACCOUNT, "account", SWT.READ_ONLY);
        account.add(Messages.Choice_unknown);
        for (AccountKind kind : AccountKind.values()) {
            account.add(kind.text(Texts.locale()));
        }
        account.addListener(SWT.Selection, event -> choose(change -> change
                .account(account.getSelectionIndex() <= 0 ? null : AccountKind.values()[account.getSelectionIndex() - 1])));
        provider = combo(fields, Field.PROVIDER, "provider", SWT.NONE);
        Presets.all().stream().map(preset -> preset.provider()).distinct().forEach(id -> {
            providers.add(id);
            provider.add(Words.provider(id));
        });
        provider.addListener(SWT.Selection, event -> take(Field.PROVIDER, providerId(provider.getText())));
        leave(provider, () -> take(Field.PROVIDER, providerId(provider.getText())),
                () -> provider.setText(providerName(now(Field.PROVIDER))));
        priority = combo(fields, Field.PRIORITY, "priority", SWT.READ_ONLY);
        for (Priority one : Priority.values()) {
            priority.add(one.text(Texts.locale()));
        }
        priority.addListener(SWT.Selection,
                event -> choose(change -> change.priority(Priority.values()[priority.getSelectionIndex()])));
        Composite labels = cell(fields, Field.TAGS.text(Texts.locale()));
        tags = Widgets.id(new Text(labels, SWT.BORDER), "tags");
        tags.setMessage(Messages.Tags_hint);
        Widgets.accessibleName(tags, Field.TAGS.text(Texts.locale()));
        fill(tags);
        leave(tags, () -> take(Field.TAGS, tagLines(tags.getText())),
                () -> tags.setText(String.join(", ", model.now().ticket().tags())));
        tags.addListener(SWT.Modify, event -> type(Field.TAGS, () -> tagLines(tags.getText())));

        fields.addListener(SWT.Resize, event -> showFields());
        showFields();

        notice = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(notice);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(notice);
        problem = Widgets.id(new StatusLabel(notice), "problem");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(NARROW, SWT.DEFAULT).applyTo(problem);
        forget = Widgets.id(new Button(notice, SWT.PUSH), "forget");
        forget.setText(Messages.Problem_forget);
        forget.addListener(SWT.Selection, event -> {
            model.forgetTyped();
            show();
        });
        notice.setVisible(false);
        model.onProblem(text -> say(State.FAULT, text));
        model.onChange(this::show);
        model.beforeSaving(this::handIn);
    }

    /** Where more controls go, at the right of the subject. */
    Composite extras() {
        return extras;
    }

    // --- fields that are not always shown

    private static IEclipsePreferences settings() {
        return InstanceScope.INSTANCE.getNode("org.mailmend.tickets.ui/editor");
    }

    /** Told what the button for the other fields would do. */
    void onFields(Consumer<String> action) {
        fieldsShown = action;
        showFields();
    }

    /** Shows provider, priority and tags, or takes them away to leave room for what is below. */
    void toggleFields() {
        allFields = !allFields;
        settings().putBoolean(ALL_FIELDS, allFields);
        showFields();
    }

    /** Shows all fields: one of them is needed now. */
    void showAllFields() {
        if (!allFields) {
            toggleFields();
        }
    }

    private void showFields() {
        boolean shown = allFields || fields.getSize().x >= WIDE;
        fieldsShown.accept(allFields ? Messages.Header_fewerFields : Messages.Header_moreFields);
        if (provider.getParent().getVisible() != shown) {
            for (Control field : List.of(provider, priority, tags)) {
                field.getParent().setVisible(shown);
            }
            fields.requestLayout();
        }
    }

    // --- making fields

    private static Composite cell(Composite parent, String name) {
        Composite cell = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(cell);
        Label label = new Label(cell, SWT.NONE);
        label.setText(Texts.plain(name));
        dim(label);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(label);
        return cell;
    }

    private static void dim(Label label) {
        label.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        Runnable paint = () -> {
            label.setForeground(Palette.current().dim());
            label.setBackground(Palette.current().surface());
        };
        Theme.onChange(label, paint);
        paint.run();
    }

    private static void fill(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(control);
    }

    private Combo combo(Composite parent, Field field, String id, int style) {
        Composite cell = cell(parent, field.text(Texts.locale()));
        Combo combo = Widgets.id(new Combo(cell, SWT.DROP_DOWN | style), id);
        Widgets.accessibleName(combo, field.text(Texts.locale()));
        fill(combo);
        if ((style & SWT.READ_ONLY) == 0) {
            combo.setTextLimit(field.limit());
        }
        // turning the wheel over a field that is scrolled past must not change it
        combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
        return combo;
    }

    private Text typed(Composite parent, Field field, String id) {
        Text text = Widgets.id(new Text(parent, SWT.BORDER | SWT.SINGLE), id);
        text.setTextLimit(field.limit());
        Widgets.accessibleName(text, field.text(Texts.locale()));
        text.addListener(SWT.Modify, event -> type(field, text::getText));
        leave(text, () -> take(field, text.getText()), () -> text.setText(now(field)));
        return text;
    }

    private void type(Field field, Supplier<String> value) {
        if (!filling) {
            model.typed(field, value.get());
        }
    }

    /** Takes what stands in a field when it is left or Enter is pressed, and puts it back with Esc. */
    private void leave(Control control, Runnable take, Runnable back) {
        control.addListener(SWT.DefaultSelection, event -> unlessFilling(take));
        control.addListener(SWT.FocusOut, event -> unlessFilling(take));
        control.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE && model.now() != null) {
                event.doit = false;
                filling = true;
                back.run();
                filling = false;
                model.forgetTyped();
            }
        });
    }

    private void unlessFilling(Runnable take) {
        if (!filling && model.now() != null) {
            take.run();
        }
    }

    // --- taking values

    private void take(Field field, String value) {
        String clean = value.strip();
        if (clean.equals(now(field))) {
            model.typed(field, clean);
            return;
        }
        model.typed(field, clean);
        model.commit();
    }

    private void choose(java.util.function.UnaryOperator<TicketChange> change) {
        if (!filling && model.now() != null) {
            try {
                model.change(change.apply(TicketChange.none()));
            } catch (TicketException e) {
                say(State.FAULT, e.text(Texts.locale()));
            }
        }
    }

    private void requester(Contact contact) {
        if (contact == null || contact.id() != 0) {
            model.change(TicketChange.none().requester(contact));
            return;
        }
        model.make(Messages.Did_contact, (store, who) -> {
            Optional<Contact> known = contact.mail() == null ? Optional.empty() : store.contactByMail(contact.mail());
            return known.orElseGet(() -> store.save(contact, who));
        }, saved -> model.change(TicketChange.none().requester(saved)));
    }

    private static String dueWords(int days) {
        return switch (days) {
            case 0 -> Messages.Due_today;
            case 1 -> Messages.Due_tomorrow;
            default -> NLS.bind(Messages.Due_days, days);
        };
    }

    private void dueChosen() {
        int chosen = due.getSelectionIndex();
        if (chosen < 0) {
            return;
        }
        Instant when = chosen < DUE_DAYS.size() ? Texts.evening(DUE_DAYS.get(chosen)) : null;
        filling = true;
        due.setText(Texts.due(when));
        filling = false;
        choose(change -> change.due(when));
    }

    private void takeDue() {
        String typed = due.getText();
        if (typed.strip().equals(shownDue()) || due.indexOf(typed) >= 0) {
            return;
        }
        try {
            Instant when = Texts.due(typed);
            choose(change -> change.due(when));
        } catch (DateTimeParseException e) {
            say(State.FAULT, NLS.bind(Messages.Due_wrong, Visible.line(typed)));
        }
    }

    private String shownDue() {
        return Texts.due(model.now().ticket().due());
    }

    private void takeClient() {
        Client chosen = client.get();
        take(Field.CLIENT, chosen == null ? client.control().getText() : chosen.id());
    }

    private void showClient() {
        String id = model.now().ticket().client();
        Client known = id == null || base == null ? null : base.client(id).orElse(null);
        client.fill(known);
        if (known == null && id != null) {
            client.control().setText(Visible.line(id));
        }
    }

    private String providerId(String name) {
        int at = provider.indexOf(name);
        return at >= 0 ? providers.get(at) : name;
    }

    private static String providerName(String id) {
        return id.isEmpty() ? "" : Visible.line(Words.provider(id));
    }

    private static String tagLines(String text) {
        TreeSet<String> all = new TreeSet<>();
        for (String tag : text.split("[,、，;\\n]")) {
            if (!tag.isBlank()) {
                all.add(tag.strip());
            }
        }
        return String.join("\n", all);
    }

    private String now(Field field) {
        return model.now() == null ? "" : model.now().ticket().get(field);
    }

    /** Takes what stands in a field that still has the focus. */
    private void handIn() {
        if (!isDisposed() && model.now() != null && !filling) {
            Control focus = getDisplay().getFocusControl();
            if (focus == tags) {
                model.typed(Field.TAGS, tagLines(tags.getText()));
            } else if (focus == subject) {
                model.typed(Field.SUBJECT, subject.getText().strip());
            } else if (focus == assignee) {
                model.typed(Field.ASSIGNEE, assignee.getText().strip());
            } else if (focus == provider) {
                model.typed(Field.PROVIDER, providerId(provider.getText()).strip());
            } else if (focus == client.control()) {
                model.typed(Field.CLIENT, client.get() == null ? client.control().getText().strip() : client.get().id());
            }
        }
    }

    // --- showing

    /** The clients to choose from. */
    void knowledge(KnowledgeBase known) {
        base = known;
        client.clients(known.clients());
        if (model.now() != null && !client.control().isFocusControl()) {
            filling = true;
            showClient();
            filling = false;
        }
    }

    /** Says a sentence below the fields; null takes it away. */
    void say(State state, String sentence) {
        if (isDisposed()) {
            return;
        }
        if (sentence != null) {
            problem.set(state, sentence);
        }
        boolean offer = sentence != null && model.isDirty();
        forget.setVisible(offer);
        if (notice.getVisible() != (sentence != null)) {
            notice.setVisible(sentence != null);
            ((GridData) notice.getLayoutData()).exclude = sentence == null;
        }
        requestLayout();
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        filling = true;
        Ticket ticket = model.now().ticket();
        text(subject, typedOr(Field.SUBJECT));
        if (!requester.control().isFocusControl() || !requester.isTyping()) {
            requester.fill(ticket.requester());
        }
        person.setVisible(ticket.requester() != null && !ticket.requester().anonymous());
        nextStatus.clear();
        nextStatus.add(ticket.status());
        for (Status each : Status.values()) {
            if (ticket.status().next().contains(each)) {
                nextStatus.add(each);
            }
        }
        status.setItems(nextStatus.stream().map(each -> each.text(Texts.locale())).toArray(String[]::new));
        status.select(0);
        text(due, shownDue());
        String me = model.who();
        String assigned = ticket.assignee() == null ? "" : ticket.assignee();
        String[] people = java.util.stream.Stream.of(me, assigned).filter(name -> !name.isEmpty()).distinct()
                .toArray(String[]::new);
        if (!java.util.Arrays.equals(people, assignee.getItems()) && !assignee.isFocusControl()) {
            assignee.setItems(people);
        }
        text(assignee, typedOr(Field.ASSIGNEE));
        if (!client.control().isFocusControl()) {
            showClient();
        }
        account.select(ticket.account().map(kind -> kind.ordinal() + 1).orElse(0));
        text(provider, providerName(typedOr(Field.PROVIDER)));
        priority.select(ticket.priority().ordinal());
        String shown = model.typed(Field.TAGS) == null ? String.join(", ", ticket.tags())
                : model.typed(Field.TAGS).replace("\n", ", ");
        text(tags, shown);
        boolean closed = ticket.removed() || ticket.mergedInto().isPresent();
        setEnabled(!closed);
        filling = false;
        if (ticket.mergedInto().isPresent()) {
            say(State.WARNING, NLS.bind(Messages.Header_merged, ticket.mergedInto().get()));
        } else if (ticket.removed()) {
            say(State.WARNING, Messages.Header_removed);
        }
    }

    private String typedOr(Field field) {
        String typed = model.typed(field);
        return typed == null ? now(field) : typed;
    }

    /** Shows a text unless somebody is typing there. */
    private static void text(Control control, String value) {
        String line = Visible.line(value);
        if (control instanceof Text text && !text.getText().equals(line) && !text.isFocusControl()) {
            text.setText(line);
        } else if (control instanceof Combo combo && !combo.getText().equals(line) && !combo.isFocusControl()) {
            combo.setText(line);
        }
    }

    /** Puts the caret into the subject. */
    @Override
    public boolean setFocus() {
        return subject.setFocus();
    }
}
