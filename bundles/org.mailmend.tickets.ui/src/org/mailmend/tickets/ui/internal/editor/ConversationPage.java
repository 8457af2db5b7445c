package org.mailmend.tickets.ui.internal.editor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Messages, notes and work of a ticket, the newest first; above them a field for a note. */
final class ConversationPage extends Composite {
    private static final int FIRST = 25;
    private static final int MORE = 100;
    private static final int LONGEST = 20_000;
    private static final int NOTE_HEIGHT = 48;
    private static final int NARROW = 120;

    /** What its buttons lead to. */
    interface Actions {
        /** Explains a text in the Assistant. */
        void explain(String text);

        /** Saves a file of an entry. */
        void save(Attachment file);

        /** Sends a message again. */
        void repeat(Entry entry);
    }

    private final TicketModel model;
    private final Actions actions;
    private final Text note;
    private final Button add;
    private final Sheet sheet;
    private int shown = FIRST;
    private boolean filling;
    private List<Entry> written = List.of();

    ConversationPage(Composite parent, TicketModel model, Actions actions) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        this.actions = actions;
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        Composite top = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 8).spacing(8, 0).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        note = Widgets.id(new Text(top, SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL), "note");
        note.setMessage(Messages.Note_hint);
        Widgets.accessibleName(note, Messages.Note_name);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, NOTE_HEIGHT).applyTo(note);
        add = Sheet.push(top, "note.add", Messages.Note_add, this::addNote);
        add.setToolTipText(Messages.Note_addTip);
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.END).applyTo(add);
        note.addListener(SWT.Modify, event -> noteChanged());
        note.addListener(SWT.Traverse, event -> {
            // Tab leaves the field: notes have no tabs.
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        note.addListener(SWT.KeyDown, event -> {
            if ((event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) && (event.stateMask & SWT.MOD1) != 0) {
                event.doit = false;
                addNote();
            }
        });
        sheet = new Sheet(this);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sheet);
        add.setEnabled(false);
        model.onChange(this::show);
        Theme.onChange(this, () -> {
            written = List.of();
            show();
        });
    }

    private void noteChanged() {
        add.setEnabled(!note.getText().isBlank());
        if (!filling) {
            model.scraps().keep(Scraps.NOTE, Map.of("text", note.getText()));
        }
    }

    /** Puts back a note that was not added. */
    boolean recover() {
        String text = model.scraps().find(Scraps.NOTE).getOrDefault("text", "");
        if (!text.isBlank() && note.getText().isBlank()) {
            filling = true;
            note.setText(text);
            filling = false;
            return true;
        }
        return false;
    }

    private void addNote() {
        String text = note.getText();
        if (text.isBlank()) {
            return;
        }
        Entry entry;
        try {
            entry = Entry.of(Entry.Kind.NOTE, Instant.now(), model.who(), "", text);
        } catch (org.mailmend.tickets.TicketException e) {
            model.problem(e.text(Texts.locale()));
            return;
        }
        add.setEnabled(false);
        model.add(entry, List.of(), () -> {
            if (!isDisposed() && note.getText().equals(text)) {
                note.setText("");
            }
        });
    }

    private static boolean isConversation(Entry entry) {
        return switch (entry.kind()) {
            case MESSAGE_IN, MESSAGE_OUT, NOTE, BOUNCE, WORK -> true;
            default -> false;
        };
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        List<Entry> all = new ArrayList<>(
                model.now().entries().stream().filter(ConversationPage::isConversation).toList().reversed());
        if (all.equals(written) && !all.isEmpty()) {
            return;
        }
        boolean first = written.isEmpty();
        written = all;
        sheet.begin();
        String symptom = model.now().ticket().symptom();
        if (all.isEmpty()) {
            sheet.prose("empty").title(Messages.Conversation_empty).gap()
                    .paragraph(symptom.isEmpty() ? Messages.Conversation_emptyWords : Visible.of(shorten(symptom))).show();
        }
        for (Entry entry : all.subList(0, Math.min(shown, all.size()))) {
            write(entry);
        }
        if (all.size() > shown) {
            sheet.link("earlier", NLS.bind(Messages.Conversation_earlier, all.size() - shown), () -> {
                shown += MORE;
                written = List.of();
                show();
            });
        }
        sheet.end(first);
    }

    private void write(Entry entry) {
        Locale locale = Texts.locale();
        Composite row = new Composite(sheet.area(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        Label icon = new Label(row, SWT.NONE);
        Image image = Icons.of(ConversationPage.class, icon(entry.kind()));
        icon.setImage(image);
        Widgets.accessibleName(icon, entry.kind().text(locale));
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(16, 16).applyTo(icon);
        Composite column = new Composite(row, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(column);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(column);
        Prose prose = sheet.prose(column, "entry." + entry.id());
        prose.coloured(Visible.line(entry.who().isEmpty() ? Messages.Conversation_nobody : entry.who()),
                Palette.current().text());
        prose.aside(line(entry, locale));
        if (entry.kind() != Entry.Kind.NOTE && !entry.title().isEmpty()) {
            prose.paragraph(Visible.line(entry.title()));
        }
        String text = entry.text().isBlank() ? "" : Visible.of(shorten(entry.text()));
        if (!text.isEmpty()) {
            prose.gap();
            text.lines().forEach(prose::paragraph);
        }
        prose.show();
        if (entry.state() != null) {
            state(column, entry);
        }
        for (Attachment file : entry.attachments()) {
            if (!"message.html".equals(file.name())) {
                sheet.link(column, "file." + file.id(), NLS.bind(Messages.Conversation_file, Visible.line(file.name()),
                        Texts.size(file.size())), () -> actions.save(file));
            }
        }
        if (entry.kind() == Entry.Kind.BOUNCE) {
            sheet.link(column, "explain." + entry.id(), Messages.Conversation_explain, () -> actions.explain(entry.text()));
        }
        sheet.line();
    }

    private static String line(Entry entry, Locale locale) {
        StringBuilder line = new StringBuilder(entry.kind().text(locale)).append(" · ").append(Texts.time(entry.at()));
        if (entry.spent() != null) {
            line.append(" · ").append(Texts.spent(entry.spent()));
        }
        if (entry.kind() == Entry.Kind.MESSAGE_OUT && !entry.data("to").isEmpty()) {
            line.append(" · ").append(NLS.bind(Messages.Conversation_to, Visible.line(entry.data("to"))));
        }
        if (!entry.data("channel").isEmpty()) {
            org.mailmend.tickets.reply.Channel.fromId(entry.data("channel"))
                    .ifPresent(channel -> line.append(" · ").append(channel.text(locale)));
        }
        return line.toString();
    }

    private void state(Composite column, Entry entry) {
        StatusLabel label = Widgets.id(new StatusLabel(column), "state." + entry.id());
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(label);
        switch (entry.state()) {
            case SENT -> label.set(State.OK, Messages.State_sent);
            case SENDING -> label.set(State.WARNING, Messages.State_sending);
            case FAILED -> label.set(State.FAULT,
                    NLS.bind(Messages.State_failed, MailSender.reason(entry, Texts.locale())));
        }
        if (entry.state() != Entry.State.SENT) {
            Composite buttons = new Composite(column, SWT.NONE);
            buttons.setLayout(org.eclipse.jface.layout.RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
            GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(buttons);
            sheet.button(buttons, "repeat." + entry.id(), Messages.State_repeat, () -> actions.repeat(entry));
            if (!entry.data("error").isEmpty()) {
                sheet.button(buttons, "why." + entry.id(), Messages.State_explain, () -> actions.explain(entry.data("error")));
            }
        }
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n" + Messages.Conversation_cut;
    }

    /** The icon of a kind of entry. */
    static String icon(Entry.Kind kind) {
        return "entry-" + kind.id();
    }

    @Override
    public boolean setFocus() {
        return note.setFocus();
    }
}
