package org.mailmend.tickets.ui.internal.list;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
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
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
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
    private static final int MOST_HITS = 1000;
    private static final int SUBJECT_LEAST = 150;
    private static final int EMPTY_WIDTH = 420;
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
    private final Runnable stateChanged;
    private final Text search;
    private final Composite filters;
    private final Map<Preset, Button> presets = new EnumMap<>(Preset.class);
    private final Map<String, Button> own = new LinkedHashMap<>();
    private final Composite chips;
    private final StackLayout stack = new StackLayout();
    private final Composite body;
    private final Table table;
    private final Composite empty;
    private final StyledText emptyWords;
    private final Composite emptyFirst;
    private final Button emptyAll;
    private final Button emptyAgain;
    private final Label counts;
    private final StatusLabel notice;
    private final Composite noticeLine;
    private final Button noticeUndo;
    private final ToolItem more;
    private final TicketMenu menu;

    private final Map<TableColumn, ListColumn> columns = new LinkedHashMap<>();
    private Choice choice = ListSettings.choice();
    private TicketSort sort = ListSettings.sort();
    private boolean ascending = ListSettings.ascending();
    /** Whether what is found is put in the order of how well it fits. */
    private boolean byRelevance = true;
    private Group group = ListSettings.group();
    private final Set<String> closed = new HashSet<>();
    private Rows rows = Rows.of(List.of(), Set.of());
    private final Set<Rows.Key> asked = new HashSet<>();
    private Map<String, Choice> ownFilters = Map.of();
    private TicketStats stats;
    private boolean loading;
    private boolean loadAgain;
    private boolean loaded;
    private Throwable failure;
    private int generation;
    private String technician = "";
    private int tipRow = -1;
    private int tipColumn = -1;

    TicketsPane(Composite parent, Actions actions, Runnable stateChanged) {
        super(parent, SWT.NONE);
        this.actions = actions;
        this.stateChanged = stateChanged;
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

        filters = Widgets.surface(new Composite(this, SWT.NONE));
        filters.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(4).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(filters);
        for (Preset preset : Preset.values()) {
            Button button = Widgets.id(new Button(filters, SWT.TOGGLE), "filter." + preset.id());
            button.setText(preset.text());
            button.addListener(SWT.Selection, event -> choose(choice.with(preset)));
            presets.put(preset, button);
        }
        chips = Widgets.surface(new Composite(this, SWT.NONE));
        chips.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(4).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(chips);
        chips.setVisible(false);

        body = Widgets.surface(new Composite(this, SWT.NONE));
        body.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 100).applyTo(body);
        table = Widgets
                .plainRows(Widgets.id(new Table(body, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER), "tickets"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.View_name);
        empty = Widgets.id(Widgets.surface(new Composite(body, SWT.NONE)), "empty");
        GridLayoutFactory.fillDefaults().margins(16, 24).spacing(0, 12).applyTo(empty);
        emptyWords = Widgets.id(Prose.block(empty), "empty.words");
        GridDataFactory.fillDefaults().grab(true, false).hint(EMPTY_WIDTH, SWT.DEFAULT).applyTo(emptyWords);
        emptyFirst = Widgets.surface(new Composite(empty, SWT.NONE));
        emptyFirst.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(emptyFirst);
        push(emptyFirst, "empty.new", Messages.Empty_new, actions::create);
        push(emptyFirst, "empty.import", Messages.Empty_import, actions::importFiles);
        push(emptyFirst, "empty.database", Messages.Empty_database, actions::preferences);
        emptyAll = push(empty, "empty.all", Messages.Empty_all, () -> {
            search.setText("");
            choose(Choice.FIRST.with(Preset.ALL));
        });
        emptyAgain = push(empty, "empty.again", Messages.Empty_again, desk::reopen);
        stack.topControl = table;

        noticeLine = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(noticeLine);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(noticeLine);
        noticeLine.setVisible(false);
        notice = Widgets.id(new StatusLabel(noticeLine), "notice");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(notice);
        noticeUndo = push(noticeLine, "notice.undo", Messages.Notice_undo, this::undo);
        push(noticeLine, "notice.close", Messages.Notice_close, () -> say(null, null, false));
        counts = Widgets.id(new Label(this, SWT.NONE), "counts");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(counts);

        takeDrops();
        menu = new TicketMenu(this);
        table.setMenu(menu.create(table));
        table.addListener(SWT.SetData, this::setData);
        table.addListener(SWT.Selection, event -> selectionChanged());
        table.addListener(SWT.DefaultSelection, this::openRow);
        table.addListener(SWT.MouseDown, this::mouseDown);
        table.addListener(SWT.MouseMove, this::mouseMove);
        table.addListener(SWT.KeyDown, this::tableKey);
        table.addListener(SWT.Resize, event -> fitColumns());
        createColumns();

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

    private static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
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

    private void createColumns() {
        for (TableColumn column : table.getColumns()) {
            column.dispose();
        }
        columns.clear();
        for (ListColumn column : ListSettings.columns()) {
            TableColumn widget = new TableColumn(table, column == ListColumn.NUMBER ? SWT.RIGHT : SWT.LEFT);
            widget.setText(column.title());
            widget.setMoveable(true);
            columns.put(widget, column);
            if (column.sort != null) {
                widget.addListener(SWT.Selection, event -> sortBy(column.sort));
            }
            widget.addListener(SWT.Move, event -> keepOrder());
        }
        showSort();
        fitColumns();
        table.clearAll();
    }

    private boolean fitting;

    /** Gives the subject what the others leave; where there is too little room, the less important columns wait for more. */
    private void fitColumns() {
        if (fitting || columns.isEmpty()) {
            return;
        }
        fitting = true;
        try {
            int room = table.getClientArea().width;
            int used = 0;
            TableColumn subject = null;
            Map<TableColumn, Integer> widths = new LinkedHashMap<>();
            List<Map.Entry<TableColumn, ListColumn>> byWeight = new ArrayList<>(columns.entrySet());
            byWeight.sort(Map.Entry.comparingByValue());
            boolean hasSubject = columns.containsValue(ListColumn.SUBJECT);
            for (Map.Entry<TableColumn, ListColumn> each : byWeight) {
                if (each.getValue() == ListColumn.SUBJECT) {
                    subject = each.getKey();
                    continue;
                }
                int width = scaled(ListSettings.width(each.getValue()));
                boolean fits = used + width <= room - (hasSubject ? scaled(SUBJECT_LEAST) : 0) || widths.isEmpty();
                widths.put(each.getKey(), fits ? width : 0);
                used += fits ? width : 0;
            }
            if (subject != null) {
                widths.put(subject, Math.max(scaled(SUBJECT_LEAST), room - used));
            }
            widths.forEach((column, width) -> {
                if (column.getWidth() != width) {
                    column.setWidth(width);
                }
                column.setResizable(width > 0);
            });
        } finally {
            fitting = false;
        }
    }

    /** Pixels that fit the font of the system. */
    private int scaled(int pixels) {
        return (int) Math.round(pixels * fontFactor());
    }

    private double fontFactor() {
        int height = table.getFont().getFontData()[0].getHeight();
        return Math.max(1, height / 10.0);
    }

    private void keepOrder() {
        if (!fitting && table.getColumnCount() == columns.size()) {
            List<ListColumn> order = new ArrayList<>();
            TableColumn[] all = table.getColumns();
            for (int index : table.getColumnOrder()) {
                order.add(columns.get(all[index]));
            }
            ListSettings.columns(order);
        }
    }

    void toggleColumn(ListColumn column) {
        List<ListColumn> shown = new ArrayList<>(ListSettings.columns());
        if (!shown.remove(column)) {
            shown.add(column);
        }
        if (!shown.isEmpty()) {
            ListSettings.columns(shown);
            createColumns();
            table.setItemCount(rows.size());
        }
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

    private void showSort() {
        boolean relevance = byRelevance && !choice.text().isBlank();
        TableColumn sorted = null;
        for (Map.Entry<TableColumn, ListColumn> each : columns.entrySet()) {
            if (each.getValue().sort == sort && !relevance) {
                sorted = each.getKey();
            }
        }
        table.setSortColumn(sorted);
        table.setSortDirection(sorted == null ? SWT.NONE : ascending ? SWT.UP : SWT.DOWN);
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
        paintFilters();
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

    private void paintFilters() {
        boolean isOwn = ownFilters.containsValue(choice);
        presets.forEach((preset, button) -> button.setSelection(!isOwn && choice.preset() == preset));
        own.forEach((name, button) -> button.setSelection(choice.equals(ownFilters.get(name))));
        for (Control chip : chips.getChildren()) {
            chip.dispose();
        }
        if (choice.cause() != null) {
            chip("chip.cause", Messages.Column_cause, ListColumn.cause(choice.cause()), () -> choose(choice.withCause(null)));
        }
        if (choice.client() != null) {
            chip("chip.client", Messages.Column_client, Clients.name(choice.client()), () -> choose(choice.withClient(null)));
        }
        if (choice.tag() != null) {
            chip("chip.tag", Messages.Column_tags, choice.tag(), () -> choose(choice.withTag(null)));
        }
        boolean any = chips.getChildren().length > 0;
        ((GridData) chips.getLayoutData()).exclude = !any;
        chips.setVisible(any);
        layout(true, true);
    }

    private void chip(String id, String name, String value, Runnable remove) {
        Button chip = Widgets.id(new Button(chips, SWT.PUSH), id);
        String words = value.length() > 40 ? value.substring(0, 39) + "…" : value;
        chip.setText(NLS.bind(Messages.Chip, name, words).replace("&", "&&"));
        chip.setToolTipText(NLS.bind(Messages.Chip_remove, value));
        chip.addListener(SWT.Selection, event -> remove.run());
    }

    // --- loading

    /** What was read at once for the list. */
    private record Loaded(Rows rows, boolean more, Map<Preset, Long> counts, Map<String, Choice> own) {
    }

    /** Reads the list anew, in the background. What is shown stays until the new is there. */
    private void load() {
        if (loading) {
            loadAgain = true;
            return;
        }
        loading = true;
        Choice wanted = choice;
        TicketSort order = sort;
        boolean up = ascending;
        boolean best = byRelevance;
        Group by = group;
        Set<String> shut = Set.copyOf(closed);
        List<Integer> visible = visible();
        String who = desk.technician();
        technician = who;
        CompletableFuture<List<Long>> hits = wanted.text().isBlank() ? CompletableFuture.completedFuture(null)
                : desk.find(wanted.text(), MOST_HITS);
        CompletableFuture<Loaded> work = hits.thenCompose(found -> desk.ask(store -> {
            TicketFilter filter = wanted.filter(who, Instant.now());
            boolean tooMany = false;
            Rows read;
            if (found == null) {
                read = new Rows(by.sections(store, filter), shut, order, up);
                read.fetchAll(store, who, visible);
            } else {
                List<Ticket> tickets = found(store, filter, wanted.text(), found, order, up, best);
                tooMany = found.size() >= MOST_HITS;
                read = Rows.of(tickets, store.unread(tickets, who));
            }
            return new Loaded(read, tooMany, countsOf(store, who), ownOf(store, who));
        }));
        work.whenComplete((result, problem) -> ui.execute(() -> {
            loading = false;
            failure = problem;
            if (problem == null) {
                loaded = true;
                show(result);
            } else {
                paint();
            }
            if (loadAgain) {
                loadAgain = false;
                load();
            }
        }));
    }

    private static List<Ticket> found(TicketStore store, TicketFilter filter, String text, List<Long> numbers,
            TicketSort order, boolean up, boolean best) {
        List<Ticket> tickets = numbers.isEmpty() ? List.of() : store.list(filter.withNumbers(numbers), order, up, 0, MOST_HITS);
        if (tickets.isEmpty()) {
            // a part of a word, or of an address
            return store.list(filter.withText(text), order, up, 0, MOST_HITS);
        }
        if (!best) {
            return tickets;
        }
        Map<Long, Ticket> byNumber = new LinkedHashMap<>();
        tickets.forEach(ticket -> byNumber.put(ticket.number(), ticket));
        return numbers.stream().map(byNumber::get).filter(java.util.Objects::nonNull).toList();
    }

    private static Map<Preset, Long> countsOf(TicketStore store, String who) {
        Map<Preset, Long> counts = new EnumMap<>(Preset.class);
        Instant now = Instant.now();
        for (Preset preset : Preset.values()) {
            counts.put(preset, store.count(preset.filter(who, now)));
        }
        return counts;
    }

    private static Map<String, Choice> ownOf(TicketStore store, String who) {
        Map<String, Choice> filters = new LinkedHashMap<>();
        store.settings(who, OWN).forEach((name, kept) -> filters.put(name.substring(OWN.length()), Choice.read(kept)));
        return filters;
    }

    private static final String OWN = "filter.";

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

    private void show(Loaded result) {
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
        ownFilters = result.own();
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
        presets.forEach((preset, button) -> {
            String words = NLS.bind(Messages.Filter_count, preset.text(), result.counts().getOrDefault(preset, 0L));
            if (!words.equals(button.getText())) {
                button.setText(words);
            }
        });
        total = result.counts().getOrDefault(Preset.ALL, 0L);
        showOwn();
        paint();
        selectionChanged();
    }

    private long total;
    private boolean moreThanShown;

    private void showOwn() {
        if (!own.keySet().equals(ownFilters.keySet())) {
            own.values().forEach(Button::dispose);
            own.clear();
            ownFilters.forEach((name, kept) -> {
                Button button = Widgets.id(new Button(filters, SWT.TOGGLE), "own." + name);
                button.setText(name.replace("&", "&&"));
                button.addListener(SWT.Selection, event -> choose(ownFilters.getOrDefault(name, kept)));
                own.put(name, button);
            });
        }
        paintFilters();
    }

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
                table.clear(range[0], Math.max(range[0], Math.min(range[1], table.getItemCount()) - 1));
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
            item.setText(texts(head));
            item.setFont(Widgets.boldFont());
            item.setForeground(palette.text());
            int at = firstColumn();
            item.setImage(at, Icons.of(Icons.class, rows.isClosed(head) ? "chevron-right" : "chevron-down"));
            return;
        }
        Ticket ticket = rows.ticket(row);
        if (ticket == null) {
            item.setText(firstColumn(), "…");
            fetch(rows.key(row));
            return;
        }
        Instant now = Instant.now();
        int index = 0;
        for (ListColumn column : columns.values()) {
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

    /** The column that a head is written in: the first that is wide enough. */
    private int firstColumn() {
        int index = 0;
        for (ListColumn column : columns.values()) {
            if (column == ListColumn.SUBJECT) {
                return index;
            }
            index++;
        }
        return 0;
    }

    private String[] texts(Section head) {
        String[] texts = new String[Math.max(1, columns.size())];
        java.util.Arrays.fill(texts, "");
        String name = switch (group) {
            case STATUS -> Status.fromId(head.key()).map(status -> status.text(Language.locale())).orElse(head.key());
            case CLIENT -> head.key().isEmpty() ? Messages.Group_noClient : Clients.name(head.key());
            default -> head.key().isEmpty() ? Messages.Group_nobody : head.key();
        };
        texts[firstColumn()] = NLS.bind(Messages.Filter_count, name, head.count());
        return texts;
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
            popUp(menu.statusMenu(table), null);
        } else if (event.stateMask == SWT.MOD1 && (event.keyCode == 'a' || event.keyCode == 'A')) {
            table.selectAll();
            selectionChanged();
        }
    }

    private void mouseDown(Event event) {
        if (event.button != 1 || (event.stateMask & SWT.MODIFIER_MASK) != 0) {
            return;
        }
        Point at = new Point(event.x, event.y);
        TableItem item = table.getItem(at);
        if (item == null) {
            return;
        }
        int row = table.indexOf(item);
        ListColumn column = columnAt(item, at);
        // a click into what is selected already changes it in place
        if (column == null || rows.ticket(row) == null || !table.isSelected(row) || table.getSelectionCount() != 1) {
            return;
        }
        if (column == ListColumn.STATUS) {
            popUp(menu.statusMenu(table), item.getBounds(indexOf(column)));
        } else if (column == ListColumn.ASSIGNEE) {
            popUp(menu.assigneeMenu(table), item.getBounds(indexOf(column)));
        }
    }

    private int indexOf(ListColumn wanted) {
        return new ArrayList<>(columns.values()).indexOf(wanted);
    }

    private ListColumn columnAt(TableItem item, Point at) {
        int index = 0;
        for (ListColumn column : columns.values()) {
            if (item.getBounds(index).contains(at)) {
                return column;
            }
            index++;
        }
        return null;
    }

    private void popUp(Menu popup, Rectangle cell) {
        Rectangle place = cell;
        if (place == null) {
            TableItem item = table.getItem(table.getSelectionIndex());
            place = item.getBounds(Math.max(0, indexOf(ListColumn.STATUS)));
        }
        Point at = table.toDisplay(place.x, place.y + place.height);
        popup.setLocation(at);
        popup.addListener(SWT.Hide, event -> getDisplay().asyncExec(popup::dispose));
        getDisplay().asyncExec(() -> {
            if (!popup.isDisposed()) {
                popup.setVisible(true);
            }
        });
    }

    private void mouseMove(Event event) {
        Point at = new Point(event.x, event.y);
        TableItem item = table.getItem(at);
        int row = item == null ? -1 : table.indexOf(item);
        ListColumn column = item == null ? null : columnAt(item, at);
        int index = column == null ? -1 : column.ordinal();
        if (row == tipRow && index == tipColumn) {
            return;
        }
        tipRow = row;
        tipColumn = index;
        Ticket ticket = row < 0 ? null : rows.ticket(row);
        String tip = ticket == null || column == null ? null : column.tip(ticket, Clients::name);
        table.setToolTipText(tip == null || tip.isEmpty() ? null : tip.replace("&", "&&"));
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
        stateChanged.run();
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
        if (search.isFocusControl()) {
            return;
        }
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
        if (sentence != null) {
            notice.set(state, sentence);
        }
        showIf(noticeUndo, canUndo);
        noticeLine.setVisible(sentence != null);
        ((GridData) noticeLine.getLayoutData()).exclude = sentence == null;
        layout(true, true);
    }

    // --- own filters

    Set<String> ownNames() {
        return ownFilters.keySet();
    }

    void saveFilter(String name) {
        Choice kept = choice;
        String who = desk.technician();
        desk.ask(this, store -> {
            store.setSetting(who, OWN + name, kept.save());
            return null;
        }, nothing -> load(), this::failed);
    }

    void forgetFilter(String name) {
        String who = desk.technician();
        desk.ask(this, store -> {
            store.setSetting(who, OWN + name, null);
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
        stateChanged.run();
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
            Prose prose = new Prose(emptyWords);
            if (broken) {
                prose.title(Messages.Empty_closedTitle).paragraph(Language.sentence(failure)).show();
            } else if (start) {
                prose.title(Messages.Empty_title).paragraph(Messages.Empty_words).gap().paragraph(Messages.Empty_keys).show();
            } else {
                prose.title(Messages.Empty_noneTitle)
                        .paragraph(
                                choice.text().isBlank() ? Messages.Empty_none : NLS.bind(Messages.Empty_notFound, choice.text()))
                        .show();
            }
        }
        showIf(emptyFirst, start || broken);
        showIf(emptyAll, nothing && !start && !broken);
        showIf(emptyAgain, broken);
        table.clearAll();
        layout(true, true);
        body.layout(true, true);
    }

    private static void showIf(Control control, boolean shown) {
        if (control.getLayoutData() == null) {
            control.setLayoutData(GridDataFactory.swtDefaults().create());
        }
        control.setVisible(shown);
        ((GridData) control.getLayoutData()).exclude = !shown;
    }
}
