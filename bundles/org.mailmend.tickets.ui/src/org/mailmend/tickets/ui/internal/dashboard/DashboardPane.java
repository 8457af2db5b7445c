package org.mailmend.tickets.ui.internal.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.exchange.StatsReport;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Figures about the tickets as charts; each bar lists its tickets. All that counts runs in the background. */
public final class DashboardPane extends Composite {
    private static final int LISTED = 500;
    private static final int COUNT_AGAIN_MILLIS = 1500;
    private static final int WIDE = 700;
    private static final int HALF = 340;
    private static final int SUBJECT = 420;
    private static final int OTHER = 130;

    private final Desk desk = Desk.get();
    private final UiThread ui;
    private final Combo period;
    private final Combo assignee;
    private final Composite whole;
    private final ScrolledComposite scrolled;
    private final Composite charts;
    private final Chart overTime;
    private final Map<StatsReport.Group, Chart> groups = new EnumMap<>(StatsReport.Group.class);
    private final Label message;
    private final Label listTitle;
    private final Table list;
    private Figures figures;
    private int asked;
    private boolean dirty;

    public DashboardPane(Composite parent) {
        super(parent, SWT.NONE);
        ui = UiThread.of(this);
        Widgets.surface(this);
        setLayout(new GridLayout());
        Composite bar = Widgets.surface(new Composite(this, SWT.NONE));
        bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        RowLayout row = new RowLayout();
        row.center = true;
        row.spacing = 8;
        bar.setLayout(row);
        new Label(bar, SWT.NONE).setText(Messages.Dashboard_period);
        period = Widgets.id(new Combo(bar, SWT.READ_ONLY), "period");
        for (Period each : Period.values()) {
            period.add(each.text());
        }
        period.select(Period.MONTH.ordinal());
        new Label(bar, SWT.NONE).setText(Messages.Dashboard_assignee);
        assignee = Widgets.id(new Combo(bar, SWT.READ_ONLY), "assignee");
        assignee.setItems(Messages.Dashboard_everybody, Messages.Dashboard_nobody);
        assignee.select(0);
        Button export = Widgets.id(new Button(bar, SWT.PUSH), "export");
        export.setText(Messages.Dashboard_export);
        message = new Label(this, SWT.WRAP);
        message.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Widgets.id(message, "message");

        whole = Widgets.surface(new Composite(this, SWT.NONE));
        whole.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));

        scrolled = new ScrolledComposite(this, SWT.V_SCROLL);
        scrolled.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setShowFocusedControl(true);
        charts = Widgets.surface(new Composite(scrolled, SWT.NONE));
        scrolled.setContent(charts);
        overTime = Widgets.id(new Chart(charts, Messages.Dashboard_overTime, true, this::open), "chart.time");
        overTime.legend(Messages.Legend_created, Messages.Legend_solved);
        for (StatsReport.Group group : StatsReport.Group.values()) {
            groups.put(group,
                    Widgets.id(new Chart(charts, group.text(Language.locale()), false, this::open), "chart." + group.name()));
        }
        scrolled.addListener(SWT.Resize, event -> arrange());

        listTitle = Widgets.id(new Label(this, SWT.NONE), "list.title");
        listTitle.setText(Messages.Dashboard_pick);
        listTitle.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        list = Widgets.plainRows(Widgets.id(new Table(this, SWT.FULL_SELECTION | SWT.BORDER), "list"));
        GridData below = new GridData(SWT.FILL, SWT.FILL, true, false);
        below.heightHint = list.getItemHeight() * 6;
        list.setLayoutData(below);
        list.setHeaderVisible(true);
        Widgets.accessibleName(list, listTitle::getText);
        column("#", SWT.RIGHT, OTHER / 2);
        column(Field.SUBJECT.text(Language.locale()), SWT.LEFT, SUBJECT);
        column(Field.STATUS.text(Language.locale()), SWT.LEFT, OTHER);
        column(Field.ASSIGNEE.text(Language.locale()), SWT.LEFT, OTHER);
        list.addListener(SWT.DefaultSelection, event -> desk.open((Long) event.item.getData()));

        period.addListener(SWT.Selection, event -> count());
        assignee.addListener(SWT.Selection, event -> count());
        export.addListener(SWT.Selection, event -> save());
        Runnable again = ui.coalesced(this::countLater);
        Runnable end = desk.listen((Set<Long> numbers) -> again.run());
        addDisposeListener(event -> end.run());
        Theme.onChange(this, this::showWhole);
        count();
    }

    private void column(String title, int style, int width) {
        TableColumn column = new TableColumn(list, style);
        column.setText(title);
        column.setWidth(width);
    }

    /** Two charts beside each other where there is room. */
    private void arrange() {
        int width = Math.max(HALF, scrolled.getClientArea().width);
        GridLayout grid = new GridLayout(width >= WIDE ? 2 : 1, true);
        grid.marginWidth = 0;
        charts.setLayout(grid);
        GridData across = new GridData(SWT.FILL, SWT.TOP, true, false);
        across.horizontalSpan = grid.numColumns;
        overTime.setLayoutData(across);
        groups.values().forEach(chart -> chart.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false)));
        scrolled.setMinHeight(charts.computeSize(width, SWT.DEFAULT).y);
        charts.layout();
    }

    /** Changes come in swarms: they are counted together. */
    private void countLater() {
        if (!dirty) {
            dirty = true;
            getDisplay().timerExec(COUNT_AGAIN_MILLIS, () -> {
                if (!isDisposed()) {
                    dirty = false;
                    count();
                }
            });
        }
    }

    private void count() {
        Period chosen = Period.values()[Math.max(0, period.getSelectionIndex())];
        int index = assignee.getSelectionIndex();
        String who = index <= 0 ? null : index == 1 ? "" : assignee.getItem(index);
        int number = ++asked;
        say(figures == null ? Messages.Dashboard_busy : "");
        desk.ask(this, store -> Figures.of(store, Knowledge.in(Home.directory()).base(), chosen, who, Language.locale()),
                counted -> {
                    if (number == asked) {
                        show(counted);
                    }
                }, failure -> say(Language.sentence(failure)));
    }

    private void say(String text) {
        message.setText(text);
        message.requestLayout();
        message.setToolTipText(text.isEmpty() ? null : text);
    }

    private void show(Figures counted) {
        figures = counted;
        say(counted.report().stats().total() == 0 ? Messages.Dashboard_empty : "");
        String chosen = assignee.getText();
        boolean everybody = assignee.getSelectionIndex() <= 0;
        assignee.setItems(java.util.stream.Stream
                .concat(java.util.stream.Stream.of(Messages.Dashboard_everybody, Messages.Dashboard_nobody),
                        counted.assignees().stream())
                .toArray(String[]::new));
        assignee.select(everybody ? 0 : Math.max(0, assignee.indexOf(chosen)));
        overTime.show(counted.report().stats().total() == 0 ? List.of() : counted.overTime());
        groups.forEach((group, chart) -> chart.show(counted.groups().getOrDefault(group, List.of())));
        showWhole();
    }

    private void showWhole() {
        for (var child : whole.getChildren()) {
            child.dispose();
        }
        if (figures == null) {
            return;
        }
        List<Map.Entry<String, String>> values = figures.report().whole();
        RowLayout wrapped = new RowLayout();
        wrapped.spacing = 24;
        whole.setLayout(wrapped);
        for (Map.Entry<String, String> each : values) {
            Composite cell = Widgets.surface(new Composite(whole, SWT.NONE));
            GridLayout stack = new GridLayout();
            stack.marginWidth = 0;
            stack.marginHeight = 0;
            cell.setLayout(stack);
            Label value = new Label(cell, SWT.NONE);
            value.setFont(Widgets.headingFont());
            value.setText(each.getValue());
            Label name = new Label(cell, SWT.WRAP);
            String full = each.getKey();
            name.setText(full.replaceFirst("\\s*[(（].*$", ""));
            name.setToolTipText(full);
            name.setForeground(Palette.current().dim());
        }
        Link overdue = Widgets.id(new Link(whole, SWT.NONE), "overdue");
        Widgets.link(overdue, "<a>" + Messages.Dashboard_overdue + "</a>",
                () -> open(new Bar(Messages.Dashboard_overdue, 0, -1, store -> figures.overdue())));
        layout(true, true);
        arrange();
    }

    private record Listed(long count, List<Ticket> tickets) {
    }

    private void open(Bar bar) {
        desk.ask(this, store -> {
            TicketFilter filter = bar.opens().apply(store);
            return new Listed(store.count(filter), store.list(filter, TicketSort.UPDATED, false, 0, LISTED));
        }, found -> show(bar, found), failure -> say(Language.sentence(failure)));
    }

    private void show(Bar bar, Listed found) {
        listTitle.setText(NLS.bind(found.count() > LISTED ? Messages.Dashboard_more : Messages.Dashboard_list,
                new Object[] {bar.name(), found.count(), LISTED}).replace("&", "&&"));
        list.setRedraw(false);
        list.removeAll();
        for (Ticket ticket : found.tickets()) {
            TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
            item.setText(new String[] {String.valueOf(ticket.number()), ticket.subject(), ticket.status().text(Language.locale()),
                    ticket.get(Field.ASSIGNEE)});
            item.setData(ticket.number());
        }
        list.setRedraw(true);
    }

    private void save() {
        if (figures == null) {
            return;
        }
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.Export_title);
        dialog.setFilterNames(new String[] {Messages.Export_pdf, Messages.Export_html, Messages.Export_csv, Messages.Export_png});
        dialog.setFilterExtensions(ReportFile.ENDINGS.stream().map(ending -> "*" + ending).toArray(String[]::new));
        dialog.setOverwrite(true);
        dialog.setFileName("tickets" + ReportFile.ENDINGS.getFirst());
        String chosen = dialog.open();
        if (chosen != null) {
            boolean ended = ReportFile.ENDINGS.stream().anyMatch(chosen.toLowerCase(java.util.Locale.ROOT)::endsWith);
            save(Path.of(ended ? chosen : chosen + ReportFile.ENDINGS.get(Math.max(0, dialog.getFilterIndex()))));
        }
    }

    /** Saves the report in the background, in the format of the file's ending; what came of it stands beside the button. */
    public void save(Path file) {
        StatsReport report = figures.report();
        byte[] picture = file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".png") ? picture() : null;
        CompletableFuture.runAsync(() -> {
            try {
                ReportFile.write(report, picture, file);
                ui.execute(() -> say(NLS.bind(Messages.Dashboard_saved, file)));
            } catch (IOException e) {
                ui.execute(() -> say(
                        NLS.bind(Messages.Dashboard_failed, file, ReportFile.words(e, Language.locale()))));
            }
        });
    }

    private byte[] picture() {
        Point size = charts.getSize();
        Image image = new Image(getDisplay(), Math.max(1, size.x), Math.max(1, size.y));
        GC gc = new GC(image);
        try {
            gc.setBackground(Palette.current().surface());
            gc.fillRectangle(image.getBounds());
            for (var child : charts.getChildren()) {
                Image part = new Image(getDisplay(), Math.max(1, child.getSize().x), Math.max(1, child.getSize().y));
                GC on = new GC(part);
                on.setFont(child.getFont());
                ((Chart) child).paint(on);
                on.dispose();
                gc.drawImage(part, child.getLocation().x, child.getLocation().y);
                part.dispose();
            }
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            loader.save(bytes, SWT.IMAGE_PNG);
            return bytes.toByteArray();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** Whether it shows figures. */
    public boolean isReady() {
        return figures != null;
    }

    @Override
    public boolean setFocus() {
        return period.setFocus();
    }
}
