package org.mailmend.tickets.ui.internal.exchange;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.exchange.Column;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Makes tickets of mails and tables: choose, look at what would happen, do it. */
public final class ImportWizard extends Wizard {
    private static final int WIDTH = 520;
    private static final int LINES = 8;
    private static final int MOST_PROBLEMS = 200;

    private final FilesPage files = new FilesPage();
    private final PreviewPage preview = new PreviewPage();

    private ImportWizard() {
        setWindowTitle(Messages.Import_title);
        setNeedsProgressMonitor(true);
    }

    /** Opens it; returns when it is closed. */
    public static void open(Shell parent) {
        open(parent, List.of());
    }

    /** Opens it with some files or folders, at the look at what would become of them; returns when it is closed. */
    public static void open(Shell parent, List<Path> places) {
        ImportWizard wizard = new ImportWizard();
        wizard.files.places.addAll(places);
        new WizardDialog(parent, wizard) {
            @Override
            protected void createButtonsForButtonBar(Composite bar) {
                super.createButtonsForButtonBar(bar);
                Widgets.id(getButton(org.eclipse.jface.dialogs.IDialogConstants.NEXT_ID), "next");
                Widgets.id(getButton(org.eclipse.jface.dialogs.IDialogConstants.FINISH_ID), "finish")
                        .setText(Messages.Import_start);
            }
        }.open();
    }

    @Override
    public void addPages() {
        addPage(files);
        addPage(preview);
    }

    @Override
    public IWizardPage getStartingPage() {
        return files.places.isEmpty() ? files : preview;
    }

    @Override
    public boolean canFinish() {
        return getContainer().getCurrentPage() == preview && preview.looked != null && preview.looked.all() > 0;
    }

    @Override
    public boolean performFinish() {
        Import work = new Import(files.places, preview.mapping());
        long all = preview.looked.all();
        Import.Result[] result = new Import.Result[1];
        try {
            getContainer().run(true, true, monitor -> {
                monitor.beginTask(Messages.Import_running, (int) Math.min(Integer.MAX_VALUE, all));
                try {
                    result[0] = Desk.get()
                            .change(Messages.Import_title, (store, who) -> work.run(store, who, Language.locale(), count -> {
                                monitor.worked(1);
                                monitor.subTask(NLS.bind(Messages.Import_count, count, all));
                            }, monitor::isCanceled)).get();
                } catch (ExecutionException e) {
                    throw new InvocationTargetException(e.getCause());
                }
            });
        } catch (InvocationTargetException e) {
            ILog.of(ImportWizard.class).info("The import failed", e.getCause());
            preview.setErrorMessage(Language.sentence(e.getCause()));
            return false;
        } catch (InterruptedException e) {
            return false;
        }
        Import.Result done = result[0];
        String words = NLS.bind(Messages.Import_done, done.taken(), done.added());
        if (!done.problems().isEmpty()) {
            words += "\n\n" + String.join("\n", done.problems().stream().limit(10).toList());
        }
        MessageDialog.open(done.problems().isEmpty() ? MessageDialog.INFORMATION : MessageDialog.WARNING, getShell(),
                Messages.Import_title, words, SWT.SHEET);
        return true;
    }

    /** Which files. */
    private static final class FilesPage extends WizardPage {
        private final List<Path> places = new ArrayList<>();
        private org.eclipse.swt.widgets.List list;
        private Button remove;

        FilesPage() {
            super("files", Messages.Files_title, null);
            setDescription(Messages.Files_words);
        }

        @Override
        public void createControl(Composite parent) {
            Composite area = new Composite(parent, SWT.NONE);
            GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(8, 8).applyTo(area);
            list = Widgets.id(new org.eclipse.swt.widgets.List(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "files");
            Widgets.accessibleName(list, Messages.Files_list);
            GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH - 160, 160).applyTo(list);
            Composite buttons = new Composite(area, SWT.NONE);
            GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(buttons);
            GridDataFactory.fillDefaults().applyTo(buttons);
            push(buttons, "files.add", Messages.Files_add, this::addFiles);
            push(buttons, "files.folder", Messages.Files_folder, this::addFolder);
            remove = push(buttons, "files.remove", Messages.Files_remove, this::removeSelected);
            list.addListener(SWT.Selection, event -> enable());
            DropTarget target = new DropTarget(area, DND.DROP_COPY | DND.DROP_DEFAULT);
            target.setTransfer(FileTransfer.getInstance());
            target.addDropListener(new DropTargetAdapter() {
                @Override
                public void dragEnter(DropTargetEvent event) {
                    event.detail = DND.DROP_COPY;
                }

                @Override
                public void drop(DropTargetEvent event) {
                    if (event.data instanceof String[] names) {
                        for (String name : names) {
                            add(Path.of(name));
                        }
                    }
                }
            });
            setControl(area);
            enable();
        }

        private static Button push(Composite parent, String id, String words, Runnable action) {
            Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
            button.setText(words);
            GridDataFactory.fillDefaults().applyTo(button);
            button.addListener(SWT.Selection, event -> action.run());
            return button;
        }

        private void addFiles() {
            FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
            dialog.setFilterNames(new String[] {Messages.Files_known, Messages.Files_all});
            dialog.setFilterExtensions(new String[] {"*.eml;*.mbox;*.mbx;*.csv;*.tsv", "*"});
            if (dialog.open() != null) {
                for (String name : dialog.getFileNames()) {
                    add(Path.of(dialog.getFilterPath()).resolve(name));
                }
            }
        }

        private void addFolder() {
            String folder = new DirectoryDialog(getShell(), SWT.OPEN).open();
            if (folder != null) {
                add(Path.of(folder));
            }
        }

        private void removeSelected() {
            int[] selected = list.getSelectionIndices();
            for (int i = selected.length - 1; i >= 0; i--) {
                places.remove(selected[i]);
            }
            enable();
        }

        private void add(Path place) {
            if (!places.contains(place)) {
                places.add(place);
            }
            enable();
        }

        private void enable() {
            List<String> names = places.stream().map(Path::toString).toList();
            if (!List.of(list.getItems()).equals(names)) {
                list.setItems(names.toArray(String[]::new));
            }
            remove.setEnabled(list.getSelectionCount() > 0);
            setPageComplete(!places.isEmpty());
        }
    }

    /** What would happen. */
    private final class PreviewPage extends WizardPage {
        private StatusLabel summary;
        private Composite columns;
        private Text problems;
        private final Map<String, Combo> combos = new LinkedHashMap<>();
        private Import.Preview looked;
        private int generation;

        PreviewPage() {
            super("preview", Messages.Preview_title, null);
            setDescription(Messages.Preview_words);
        }

        @Override
        public void createControl(Composite parent) {
            Composite area = new Composite(parent, SWT.NONE);
            GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 8).applyTo(area);
            summary = Widgets.id(new StatusLabel(area), "summary");
            GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(summary);
            columns = new Composite(area, SWT.NONE);
            GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 4).applyTo(columns);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(columns);
            Label label = new Label(area, SWT.NONE);
            label.setText(Messages.Preview_problems);
            problems = Widgets.id(new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL), "problems");
            Widgets.accessibleName(problems, Messages.Preview_problems);
            GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, problems.getLineHeight() * LINES).applyTo(problems);
            setControl(area);
        }

        @Override
        public void setVisible(boolean visible) {
            super.setVisible(visible);
            if (visible) {
                combos.values().forEach(Combo::dispose);
                combos.clear();
                for (var control : columns.getChildren()) {
                    control.dispose();
                }
                look();
            }
        }

        /** The columns that the user gave a meaning. */
        Map<String, Column> mapping() {
            Map<String, Column> mapping = new LinkedHashMap<>();
            combos.forEach((heading, combo) -> {
                if (combo.getSelectionIndex() > 0) {
                    mapping.put(heading, importable().get(combo.getSelectionIndex() - 1));
                }
            });
            return mapping;
        }

        private static List<Column> importable() {
            return java.util.Arrays.stream(Column.values()).filter(Column::canImport).toList();
        }

        private void look() {
            looked = null;
            int mine = ++generation;
            summary.set(State.RUNNING, Messages.Preview_looking);
            getContainer().updateButtons();
            Import work = new Import(files.places, mapping());
            UiThread ui = UiThread.of(summary);
            Thread.ofVirtual().start(() -> {
                Import.Preview result = work.look(Language.locale());
                ui.execute(() -> {
                    if (mine == generation) {
                        show(result);
                    }
                });
            });
        }

        private void show(Import.Preview result) {
            looked = result;
            State state = result.all() == 0 ? State.FAULT : result.problems().isEmpty() ? State.OK : State.WARNING;
            summary.set(state, result.all() == 0 ? Messages.Preview_nothing
                    : NLS.bind(Messages.Preview_summary, new Object[] {result.mails(), result.rows(), result.problems().size()}));
            problems.setText(String.join("\n", result.problems().stream().limit(MOST_PROBLEMS).toList()));
            if (combos.isEmpty()) {
                List<String> names = new ArrayList<>();
                names.add(Messages.Preview_note);
                importable().forEach(column -> names.add(column.text(Language.locale())));
                result.meanings().forEach((heading, column) -> combo(heading, names, importable().indexOf(column) + 1));
                result.others().forEach(heading -> combo(heading, names, 0));
            }
            ((Composite) getControl()).layout(true, true);
            getContainer().updateButtons();
        }

        private void combo(String heading, List<String> names, int selected) {
            if (combos.containsKey(heading)) {
                return;
            }
            Label label = new Label(columns, SWT.NONE);
            label.setText(heading.replace("&", "&&"));
            Combo combo = Widgets.id(new Combo(columns, SWT.DROP_DOWN | SWT.READ_ONLY), "column." + heading);
            combo.setItems(names.toArray(String[]::new));
            combo.select(selected);
            combo.addListener(SWT.Selection, event -> look());
            combos.put(heading, combo);
        }
    }
}
