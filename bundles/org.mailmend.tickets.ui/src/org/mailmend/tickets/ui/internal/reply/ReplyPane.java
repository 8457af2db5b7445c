package org.mailmend.tickets.ui.internal.reply;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowDataFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Clip;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.OutgoingMail;
import org.mailmend.tickets.mail.SendingAccount;
import org.mailmend.tickets.reply.Channel;
import org.mailmend.tickets.reply.Draft;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Template;
import org.mailmend.tickets.reply.Templates;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Known;
import org.mailmend.tickets.ui.internal.editor.Scraps;
import org.mailmend.tickets.ui.internal.editor.Texts;
import org.mailmend.tickets.ui.internal.editor.TicketModel;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/**
 * The reply beside the conversation. It is written, looked at as it will leave, and only then sent; for chat and phone it is copied or read
 * aloud, and kept in the ticket all the same.
 */
public final class ReplyPane extends Composite {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);
    private static final int NARROW = 120;

    private final TicketModel model;
    private final StackLayout stack = new StackLayout();
    private final Composite write;
    private final Composite preview;
    private final Combo channel;
    private final Combo language;
    private final Combo template;
    private final Composite envelope;
    private final Text to;
    private final Link addCc;
    private final Text cc;
    private final Control ccLabel;
    private final Text subject;
    private final ReplyFiles files;
    private final Text text;
    private final StatusLabel problem;
    private final Button look;
    private final Button back;
    private final StyledText letter;
    private final StatusLabel previewState;
    private final Combo then;
    private final Button send;
    private final Button edit;
    private final Button account;
    private final List<Status> thenStatus = new ArrayList<>();
    private List<Template> templates = List.of();
    private List<Template> offered = List.of();
    private KnowledgeBase base;
    private boolean filling;
    /** Whether what was kept has been looked at: before that, an empty field must not take its place. */
    private boolean ready;
    private boolean touchedTo;
    private boolean sending;
    /** The message as it is shown in the preview; null while it is written. */
    private OutgoingMail shown;
    /** The text before a draft took its place. */
    private String before;

    /** @param mailPreferences shows where the sending account is set up */
    public ReplyPane(Composite parent, TicketModel model, Runnable mailPreferences) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        setLayout(stack);

        write = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(write);
        Composite top = new Composite(write, SWT.NONE);
        top.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(top);
        channel = combo(top, "channel", Messages.Reply_channel);
        for (Channel each : Channel.values()) {
            channel.add(each.text(Language.locale()));
        }
        channel.select(0);
        channel.addListener(SWT.Selection, event -> channelChosen());
        language = combo(top, "reply.language", Messages.Reply_language);
        language.setItems(Messages.Language_en, Messages.Language_ja);
        language.select(LANGUAGES.indexOf(Language.locale()));
        language.addListener(SWT.Selection, event -> {
            offerTemplates();
            keep();
        });
        template = combo(top, "template", Messages.Reply_template);
        template.setLayoutData(RowDataFactory.swtDefaults().exclude(true).create());
        template.setVisible(false);
        Button draft = Sheet.push(top, "draft", Messages.Reply_draft, this::draft);
        draft.setToolTipText(Messages.Reply_draftTip);
        back = Sheet.push(top, "draft.back", Messages.Reply_back, this::bringBack);
        back.setVisible(false);

        envelope = new Composite(write, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 4).applyTo(envelope);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(envelope);
        to = field(envelope, "to", Messages.Reply_to);
        to.addListener(SWT.Modify, event -> touchedTo |= !filling);
        ((GridData) to.getLayoutData()).horizontalSpan = 1;
        addCc = Widgets.id(new Link(envelope, SWT.NONE), "cc.add");
        Widgets.link(addCc, "<a>" + Messages.Reply_cc + "</a>", this::writeCc);
        cc = field(envelope, "cc", Messages.Reply_cc);
        ccLabel = envelope.getChildren()[envelope.getChildren().length - 2];
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(ccLabel);
        cc.addListener(SWT.Modify, event -> {
            if (!cc.getText().isEmpty()) {
                showCc(true);
            }
        });
        showCc(false);
        subject = field(envelope, "reply.subject", Messages.Reply_subject);
        text = Widgets.id(new Text(write, SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL), "reply");
        text.setMessage(Messages.Reply_hint);
        Widgets.accessibleName(text, Messages.Reply_name);
        GridDataFactory.fillDefaults().grab(true, true).hint(NARROW, 80).applyTo(text);
        text.addListener(SWT.Modify, event -> changed());
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        problem = Widgets.id(new StatusLabel(write), "reply.problem");
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        Composite below = new Composite(write, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(below);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(below);
        files = new ReplyFiles(below, () -> model.now() == null ? List.of() : model.now().entries(), () -> {
            keep();
            write.layout(true, true);
        }, this::say);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(files);
        look = Sheet.push(below, "preview", Messages.Reply_preview, this::preview);
        look.setToolTipText(Messages.Reply_previewTip);
        GridDataFactory.swtDefaults().align(SWT.END, SWT.END).applyTo(look);

        preview = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(preview);
        letter = Widgets.id(Prose.field(preview), "preview.letter");
        Widgets.accessibleName(letter, Messages.Preview_name);
        GridDataFactory.fillDefaults().grab(true, true).hint(NARROW, 80).applyTo(letter);
        previewState = Widgets.id(new StatusLabel(preview), "preview.state");
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).exclude(true).applyTo(previewState);
        previewState.setVisible(false);
        Composite bottom = new Composite(preview, SWT.NONE);
        bottom.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(bottom);
        then = combo(bottom, "then", Messages.Preview_then);
        send = Sheet.push(bottom, "send", Messages.Preview_send, this::send);
        edit = Sheet.push(bottom, "edit", Messages.Preview_edit, this::edit);
        account = Sheet.push(bottom, "account", Messages.Preview_setUp, mailPreferences);
        preview.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                edit();
            }
        });
        for (Control control : List.of(letter, send, edit, account, then)) {
            control.addListener(SWT.Traverse, event -> {
                if (event.detail == SWT.TRAVERSE_ESCAPE) {
                    event.doit = false;
                    edit();
                }
            });
        }
        for (Control control : List.of(to, cc, subject, text)) {
            control.addListener(SWT.KeyDown, event -> onCtrlEnter(event, () -> {
                if (look.isEnabled()) {
                    preview();
                }
            }));
        }
        for (Control control : List.of(letter, send, edit, then)) {
            control.addListener(SWT.KeyDown, event -> onCtrlEnter(event, () -> {
                if (send.isEnabled()) {
                    send();
                }
            }));
        }
        stack.topControl = write;
        changed();
        model.onChange(this::show);
        Theme.onChange(this, () -> {
            if (shown != null) {
                writePreview();
            }
        });
    }

    private static void onCtrlEnter(Event event, Runnable action) {
        if ((event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) && (event.stateMask & SWT.MOD1) != 0) {
            event.doit = false;
            action.run();
        }
    }

    private static Combo combo(Composite parent, String id, String name) {
        Combo combo = Widgets.id(new Combo(parent, SWT.READ_ONLY), id);
        Widgets.accessibleName(combo, name);
        combo.setToolTipText(name);
        combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
        return combo;
    }

    private Text field(Composite parent, String id, String words) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        Text field = Widgets.id(new Text(parent, SWT.BORDER), id);
        field.setTextLimit(2000);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(NARROW, SWT.DEFAULT).applyTo(field);
        field.addListener(SWT.Modify, event -> keep());
        return field;
    }

    /** The rules, clients and articles that drafts are made from. */
    public void knowledge(KnowledgeBase known) {
        base = known;
    }

    // --- writing

    private Channel channel() {
        return Channel.values()[Math.max(0, channel.getSelectionIndex())];
    }

    private Locale language() {
        return LANGUAGES.get(Math.max(0, language.getSelectionIndex()));
    }

    private void channelChosen() {
        boolean mail = channel() == Channel.MAIL;
        envelope.setVisible(mail);
        ((GridData) envelope.getLayoutData()).exclude = !mail;
        files.setVisible(mail);
        write.layout();
        offerTemplates();
        keep();
    }

    private void readTemplates() {
        model.ask(store -> new Templates(store).all(), read -> {
            if (!isDisposed() && !read.equals(templates)) {
                templates = read;
                offerTemplates();
            }
        });
    }

    /** Those of the team for the channel and the language; nothing to choose where there are none. */
    private void offerTemplates() {
        String chosen = template.getSelectionIndex() > 0 ? offered.get(template.getSelectionIndex() - 1).id() : null;
        offered = templates.stream()
                .filter(each -> each.isOwn() && each.channel() == channel() && each.language().equals(language()))
                .toList();
        List<String> names = new ArrayList<>(List.of(Messages.Reply_standard));
        offered.forEach(each -> names.add(Visible.line(each.title())));
        template.setItems(names.toArray(String[]::new));
        template.select(1 + offered.stream().map(Template::id).toList().indexOf(chosen));
        boolean any = !offered.isEmpty();
        if (template.getVisible() != any) {
            template.setVisible(any);
            ((RowData) template.getLayoutData()).exclude = !any;
        }
        write.layout(true, true);
    }

    private void writeCc() {
        showCc(true);
        cc.setFocus();
    }

    private void showCc(boolean shown) {
        if (shown != cc.getVisible() || shown == addCc.getVisible()) {
            for (Control control : List.of(cc, ccLabel)) {
                control.setVisible(shown);
                ((GridData) control.getLayoutData()).exclude = !shown;
            }
            addCc.setVisible(!shown);
            write.layout(true, true);
        }
    }

    private void changed() {
        look.setEnabled(!text.getText().isBlank());
        if (!filling) {
            back.setVisible(before != null);
        }
        keep();
    }

    private void keep() {
        if (filling || !ready) {
            return;
        }
        say(null);
        Map<String, String> values = new HashMap<>();
        if (!text.getText().isBlank()) {
            values.put("channel", channel().id());
            values.put("language", language().getLanguage());
            values.put("to", to.getText());
            values.put("cc", cc.getText());
            values.put("subject", subject.getText());
            values.put("text", text.getText());
            files.keep(values);
        }
        model.scraps().keep(Scraps.REPLY, values);
    }

    /** Puts back a reply that was not sent. */
    public boolean recover() {
        ready = true;
        Map<String, String> kept = model.scraps().find(Scraps.REPLY);
        if (kept.getOrDefault("text", "").isBlank() || !text.getText().isBlank()) {
            return false;
        }
        filling = true;
        channel.select(Channel.fromId(kept.getOrDefault("channel", "")).orElse(Channel.MAIL).ordinal());
        language.select(Math.max(0, LANGUAGES.indexOf(Locale.of(kept.getOrDefault("language", "en")))));
        to.setText(kept.getOrDefault("to", ""));
        cc.setText(kept.getOrDefault("cc", ""));
        subject.setText(kept.getOrDefault("subject", ""));
        text.setText(kept.get("text"));
        touchedTo = true;
        filling = false;
        channelChosen();
        files.recover(kept);
        look.setEnabled(true);
        return true;
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        Ticket ticket = model.now().ticket();
        files.enable();
        if (text.getText().isBlank() && !touchedTo) {
            filling = true;
            Mail.Address whom = recipient();
            to.setText(whom == null ? "" : Visible.line(whom.toString()));
            subject.setText(Visible.line(ReplyWriter.subject(ticket)));
            language.select(Math.max(0, LANGUAGES.indexOf(ReplyWriter.language(ticket, Language.locale()))));
            filling = false;
        }
        readTemplates();
    }

    /** Whom an answer goes to: who wrote last, else the requester; null for nobody. */
    private Mail.Address recipient() {
        Entry last = lastIn();
        if (last != null) {
            try {
                List<Mail.Address> from = Addresses.parse(last.data(last.data("reply-to").isEmpty() ? "from" : "reply-to"));
                if (!from.isEmpty()) {
                    return from.getFirst();
                }
            } catch (Addresses.WrongException e) {
                ILog.of(ReplyPane.class).info("A message has no address to answer to");
            }
        }
        Ticket ticket = model.now().ticket();
        return ticket.requester() == null || ticket.requester().mail() == null ? null
                : new Mail.Address(ticket.requester().name(), ticket.requester().mail());
    }

    private Entry lastIn() {
        return model.now().entries().stream().filter(entry -> entry.kind() == Entry.Kind.MESSAGE_IN).reduce((first, last) -> last)
                .orElse(null);
    }

    /** Proposes a reply from diagnosis, route and steps. */
    private void draft() {
        if (model.now() == null || base == null) {
            return;
        }
        Ticket ticket = model.now().ticket();
        Channel on = channel();
        Locale in = language();
        String who = model.who();
        KnowledgeBase known = base;
        Template own = template.getSelectionIndex() > 0 ? offered.get(template.getSelectionIndex() - 1) : null;
        model.ask(store -> {
            ReplyWriter writer = new ReplyWriter(new Templates(store), known);
            return own == null ? writer.draft(ticket, on, in, who) : writer.draft(ticket, own, who);
        }, draft -> {
            if (!isDisposed()) {
                take(draft);
            }
        });
    }

    private void take(Draft draft) {
        before = text.getText().isBlank() || text.getText().equals(draft.text()) ? null : text.getText();
        text.setText(draft.text());
        if (draft.channel() == Channel.MAIL && subject.getText().isBlank()) {
            subject.setText(draft.subject());
        }
        back.setVisible(before != null);
        text.setFocus();
    }

    private void bringBack() {
        if (before != null) {
            text.setText(before);
            before = null;
            back.setVisible(false);
        }
    }

    private void say(String sentence) {
        if (sentence != null) {
            problem.set(State.FAULT, sentence);
        }
        if (problem.getVisible() != (sentence != null)) {
            problem.setVisible(sentence != null);
            ((GridData) problem.getLayoutData()).exclude = sentence == null;
            write.layout();
        }
    }

    // --- preview

    /** Shows the preview; from there, sends. For one key that does the next step. */
    public void advance() {
        if (stack.topControl == write) {
            preview();
        } else if (send.getEnabled()) {
            send();
        }
    }

    private void preview() {
        if (text.getText().isBlank() || model.now() == null) {
            return;
        }
        try {
            Entry last = lastIn();
            List<Mail.Address> whom = channel() == Channel.MAIL ? Addresses.parse(to.getText()) : List.of();
            List<Mail.Address> copies = channel() == Channel.MAIL ? Addresses.parse(cc.getText()) : List.of();
            if (channel() == Channel.MAIL && whom.isEmpty()) {
                say(Messages.Reply_nobody);
                to.setFocus();
                return;
            }
            shown = new OutgoingMail(whom, copies, channel() == Channel.MAIL ? subject.getText().strip() : "",
                    text.getText().replace("\r\n", "\n"), last == null ? null : last.messageId(), false, List.of());
        } catch (Addresses.WrongException e) {
            say(NLS.bind(Messages.Reply_wrongAddress, Visible.line(e.getMessage())));
            return;
        }
        say(null);
        writePreview();
        stack.topControl = preview;
        layout();
        (send.getEnabled() ? send : account.getVisible() ? account : edit).setFocus();
    }

    private void writePreview() {
        MailSettings settings = MailSettings.load();
        boolean mail = channel() == Channel.MAIL;
        Prose prose = new Prose(letter);
        if (mail) {
            prose.fact(Messages.Preview_from, settings.from().isBlank() ? "—"
                    : Visible.line(new Mail.Address(settings.name(), settings.from()).toString()));
            prose.fact(Messages.Preview_to, join(shown.to()));
            if (!shown.cc().isEmpty()) {
                prose.fact(Messages.Preview_cc, join(shown.cc()));
            }
            prose.fact(Messages.Preview_subject, Visible.line(shown.subject()));
            if (!files.get().isEmpty()) {
                prose.fact(Messages.Files_label, Visible.line(String.join(", ", files.get().stream()
                        .map(file -> NLS.bind(Messages.Files_file, file.name(), Texts.size(file.size()))).toList())));
            }
            prose.gap();
        } else {
            prose.aside(channel() == Channel.CHAT ? Messages.Preview_chat : Messages.Preview_aloud).gap();
        }
        Visible.of(shown.text()).lines().forEach(prose::paragraph);
        prose.show();
        boolean ready = !mail || settings.sending().isSet() && !settings.from().isBlank();
        send.setEnabled(ready && !sending);
        send.setText(mail ? Messages.Preview_send : channel() == Channel.CHAT ? Messages.Preview_copy : Messages.Preview_keep);
        account.setVisible(!ready);
        previewSay(ready ? null : State.WARNING, ready ? null : Messages.Preview_noAccount);
        thenStatus.clear();
        thenStatus.add(null);
        then.setItems(Messages.Preview_thenNothing);
        Status now = model.now().ticket().status();
        for (Status each : List.of(Status.WAITING_FOR_USER, Status.WAITING_FOR_ADMINISTRATOR, Status.SOLVED)) {
            if (now.next().contains(each)) {
                thenStatus.add(each);
                then.add(NLS.bind(Messages.Preview_thenStatus, each.text(Language.locale())));
            }
        }
        boolean waits = (now == Status.NEW || now == Status.IN_PROGRESS) && thenStatus.contains(Status.WAITING_FOR_USER);
        then.select(waits ? thenStatus.indexOf(Status.WAITING_FOR_USER) : 0);
        send.getParent().layout();
    }

    private static String join(List<Mail.Address> addresses) {
        return Visible.line(String.join(", ", addresses.stream().map(Mail.Address::toString).toList()));
    }

    private void previewSay(State state, String sentence) {
        if (sentence != null) {
            previewState.set(state, sentence);
        }
        previewState.setVisible(sentence != null);
        ((GridData) previewState.getLayoutData()).exclude = sentence == null;
        preview.layout();
    }

    private void edit() {
        if (!sending) {
            shown = null;
            stack.topControl = write;
            layout();
            text.setFocus();
        }
    }

    // --- sending

    private void send() {
        if (shown == null || sending) {
            return;
        }
        Status next = thenStatus.get(Math.max(0, then.getSelectionIndex()));
        if (channel() == Channel.MAIL) {
            sendMail(next);
        } else {
            keepReply(next);
        }
    }

    private void keepReply(Status next) {
        if (channel() == Channel.CHAT) {
            Clip.copy(getDisplay(), shown.text());
        }
        try {
            Entry entry = Entry.of(Entry.Kind.MESSAGE_OUT, Instant.now(), model.who(), "", shown.text())
                    .withData(Map.of("channel", channel().id()));
            busy(true, null);
            model.add(entry, List.of(), () -> done(next));
        } catch (TicketException e) {
            previewSay(State.FAULT, e.text(Language.locale()));
        }
    }

    private void sendMail(Status next) {
        OutgoingMail mail = shown;
        String who = model.who();
        busy(true, NLS.bind(Messages.Preview_sending, join(mail.to())));
        List<ReplyFile> chosen = files.get();
        deliver((store, sender) -> new MailSender(store, Known::explainer).send(model.number(),
                with(mail, contents(chosen, store)), sender, who),
                next);
    }

    private static OutgoingMail with(OutgoingMail mail, List<Attachment.Content> contents) {
        return new OutgoingMail(mail.to(), mail.cc(), mail.subject(), mail.text(), mail.answers(), mail.automatic(), contents);
    }

    private static List<Attachment.Content> contents(List<ReplyFile> chosen, TicketStore store) {
        List<Attachment.Content> contents = new ArrayList<>();
        for (ReplyFile file : chosen) {
            try {
                contents.add(file.content(store));
            } catch (IOException e) {
                throw new NoFileException(NLS.bind(Messages.Files_gone, Visible.line(file.name())), e);
            }
        }
        return contents;
    }

    /** Sends a message again that failed. */
    public void repeat(Entry entry) {
        String who = model.who();
        deliver((store, sender) -> new MailSender(store, Known::explainer).repeat(entry.id(), sender, who), null);
    }

    /** Sends something by an account. */
    private interface Sending {
        Entry send(TicketStore store, SendingAccount account);
    }

    private void deliver(Sending what, Status next) {
        MailSettings settings = MailSettings.load();
        Function<TicketStore, Entry> work = store -> {
            SendingAccount account;
            try {
                account = Secrets.sending(settings);
            } catch (IOException e) {
                throw new NoAccountException(e.getMessage(), e);
            }
            try {
                return what.send(store, account);
            } finally {
                if (account.secret() != null) {
                    account.secret().wipe();
                }
            }
        };
        model.ask(work, entry -> {
            if (isDisposed()) {
                return;
            }
            if (entry.state() == Entry.State.FAILED) {
                model.problem(NLS.bind(Messages.Sent_failed, MailSender.reason(entry, Language.locale())));
                done(null);
            } else {
                done(next);
            }
        }, e -> {
            if (!isDisposed()) {
                failed(e);
            }
        });
    }

    private static final class NoAccountException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAccountException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class NoFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoFileException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private void failed(RuntimeException e) {
        String sentence = e instanceof NoAccountException || e instanceof NoFileException ? e.getMessage()
                : e instanceof TicketException told ? told.text(Language.locale()) : Messages.Sent_trouble;
        if (!(e instanceof TicketException || e instanceof NoAccountException || e instanceof NoFileException)) {
            ILog.of(ReplyPane.class).error("A message could not be sent", e);
        }
        busy(false, null);
        if (shown == null) {
            model.problem(sentence);
        } else {
            previewSay(State.FAULT, sentence);
            account.setVisible(e instanceof NoAccountException);
        }
    }

    /** It is in the ticket now, sent or not. */
    private void done(Status next) {
        sending = false;
        if (isDisposed()) {
            return;
        }
        if (shown != null) {
            filling = true;
            text.setText("");
            cc.setText("");
            showCc(false);
            files.clear();
            filling = false;
            touchedTo = false;
            before = null;
            back.setVisible(false);
            model.scraps().forget(Scraps.REPLY);
            edit();
            changed();
        }
        busy(false, null);
        if (next != null && model.now().ticket().status().next().contains(next)) {
            model.change(TicketChange.none().status(next));
        } else {
            model.load();
        }
    }

    private void busy(boolean on, String words) {
        sending = on;
        send.setEnabled(!on);
        edit.setEnabled(!on);
        previewSay(words == null ? null : State.RUNNING, words);
    }

    /** Whether the preview is shown. */
    public boolean isPreviewing() {
        return stack.topControl == preview;
    }

    @Override
    public boolean setFocus() {
        return stack.topControl == write ? text.setFocus() : send.setFocus();
    }
}
