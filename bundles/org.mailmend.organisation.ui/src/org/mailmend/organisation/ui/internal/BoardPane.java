package org.mailmend.organisation.ui.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment.By;
import org.mailmend.organisation.Board;
import org.mailmend.organisation.Board.Figure;
import org.mailmend.organisation.Progress;
import org.mailmend.organisation.Reports;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** How far the move is; every figure opens its items. */
final class BoardPane extends Composite {
    private static final int NARROW = 760;
    private static final List<By> LINES = List.of(By.SITE, By.CLIENT, By.DEPARTMENT, By.ROUTE);

    private final Locale locale = Language.locale();
    private final StatusLabel headline;
    private final Canvas chart;
    private final Table figures;
    private final Table lines;
    private final Combo by;
    private final StatusLabel notice;
    private House.Planned planned;
    private List<Board.Point> points = List.of();
    private int asked;

    BoardPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        Composite row = Parts.row(this);
        for (Reports.Reader reader : Reports.Reader.values()) {
            String who = reader == Reports.Reader.MANAGEMENT ? Messages.Board_management : Messages.Board_auditors;
            Parts.push(row, reader.id() + ".pdf", NLS.bind(Messages.Board_pdf, who), () -> export(reader, "pdf"));
            Parts.push(row, reader.id() + ".html", NLS.bind(Messages.Board_html, who), () -> export(reader, "html"));
        }
        Parts.push(row, "csv", Messages.Board_csv, () -> export(Reports.Reader.MANAGEMENT, "csv"));
        headline = Widgets.id(new StatusLabel(this), "headline");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(headline);
        notice = Parts.status(this, "notice");
        chart = Widgets.id(new Canvas(this, SWT.DOUBLE_BUFFERED), "chart");
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 140).applyTo(chart);
        chart.addListener(SWT.Paint, event -> draw(event.gc));
        Widgets.accessibleName(chart, this::spoken);
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        figures = table(sash, "figures", Messages.Board_figures, Messages.Board_figure, Messages.Board_count);
        figures.addListener(SWT.DefaultSelection, event -> open(figures));
        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(right);
        by = Parts.combo(right, "by", Messages.Board_by, this::fillLines,
                LINES.stream().map(b -> b.text(locale)).toArray(String[]::new));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(by);
        lines = table(right, "lines", Messages.Board_by, Messages.Inv_groups, Messages.Board_all, Messages.Plan_proved,
                Messages.Board_exceptions, "%");
        GridDataFactory.fillDefaults().grab(true, true).hint(320, 140).applyTo(lines);
        lines.addListener(SWT.DefaultSelection, event -> open(lines));
        sash.setWeights(1, 1);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        Parts.push(row, "show", Messages.Rev_items, () -> open(lines.isFocusControl() ? lines : figures));
        House.get().onChange(this, this::read);
        Theme.onChange(this, chart::redraw);
        read();
    }

    private static Table table(Composite parent, String id, String name, String... titles) {
        Table table = Parts.painted(Widgets.id(new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), id));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, name);
        for (int i = 0; i < titles.length; i++) {
            new TableColumn(table, i == 0 ? SWT.LEFT : SWT.RIGHT).setText(titles[i]);
        }
        return table;
    }

    void focus() {
        figures.setFocus();
    }

    /** What is shown: worked out in the background, because there may be very many items. */
    private record Shown(House.Planned planned, List<Row> figures, List<Board.Point> points, String headline, State state) {
    }

    /** A figure. */
    private record Row(List<Long> items, String text) {
    }

    private void read() {
        House.deliver(this, House.get().planned().thenApplyAsync(this::count), shown -> {
            planned = shown.planned();
            points = shown.points();
            fill(shown);
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private Shown count(House.Planned read) {
        Board board = read.board();
        int all = board.all().count();
        int open = board.open().count();
        List<Row> rows = new ArrayList<>();
        List<Figure> some = new ArrayList<>(List.of(board.all(), board.proved(), board.open(), board.notAnswered()));
        some.addAll(board.blockers());
        some.addAll(board.actions());
        some.stream().distinct().forEach(figure -> rows.add(new Row(figure.items(), figure.text(locale))));
        for (Progress.State state : Progress.State.values()) {
            rows.add(new Row(board.states().getOrDefault(state, List.of()), NLS.bind(Messages.Board_state, state.text(locale))));
        }
        rows.add(new Row(board.endingSoon().stream().map(Progress::item).toList(), Messages.Board_soon));
        return new Shown(read, rows, board.burnDown(),
                all == 0 ? Messages.Board_empty
                        : NLS.bind(Messages.Board_headline, new Object[] {board.percent(), board.proved().count(), all, open}),
                all == 0 ? State.WAITING : open == 0 ? State.OK : State.RUNNING);
    }

    private void fill(Shown shown) {
        headline.set(shown.state(), shown.headline());
        figures.removeAll();
        shown.figures().forEach(row -> line(figures, row.items(), row.text(), Integer.toString(row.items().size())));
        pack(figures);
        fillLines();
        chart.redraw();
    }

    private void fillLines() {
        if (planned == null) {
            return;
        }
        Board board = planned.board();
        By chosen = LINES.get(Math.max(0, by.getSelectionIndex()));
        int mine = ++asked;
        House.deliver(this, CompletableFuture.supplyAsync(() -> board.by(chosen, KnowledgeBase.get(), locale)), found -> {
            if (mine == asked) {
                show(found);
            }
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void show(List<Board.Line> found) {
        lines.removeAll();
        for (Board.Line each : found) {
            int all = each.all().size();
            line(lines, each.all(), each.label(), Integer.toString(all), Integer.toString(each.proved().size()),
                    Integer.toString(each.except().size()), Integer.toString(all == 0 ? 100 : 100 * each.proved().size() / all));
        }
        pack(lines);
    }

    private static void line(Table table, List<Long> items, String... texts) {
        TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
        item.setText(texts);
        item.setData(List.copyOf(items));
    }

    private static void pack(Table table) {
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
    }

    private void open(Table table) {
        if (table.getSelectionCount() == 0) {
            return;
        }
        TableItem item = table.getSelection()[0];
        List<?> ids = (List<?>) item.getData();
        HashSet<Long> items = new HashSet<>();
        ids.forEach(id -> items.add((Long) id));
        Places.inventory(items, item.getText());
    }

    // --- the burn-down

    private String spoken() {
        if (points.isEmpty()) {
            return Messages.Board_chart;
        }
        Board.Point first = points.getFirst();
        Board.Point last = points.getLast();
        return NLS.bind(Messages.Board_chart_words, new Object[] {first.day(), first.open(), last.day(), last.open()});
    }

    private void draw(GC gc) {
        Palette palette = Palette.current();
        Rectangle area = chart.getClientArea();
        gc.setBackground(palette.surface());
        gc.fillRectangle(area);
        gc.setForeground(palette.dim());
        gc.drawText(Messages.Board_chart, 4, 0, true);
        if (points.isEmpty()) {
            return;
        }
        int top = gc.getFontMetrics().getHeight() + 6;
        int bottom = area.height - gc.getFontMetrics().getHeight() - 4;
        int left = 44;
        int right = area.width - 12;
        int most = Math.max(1, points.stream().mapToInt(p -> Math.max(p.open(), p.planned())).max().orElse(1));
        gc.setForeground(palette.line());
        gc.drawLine(left, bottom, right, bottom);
        gc.drawLine(left, top, left, bottom);
        gc.setForeground(palette.dim());
        gc.drawText(Integer.toString(most), 4, top - 4, true);
        gc.drawText("0", 4, bottom - gc.getFontMetrics().getHeight(), true);
        gc.drawText(points.getFirst().day().toString(), left, bottom + 2, true);
        String end = points.getLast().day().toString();
        gc.drawText(end, right - gc.textExtent(end).x, bottom + 2, true);
        long begin = points.getFirst().day().toEpochDay();
        long span = Math.max(1, points.getLast().day().toEpochDay() - begin);
        curve(gc, points, palette, left, right, top, bottom, most, begin, span, true);
        curve(gc, points, palette, left, right, top, bottom, most, begin, span, false);
    }

    private static void curve(GC gc, List<Board.Point> points, Palette palette, int left, int right, int top, int bottom,
            int most,
            long begin, long span, boolean plan) {
        gc.setForeground(plan ? palette.dim() : palette.accent());
        gc.setLineWidth(plan ? 1 : 2);
        gc.setLineStyle(plan ? SWT.LINE_DASH : SWT.LINE_SOLID);
        int beforeX = -1;
        int beforeY = -1;
        for (Board.Point point : points) {
            int value = plan ? point.planned() : point.open();
            if (value < 0) {
                continue;
            }
            int x = left + (int) ((point.day().toEpochDay() - begin) * (right - left) / span);
            int y = bottom - value * (bottom - top) / most;
            if (beforeX >= 0) {
                gc.drawLine(beforeX, beforeY, x, y);
            } else if (!plan) {
                gc.drawOval(x - 2, y - 2, 4, 4);
            }
            beforeX = x;
            beforeY = y;
        }
        gc.setLineWidth(1);
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    // --- reports

    private void export(Reports.Reader reader, String ending) {
        if (planned == null) {
            return;
        }
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setOverwrite(true);
        dialog.setFileName("mailmend-" + (ending.equals("csv") ? "items" : reader.id()) + "." + ending);
        String path = dialog.open();
        if (path != null) {
            write(reader, ending, Path.of(path));
        }
    }

    private void write(Reports.Reader reader, String ending, Path file) {
        House.Planned now = planned;
        Parts.say(notice, State.RUNNING, NLS.bind(Messages.Board_writing, file.getFileName()));
        House.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                Reports reports = new Reports(now.board(), now.snapshot().now(), KnowledgeBase.get());
                switch (ending) {
                    case "pdf" -> reports.pdf(reader, locale, file);
                    case "html" -> Files.writeString(file, reports.html(reader, locale), StandardCharsets.UTF_8);
                    default -> Files.write(file, reports.csv(locale));
                }
                return NLS.bind(Messages.Board_written, file);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }), words -> Parts.say(notice, State.OK, words),
                words -> Parts.say(notice, State.FAULT, NLS.bind(Messages.Board_unwritten, file.getFileName(), words)));
    }
}
