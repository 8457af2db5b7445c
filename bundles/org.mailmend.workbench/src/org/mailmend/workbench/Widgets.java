package org.mailmend.workbench;

import java.util.function.Supplier;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Widget;

/** Small things that every part of the window needs. All methods are called in the UI thread. */
public final class Widgets {

    /** The key under which a widget keeps the id that UI tests find it by. */
    public static final String ID = "org.mailmend.widget";
    /** The key under which a control keeps the supplier of its accessible name, for tests: SWT does not tell it. */
    public static final String NAME = "org.mailmend.name";

    private Widgets() {
    }

    /** Gives a widget the id that UI tests find it by, unique in its view or dialog. */
    public static <T extends Widget> T id(T widget, String id) {
        widget.setData(ID, id);
        return widget;
    }

    /**
     * Paints a composite in the colour of the surface, whatever its class: style sheets know classes by their own name only, not by that of
     * what they extend.
     */
    public static <T extends Composite> T surface(T composite) {
        composite.setData("org.eclipse.e4.ui.css.CssClassName", "Surface");
        Runnable paint = () -> composite.setBackground(Palette.current().surface());
        Theme.onChange(composite, paint);
        paint.run();
        return composite;
    }

    /** Tells screen readers the name of a control that has no label before it, or whose label says too little. */
    public static void accessibleName(Control control, String name) {
        accessibleName(control, () -> name);
    }

    /** Like {@link #accessibleName(Control, String)}, for a name that changes. */
    public static void accessibleName(Control control, Supplier<String> name) {
        control.setData(NAME, name);
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = name.get();
            }
        });
    }

    /** The system font one step larger and bold, for headings; shared. */
    public static Font headingFont() {
        FontDescriptor system = JFaceResources.getDialogFontDescriptor();
        return JFaceResources.getResources().create(system.increaseHeight(2).setStyle(SWT.BOLD));
    }

    /** The system font in bold; shared. */
    public static Font boldFont() {
        return JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT);
    }

    /** The monospaced font for protocol text; shared. */
    public static Font monospacedFont() {
        return JFaceResources.getTextFont();
    }

    /** Shows a text with links ({@code <a>text</a>}) that run an action instead of opening an address. */
    public static void link(Link link, String text, Runnable action) {
        link.setText(text);
        link.addListener(SWT.Selection, event -> action.run());
    }

    /**
     * Keeps the style sheets off the rows of a table, from its making on. The platform remembers rows that it has styled, and asks them for
     * their colours when the theme changes, also those that are gone by then.
     */
    public static <T extends org.eclipse.swt.widgets.Table> T plainRows(T table) {
        table.addListener(SWT.SetData, event -> plain(event.item));
        return table;
    }

    /** Keeps the style sheets off a row, see {@link #plainRows}. */
    public static <T extends Widget> T plain(T row) {
        row.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        return row;
    }
}
