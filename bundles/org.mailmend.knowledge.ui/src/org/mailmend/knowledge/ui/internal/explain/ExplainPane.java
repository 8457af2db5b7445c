package org.mailmend.knowledge.ui.internal.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.check.Target;
import org.mailmend.check.report.ExplainReport;
import org.mailmend.check.report.TextStyle;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.parts.ClientField;
import org.mailmend.knowledge.ui.internal.parts.Clip;
import org.mailmend.knowledge.ui.internal.parts.Footer;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketButtons;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The Assistant: the text that somebody reads out above, what it means below. It answers while one types. */
public final class ExplainPane extends Composite {

    /** What leads to other parts of the window. */
    interface Actions {
        void openArticle(String id);

        /**
         * @param client   the client that the caller uses; null when nobody said
         * @param provider id of the provider that the text showed; null for none
         */
        void advise(Client client, String provider);

        /** @param client the client that the check is to act as; null for none */
        void check(Target target, Client client);
    }

    /** Pause after a key before the text is read, in milliseconds. */
    private static final int DEBOUNCE = 150;
    /** The largest file that is read, in bytes. */
    private static final long LARGEST = 32L * 1024 * 1024;
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
    private static final int SASH = 4;
    /** Below this width client, protocol and buttons do not fit side by side, in pixels. */
    private static final int NARROW = 260;

    private final Actions actions;
    private final Runnable stateChanged;
    private final UiThread ui;
    private final Notepad pad;
    private final ClientField client;
    private final ToolItem clear;
    private final StatusLabel problem;
    private final Combo protocol;
    private final FindingPage page;
    private final Footer footer;
    private final Button check;
    private final Button copy;
    private final TicketButtons tickets;
    private final Job job = Job.createSystem(Messages.View_name, monitor -> {
        work();
    });

    /** Null until it was read. */
    private volatile KnowledgeBase base;
    private final Map<String, String> answers = new LinkedHashMap<>();
    /** What the job is to find out; the job takes the newest. */
    private volatile Inquiry wanted;
    /** The message as it came from a file, in its own character sets; null for any other text. */
    private byte[] fileBytes;
    private Explained explained;
    /** The other cause that the user looks at; null for the one that was found. */
    private CauseId looked;

    /**
     * What was found out about a text.
     *
     * @param inquiry the text and what is known besides
     * @param finding what it means
     * @param place   where in the text the evidence stands; null when it does not stand there word for word
     * @param server  the server that it is about; null for none
     * @param articles the articles about the cause and its alternatives
     */
    record Explained(Inquiry inquiry, Inquiry.Finding finding, Evidence.Place place, Target server,
            Map<CauseId, Article> articles) {
        Diagnosis diagnosis() {
            return finding.diagnosis();
        }
    }

    /** @param stateChanged called when what can be done has changed */
    ExplainPane(Composite parent, Actions actions, Runnable stateChanged) {
        this(parent, actions, stateChanged, true);
    }

    private ExplainPane(Composite parent, Actions actions, Runnable stateChanged, boolean forTickets) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.actions = actions;
        this.stateChanged = stateChanged;
        ui = UiThread.of(this);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        SashForm sash = new SashForm(this, SWT.VERTICAL);
        sash.setSashWidth(SASH);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        Runnable chrome = () -> sash.setBackground(Palette.current().chrome());
        Theme.onChange(sash, chrome);
        chrome.run();

        Composite top = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 8).applyTo(top);
        pad = new Notepad(top, "text", Messages.Text_hint, this::textChanged);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pad);
        Composite narrow = new Composite(top, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 4).applyTo(narrow);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(narrow);
        client = new ClientField(narrow, "client", Messages.Client_hint);
        Widgets.accessibleName(client.control(), Messages.Client_name);
        client.control().setToolTipText(Messages.Client_tip);
        client.onChange(chosen -> ask());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(80, SWT.DEFAULT)
                .applyTo(client.control());
        protocol = Widgets.id(new Combo(narrow, SWT.DROP_DOWN | SWT.READ_ONLY), "protocol");
        protocol.add(Messages.Protocol_any);
        PROTOCOLS.forEach(one -> protocol.add(Words.protocol(one)));
        protocol.select(0);
        Widgets.accessibleName(protocol, Messages.Protocol_name);
        protocol.setToolTipText(Messages.Protocol_tip);
        protocol.addListener(SWT.Selection, event -> ask());
        ToolBar tools = new ToolBar(narrow, SWT.FLAT);
        tool(tools, "open", Messages.Tool_open, this::openFile);
        clear = tool(tools, "clear", Messages.Tool_clear, this::clear);
        narrow.addListener(SWT.Resize, event -> arrange(narrow));
        problem = Widgets.id(new StatusLabel(top), "problem");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);

        Composite bottom = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(bottom);
        page = new FindingPage(bottom, new FindingPage.Actions() {
            @Override
            public void openArticle(String id) {
                actions.openArticle(id);
            }

            @Override
            public void look(CauseId cause) {
                looked = cause;
                write();
            }

            @Override
            public void answer(String question, String answer) {
                if (answer == null) {
                    answers.remove(question);
                } else {
                    answers.put(question, answer);
                }
                looked = null;
                ask();
            }

            @Override
            public void example(String text) {
                put(text);
            }
        });
        GridDataFactory.fillDefaults().grab(true, true).applyTo(page.sheet());
        footer = new Footer(bottom);
        Sheet.push(footer.buttons(), "advise", Messages.Button_advise, this::advise);
        check = Sheet.push(footer.buttons(), "check", Messages.Button_check, this::check);
        copy = Sheet.push(footer.buttons(), "copy", Messages.Button_copy, this::copyResult);
        tickets = forTickets
                ? new TicketButtons(footer.buttons(), () -> explained == null ? null : Handover.of(explained))
                : null;
        sash.setWeights(30, 70);

        dropTarget();
        Theme.onChange(this, this::write);
        addDisposeListener(event -> job.cancel());
        Shelf.get().onChange(this, this::knowledgeRead);
        write();
        // The rules take a moment to read; the caller's first word is not to wait for them.
        Job.createSystem(Messages.View_name, monitor -> {
            Explainer.get();
        }).schedule();
    }

    /**
     * One that stands in a dialog.
     *
     * @param page         where articles and checks open
     * @param stateChanged called when something else is known
     */
    public static ExplainPane embedded(Composite parent, IWorkbenchPage page, Runnable stateChanged) {
        return new ExplainPane(parent, new PageActions(page), stateChanged, false);
    }

    /** The text that stands there. */
    public String text() {
        return pad.text();
    }

    /** The client that is chosen; null for none. */
    public Client client() {
        return client.get();
    }

    /** What the text means; null when there is none, or nobody knows yet. */
    public Diagnosis diagnosis() {
        return explained == null || explained.inquiry() != wanted ? null : explained.diagnosis();
    }

    /** Where there is too little room, the client has a line of its own. */
    private void arrange(Composite fields) {
        GridData data = (GridData) client.control().getLayoutData();
        int span = fields.getSize().x < NARROW ? 3 : 1;
        if (data.horizontalSpan != span) {
            data.horizontalSpan = span;
            fields.getParent().layout(new Control[] {client.control()});
        }
    }

    private static ToolItem tool(ToolBar bar, String icon, String words, Runnable action) {
        ToolItem item = Widgets.id(new ToolItem(bar, SWT.PUSH), icon);
        item.setImage(Icons.of(ExplainPane.class, icon));
        item.setToolTipText(words);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    // --- what can be done

    /** Explains this text in the place of what stands there. */
    void put(String text) {
        pad.put(text, null);
    }

    /** Explains a text of a client over a protocol; each may be null. */
    public void put(String text, Client newClient, Protocol newProtocol) {
        client.fill(newClient);
        protocol.select(newProtocol == null ? 0 : PROTOCOLS.indexOf(newProtocol) + 1);
        put(text);
    }

    void clear() {
        answers.clear();
        client.fill(null);
        protocol.select(0);
        pad.put("", null);
        pad.setFocus();
    }

    boolean canClear() {
        return !pad.isEmpty() || client.get() != null || protocol.getSelectionIndex() > 0;
    }

    boolean canUndo() {
        return pad.canUndo();
    }

    boolean canRedo() {
        return pad.canRedo();
    }

    void undo() {
        pad.undo();
    }

    void redo() {
        pad.redo();
    }

    /** Whether there is a result. */
    boolean hasResult() {
        return explained != null;
    }

    /** Asks for a file and explains what is in it. */
    void openFile() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setText(Messages.Open_title);
        dialog.setFilterNames(new String[] {Messages.Open_texts, Messages.Open_all});
        dialog.setFilterExtensions(new String[] {"*.txt;*.log;*.eml;*.msg.txt", "*"});
        String chosen = dialog.open();
        if (chosen != null) {
            read(Path.of(chosen));
        }
    }

    /** Reads a file in the background and explains what is in it. */
    void read(Path file) {
        String name = file.getFileName().toString();
        say(State.RUNNING, NLS.bind(Messages.Open_reading, name));
        Job.create(NLS.bind(Messages.Open_reading, name), monitor -> {
            try {
                if (Files.size(file) > LARGEST) {
                    ui.execute(() -> say(State.FAULT, NLS.bind(Messages.Open_tooLarge, name)));
                    return;
                }
                byte[] bytes = Files.readAllBytes(file);
                String text = Decoded.of(bytes);
                byte[] mail = Mails.isMail(text) ? bytes : null;
                ui.execute(() -> {
                    pad.put(text, name);
                    fileBytes = mail;
                    ask();
                });
            } catch (IOException e) {
                ILog.of(ExplainPane.class).info("A file cannot be read", e);
                ui.execute(() -> say(State.FAULT, NLS.bind(Messages.Open_failed, name)));
            }
        }).schedule();
    }

    void copyResult() {
        if (explained != null) {
            Bounce bounce = explained.finding().bounce();
            Clip.copy(getDisplay(), bounce != null && bounce.isBounce()
                    ? ExplainReport.toText(bounce, Words.locale(), TextStyle.PLAIN)
                    : ExplainReport.toText(explained.diagnosis(), Words.locale(), TextStyle.PLAIN));
        }
    }

    private void advise() {
        actions.advise(client.get(), explained == null ? null : explained.diagnosis().symptom().provider());
    }

    private void check() {
        if (explained != null && explained.server() != null) {
            actions.check(explained.server(), client.get());
        }
    }

    /** Puts the caret into the text; when it is there already, selects all of it for the next text to take its place. */
    void focusText() {
        if (pad.hasFocus()) {
            pad.selectAll();
        }
        pad.setFocus();
    }

    @Override
    public boolean setFocus() {
        return pad.setFocus();
    }

    private void dropTarget() {
        DropTarget target = new DropTarget(this, DND.DROP_COPY | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance(), TextTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.data instanceof String[] files && files.length > 0) {
                    read(Path.of(files[0]));
                } else if (event.data instanceof String text) {
                    put(text);
                }
            }
        });
    }

    // --- finding out

    private void knowledgeRead() {
        if (Shelf.get().contents() != null) {
            base = Shelf.get().contents().base();
            client.clients(base.clients());
            if (!pad.isEmpty()) {
                ask();
            }
        }
    }

    private void textChanged() {
        answers.clear();
        fileBytes = null;
        looked = null;
        say(null, null);
        ask();
    }

    private void ask() {
        String text = pad.text();
        if (text.isBlank()) {
            wanted = null;
            explained = null;
            pad.mark(null);
            write();
            stateChanged.run();
            return;
        }
        byte[] mail = fileBytes != null ? fileBytes : Mails.of(text);
        wanted = new Inquiry(text, mail,
                protocol.getSelectionIndex() <= 0 ? null : PROTOCOLS.get(protocol.getSelectionIndex() - 1),
                client.get(), answers);
        job.cancel();
        job.schedule(DEBOUNCE);
        stateChanged.run();
    }

    /** In the background. */
    private void work() {
        Inquiry inquiry = wanted;
        if (inquiry == null) {
            return;
        }
        KnowledgeBase known = base;
        Inquiry.Finding finding = inquiry.find(known == null ? Explainer.get() : known.explainer());
        Optional<Target> server = Servers.find(inquiry.words(), finding.diagnosis().symptom());
        Explained result = new Explained(inquiry, finding, Evidence.find(inquiry.text(), finding.diagnosis().evidence()),
                server.orElse(null), articles(finding));
        ui.execute(() -> {
            if (wanted == inquiry) {
                explained = result;
                pad.mark(result.place());
                write();
                stateChanged.run();
            } else if (wanted != null) {
                job.schedule(DEBOUNCE);
            }
        });
    }

    private Map<CauseId, Article> articles(Inquiry.Finding finding) {
        Map<CauseId, Article> articles = new EnumMap<>(CauseId.class);
        KnowledgeBase known = base;
        if (known == null) {
            return articles;
        }
        Diagnosis diagnosis = finding.diagnosis();
        Stream<CauseId> causes = Stream.concat(Stream.of(diagnosis.cause()),
                diagnosis.alternatives().stream().map(Diagnosis.Alternative::cause));
        Stream<CauseId> recipients = finding.bounce() == null ? Stream.empty()
                : finding.bounce().recipients().stream().map(Bounce.Recipient::cause);
        Stream.concat(causes, recipients).distinct().forEach(
                cause -> known.article(cause, Words.locale()).ifPresent(article -> articles.put(cause, article)));
        return articles;
    }

    // --- what is shown

    private void write() {
        page.write(explained, looked);
        check.setEnabled(explained != null && explained.server() != null);
        check.setToolTipText(explained == null || explained.server() == null ? Messages.Check_noServer
                : NLS.bind(Messages.Check_server, explained.server().host()));
        copy.setEnabled(explained != null);
        if (tickets != null) {
            tickets.enable(explained != null);
        }
        clear.setEnabled(canClear());
        footer.show(explained != null);
    }

    /** Says a sentence at the field; null takes it away. */
    private void say(State state, String sentence) {
        if (sentence != null) {
            problem.set(state, sentence);
        }
        if (problem.getVisible() != (sentence != null)) {
            problem.setVisible(sentence != null);
            ((GridData) problem.getLayoutData()).exclude = sentence == null;
            problem.getParent().layout();
        }
    }
}
