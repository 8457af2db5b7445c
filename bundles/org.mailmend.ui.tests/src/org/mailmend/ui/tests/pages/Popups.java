package org.mailmend.ui.tests.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;

/** What is offered below a field while one types. */
final class Popups {
    private Popups() {
    }

    /** Takes the first row, as Enter or a double click does. */
    static void takeFirst() {
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.syncExec(() -> {
            for (Shell shell : display.getShells()) {
                if (!shell.isDisposed() && shell.isVisible() && (shell.getStyle() & SWT.TITLE) == 0) {
                    take(shell);
                }
            }
        });
    }

    private static void take(Composite parent) {
        for (Control child : parent.getChildren()) {
            if (child instanceof Table table && table.getItemCount() > 0) {
                table.setSelection(0);
                table.notifyListeners(SWT.DefaultSelection, new Event());
                return;
            } else if (child instanceof Composite composite) {
                take(composite);
            }
        }
    }

    /** The rows of the list that is open; none when there is none. */
    static List<String> rows() {
        List<String> rows = new ArrayList<>();
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.syncExec(() -> {
            for (Shell shell : display.getShells()) {
                if (shell.isVisible() && (shell.getStyle() & SWT.TITLE) == 0) {
                    tables(shell, rows);
                }
            }
        });
        return rows;
    }

    private static void tables(Composite parent, List<String> rows) {
        for (Control child : parent.getChildren()) {
            if (child instanceof Table table) {
                Arrays.stream(table.getItems()).map(item -> item.getText()).forEach(rows::add);
            } else if (child instanceof Composite composite) {
                tables(composite, rows);
            }
        }
    }
}
