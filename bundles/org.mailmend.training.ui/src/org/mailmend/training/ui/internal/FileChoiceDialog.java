package org.mailmend.training.ui.internal;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Widgets;

/** Lets a trainer choose some of the files of a pack. */
final class FileChoiceDialog extends Dialog {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 240;

    private final String title;
    private final String words;
    private final String action;
    private final List<Item> items;
    private Table table;
    private List<String> chosen = List.of();

    /**
     * A file to choose.
     *
     * @param path   its path in the pack
     * @param words  what becomes of it
     * @param chosen whether it is chosen at first
     */
    record Item(String path, String words, boolean chosen) {
    }

    FileChoiceDialog(Shell shell, String title, String words, String action, List<Item> items) {
        super(shell);
        this.title = title;
        this.words = words;
        this.action = action;
        this.items = List.copyOf(items);
    }

    /** Paths of what was chosen. */
    List<String> chosen() {
        return chosen;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label label = new Label(area, SWT.WRAP);
        // a file's name may hold the sign of a mnemonic
        label.setText(words.replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(label);
        table = Parts.painted(Widgets.id(new Table(area, SWT.CHECK | SWT.FULL_SELECTION | SWT.BORDER), "files"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, title);
        new TableColumn(table, SWT.LEFT).setText(Messages.Pack_file);
        new TableColumn(table, SWT.LEFT).setText(Messages.Pack_what);
        for (Item each : items) {
            TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
            item.setText(new String[] {each.path(), each.words()});
            item.setChecked(each.chosen());
        }
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, HEIGHT).applyTo(table);
        table.addListener(SWT.Selection, event -> enable());
        Parts.pack(table, 0);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, action, true), "take");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Edit_cancel, false), "cancel");
        enable();
    }

    private void enable() {
        getButton(IDialogConstants.OK_ID).setEnabled(Stream.of(table.getItems()).anyMatch(TableItem::getChecked));
    }

    @Override
    protected void okPressed() {
        chosen = Stream.of(table.getItems()).filter(TableItem::getChecked).map(item -> item.getText(0)).toList();
        super.okPressed();
    }
}
