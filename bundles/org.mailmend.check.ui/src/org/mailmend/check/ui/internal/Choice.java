package org.mailmend.check.ui.internal;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.workbench.Widgets;

/**
 * A drop-down list of values.
 *
 * @param <T> the values; null can be one of them
 */
final class Choice<T> {
    private final Combo combo;
    private final List<T> values;

    Choice(Composite parent, String id, List<T> values, Function<T, String> words) {
        this.values = values;
        combo = Widgets.id(new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY), id);
        combo.setItems(values.stream().map(words).toArray(String[]::new));
        combo.setVisibleItemCount(20);
        combo.select(0);
        // The wheel scrolls the form; it must not change what stands in it on the way.
        combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
    }

    Combo combo() {
        return combo;
    }

    T get() {
        return values.get(combo.getSelectionIndex());
    }

    /** Selects the value; the first when there is no such value. */
    void set(T value) {
        for (int i = 0; i < values.size(); i++) {
            if (Objects.equals(values.get(i), value)) {
                combo.select(i);
                return;
            }
        }
        combo.select(0);
    }

    void onChange(Runnable action) {
        combo.addListener(SWT.Selection, event -> action.run());
    }
}
