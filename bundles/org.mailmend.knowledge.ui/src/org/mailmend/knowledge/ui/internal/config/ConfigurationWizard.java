package org.mailmend.knowledge.ui.internal.config;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigFile;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.workbench.Widgets;

/** Makes a configuration file: for whom, from which servers, and what it will look like before it is saved. */
public final class ConfigurationWizard extends Wizard {

    /** What it begins with. */
    public enum Start {
        /** The account; the servers are known or found later. */
        MAKE,
        /** An autoconfig file. */
        IMPORT,
        /** A domain that is looked up. */
        LOOKUP
    }

    /** Where the settings of the servers come from. */
    enum Servers {
        KNOWN, FILE, DOMAIN
    }

    private final Start start;
    private final AccountPage account;
    private final ImportPage importer;
    private final LookupPage lookup;
    private final PreviewPage preview;

    /** @param client the client; null for one that is still to be chosen */
    ConfigurationWizard(Start start, Client client) {
        this.start = start;
        setWindowTitle(switch (start) {
            case MAKE -> Messages.Wizard_make;
            case IMPORT -> Messages.Wizard_import;
            case LOOKUP -> Messages.Wizard_lookup;
        });
        account = new AccountPage(client, start);
        importer = new ImportPage();
        lookup = new LookupPage();
        preview = new PreviewPage();
    }

    /** Opens it; returns when it is closed. */
    public static void open(Shell parent, Start start, Client client) {
        WizardDialog dialog = new WizardDialog(parent, new ConfigurationWizard(start, client)) {
            @Override
            protected void createButtonsForButtonBar(Composite buttons) {
                super.createButtonsForButtonBar(buttons);
                Button save = getButton(IDialogConstants.FINISH_ID);
                save.setText(Messages.Wizard_save);
                setButtonLayoutData(save);
                Widgets.id(save, "finish");
                Widgets.id(getButton(IDialogConstants.NEXT_ID), "next");
                Widgets.id(getButton(IDialogConstants.BACK_ID), "previous");
                Widgets.id(getButton(IDialogConstants.CANCEL_ID), "close");
            }

            @Override
            protected Control createContents(Composite shell) {
                Control contents = super.createContents(shell);
                Dialogs.message(shell);
                return contents;
            }
        };
        dialog.setMinimumPageSize(560, 380);
        dialog.open();
    }

    @Override
    public void addPages() {
        List.of(account, importer, lookup, preview).forEach(this::addPage);
    }

    @Override
    public IWizardPage getStartingPage() {
        return path().getFirst();
    }

    /** The pages in the order in which they are gone through. */
    private List<IWizardPage> path() {
        List<IWizardPage> path = new ArrayList<>();
        switch (start) {
            case IMPORT -> path.add(importer);
            case LOOKUP -> path.add(lookup);
            case MAKE -> {
                // begins with the account
            }
        }
        path.add(account);
        if (start == Start.MAKE && account.servers() == Servers.FILE) {
            path.add(importer);
        } else if (start == Start.MAKE && account.servers() == Servers.DOMAIN) {
            path.add(lookup);
        }
        path.add(preview);
        return path;
    }

    @Override
    public IWizardPage getNextPage(IWizardPage page) {
        List<IWizardPage> path = path();
        int next = path.indexOf(page) + 1;
        return next > 0 && next < path.size() ? path.get(next) : null;
    }

    @Override
    public IWizardPage getPreviousPage(IWizardPage page) {
        List<IWizardPage> path = path();
        int before = path.indexOf(page) - 1;
        return before >= 0 ? path.get(before) : null;
    }

    @Override
    public boolean canFinish() {
        return getContainer().getCurrentPage() == preview && preview.file() != null;
    }

    @Override
    public boolean performCancel() {
        lookup.cancel();
        return true;
    }

    // --- what the pages know of each other

    /** The knowledge base; null until it was read. */
    static KnowledgeBase base() {
        return Shelf.get().contents() == null ? null : Shelf.get().contents().base();
    }

    AccountPage account() {
        return account;
    }

    /** The servers from a file or a lookup; null for those that are known. */
    ClientConfig servers() {
        return path().contains(importer) ? importer.config() : path().contains(lookup) ? lookup.config() : null;
    }

    /** The domain to look up, as far as the address says it. */
    String domain() {
        return start == Start.MAKE ? account.domain() : "";
    }

    // --- saving

    @Override
    public boolean performFinish() {
        ConfigFile file = preview.file();
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.Save_title);
        dialog.setFileName(file.fileName());
        dialog.setFilterNames(new String[] {Messages.Save_all});
        dialog.setFilterExtensions(new String[] {"*"});
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen == null) {
            return false;
        }
        Path target = Path.of(chosen);
        try {
            save(file.bytes(), target);
            return true;
        } catch (IOException e) {
            ILog.of(ConfigurationWizard.class).info("A configuration file cannot be saved", e);
            preview.setErrorMessage(NLS.bind(Messages.Save_failed, target));
            return false;
        }
    }

    /** Writes a file so that no half of it is left when something goes wrong. */
    private static void save(byte[] bytes, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, ".mailmend-", ".part");
        try {
            Files.write(part, bytes);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
