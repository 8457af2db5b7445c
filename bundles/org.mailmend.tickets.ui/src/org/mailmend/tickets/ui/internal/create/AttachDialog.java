package org.mailmend.tickets.ui.internal.create;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Ages;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.TicketInput;
import org.mailmend.tickets.ui.internal.Drafted;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Asks to which ticket something is attached: the one in front, the open ones as they were worked at, or any that is looked for. */
public final class AttachDialog extends Dialog {
    private static final int NEW = IDialogConstants.CLIENT_ID + 1;
    private static final int WIDTH = 560;
    private static final int ROWS = 10;
    private static final int MOST = 100;
    private static final int DEBOUNCE = 120;
    private static final int SUBJECT = 280;
    private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,15})");

    private final TicketDraft draft;
    private final long front;
    private Text search;
    private Table table;
    private StatusLabel problem;
    private int generation;
    private boolean working;

    private AttachDialog(Shell parent, TicketDraft draft, long front) {
        super(parent);
        this.draft = draft;
        this.front = front;
        setBlockOnOpen(false);
    }

    /** Opens it, and returns at once. */
    public static void open(IWorkbenchPage page, TicketDraft draft) {
        IEditorPart editor = page.getActiveEditor();
        new AttachDialog(NewTicketDialog.parent(page), draft,
                editor != null && editor.getEditorInput() instanceof TicketInput input ? input.number() : 0).open();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Attach_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Attach_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(words);
        search = Widgets.id(new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "search");
        search.setMessage(Messages.Attach_search);
        search.setTextLimit(300);
        Widgets.accessibleName(search, Messages.Attach_search);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(search);
        search.addListener(SWT.Modify, event -> later());
        search.addListener(SWT.KeyDown, this::key);
        table = Widgets.plainRows(Widgets.id(new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "tickets"));
        Widgets.accessibleName(table, Messages.Attach_tickets);
        for (int i = 0; i < 5; i++) {
            new TableColumn(table, i == 0 ? SWT.RIGHT : SWT.LEFT);
        }
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, ROWS * table.getItemHeight()).applyTo(table);
        table.addListener(SWT.Selection, event -> enable());
        table.addListener(SWT.DefaultSelection, event -> okPressed());
        problem = Widgets.id(new StatusLabel(area), "problem");
        problem.setData("org.eclipse.e4.ui.css.CssClassName", null);
        problem.setBackground(area.getBackground());
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, NEW, Messages.Attach_new, false), "new");
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Attach_attach, true), "attach");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "cancel");
    }

    @Override
    public void create() {
        super.create();
        enable();
        look();
        search.setFocus();
    }

    private void key(Event event) {
        if (event.keyCode == SWT.ARROW_DOWN && table.getItemCount() > 0) {
            event.doit = false;
            table.setFocus();
        }
    }

    private void later() {
        int mine = ++generation;
        search.getDisplay().timerExec(DEBOUNCE, () -> {
            if (!search.isDisposed() && mine == generation) {
                look();
            }
        });
    }

    private void look() {
        int mine = ++generation;
        String text = search.getText().strip();
        Desk.get().ask(table, store -> find(store, text), found -> {
            if (mine == generation) {
                show(found);
            }
        }, failure -> say(Language.sentence(failure)));
    }

    /** In the background: the ticket in front, then the open ones, the last that was worked at first; or what fits the text. */
    private List<Ticket> find(TicketStore store, String text) {
        List<Ticket> found = new ArrayList<>();
        Matcher number = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        if (text.isEmpty() && front != 0) {
            store.ticket(front).filter(ticket -> !ticket.removed()).ifPresent(found::add);
        } else if (number.matches()) {
            store.ticket(Long.parseLong(number.group(1))).filter(ticket -> !ticket.removed()).ifPresent(found::add);
        }
        TicketFilter filter = text.isEmpty() ? TicketFilter.open() : TicketFilter.all().withText(text);
        for (Ticket ticket : store.list(filter, TicketSort.UPDATED, false, 0, MOST)) {
            if (found.stream().noneMatch(each -> each.number() == ticket.number())) {
                found.add(ticket);
            }
        }
        return found;
    }

    private void show(List<Ticket> found) {
        table.removeAll();
        Instant now = Instant.now();
        for (Ticket ticket : found) {
            TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
            item.setData(ticket);
            item.setText(new String[] {"#" + ticket.number(), Visible.line(ticket.subject()),
                    ticket.requester() == null ? "" : Visible.line(ticket.requester().shown()),
                    ticket.status().text(Language.locale()), Ages.relative(ticket.updated(), now)});
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        table.getColumn(1).setWidth(Math.min(table.getColumn(1).getWidth(), SUBJECT));
        if (table.getItemCount() > 0) {
            table.select(0);
        }
        say(found.isEmpty() ? Messages.Attach_none : null);
        enable();
    }

    private void enable() {
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(!working && table.getSelectionCount() == 1);
        }
    }

    private void say(String sentence) {
        boolean shown = sentence != null;
        if (shown) {
            problem.set(State.WARNING, sentence);
        }
        if (problem.getVisible() != shown) {
            problem.setVisible(shown);
            ((GridData) problem.getLayoutData()).exclude = !shown;
            problem.getParent().layout(true, true);
        }
    }

    @Override
    protected void buttonPressed(int id) {
        if (id == NEW) {
            close();
            Desk.get().create(draft);
        } else {
            super.buttonPressed(id);
        }
    }

    @Override
    protected void okPressed() {
        if (working || table.getSelectionCount() != 1) {
            return;
        }
        working = true;
        enable();
        UiThread ui = UiThread.of(getShell());
        Drafted.attach(Desk.get(), draft, ((Ticket) table.getSelection()[0].getData()).number())
                .whenComplete((number, failure) -> ui.execute(() -> {
                    working = false;
                    if (failure == null) {
                        close();
                        Desk.get().open(number);
                    } else {
                        say(Language.sentence(failure instanceof CompletionException ? failure.getCause() : failure));
                        enable();
                    }
                }));
    }
}
