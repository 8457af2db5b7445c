package org.mailmend.tickets.ui.internal.list;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Clients;
import org.mailmend.tickets.ui.internal.list.Group.Section;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The list of tickets with its filters. The table is virtual: what it shows is fetched in the background, a page at a time. */
final class TicketsPane extends Composite {
    /** Pause after a key before it is looked for, in milliseconds. */
    private static final int DEBOUNCE = 120;
    /** Changes that come within this time are shown together, in milliseconds. */
    private static final int GATHER = 150;
    /** How often ages are written anew, in milliseconds. */
    private static final int MINUTE = 60_000;
    /** Selected rows that are looked for again after a change. */
    private static final int MOST_KEPT = 2000;

    /** What leads to other parts of the window. */
    interface Actions {
        void create();

        void importFiles();

        /** Imports files or folders that were dropped. */
        void importFiles(List<Path> places);

        void export(boolean json);

        void preferences();
    }

    private final Desk desk = Desk.get();
    private final UiThread ui;
    private final Actions actions;
    private final Text search;
    private final FilterBar filters;
    private final StackLayout stack = new StackLayout();
    private final Composite body;
    private final Table table;
    private final EmptyPage empty;
    private final Label counts;
    private final NoticeLine notice;
    private final IndexLine index;
    private final ToolItem more;
    private final TicketMenu menu;

    private final ListColumns columns;
    private final Cells cells;
    private Choice choice = ListSettings.choice();
    private TicketSort sort = ListSettings.sort();
    private boolean ascending = ListSettings.ascending();
    /** Whether what is found is put in the order of how well it fits. */
    private boolean byRelevance = true;
    private Group group = ListSettings.group();
    private final Set<String> closed = new HashSet<>();
    private Rows rows = Rows.of(List.of(), Set.of());
    private final Set<Rows.Key> asked = new HashSet<>();
    private TicketStats stats;
    private boolean loading;
    private boolean loadAgain;
    private boolean loaded;
    private Throwable failure;
    private int generation;
    private String technician = "";

    TicketsPane(Composite parent, Actions actions) {
        super(parent, SWT.NONE);
        this.actions = actions;
        ui = UiThread.of(this);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(0, 6).applyTo(this);

        Composite top = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(4, 0).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        search = Widgets.id(new Text(top, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "search");
        search.setMessage(Messages.Search_hint);
        search.setToolTipText(Messages.Search_tip);
        Widgets.accessibleName(search, Messages.Search_name);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(search);
        search.addListener(SWT.Modify, event -> searchLater());
        search.addListener(SWT.KeyDown, this::searchKey);
        ToolBar tools = new ToolBar(top, SWT.FLAT);
        more = Widgets.id(new ToolItem(tools, SWT.PUSH), "more");
        more.setImage(Icons.of(TicketsPane.class, "more"));
        more.setToolTipText(Messages.More_tip);
        more.addListener(SWT.Selection, event -> showMore());

        filters = new FilterBar(this, () -> choice, this::choose);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(filters);

        body = Widgets.surface(new Composite(this, SWT.NONE));
        body.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 100).applyTo(body);
        table = Widgets
                .plainRows(Widgets.id(new Table(body, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER), "tickets"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.View_name);
        empty = new EmptyPage(body, actions, () -> {
            search.setText("");
            choose(Choice.FIRST.with(Preset.ALL));
        }, desk::reopen);
        stack.topControl = table;

        notice = new NoticeLine(this, this::undo);
        index = new IndexLine(this, desk::indexed, this::load);
        counts = Widgets.id(new Label(this, SWT.NONE), "counts");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(counts);

        takeDrops();
        menu = new TicketMenu(this);
        table.setMenu(menu.create(table));
        table.addListener(SWT.SetData, this::setData);
        table.addListener(SWT.Selection, event -> selectionChanged());
        table.addListener(SWT.DefaultSelection, this::openRow);
        table.addListener(SWT.KeyDown, this::tableKey);
        columns = new ListColumns(table, this::sortBy);
        cells = new Cells(table, columns, menu, () -> rows);
        columns.create();
        showSort();

        addListener(SWT.Resize, event -> getDisplay().asyncExec(() -> {
            if (!isDisposed()) {
                layout(true, true);
            }
        }));
        Runnable gathered = ui.coalesced(() -> getDisplay().timerExec(GATHER, () -> {
            if (!isDisposed()) {
                load();
            }
        }));
        Runnable end = desk.listen(numbers -> gathered.run());
        Runnable endPhase = desk.listenPhase(ui.coalesced(this::phaseChanged));
        addDisposeListener(event -> {
            end.run();
            endPhase.run();
            CompletableFuture.runAsync(ListSettings::flush);
        });
        Theme.onChange(this, this::paint);
        Shelf.get().onChange(this, this::knowledgeRead);
        minute();
        paint();
        phaseChanged();
        load();
    }

    /** Mails, mailboxes, tables and folders can be dropped anywhere here. */
    private void takeDrops() {
        DropTarget target = new DropTarget(this, DND.DROP_COPY | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void dragOperationChanged(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.data instanceof String[] names && names.length > 0) {
                    List<Path> places = java.util.Arrays.stream(names).map(Path::of).toList();
                    // the window system waits until this returns
                    getDisplay().asyncExec(() -> {
                        if (!isDisposed()) {
                            actions.importFiles(places);
                        }
                    });
                }
            }
        });
    }

    /** Ages grow. */
    private void minute() {
        getDisplay().timerExec(MINUTE, () -> {
            if (!isDisposed()) {
                table.clearAll();
                if (choice.preset() == Preset.OVERDUE) {
                    load();
                }
                minute();
            }
        });
    }

    private void knowledgeRead() {
        table.clearAll();
    }

    @Override
    public boolean setFocus() {
        return stack.topControl == table ? table.setFocus() : search.setFocus();
    }

    void focusSearch() {
        search.setFocus();
        search.selectAll();
    }

    boolean tableHasFocus() {
        return table.isFocusControl();
    }

    // --- columns

    void toggleColumn(ListColumn column) {
        columns.toggle(column);
        showSort();
        table.setItemCount(rows.size());
    }

    private void showSort() {
        columns.showSort(byRelevance && !choice.text().isBlank() ? null : sort, ascending);
    }

    private void sortBy(TicketSort wanted) {
        boolean same = wanted == sort && !(byRelevance && !choice.text().isBlank());
        ascending = same ? !ascending
                : wanted != TicketSort.UPDATED && wanted != TicketSort.CREATED
                        && wanted != TicketSort.PRIORITY && wanted != TicketSort.NUMBER;
        sort = wanted;
        byRelevance = false;
        ListSettings.sort(sort, ascending);
        showSort();
        load();
    }

    Group group() {
        return group;
    }

    void group(Group wanted) {
        group = wanted;
        closed.clear();
        ListSettings.group(group);
        load();
    }

    // --- choosing

    Choice choice() {
        return choice;
    }

    /** The filter of what is shown, without the text that is looked for. */
    TicketFilter filter() {
        return choice.filter(desk.technician(), Instant.now());
    }

    void choose(Choice wanted) {
        if (!wanted.text().equals(choice.text())) {
            byRelevance = true;
            if (!search.getText().equals(wanted.text())) {
                search.setText(wanted.text());
            }
        }
        choice = wanted;
        ListSettings.choice(choice);
        showSort();
        filters.show();
        layout(true, true);
        load();
    }

    private void searchLater() {
        int mine = ++generation;
        getDisplay().timerExec(DEBOUNCE, () -> {
            if (!isDisposed() && mine == generation && !choice.text().equals(search.getText())) {
                choose(choice.withText(search.getText()));
            }
        });
    }

    private void searchKey(Event event) {
        if (event.keyCode == SWT.ARROW_DOWN && stack.topControl == table && rows.size() > 0) {
            event.doit = false;
            table.setFocus();
            if (table.getSelectionCount() == 0) {
                table.setSelection(0);
                selectionChanged();
            }
        } else if (event.keyCode == SWT.ESC && !search.getText().isEmpty()) {
            event.doit = false;
            search.setText("");
        }
    }

    // --- loading

    /** Reads the list anew, in the background. What is shown stays until the new is there. */
    private void load() {
        if (loading) {
            loadAgain = true;
            return;
        }
        loading = true;
        technician = desk.technician();
        Reading reading = new Reading(choice, sort, ascending, byRelevance, group, Set.copyOf(closed), visible(), technician);
        CompletableFuture<List<Long>> hits = choice.text().isBlank() ? CompletableFuture.completedFuture(null)
                : desk.find(choice.text(), Reading.MOST_HITS);
        CompletableFuture<Reading.Loaded> work = hits.thenCompose(found -> desk.ask(store -> reading.read(store, found)));
        work.whenComplete((result, problem) -> ui.execute(() -> {
            loading = false;
            failure = problem;
            if (problem == null) {
                loaded = true;
                show(result);
                index.follow(!choice.text().isBlank());
            } else {
                paint();
            }
            if (loadAgain) {
                loadAgain = false;
                load();
            }
        }));
    }

    private List<Integer> visible() {
        List<Integer> visible = new ArrayList<>();
        int first = table.getTopIndex();
        int height = Math.max(1, table.getItemHeight());
        int last = first + Math.max(1, table.getClientArea().height / height) + 1;
        for (int row = first; row <= last; row += Rows.PAGE / 4) {
            visible.add(row);
        }
        visible.add(last);
        return visible;
    }

    private void show(Reading.Loaded result) {
        int[] indices = table.getSelectionIndices();
        boolean all = indices.length > 1 && indices.length == rows.size();
        Set<Long> numbers = new TreeSet<>();
        if (!all && indices.length <= MOST_KEPT) {
            for (long number : rows.known(indices)) {
                numbers.add(number);
            }
        }
        numbers.remove(0L);
        rows = result.rows();
        asked.clear();
        moreThanShown = result.more();
        int top = table.getTopIndex();
        table.setRedraw(false);
        table.deselectAll();
        table.setItemCount(rows.size());
        table.clearAll();
        if (all) {
            table.selectAll();
        } else {
            for (long number : numbers) {
                int row = rows.row(number);
                if (row >= 0) {
                    table.select(row);
                }
            }
        }
        if (top < rows.size()) {
            table.setTopIndex(top);
        }
        table.setRedraw(true);
        total = result.counts().getOrDefault(Preset.ALL, 0L);
        filters.show(result.counts(), result.own());
        layout(true, true);
        paint();
        selectionChanged();
    }

    private long total;
    private boolean moreThanShown;

    private void fetch(Rows.Key key) {
        Rows of = rows;
        if (!asked.add(key)) {
            return;
        }
        String who = technician;
        desk.ask(this, store -> of.fetch(store, who, key), page -> {
            if (rows == of) {
                asked.remove(key);
                of.put(key, page);
                int[] range = of.range(key);
                int last = Math.min(range[1], table.getItemCount()) - 1;
                if (range[0] <= last) {
                    // there may be none left: others throw tickets away too
                    table.clear(range[0], last);
                }
            }
        }, problem -> {
            failure = problem;
            paint();
        });
    }

    // --- rows

    private void setData(Event event) {
        TableItem item = (TableItem) event.item;
        int row = event.index;
        if (row >= rows.size()) {
            return;
        }
        Section head = rows.head(row);
        Palette palette = Palette.current();
        if (head != null) {
            String[] texts = new String[Math.max(1, columns.all().size())];
            java.util.Arrays.fill(texts, "");
            texts[columns.head()] = NLS.bind(Messages.Filter_count, group.title(head.key()), head.count());
            item.setText(texts);
            item.setFont(Widgets.boldFont());
            item.setForeground(palette.text());
            item.setImage(columns.head(), Icons.of(Icons.class, rows.isClosed(head) ? "chevron-right" : "chevron-down"));
            return;
        }
        Ticket ticket = rows.ticket(row);
        if (ticket == null) {
            item.setText(columns.head(), "…");
            fetch(rows.key(row));
            return;
        }
        Instant now = Instant.now();
        int index = 0;
        for (ListColumn column : columns.all()) {
            item.setText(index, column.text(ticket, now, Clients::name));
            if (column == ListColumn.STATUS) {
                item.setImage(index, Icons.of(state(ticket.status())));
            } else if (column == ListColumn.DUE && ticket.overdue(now)) {
                item.setImage(index, Icons.of(State.FAULT));
                item.setForeground(index, palette.fault());
            } else if (column == ListColumn.SUBJECT) {
                item.setImage(index, rows.isUnread(row) ? Icons.of(TicketsPane.class, "unread") : null);
            }
            index++;
        }
        item.setFont(rows.isUnread(row) ? Widgets.boldFont() : null);
        item.setForeground(ticket.status().isOpen() ? palette.text() : palette.dim());
    }

    static State state(Status status) {
        return switch (status) {
            case NEW -> State.WARNING;
            case IN_PROGRESS -> State.RUNNING;
            case WAITING_FOR_USER, WAITING_FOR_ADMINISTRATOR -> State.WAITING;
            case SOLVED -> State.OK;
            case CLOSED -> State.SKIPPED;
        };
    }

    private void openRow(Event event) {
        int row = table.getSelectionIndex();
        Section head = row < 0 || row >= rows.size() ? null : rows.head(row);
        if (head != null) {
            if (!closed.remove(head.key())) {
                closed.add(head.key());
            }
            load();
            return;
        }
        open();
    }

    /** Opens the ticket that is selected. */
    void open() {
        Ticket ticket = first();
        if (ticket != null) {
            desk.open(ticket.number());
        }
    }

    private void tableKey(Event event) {
        if (event.keyCode == SWT.DEL && event.stateMask == 0) {
            remove();
        } else if (event.keyCode == SWT.F2 && first() != null) {
            cells.chooseStatus();
        } else if (event.stateMask == SWT.MOD1 && (event.keyCode == 'a' || event.keyCode == 'A')) {
            table.selectAll();
            selectionChanged();
        }
    }

    // --- what is selected

    /** The ticket of the first selected row; null when there is none or it is not fetched. */
    Ticket first() {
        int row = table.getSelectionIndex();
        return row < 0 ? null : rows.ticket(row);
    }

    /** The tickets that are selected, as far as they are fetched. */
    List<Ticket> selectedTickets() {
        List<Ticket> tickets = new ArrayList<>();
        for (int row : table.getSelectionIndices()) {
            Ticket ticket = rows.ticket(row);
            if (ticket != null) {
                tickets.add(ticket);
            }
        }
        return tickets;
    }

    /** Who works on the tickets that are fetched. */
    Set<String> assignees() {
        return rows.assignees();
    }

    void remove() {
        menu.remove();
    }

    boolean hasSelection() {
        return stack.topControl == table && table.getSelectionCount() > 0;
    }

    /** Gives the numbers of all selected tickets to the store's thread. */
    Numbers selectedNumbers() {
        Rows of = rows;
        int[] indices = table.getSelectionIndices();
        java.util.Arrays.sort(indices);
        long[] known = of.known(indices);
        return store -> of.numbers(store, indices, known);
    }

    /** Finds numbers of tickets; in the background. */
    @FunctionalInterface
    interface Numbers {
        List<Long> of(TicketStore store);
    }

    private void selectionChanged() {
        int selected = table.getSelectionCount();
        String shown = NLS.bind(
                moreThanShown ? Messages.Count_best : rows.tickets() == 1 ? Messages.Count_one : Messages.Count_many,
                rows.tickets());
        String words = selected > 1 ? NLS.bind(Messages.Count_selected, shown, selected) : shown;
        counts.setText(loaded && failure == null ? words : "");
    }

    // --- changing

    /** Changes all that is selected. */
    void bulk(String words, TicketChange change, Collection<String> addTags, Collection<String> removeTags) {
        Numbers numbers = selectedNumbers();
        String wanted = change.values().isEmpty() ? "" : words;
        desk.change(this, words, (store, who) -> {
            List<Long> all = numbers.of(store);
            List<Long> left = store.changeAll(all, change, addTags, removeTags, who);
            return new int[] {all.size(), left.size()};
        }, result -> {
            if (result[1] > 0) {
                say(State.WARNING, NLS.bind(Messages.Notice_left, new Object[] {result[1], result[0], wanted}),
                        result[0] > result[1]);
            } else {
                say(State.OK, NLS.bind(result[0] == 1 ? Messages.Notice_doneOne : Messages.Notice_done, words, result[0]), true);
            }
        }, this::failed);
    }

    /** Does something with the numbers of all that is selected. */
    void each(String words, Each action) {
        Numbers numbers = selectedNumbers();
        desk.change(this, words, (store, who) -> {
            List<Long> all = numbers.of(store);
            action.run(store, all, who);
            return all.size();
        }, size -> say(State.OK, NLS.bind(size == 1 ? Messages.Notice_doneOne : Messages.Notice_done, words, size), true),
                this::failed);
    }

    /** Something that is done with tickets. */
    @FunctionalInterface
    interface Each {
        void run(TicketStore store, List<Long> numbers, String who);
    }

    /** Marks all that is selected as seen. */
    void markSeen() {
        Numbers numbers = selectedNumbers();
        String who = desk.technician();
        desk.ask(this, store -> {
            for (long number : numbers.of(store)) {
                store.ticket(number).ifPresent(ticket -> store.markSeen(ticket, who));
            }
            return null;
        }, nothing -> load(), this::failed);
    }

    void failed(Throwable problem) {
        say(State.FAULT, Language.sentence(problem), false);
    }

    void undo() {
        desk.undo().whenComplete((undone, problem) -> ui.execute(() -> {
            if (problem == null) {
                say(State.OK, NLS.bind(Messages.Notice_undone, undone.words()), false);
            } else {
                failed(problem);
            }
        }));
    }

    void redo() {
        desk.redo().whenComplete((redone, problem) -> ui.execute(() -> {
            if (problem == null) {
                say(State.OK, NLS.bind(Messages.Notice_redone, redone.words()), true);
            } else {
                failed(problem);
            }
        }));
    }

    /** Says a sentence below the list; in any thread. */
    void tell(State state, String sentence) {
        ui.execute(() -> say(state, sentence, false));
    }

    /** Says a sentence below the list; null takes it away. */
    void say(State state, String sentence, boolean canUndo) {
        notice.say(state, sentence, canUndo);
    }

    // --- own filters

    Set<String> ownNames() {
        return filters.ownNames();
    }

    void saveFilter(String name) {
        Choice kept = choice;
        String who = desk.technician();
        desk.ask(this, store -> {
            store.setSetting(who, Reading.OWN + name, kept.save());
            return null;
        }, nothing -> load(), this::failed);
    }

    void forgetFilter(String name) {
        String who = desk.technician();
        desk.ask(this, store -> {
            store.setSetting(who, Reading.OWN + name, null);
            return null;
        }, nothing -> load(), this::failed);
    }

    /** Figures about the tickets of the preset, for the menus. */
    void stats(Consumer<TicketStats> then) {
        TicketFilter filter = choice.preset().filter(desk.technician(), Instant.now());
        desk.ask(this, store -> store.stats(filter), read -> {
            stats = read;
            then.accept(stats);
        }, this::failed);
    }

    private void showMore() {
        Rectangle bounds = more.getBounds();
        Point at = more.getParent().toDisplay(bounds.x, bounds.y + bounds.height);
        stats(read -> {
            Menu popup = menu.moreMenu(this, read, actions);
            popup.setLocation(at);
            popup.addListener(SWT.Hide, event -> getDisplay().asyncExec(popup::dispose));
            popup.setVisible(true);
        });
    }

    // --- painting

    private void phaseChanged() {
        if (desk.phase() == Desk.Phase.CLOSED) {
            failure = desk.trouble();
        } else if (desk.phase() == Desk.Phase.OPEN && failure != null) {
            failure = null;
            load();
        }
        paint();
    }

    private void paint() {
        boolean nothing = loaded && rows.size() == 0;
        boolean start = nothing && total == 0 && failure == null;
        boolean broken = failure != null;
        stack.topControl = broken && desk.phase() == Desk.Phase.CLOSED || nothing && !broken ? empty : table;
        if (broken && desk.phase() == Desk.Phase.OPEN) {
            failed(failure);
        }
        if (stack.topControl == empty) {
            empty.show(broken ? Language.sentence(failure) : null, start, choice.text());
        }
        table.clearAll();
        layout(true, true);
        body.layout(true, true);
    }
}
