package org.mailmend.tickets.ui.internal.editor;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.part.EditorPart;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Target;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.Assistant;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.tickets.Drafts;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.TicketInput;
import org.mailmend.tickets.ui.internal.UndoHandlers;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Shows a ticket and lets people work at it. What is typed is kept at once, so that closing never asks. */
public final class TicketEditor extends EditorPart implements TicketPane.Actions {
    private Composite parent;
    private TicketPane pane;
    private boolean wantsFocus;

    /** Reaches the store of the desk. */
    private static final class OfDesk implements Desking {
        @Override
        public <T> CompletableFuture<T> ask(Function<TicketStore, T> question) {
            return Desk.get().ask(question);
        }

        @Override
        public <T> CompletableFuture<T> change(String words, Desk.Change<T> change) {
            return Desk.get().change(words, change);
        }

        @Override
        public String who() {
            return Desk.get().technician();
        }

        @Override
        public Runnable listen(Consumer<Set<Long>> listener) {
            return Desk.get().listen(listener);
        }
    }

    /** Keeps what is typed in the journal of drafts. */
    private record Journal(Drafts drafts, long number) implements Scraps {
        @Override
        public void keep(String kind, Map<String, String> values) {
            if (values.isEmpty()) {
                drafts.discard(number, kind);
            } else {
                drafts.keep(number, kind, values);
            }
        }

        @Override
        public Map<String, String> find(String kind) {
            return drafts.find(number, kind).map(Drafts.Draft::values).orElse(Map.of());
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof TicketInput)) {
            throw new PartInitException("no ticket: " + input);
        }
        setSite(site);
        setInput(input);
        setPartName(input.getName());
    }

    private long number() {
        return ((TicketInput) getEditorInput()).number();
    }

    @Override
    public void createPartControl(Composite area) {
        parent = Widgets.surface(new Composite(area, SWT.NONE));
        GridLayoutFactory.fillDefaults().applyTo(parent);
        UndoHandlers.add(getSite(), () -> takeBack(Desk.get().undo(), Messages.Editor_undone),
                () -> takeBack(Desk.get().redo(), Messages.Editor_redone));
        Desk.get().ask(parent, store -> Desk.get().drafts(), this::show, this::sayWhy);
    }

    private void takeBack(CompletableFuture<Desk.Done> work, String words) {
        UiThread ui = UiThread.of(parent);
        work.whenComplete((done, failure) -> ui.execute(() -> {
            if (pane != null && failure == null) {
                pane.say(State.OK, NLS.bind(words, done.words()));
            } else if (pane != null) {
                pane.say(State.FAULT, Language.sentence(failure instanceof CompletionException ? failure.getCause() : failure));
            }
        }));
    }

    private void clear() {
        for (Control child : parent.getChildren()) {
            child.dispose();
        }
    }

    private void show(Drafts drafts) {
        clear();
        pane = new TicketPane(parent, number(), new OfDesk(), new Journal(drafts, number()), this, this::changed);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pane);
        Shelf.get().onChange(pane, () -> {
            Contents contents = Shelf.get().contents();
            if (contents != null) {
                pane.knowledge(contents.base());
            }
        });
        parent.layout(true, true);
        if (wantsFocus) {
            pane.setFocus();
        }
    }

    /** The tickets cannot be reached: that is said where the ticket would stand. */
    private void sayWhy(Throwable failure) {
        clear();
        StatusLabel label = Widgets.id(new StatusLabel(parent), "ticket.failure");
        label.set(State.FAULT, Language.sentence(failure));
        GridDataFactory.fillDefaults().grab(true, false).indent(16, 16).applyTo(label);
        parent.layout(true, true);
    }

    private void changed() {
        setPartName(pane.title());
        setTitleToolTip(pane.title());
        firePropertyChange(PROP_DIRTY);
    }

    /** The widgets of this editor; null until the tickets are open. */
    public TicketPane pane() {
        return pane;
    }

    @Override
    public void openArticle(String id) {
        KnowledgePlace.openArticle(getSite().getPage(), id);
    }

    @Override
    public void explain(String text, Client client) {
        try {
            Assistant.explain(getSite().getPage(), text, client, null);
        } catch (PartInitException e) {
            ILog.of(TicketEditor.class).error("The Assistant could not be opened", e);
        }
    }

    @Override
    public void advise(Client client, AccountKind account) {
        try {
            GuidedAdvice.start(getSite().getPage(), client, account);
        } catch (PartInitException e) {
            ILog.of(TicketEditor.class).error("The advice could not be opened", e);
        }
    }

    @Override
    public void test(Target target, String profile, Consumer<CheckResult> results) {
        try {
            ConnectionTester.show(getSite().getPage(), target, profile, results);
        } catch (PartInitException e) {
            ILog.of(TicketEditor.class).error("The Connection Tester could not be opened", e);
        }
    }

    @Override
    public void mailPreferences() {
        PreferencesUtil.createPreferenceDialogOn(getSite().getShell(), "org.mailmend.tickets.ui.mail", null, null).open();
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        if (pane != null) {
            pane.save();
        }
    }

    @Override
    public boolean isDirty() {
        return pane != null && pane.model().isDirty();
    }

    @Override
    public boolean isSaveOnCloseNeeded() {
        // what was typed is kept, and is there again when the ticket is opened
        return false;
    }

    @Override
    public void doSaveAs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void setFocus() {
        wantsFocus = true;
        if (pane != null) {
            pane.setFocus();
        } else {
            parent.setFocus();
        }
    }
}
