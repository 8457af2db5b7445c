package org.mailmend.tickets.ui.internal.create;

import java.time.Instant;
import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.mailmend.tickets.Drafts;
import org.mailmend.tickets.ui.Ages;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import java.util.concurrent.CompletionException;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.ExplainArea;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Clients;
import org.mailmend.tickets.ui.internal.Drafted;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/**
 * Takes a call: what happened, explained while it is written, and who is calling. Nothing has to be filled in. It stays open beside the
 * window, so that a check can run or an article be read meanwhile.
 */
public final class NewTicketDialog extends Dialog {
    private static final String NODE = "org.mailmend.tickets.ui/create";
    private static final String MINE = "mine";
    private static final int WIDTH = 560;
    private static final int HEIGHT = 680;
    private static NewTicketDialog opened;

    private final IWorkbenchPage page;
    private final String kind = Journal.fresh();
    private TicketDraft draft;
    private CallerArea caller;
    private ExplainArea explain;
    private Button mine;
    private StatusLabel problem;
    private Composite keptLine;
    private StatusLabel keptWords;
    private List<Journal.Kept> kept = List.of();
    private boolean saving;
    private boolean saved;

    private NewTicketDialog(Shell parent, IWorkbenchPage page, TicketDraft draft) {
        super(parent);
        this.page = page;
        this.draft = draft;
        boolean above = (parent.getStyle() & (SWT.PRIMARY_MODAL | SWT.APPLICATION_MODAL | SWT.SYSTEM_MODAL)) != 0;
        setShellStyle(SWT.CLOSE | SWT.TITLE | SWT.RESIZE | SWT.MAX | (above ? SWT.PRIMARY_MODAL : SWT.MODELESS)
                | getDefaultOrientation());
        setBlockOnOpen(false);
    }

    /** Opens it; one that is open already and in which nothing is written gives way, any other comes to the front. */
    public static void open(IWorkbenchPage page, TicketDraft draft) {
        boolean blank = draft.symptom().isBlank() && draft.evidence().isEmpty();
        if (opened != null && opened.getShell() != null && !opened.getShell().isDisposed()) {
            if (blank || !opened.isBlank()) {
                opened.getShell().forceActive();
                opened.explain.setFocus();
                return;
            }
            opened.saved = true;
            opened.close();
        }
        opened = new NewTicketDialog(parent(page), page, draft);
        opened.open();
    }

    /** The window, or the dialog above it that lets nobody reach it. */
    static Shell parent(IWorkbenchPage page) {
        Shell window = page.getWorkbenchWindow().getShell();
        Shell active = window.getDisplay().getActiveShell();
        return active != null && (active.getStyle() & (SWT.PRIMARY_MODAL | SWT.APPLICATION_MODAL | SWT.SYSTEM_MODAL)) != 0
                ? active
                : window;
    }

    private boolean isBlank() {
        return explain.text().isBlank() && caller.isEmpty() && draft.evidence().isEmpty();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Dialog_title);
    }

    @Override
    protected Point getInitialSize() {
        Point least = super.getInitialSize();
        return new Point(Math.max(least.x, WIDTH), Math.max(Math.min(least.y, HEIGHT), HEIGHT));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = Widgets.surface(new Composite(parent, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Composite top = Widgets.surface(new Composite(area, SWT.NONE));
        GridLayoutFactory.fillDefaults().extendedMargins(12, 12, 12, 0).spacing(0, 4).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        keptLine = Widgets.surface(new Composite(top, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(3).extendedMargins(0, 0, 0, 8).spacing(8, 0).applyTo(keptLine);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(keptLine);
        keptLine.setVisible(false);
        keptWords = Widgets.id(new StatusLabel(keptLine), "kept");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(keptWords);
        push(keptLine, "kept.back", Messages.Kept_back, this::bringBack);
        push(keptLine, "kept.discard", Messages.Kept_discard, this::discardKept);
        caller = new CallerArea(top, this::changed);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(caller);
        explain = new ExplainArea(area, page, this::changed);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(explain.control());
        problem = Widgets.id(new StatusLabel(area), "ticket.problem");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 4).hint(120, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        mine = Widgets.id(new Button(area, SWT.CHECK), "mine");
        mine.setText(Messages.Dialog_mine);
        mine.setSelection(InstanceScope.INSTANCE.getNode(NODE).getBoolean(MINE, true));
        GridDataFactory.swtDefaults().indent(12, 4).applyTo(mine);
        return area;
    }

    private static void push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Dialog_create, false), "create")
                .setToolTipText(Messages.Dialog_createTip);
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "cancel");
    }

    @Override
    public void create() {
        super.create();
        Listener keys = this::key;
        getShell().getDisplay().addFilter(SWT.KeyDown, keys);
        getShell().addDisposeListener(event -> event.display.removeFilter(SWT.KeyDown, keys));
        fill(draft.requester());
        Desk.get().ask(getShell(), store -> Journal.others(Desk.get().drafts(), kind), this::offer, failure -> {
            // the sentence of the list says why the tickets are not there
        });
        explain.setFocus();
    }

    private void fill(String person) {
        Client client = Clients.find(draft.client()).orElse(null);
        if (!draft.symptom().isEmpty() || client != null) {
            explain.put(draft.symptom(), client);
        }
        if (person != null) {
            caller.put(person);
        }
    }

    // --- what was written before and never saved

    private void offer(List<Journal.Kept> others) {
        kept = others;
        if (!others.isEmpty()) {
            Journal.Kept newest = others.getFirst();
            // one's own words are known again at once; a cause that was found in them is not
            String first = newest.draft().symptom().lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst()
                    .orElse(newest.caller().isBlank() ? Drafted.subject("", newest.draft(), Language.locale()) : newest.caller());
            keptWords.set(State.WARNING, NLS.bind(Messages.Kept_words, Ages.relative(newest.at(), Instant.now()),
                    Visible.line(first)));
        }
        keptLine.setVisible(!others.isEmpty());
        ((GridData) keptLine.getLayoutData()).exclude = others.isEmpty();
        keptLine.getParent().getParent().layout(true, true);
    }

    /** Puts it into the fields; what stands there now is kept in its place. */
    private void bringBack() {
        Journal.Kept newest = kept.getFirst();
        Drafts drafts = Desk.get().drafts();
        if (!isBlank()) {
            Journal.keep(drafts, Journal.fresh(), written(), caller.text());
        }
        Journal.forget(drafts, newest.kind());
        draft = newest.draft();
        explain.put("", null);
        fill(newest.caller());
        keep();
        offer(Journal.others(drafts, kind));
        explain.setFocus();
    }

    private void discardKept() {
        Drafts drafts = Desk.get().drafts();
        Journal.forget(drafts, kept.getFirst().kind());
        offer(Journal.others(drafts, kind));
        explain.setFocus();
    }

    private void keep() {
        Drafts drafts = Desk.get().drafts();
        if (drafts == null || saved || explain == null) {
            return;
        }
        if (isBlank()) {
            Journal.forget(drafts, kind);
        } else {
            Journal.keep(drafts, kind, written(), caller.text());
        }
    }

    private void key(Event event) {
        boolean enter = event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR;
        if (enter && event.stateMask == SWT.MOD1 && event.widget instanceof Control control && control.getShell() == getShell()) {
            event.doit = false;
            okPressed();
        }
    }

    private void changed() {
        if (problem != null && problem.getVisible()) {
            say(null, null);
        }
        keep();
    }

    private void say(State state, String sentence) {
        if (sentence != null) {
            problem.set(state, sentence);
        }
        problem.setVisible(sentence != null);
        ((GridData) problem.getLayoutData()).exclude = sentence == null;
        problem.getParent().layout(true, true);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** What stands in the dialog, with what was known before. */
    private TicketDraft written() {
        Diagnosis diagnosis = explain.diagnosis();
        // what a check or an answered question has found, is surer than what the words alone point to
        boolean sure = draft.cause() != null && line(explain.text()).equals(line(draft.symptom()));
        boolean known = !sure && diagnosis != null && diagnosis.cause() != CauseId.UNKNOWN;
        String cause = known ? diagnosis.cause().name() : draft.cause();
        double certainty = known ? diagnosis.confidence() : draft.certainty();
        Client client = explain.client();
        return draft.withSymptom(explain.text()).withClient(client == null ? draft.client() : client.id()).withCause(cause,
                certainty);
    }

    @Override
    protected void okPressed() {
        if (saving) {
            return;
        }
        Contact person;
        try {
            person = caller.get();
        } catch (TicketException e) {
            say(State.FAULT, e.text(Language.locale()));
            return;
        }
        saving = true;
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        boolean takes = mine.getSelection();
        InstanceScope.INSTANCE.getNode(NODE).putBoolean(MINE, takes);
        UiThread ui = UiThread.of(getShell());
        Drafted.save(Desk.get(), written(), person, takes).whenComplete((number, failure) -> ui.execute(() -> {
            saving = false;
            if (failure == null) {
                saved = true;
                forget();
                close();
                Desk.get().open(number);
            } else {
                getButton(IDialogConstants.OK_ID).setEnabled(true);
                say(State.FAULT, Language.sentence(failure instanceof CompletionException ? failure.getCause() : failure));
            }
        }));
    }

    @Override
    protected void cancelPressed() {
        if (mayClose()) {
            super.cancelPressed();
        }
    }

    @Override
    protected void handleShellCloseEvent() {
        if (mayClose()) {
            super.handleShellCloseEvent();
        }
    }

    private void forget() {
        if (Desk.get().drafts() != null) {
            Journal.forget(Desk.get().drafts(), kind);
        }
    }

    /** Nothing that was written is lost without a question. */
    private boolean mayClose() {
        if (saved || isBlank()) {
            return true;
        }
        MessageDialog question = new MessageDialog(getShell(), Messages.Close_title, null, Messages.Close_question,
                MessageDialog.QUESTION, 0, Messages.Close_back, Messages.Close_discard);
        boolean discard = question.open() == 1;
        if (discard) {
            saved = true;
            forget();
        }
        return discard;
    }

    @Override
    public boolean close() {
        boolean closed = super.close();
        if (closed && opened == this) {
            opened = null;
        }
        return closed;
    }
}
