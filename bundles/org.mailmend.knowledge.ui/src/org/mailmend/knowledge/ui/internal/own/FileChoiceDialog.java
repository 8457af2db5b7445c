package org.mailmend.knowledge.ui.internal.own;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Widgets;

/** Lets the user choose some of several files. */
final class FileChoiceDialog extends Dialog {

    /**
     * A file to choose.
     *
     * @param path    its path in the folder of knowledge
     * @param words   what becomes of it
     * @param chosen  whether it is chosen at first
     * @param faulty  whether there are mistakes in it
     */
    record Item(String path, String words, boolean chosen, boolean faulty) {
    }

    private final String title;
    private final String words;
    private final String action;
    private final List<Item> items;
    private Table table;
    private List<String> chosen = List.of();

    FileChoiceDialog(Shell parent, String title, String words, String action, List<Item> items) {
        super(parent);
        this.title = title;
        this.words = words;
        this.action = action;
        this.items = items;
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
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label what = new Label(area, SWT.WRAP);
        what.setText(words.replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).hint(560, SWT.DEFAULT).applyTo(what);
        table = Widgets.id(new Table(area, SWT.CHECK | SWT.FULL_SELECTION | SWT.BORDER), "files");
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, title);
        new TableColumn(table, SWT.LEFT).setText(Messages.Pack_file);
        new TableColumn(table, SWT.LEFT).setText(Messages.Pack_what);
        for (Item each : items) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {each.path(), each.words()});
            item.setChecked(each.chosen());
            if (each.faulty()) {
                item.setImage(1, Icons.of(State.FAULT));
            }
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        table.addListener(SWT.Selection, event -> enable());
        GridDataFactory.fillDefaults().grab(true, true).hint(560, 240).applyTo(table);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, action, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.Source_cancel, false);
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
