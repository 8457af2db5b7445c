package org.mailmend.tickets.ui.internal.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Target;
import org.mailmend.check.ui.CheckEvidence;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.ui.internal.Drafted;
import org.mailmend.tickets.ui.internal.conflict.ConflictDialog;
import org.mailmend.tickets.ui.internal.reply.ReplyPane;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** A whole ticket: the essentials above; below them conversation and reply, diagnosis and steps, evidence, history. */
public final class TicketPane extends Composite {
    private static final int SIDE_BY_SIDE = 720;
    private static final int TICK = 1000;

    /** What leads to other parts of the window. */
    public interface Actions {
        void openArticle(String id);

        /** Explains a text in the Assistant. */
        void explain(String text, Client client);

        /** Opens the dialogue that asks what changes the way out; each may be null. */
        void advise(Client client, AccountKind account);

        /**
         * Opens the Connection Tester.
         *
         * @param profile id of the client to act as; null for the usual one
         * @param results told of the result of each check
         */
        void test(Target target, String profile, java.util.function.Consumer<CheckResult> results);

        /** Opens the preferences of mail. */
        void mailPreferences();
    }

    private final TicketModel model;
    private final Actions actions;
    private final Runnable changed;
    private final UiThread ui;
    private final HeaderPane header;
    private final CTabFolder pages;
    private final List<CTabItem> items = new ArrayList<>();
    private final ConversationPage conversation;
    private final ReplyPane reply;
    private final DiagnosisPage diagnosis;
    private final EvidencePage evidence;
    private final HistoryPage history;
    private final StopWatch watch;
    private final Label time;
    private final ToolItem startPause;
    private final ToolItem addTime;
    private KnowledgeBase base;
    private boolean first = true;

    /**
     * @param desk    reaches the store
     * @param scraps  keeps what is typed
     * @param changed called when what is known of the ticket has changed
     */
    public TicketPane(Composite parent, long number, Desking desk, Scraps scraps, Actions actions, Runnable changed) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.actions = actions;
        this.changed = changed;
        ui = UiThread.of(this);
        model = new TicketModel(number, desk, scraps, ui);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        header = new HeaderPane(this, model, this::editContact);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
        watch = new StopWatch(scraps, Clock.systemUTC());
        time = Widgets.id(new Label(header.extras(), SWT.RIGHT), "watch.time");
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).hint(time(Duration.ofHours(10)), SWT.DEFAULT).applyTo(time);
        ToolBar tools = new ToolBar(header.extras(), SWT.FLAT);
        startPause = tool(tools, "watch.start", "play", Messages.Watch_start, this::startOrPause);
        addTime = tool(tools, "watch.add", "time-add", Messages.Watch_add, this::addTime);
        ToolItem more = tool(tools, "fields.more", "more", Messages.Header_moreFields, header::toggleFields);
        header.onFields(words -> more.setToolTipText(words));
        Composite line = Sheet.line(this);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 1).applyTo(line);

        pages = Widgets.id(new CTabFolder(this, SWT.FLAT), "pages");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pages);
        Sides talk = new Sides(pages, SIDE_BY_SIDE);
        conversation = new ConversationPage(talk, model, new ConversationPage.Actions() {
            @Override
            public void explain(String text) {
                TicketPane.this.explain(text);
            }

            @Override
            public void save(Attachment file) {
                TicketPane.this.save(file);
            }

            @Override
            public void repeat(Entry entry) {
                reply.repeat(entry);
            }
        });
        reply = new ReplyPane(talk, model, actions::mailPreferences);
        // the reply needs room to be written where the two stand one above the other
        talk.weights(new int[] {54, 46}, new int[] {36, 64});
        page(Messages.Page_conversation, talk);
        diagnosis = new DiagnosisPage(pages, model, new DiagnosisPage.Actions() {
            @Override
            public void openArticle(String id) {
                actions.openArticle(id);
            }

            @Override
            public void advise(Client client, AccountKind account) {
                actions.advise(client, account);
            }

            @Override
            public void test() {
                TicketPane.this.test();
            }
        });
        page(Messages.Page_diagnosis, diagnosis);
        evidence = new EvidencePage(pages, model, new EvidencePage.Actions() {
            @Override
            public void test() {
                TicketPane.this.test();
            }

            @Override
            public void save(Attachment file) {
                TicketPane.this.save(file);
            }

            @Override
            public void explain(String text) {
                TicketPane.this.explain(text);
            }
        });
        page(Messages.Page_evidence, evidence);
        history = new HistoryPage(pages, model);
        page(Messages.Page_history, history);
        pages.setSelection(0);

        model.arbiter((conflict, contacts) -> new ConflictDialog(getShell(), conflict, contacts, base).decide());
        model.onChange(this::show);
        addDisposeListener(event -> model.close());
        Theme.onChange(this, this::showWatch);
        showWatch();
        model.load();
    }

    private int time(Duration longest) {
        org.eclipse.swt.graphics.GC gc = new org.eclipse.swt.graphics.GC(this);
        int width = gc.textExtent(Texts.clock(longest)).x + 4;
        gc.dispose();
        return width;
    }

    private static ToolItem tool(ToolBar bar, String id, String icon, String words, Runnable action) {
        ToolItem item = Widgets.id(new ToolItem(bar, SWT.PUSH), id);
        item.setImage(Icons.of(TicketPane.class, icon));
        item.setToolTipText(words);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    private void page(String title, Control control) {
        CTabItem item = new CTabItem(pages, SWT.NONE);
        item.setText(title);
        item.setControl(control);
        items.add(item);
    }

    /** What is known of the ticket, and what was typed. */
    public TicketModel model() {
        return model;
    }

    /** The rules, clients and articles to use. */
    public void knowledge(KnowledgeBase known) {
        base = known;
        header.knowledge(known);
        diagnosis.knowledge(known);
        history.knowledge(known);
        reply.knowledge(known);
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        if (first) {
            first = false;
            recover();
        }
        long talk = model.now().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.MESSAGE_IN || entry.kind() == Entry.Kind.MESSAGE_OUT
                        || entry.kind() == Entry.Kind.NOTE || entry.kind() == Entry.Kind.BOUNCE)
                .count();
        title(0, Messages.Page_conversation, talk);
        List<Ticket.Step> steps = model.now().ticket().steps();
        String count = steps.stream().filter(Ticket.Step::done).count() + "/" + steps.size();
        items.get(1).setText(
                steps.isEmpty() ? Messages.Page_diagnosis : NLS.bind(Messages.Page_count, Messages.Page_diagnosis, count));
        title(2, Messages.Page_evidence, model.now().entries().stream().filter(entry -> entry.kind().isEvidence()).count());
        showWatch();
        changed.run();
    }

    private void title(int page, String words, long count) {
        String text = count == 0 ? words : NLS.bind(Messages.Page_count, words, count);
        if (!items.get(page).getText().equals(text)) {
            items.get(page).setText(text);
        }
    }

    /** Brings back what a crash or a closed editor left unsaved, and says so. */
    private void recover() {
        List<String> what = new ArrayList<>();
        if (model.recover()) {
            what.add(Messages.Editor_recoveredFields);
        }
        if (conversation.recover()) {
            what.add(Messages.Editor_recoveredNote);
        }
        if (reply.recover()) {
            what.add(Messages.Editor_recoveredReply);
        }
        if (watch.recover()) {
            what.add(Messages.Editor_recoveredWatch);
            tick();
        }
        if (!what.isEmpty()) {
            header.say(State.OK, NLS.bind(Messages.Editor_recovered, String.join(", ", what)));
        }
    }

    // --- what can be done

    /** Says a sentence below the fields. */
    void say(State state, String sentence) {
        header.say(state, sentence);
    }

    /** Saves what was typed into fields. */
    public void save() {
        model.commit();
    }

    private void editContact() {
        if (model.now() != null && model.now().ticket().requester() != null) {
            new ContactDialog(getShell(), model, model.now().ticket().requester(), contact -> model.load()).open();
        }
    }

    private void explain(String text) {
        actions.explain(text, client());
    }

    private Client client() {
        Ticket ticket = model.now() == null ? null : model.now().ticket();
        return ticket == null || ticket.client() == null || base == null ? null : base.client(ticket.client()).orElse(null);
    }

    private void test() {
        if (model.now() == null) {
            return;
        }
        Ticket ticket = model.now().ticket();
        Client client = client();
        String typed = model.typed(org.mailmend.tickets.Field.SYMPTOM);
        KnowledgeBase known = base;
        // what is written is read for the server, which takes a while for a long text
        Job.createSystem(Messages.Page_diagnosis, monitor -> {
            Optional<Target> target = Servers.of(ticket, typed, known);
            ui.execute(() -> {
                if (target.isEmpty()) {
                    header.say(State.WARNING, Messages.Test_noServer);
                    header.showAllFields();
                }
                actions.test(target.orElse(null), client == null ? null : client.id(), this::attach);
            });
        }).schedule();
    }

    /** Keeps the result of a check as evidence; also when nobody looks at the ticket any more. */
    private void attach(CheckResult result) {
        try {
            TicketDraft.Evidence evidence = CheckEvidence.of(result, Texts.locale());
            Entry entry = Entry.of(Entry.Kind.CHECK, Instant.now(), model.who(), evidence.title(), evidence.text())
                    .withData(evidence.data());
            model.add(entry, Drafted.files(evidence), () -> {
                if (!isDisposed()) {
                    header.say(State.OK, Messages.Test_attached);
                }
            });
        } catch (TicketException e) {
            header.say(State.FAULT, e.text(Texts.locale()));
        }
    }

    private void save(Attachment file) {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.Save_title);
        dialog.setFileName(file.name());
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null) {
            write(file, Path.of(chosen));
        }
    }

    private void write(Attachment file, Path path) {
        model.ask(store -> store.content(file), bytes -> Job.create(Messages.Save_title, monitor -> {
            try {
                Files.write(path, bytes);
            } catch (IOException e) {
                ui.execute(() -> header.say(State.FAULT,
                        NLS.bind(Messages.Save_failed, Visible.line(String.valueOf(path)),
                                Visible.line(String.valueOf(e.getMessage())))));
            }
        }).schedule());
    }

    // --- stop watch

    private void startOrPause() {
        if (watch.isRunning()) {
            watch.pause();
        } else {
            watch.start();
            tick();
        }
        showWatch();
    }

    private void tick() {
        if (!isDisposed() && watch.isRunning()) {
            showWatch();
            getDisplay().timerExec(TICK, this::tick);
        }
    }

    private void showWatch() {
        Duration now = watch.time();
        String words = Texts.clock(now);
        if (!words.equals(time.getText())) {
            time.setText(words);
        }
        boolean running = watch.isRunning();
        startPause.setImage(Icons.of(TicketPane.class, running ? "pause" : "play"));
        startPause.setToolTipText(running ? Messages.Watch_pause : Messages.Watch_start);
        addTime.setEnabled(!now.isZero());
        if (model.now() != null) {
            Duration total = model.now().entries().stream().map(Entry::spent).filter(spent -> spent != null)
                    .reduce(Duration.ZERO, Duration::plus);
            time.setToolTipText(total.isZero() ? NLS.bind(Messages.Watch_time, words)
                    : NLS.bind(Messages.Watch_total, Texts.spent(total)));
        }
    }

    private void addTime() {
        Duration spent = watch.time();
        if (!spent.isZero()) {
            model.add(Entry.work(Instant.now(), model.who(), "", spent), List.of(), watch::reset);
        }
    }

    /** The title of the editor. */
    public String title() {
        return model.now() == null ? NLS.bind(Messages.Header_number, model.number())
                : NLS.bind(Messages.Editor_title, model.number(), Visible.line(model.now().ticket().subject()));
    }

    /** Sets a status with one key; nothing happens where it is not allowed. */
    public void status(org.mailmend.tickets.Status status) {
        if (model.now() != null && model.now().ticket().status().next().contains(status)) {
            model.change(TicketChange.none().status(status));
        }
    }

    /** The reply beside the conversation. */
    public ReplyPane reply() {
        return reply;
    }

    /** Shows a page: 0 conversation, 1 diagnosis, 2 evidence, 3 history. */
    public void page(int index) {
        pages.setSelection(index);
    }

    /** Evidence that was dropped or pasted; for tests. */
    public void take(Object data) {
        evidence.take(data);
    }

    @Override
    public boolean setFocus() {
        return pages.getSelectionIndex() == 0 ? conversation.setFocus() : pages.getSelection().getControl().setFocus();
    }
}
