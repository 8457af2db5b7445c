package org.mailmend.tickets.ui.internal.list;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import org.mailmend.tickets.ui.internal.Clients;
import org.mailmend.workbench.Widgets;

/** The filters above the list: those that are always there, the technician's own, and what narrows them down further. */
final class FilterBar extends Composite {
    private static final int LONGEST = 40;

    private final Supplier<Choice> choice;
    private final Consumer<Choice> choose;
    private final Composite row;
    private final Composite chips;
    private final Map<Preset, Button> presets = new EnumMap<>(Preset.class);
    private final Map<String, Button> own = new LinkedHashMap<>();
    private Map<String, Choice> ownFilters = Map.of();

    /**
     * @param choice what is chosen
     * @param choose chooses something else
     */
    FilterBar(Composite parent, Supplier<Choice> choice, Consumer<Choice> choose) {
        super(parent, SWT.NONE);
        this.choice = choice;
        this.choose = choose;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(this);
        row = line();
        for (Preset preset : Preset.values()) {
            Button button = Widgets.id(new Button(row, SWT.TOGGLE), "filter." + preset.id());
            button.setText(preset.text());
            button.addListener(SWT.Selection, event -> choose.accept(choice.get().with(preset)));
            presets.put(preset, button);
        }
        chips = line();
        EmptyPage.showIf(chips, false);
    }

    private Composite line() {
        Composite line = Widgets.surface(new Composite(this, SWT.NONE));
        line.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(4).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(line);
        return line;
    }

    /** Names of the technician's own filters. */
    Set<String> ownNames() {
        return ownFilters.keySet();
    }

    /**
     * Shows how many tickets there are, and the technician's own filters.
     *
     * @param counts how many there are of each filter that is always there
     */
    void show(Map<Preset, Long> counts, Map<String, Choice> filters) {
        presets.forEach((preset, button) -> {
            String words = NLS.bind(Messages.Filter_count, preset.text(), counts.getOrDefault(preset, 0L));
            if (!words.equals(button.getText())) {
                button.setText(words);
            }
        });
        ownFilters = filters;
        if (!own.keySet().equals(filters.keySet())) {
            own.values().forEach(Button::dispose);
            own.clear();
            filters.forEach((name, kept) -> {
                Button button = Widgets.id(new Button(row, SWT.TOGGLE), "own." + name);
                button.setText(name.replace("&", "&&"));
                button.addListener(SWT.Selection, event -> choose.accept(ownFilters.getOrDefault(name, kept)));
                own.put(name, button);
            });
        }
        show();
    }

    /** Shows what is chosen. */
    void show() {
        Choice now = choice.get();
        boolean isOwn = ownFilters.containsValue(now);
        presets.forEach((preset, button) -> button.setSelection(!isOwn && now.preset() == preset));
        own.forEach((name, button) -> button.setSelection(now.equals(ownFilters.get(name))));
        for (Control chip : chips.getChildren()) {
            chip.dispose();
        }
        if (now.cause() != null) {
            chip("chip.cause", Messages.Column_cause, ListColumn.cause(now.cause()), now.withCause(null));
        }
        if (now.client() != null) {
            chip("chip.client", Messages.Column_client, Clients.name(now.client()), now.withClient(null));
        }
        if (now.tag() != null) {
            chip("chip.tag", Messages.Column_tags, now.tag(), now.withTag(null));
        }
        EmptyPage.showIf(chips, chips.getChildren().length > 0);
    }

    private void chip(String id, String name, String value, Choice without) {
        Button chip = Widgets.id(new Button(chips, SWT.PUSH), id);
        String words = value.length() > LONGEST ? value.substring(0, LONGEST - 1) + "…" : value;
        chip.setText(NLS.bind(Messages.Chip, name, words).replace("&", "&&"));
        chip.setToolTipText(NLS.bind(Messages.Chip_remove, value));
        chip.addListener(SWT.Selection, event -> choose.accept(without));
    }
}
