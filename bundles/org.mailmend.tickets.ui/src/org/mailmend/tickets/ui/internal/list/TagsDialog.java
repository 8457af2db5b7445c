package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.workbench.Widgets;

/** Asks which tags to add to some tickets and which to take away. */
final class TagsDialog extends Dialog {
    private static final int WIDTH = 320;
    private static final int MOST = 20;

    private final Set<String> there;
    private final Map<String, Button> keep = new LinkedHashMap<>();
    private Text add;
    private List<String> added = List.of();
    private List<String> removed = List.of();

    /** @param there the tags that some of the tickets have */
    TagsDialog(Shell parent, Set<String> there) {
        super(parent);
        this.there = there;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(TicketMenu.plain(Messages.Menu_tags));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 6).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        new Label(area, SWT.NONE).setText(Messages.Tags_add);
        add = Widgets.id(new Text(area, SWT.BORDER), "add");
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(add);
        if (!there.isEmpty()) {
            new Label(area, SWT.NONE).setText(Messages.Tags_keep);
            there.stream().limit(MOST).forEach(tag -> {
                Button button = Widgets.id(new Button(area, SWT.CHECK), "keep." + tag);
                button.setText(tag.replace("&", "&&"));
                button.setSelection(true);
                keep.put(tag, button);
            });
        }
        return area;
    }

    @Override
    protected void okPressed() {
        added = new ArrayList<>();
        for (String tag : add.getText().split("[,、，;]")) {
            if (!tag.isBlank()) {
                added.add(tag.strip());
            }
        }
        removed = keep.entrySet().stream().filter(each -> !each.getValue().getSelection()).map(Map.Entry::getKey).toList();
        super.okPressed();
    }

    List<String> added() {
        return added;
    }

    List<String> removed() {
        return removed;
    }
}
