package org.mailmend.tickets.ui.internal.settings;

import java.util.List;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.workbench.Widgets;

/** Asks whose personal data is to be deleted, and whether that is meant. */
final class ForgetDialog extends Dialog {
    private static final int WIDTH = 460;
    private static final int MOST = 50;

    private Text search;
    private Table list;
    private Button sure;
    private Contact contact;
    private int generation;

    ForgetDialog(Shell parent) {
        super(parent);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(TextOf.plain(Messages.Page_forget));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Forget_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(words);
        search = Widgets.id(new Text(area, SWT.SEARCH | SWT.ICON_CANCEL), "search");
        search.setMessage(Messages.Forget_search);
        Widgets.accessibleName(search, Messages.Forget_search);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
        search.addListener(SWT.Modify, event -> find());
        list = Widgets.plainRows(Widgets.id(new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "contacts"));
        Widgets.accessibleName(list, Messages.Forget_contacts);
        for (int i = 0; i < 3; i++) {
            new TableColumn(list, SWT.LEFT);
        }
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, 160).applyTo(list);
        list.addListener(SWT.Selection, event -> enable());
        sure = Widgets.id(new Button(area, SWT.CHECK), "sure");
        sure.setText(Messages.Forget_sure);
        sure.addListener(SWT.Selection, event -> enable());
        find();
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Forget_do, false), "do");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Page_cancel, true), "keep");
        enable();
    }

    private void find() {
        int mine = ++generation;
        String wanted = search.getText().strip();
        Desk.get().ask(list, store -> store.contacts(wanted, MOST), found -> {
            if (mine == generation) {
                show(found);
            }
        }, problem -> show(List.of()));
    }

    private void show(List<Contact> found) {
        list.removeAll();
        for (Contact each : found) {
            if (!each.anonymous()) {
                TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
                item.setData(each);
                item.setText(new String[] {each.shown(), each.mail() == null ? "" : each.mail(),
                        each.organisation() == null ? "" : each.organisation().name()});
            }
        }
        for (TableColumn column : list.getColumns()) {
            column.pack();
        }
        enable();
    }

    private void enable() {
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(list.getSelectionCount() == 1 && sure.getSelection());
        }
    }

    @Override
    protected void okPressed() {
        contact = (Contact) list.getSelection()[0].getData();
        super.okPressed();
    }

    /** Whose data it is; null for nobody's. */
    Contact contact() {
        return contact;
    }
}
