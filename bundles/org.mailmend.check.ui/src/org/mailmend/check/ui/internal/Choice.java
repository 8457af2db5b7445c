package org.mailmend.check.ui.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ComboContentAdapter;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.mailmend.workbench.Widgets;

/**
 * A drop-down list of values. In a long one, values are found by any part of their words while one types; what was typed and is no value
 * goes away when the field is left.
 *
 * @param <T> the values; null can be one of them
 */
final class Choice<T> {
    private static final int POPUP_HEIGHT = 240;

    private final Combo combo;
    private final Function<T, String> words;
    private final Function<T, String> keywords;
    private List<T> values = List.of();
    private int selected;
    private boolean filling;

    /** A value in the list of those that match. */
    private static final class Proposal extends ContentProposal {
        private final int index;

        Proposal(String words, int index) {
            super(words, words, null);
            this.index = index;
        }
    }

    /** Opens its list whenever something is typed, with an input method too, which sends no keys. */
    private final class Finder extends ContentProposalAdapter {
        Finder(IContentProposalProvider values) {
            super(combo, new ComboContentAdapter(), values,
                    KeyStroke.getInstance(SWT.ALT, SWT.ARROW_DOWN),
                    null);
            setProposalAcceptanceStyle(PROPOSAL_REPLACE);
            setPropagateKeys(true);
            addContentProposalListener(proposal -> choose(((Proposal) proposal).index));
            combo.addListener(SWT.Modify, event -> {
                if (!filling && combo.isFocusControl() && combo.indexOf(combo.getText()) < 0 && !isProposalPopupOpen()) {
                    setPopupSize(new Point(Math.max(combo.getSize().x, 280), POPUP_HEIGHT));
                    openProposalPopup();
                }
            });
        }
    }

    /** A list of which one value is chosen by looking at it. */
    Choice(Composite parent, String id, List<T> values, Function<T, String> words) {
        this(parent, id, values, words, null);
    }

    /**
     * A list of which one value is found by typing.
     *
     * @param keywords what a value is found by besides its words; null for a list that takes no text
     */
    Choice(Composite parent, String id, List<T> values, Function<T, String> words, Function<T, String> keywords) {
        this.words = words;
        this.keywords = keywords;
        combo = Widgets.id(new Combo(parent, SWT.DROP_DOWN | (keywords == null ? SWT.READ_ONLY : SWT.NONE)), id);
        combo.setVisibleItemCount(20);
        values(values);
        // The wheel scrolls the form; it must not change what stands in it on the way.
        combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
        combo.addListener(SWT.Selection, event -> {
            if (combo.getSelectionIndex() >= 0) {
                selected = combo.getSelectionIndex();
            }
        });
        if (keywords != null) {
            new Finder((contents, position) -> find(contents));
            combo.addListener(SWT.FocusIn, event -> combo.setSelection(new Point(0, combo.getText().length())));
            combo.addListener(SWT.FocusOut, event -> settle());
        }
    }

    Combo combo() {
        return combo;
    }

    /** Offers other values; the one that is chosen stays chosen where it is among them. */
    void values(List<T> others) {
        T chosen = values.isEmpty() ? null : get();
        values = new ArrayList<>(others);
        filling = true;
        combo.setItems(values.stream().map(words).toArray(String[]::new));
        filling = false;
        set(chosen);
    }

    T get() {
        return values.get(selected);
    }

    /** Selects the value; the first when there is no such value. */
    void set(T value) {
        for (int i = 0; i < values.size(); i++) {
            if (Objects.equals(values.get(i), value)) {
                select(i);
                return;
            }
        }
        select(0);
    }

    private void select(int index) {
        filling = true;
        selected = index;
        combo.select(index);
        filling = false;
    }

    void onChange(Runnable action) {
        combo.addListener(SWT.Selection, event -> action.run());
    }

    // --- typing

    private void choose(int index) {
        boolean other = index != selected;
        select(index);
        combo.setSelection(new Point(0, combo.getText().length()));
        if (other) {
            combo.notifyListeners(SWT.Selection, new Event());
        }
    }

    /** When the field is left: takes the value that can only be meant, else keeps the one that was chosen. */
    private void settle() {
        String typed = combo.getText();
        if (!typed.equals(combo.getItem(selected))) {
            IContentProposal[] found = find(typed);
            choose(found.length == 1 ? ((Proposal) found[0]).index : selected);
        }
    }

    private IContentProposal[] find(String typed) {
        // Nothing was typed yet: all of them.
        String[] wanted = typed.equals(combo.getItem(selected)) ? new String[0] : fold(typed).strip().split("\\s+");
        List<IContentProposal> found = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String text = fold(combo.getItem(i) + " " + (values.get(i) == null ? "" : keywords.apply(values.get(i))));
            boolean matches = true;
            for (String word : wanted) {
                matches &= text.contains(word);
            }
            if (matches) {
                found.add(new Proposal(combo.getItem(i), i));
            }
        }
        return found.toArray(IContentProposal[]::new);
    }

    /** Upper and lower case, full and half width are the same. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
