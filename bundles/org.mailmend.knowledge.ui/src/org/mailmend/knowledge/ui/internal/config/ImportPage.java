package org.mailmend.knowledge.ui.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Reads a file in Thunderbird's autoconfig format and shows what it says. */
final class ImportPage extends WizardPage {
    private Text path;
    private StatusLabel problem;
    private Label provider;
    private ServerTable servers;
    private Composite notices;
    private ClientConfig config;
    /** The path that is read; an answer to an older one is dropped. */
    private String reading = "";

    ImportPage() {
        super("import");
        setTitle(Messages.Import_title);
        setDescription(Messages.Import_words);
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(12, 12).spacing(12, 8).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.Import_file);
        path = Widgets.id(new Text(area, SWT.BORDER), "file");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(240, SWT.DEFAULT).applyTo(path);
        path.addListener(SWT.Modify, event -> read());
        Sheet.push(area, "browse", Messages.Import_browse, this::browse);
        problem = Dialogs.status(area, "file.problem");
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(240, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        provider = Widgets.id(new Label(area, SWT.WRAP), "provider");
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(240, SWT.DEFAULT).applyTo(provider);
        servers = new ServerTable(area, "servers");
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(480, 160).applyTo(servers.control());
        notices = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(notices);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(240, SWT.DEFAULT).applyTo(notices);
        DropTarget drop = new DropTarget(area, DND.DROP_COPY | DND.DROP_DEFAULT);
        drop.setTransfer(FileTransfer.getInstance());
        drop.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.data instanceof String[] files && files.length > 0) {
                    path.setText(files[0]);
                }
            }
        });
        setControl(area);
        show(null, null);
    }

    /** What the file says; null when none was read. */
    ClientConfig config() {
        return config;
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setText(Messages.Import_title);
        dialog.setFilterNames(new String[] {Messages.Import_xml, Messages.Import_all});
        dialog.setFilterExtensions(new String[] {"*.xml", "*"});
        String chosen = dialog.open();
        if (chosen != null) {
            path.setText(chosen);
        }
    }

    private void read() {
        String typed = path.getText().strip();
        reading = typed;
        if (typed.isEmpty()) {
            show(null, null);
            return;
        }
        UiThread ui = UiThread.of(path);
        Job.createSystem(Messages.Import_title, monitor -> {
            Autoconfig.Imported imported = null;
            String why = null;
            try (InputStream in = Files.newInputStream(Path.of(typed))) {
                // One byte more than allowed shows that the file is too large.
                imported = Autoconfig.read(in.readNBytes(Autoconfig.LIMIT + 1));
            } catch (ConfigException e) {
                why = e.text(Words.locale());
            } catch (IOException | InvalidPathException e) {
                ILog.of(ImportPage.class).info("A file cannot be read", e);
                why = NLS.bind(Messages.Import_failed, typed);
            }
            Autoconfig.Imported result = imported;
            String sentence = why;
            ui.execute(() -> {
                if (reading.equals(typed)) {
                    show(result, sentence);
                }
            });
        }).schedule();
    }

    private void show(Autoconfig.Imported imported, String sentence) {
        config = imported == null ? null : imported.config();
        if (sentence != null) {
            problem.set(State.FAULT, sentence);
        }
        problem.setVisible(sentence != null);
        ((GridData) problem.getLayoutData()).exclude = sentence == null;
        provider.setText(config == null ? Messages.Import_empty : provider(config).replace("&", "&&"));
        servers.show(config);
        for (var child : notices.getChildren()) {
            child.dispose();
        }
        if (imported != null) {
            for (Notice notice : imported.notices()) {
                StatusLabel label = Dialogs.status(notices, "notice");
                label.set(State.WARNING, notice.text(Words.locale()));
                GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(label);
            }
        }
        setPageComplete(config != null);
        ((Composite) getControl()).layout(true, true);
    }

    /** Name and domains of the provider in one line. */
    static String provider(ClientConfig config) {
        String name = config.emailProvider().displayName() != null ? config.emailProvider().displayName()
                : config.emailProvider().id();
        return NLS.bind(Messages.Import_provider, name == null ? "" : Visible.line(name),
                Visible.line(String.join(", ", config.emailProvider().domains())));
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            path.setFocus();
        }
    }
}
