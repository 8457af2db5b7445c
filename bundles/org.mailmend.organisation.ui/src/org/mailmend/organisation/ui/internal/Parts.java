package org.mailmend.organisation.ui.internal;

import java.util.function.Consumer;

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
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.SessionOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Buttons, rows and fields as the views of this bundle make them. Called in the UI thread. */
final class Parts {
    private static final int WIDTH = 160;

    private Parts() {
    }

    /** A column with margins that takes all the room. */
    static Composite area(Composite parent, int columns) {
        Composite area = Widgets.surface(new Composite(parent, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(columns).margins(8, 8).spacing(8, 8).applyTo(area);
        return area;
    }

    /** A row that wraps. */
    static Composite row(Composite parent) {
        Composite row = Widgets.surface(new Composite(parent, SWT.NONE));
        row.setLayout(RowLayoutFactory.fillDefaults().wrap(true).center(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(row);
        return row;
    }

    static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    static Label label(Composite parent, String words) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(words);
        return label;
    }

    /** A field with a label before it, in a grid of two columns. */
    static Text text(Composite parent, String id, String words, int style) {
        Label label = label(parent, words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, (style & SWT.MULTI) == 0 ? SWT.CENTER : SWT.BEGINNING).applyTo(label);
        Text text = Widgets.id(new Text(parent, SWT.BORDER | style), id);
        Widgets.accessibleName(text, words.replace("&", ""));
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, (style & SWT.MULTI) == 0 ? SWT.DEFAULT : 48).applyTo(text);
        return text;
    }

    static Combo combo(Composite parent, String id, String name, Runnable action, String... items) {
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

    static MenuItem item(Menu menu, String words, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(words);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    /** Shows a state with a text, or takes it away when there is none. */
    static void say(StatusLabel label, State state, String words) {
        boolean shown = words != null && !words.isEmpty();
        if (shown) {
            label.set(state, words);
        }
        show(label, shown);
    }

    /** Shows a control in a grid, or takes it away with its room. */
    static void show(Control control, boolean shown) {
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
    static Table painted(Table table) {
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

    /** Keeps the style sheets off a row, see {@link #painted}. */
    static TableItem plain(TableItem item) {
        item.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        return item;
    }

    static StatusLabel status(Composite parent, String id) {
        StatusLabel label = Widgets.id(new StatusLabel(parent), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(label);
        label.setVisible(false);
        return label;
    }

    /** Does something with the service that opens articles, when there is one. */
    static void withArticles(Consumer<ArticleOpener> action) {
        with(ArticleOpener.class, action);
    }

    /** Shows a session in its editor, where there is one. */
    static void openSession(String session) {
        with(SessionOpener.class, opener -> opener.open(session));
    }

    private static <S> void with(Class<S> service, Consumer<S> action) {
        BundleContext context = FrameworkUtil.getBundle(Parts.class).getBundleContext();
        ServiceReference<S> reference = context.getServiceReference(service);
        S opener = reference == null ? null : context.getService(reference);
        if (opener != null) {
            action.accept(opener);
            context.ungetService(reference);
        }
    }
}
