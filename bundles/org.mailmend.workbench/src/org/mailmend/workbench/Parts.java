package org.mailmend.workbench;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;

/** Buttons, rows, fields and tables as views and dialogs make them. Called in the UI thread. */
public final class Parts {
    private static final int WIDTH = 160;
    private static final int NARROWEST = 90;
    private static final String ELASTIC = "org.mailmend.elastic";

    private Parts() {
    }

    /** A column with margins that takes all the room. */
    public static Composite area(Composite parent, int columns) {
        Composite area = Widgets.surface(new Composite(parent, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(columns).margins(8, 8).spacing(8, 8).applyTo(area);
        return area;
    }

    /** A row that wraps. */
    public static Composite row(Composite parent) {
        Composite row = Widgets.surface(new Composite(parent, SWT.NONE));
        row.setLayout(RowLayoutFactory.fillDefaults().wrap(true).center(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(row);
        return row;
    }

    /** A button that does something. */
    public static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    /** A label. */
    public static Label label(Composite parent, String words) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(words);
        return label;
    }

    /** A field with a label before it, in a grid of two columns. */
    public static Text text(Composite parent, String id, String words, int style) {
        Label label = label(parent, words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, (style & SWT.MULTI) == 0 ? SWT.CENTER : SWT.BEGINNING).applyTo(label);
        Text text = Widgets.id(new Text(parent, SWT.BORDER | style), id);
        Widgets.accessibleName(text, words.replace("&", ""));
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, (style & SWT.MULTI) == 0 ? SWT.DEFAULT : 48).applyTo(text);
        return text;
    }

    /** A list to choose from, with its first entry chosen. */
    public static Combo combo(Composite parent, String id, String name, Runnable action, String... items) {
        Combo combo = Widgets.id(new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN), id);
        combo.setItems(items);
        combo.setVisibleItemCount(Math.min(20, Math.max(1, items.length)));
        if (items.length > 0) {
            combo.select(0);
        }
        Widgets.accessibleName(combo, name);
        combo.addListener(SWT.Selection, event -> action.run());
        return combo;
    }

    /** An entry of a menu. */
    public static MenuItem item(Menu menu, String words, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(words);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    /** Shows a state with a text, or takes it away when there is none. */
    public static void say(StatusLabel label, State state, String words) {
        boolean shown = words != null && !words.isEmpty();
        if (shown) {
            label.set(state, words);
        }
        show(label, shown);
    }

    /** Shows a control in a grid, or takes it away with its room. */
    public static void show(Control control, boolean shown) {
        if (control.getLayoutData() instanceof GridData data && (data.exclude == shown || control.getVisible() != shown)) {
            data.exclude = !shown;
            control.setVisible(shown);
            control.requestLayout();
        }
    }

    /**
     * Paints a table in the colours of the theme. The style sheets must not do it: they keep the rows that they have painted, and ask for
     * their colours again when the theme changes, although a virtual table has given them up by then, which ends the process on GTK.
     */
    public static Table painted(Table table) {
        table.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        Runnable paint = () -> {
            Palette palette = Palette.current();
            table.setBackground(palette.surface());
            table.setForeground(palette.text());
            table.setHeaderBackground(palette.chrome());
            table.setHeaderForeground(palette.text());
        };
        Theme.onChange(table, paint);
        paint.run();
        return table;
    }

    /** Packs the columns of a table; one of them takes what room is left, and gives way where there is too little. */
    public static void pack(Table table, int elastic) {
        int others = 0;
        for (int i = 0; i < table.getColumnCount(); i++) {
            table.getColumn(i).pack();
            others += i == elastic ? 0 : table.getColumn(i).getWidth();
        }
        table.getColumn(elastic).setWidth(Math.max(NARROWEST, table.getClientArea().width - others));
        if (table.getData(ELASTIC) == null) {
            table.setData(ELASTIC, Boolean.TRUE);
            table.addListener(SWT.Resize, event -> pack(table, elastic));
        }
    }

    /** A state in a dialog. */
    public static StatusLabel dialogStatus(Composite parent, String id) {
        StatusLabel label = Widgets.id(new StatusLabel(parent), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(label);
        return label;
    }

    /** A state that takes no room until there is something to say. */
    public static StatusLabel status(Composite parent, String id) {
        StatusLabel label = Widgets.id(new StatusLabel(parent), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(label);
        label.setVisible(false);
        return label;
    }
}
