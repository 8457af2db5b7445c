package org.mailmend.check.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.check.CheckResult;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.lab.Scenarios;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The last checks of all testers: Enter or a double click shows one again. */
final class HistoryPage extends Composite {

    /** What can be done with an entry. */
    interface Actions {
        void open(History.Entry entry);

        void again(History.Entry entry);

        void copy(History.Entry entry);
    }

    private final History history;
    private static final int COLUMN_SPACE = 16;

    private final Table table;
    private final TableColumn resultColumn;
    private int resultWidth;

    HistoryPage(Composite parent, History history, Actions actions) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.history = history;
        FillLayout margin = new FillLayout();
        margin.marginWidth = 12;
        margin.marginHeight = 8;
        setLayout(margin);
        table = Widgets.id(new Table(this, SWT.SINGLE | SWT.FULL_SELECTION), "history");
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Page_history);
        column(Messages.History_when, SWT.LEFT);
        column(Messages.History_target, SWT.LEFT);
        resultColumn = column(Messages.History_result, SWT.LEFT);
        column(Messages.History_time, SWT.RIGHT);
        table.addListener(SWT.Resize, event -> fit());
        table.addListener(SWT.DefaultSelection, event -> actions.open((History.Entry) event.item.getData()));
        menu(actions);
        tooltips();
        Runnable listener = this::fill;
        history.addListener(listener);
        addDisposeListener(event -> history.removeListener(listener));
        Theme.onChange(this, this::fill);
        fill();
    }

    private TableColumn column(String title, int style) {
        TableColumn column = new TableColumn(table, style);
        column.setText(title);
        return column;
    }

    private void menu(Actions actions) {
        Menu menu = new Menu(table);
        MenuItem open = item(menu, Messages.History_open, () -> actions.open(selected()));
        item(menu, Messages.History_again, () -> actions.again(selected()));
        item(menu, Messages.History_copy, () -> actions.copy(selected()));
        new MenuItem(menu, SWT.SEPARATOR);
        item(menu, Messages.History_remove, () -> history.remove(selected()));
        item(menu, Messages.History_clear, history::clear);
        menu.setDefaultItem(open);
        menu.addListener(SWT.Show, event -> {
            for (MenuItem item : menu.getItems()) {
                item.setEnabled(selected() != null);
            }
        });
        table.setMenu(menu);
        table.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL && selected() != null) {
                history.remove(selected());
            }
        });
    }

    private static MenuItem item(Menu menu, String text, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    /** The exact time as a tooltip of the relative one. */
    private void tooltips() {
        table.addListener(SWT.MouseHover, event -> {
            TableItem item = table.getItem(new org.eclipse.swt.graphics.Point(event.x, event.y));
            table.setToolTipText(item != null && item.getData() instanceof History.Entry entry
                    ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM).withLocale(Words.locale())
                            .format(entry.result().started().atZone(ZoneId.systemDefault()))
                    : null);
        });
    }

    private History.Entry selected() {
        return table.getSelectionCount() == 0 || !(table.getSelection()[0].getData() instanceof History.Entry entry) ? null
                : entry;
    }

    private void fill() {
        History.Entry selected = selected();
        table.setRedraw(false);
        table.removeAll();
        for (History.Entry entry : history.entries()) {
            CheckResult result = entry.result();
            State state = Words.state(result.verdict());
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {ago(result.started()), target(entry),
                    state.text() + " · " + Catalogue.get().text(result.cause(), Words.locale()).title(),
                    Words.time(result.elapsed())});
            item.setImage(2, Icons.of(state));
            item.setData(entry);
            if (entry == selected) {
                table.setSelection(item);
            }
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
            column.setWidth(column.getWidth() + COLUMN_SPACE);
        }
        resultWidth = resultColumn.getWidth();
        fit();
        table.setRedraw(true);
    }

    /** Columns are as wide as what is in them; the result takes what is left. */
    private void fit() {
        int others = Stream.of(table.getColumns()).filter(column -> column != resultColumn).mapToInt(TableColumn::getWidth).sum();
        resultColumn.setWidth(Math.max(resultWidth, table.getClientArea().width - others));
    }

    private static String target(History.Entry entry) {
        return entry.input().isPractice()
                ? NLS.bind(Messages.History_practice,
                        Scenarios.byId(entry.input().scenario()).map(scenario -> scenario.title(Words.locale()))
                                .orElse(entry.input().scenario()))
                : org.mailmend.check.report.ReportTexts.url(entry.result().target());
    }

    /** How long ago, in the largest unit that says something. */
    private static String ago(Instant when) {
        long minutes = Math.max(0, Duration.between(when, Instant.now()).toMinutes());
        if (minutes == 0) {
            return Messages.History_now;
        }
        return minutes < 60 ? NLS.bind(Messages.History_minutes, minutes)
                : DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(Words.locale())
                        .format(when.atZone(ZoneId.systemDefault()));
    }
}
