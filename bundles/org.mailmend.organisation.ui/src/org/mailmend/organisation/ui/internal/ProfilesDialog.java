package org.mailmend.organisation.ui.internal;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Widgets;

/** Chooses the devices and programs that there are, from the profiles of the knowledge base. */
final class ProfilesDialog extends Dialog {
    private final Locale locale = Language.locale();
    private final List<Client> profiles;
    private final Map<String, Client> chosen = new LinkedHashMap<>();
    private Text find;
    private Table table;

    ProfilesDialog(Shell shell) {
        super(shell);
        Collator collator = Collator.getInstance(locale);
        profiles = KnowledgeBase.get().clients().stream()
                .sorted(Comparator.comparing(client -> client.name().in(locale), collator)).toList();
    }

    /** What was chosen; empty when it was cancelled. */
    List<Client> choose() {
        return open() == OK ? new ArrayList<>(chosen.values()) : List.of();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Inv_from_profiles.replace("…", ""));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return getShell().computeSize(520, 560);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Inv_profiles_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(420, SWT.DEFAULT).applyTo(words);
        find = Widgets.id(new Text(area, SWT.BORDER | SWT.SEARCH | SWT.ICON_CANCEL), "find");
        find.setMessage(Messages.Inv_profiles_find);
        Widgets.accessibleName(find, Messages.Inv_profiles_find);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(find);
        find.addListener(SWT.Modify, event -> fill());
        table = Widgets.id(new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION), "profiles");
        Widgets.accessibleName(table, Messages.Inv_from_profiles.replace("…", ""));
        GridDataFactory.fillDefaults().grab(true, true).hint(420, 320).applyTo(table);
        table.addListener(SWT.Selection, event -> {
            if (event.detail == SWT.CHECK) {
                check((TableItem) event.item);
            }
        });
        // a double click and Enter choose too
        table.addListener(SWT.DefaultSelection, event -> {
            TableItem item = (TableItem) event.item;
            item.setChecked(!item.getChecked());
            check(item);
        });
        fill();
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Inv_met_take, true), "take").setEnabled(false);
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Edit_cancel, false), "cancel");
    }

    private void check(TableItem item) {
        Client client = (Client) item.getData();
        if (item.getChecked()) {
            chosen.put(client.id(), client);
        } else {
            chosen.remove(client.id());
        }
        getButton(IDialogConstants.OK_ID).setEnabled(!chosen.isEmpty());
    }

    private void fill() {
        String words = Fold.solid(find.getText()).toLowerCase(Locale.ROOT);
        table.removeAll();
        for (Client client : profiles) {
            String name = client.name().in(locale);
            String text = NLS.bind("{0} · {1}", name, client.kind().text(locale));
            if (Fold.solid(text + client.id()).toLowerCase(Locale.ROOT).contains(words)) {
                TableItem item = new TableItem(table, SWT.NONE);
                item.setText(text);
                item.setData(client);
                item.setChecked(chosen.containsKey(client.id()));
            }
        }
    }
}
