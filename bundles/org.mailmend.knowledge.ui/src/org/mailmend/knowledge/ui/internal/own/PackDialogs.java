package org.mailmend.knowledge.ui.internal.own;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.own.OwnFile;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.own.PackContents;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.workbench.StatusArea;
import org.mailmend.workbench.UiThread;

/** Exchanges own knowledge in packs: the user sees which files are meant before anything is written. */
final class PackDialogs {
    private static final String ID = "org.mailmend.knowledge.ui.packs";
    private static final int NOTICE = 6000;

    private PackDialogs() {
    }

    /** Something that takes a moment and may fail. */
    private interface Work {
        Runnable run() throws IOException;
    }

    /** Runs the work in the background, then what it gives in the UI thread; a failure is shown. */
    private static void inBackground(Shell shell, String title, Work work) {
        UiThread ui = UiThread.of(shell);
        Job.create(title, (IProgressMonitor monitor) -> {
            try {
                Runnable then = work.run();
                ui.execute(then);
            } catch (IOException e) {
                ILog.of(PackDialogs.class).warn(title, e);
                ui.execute(() -> MessageDialog.openError(shell, title, Own.words(e)));
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    /** Asks for a pack, shows what is in it, and takes over what the user wants of it. */
    static void importPack(Shell shell) {
        FileDialog dialog = new FileDialog(shell, SWT.OPEN);
        dialog.setText(Messages.Pack_importTitle);
        dialog.setFilterNames(new String[] {Messages.Pack_filter, Messages.Pack_allFiles});
        dialog.setFilterExtensions(new String[] {"*.zip", "*"});
        String chosen = dialog.open();
        if (chosen != null) {
            open(shell, Path.of(chosen));
        }
    }

    /** Shows what is in a pack, and takes over what the user wants of it. */
    static void open(Shell shell, Path pack) {
        OwnKnowledge own = Own.knowledge();
        inBackground(shell, Messages.Pack_importTitle, () -> {
            PackContents contents = own.openPack(pack);
            return () -> choose(shell, own, contents);
        });
    }

    private static void choose(Shell shell, OwnKnowledge own, PackContents pack) {
        List<FileChoiceDialog.Item> items = new ArrayList<>();
        pack.states().forEach((path, state) -> {
            long mistakes = pack.problems().stream().filter(problem -> problem.file().replace('\\', '/').endsWith(path)).count();
            String words = switch (state) {
                case NEW -> Messages.Pack_new;
                case SAME -> Messages.Pack_same;
                case CONFLICT -> Messages.Pack_replaces;
            };
            items.add(new FileChoiceDialog.Item(path, mistakes == 0 ? words : NLS.bind(Messages.Pack_mistakes, words, mistakes),
                    state == PackContents.State.NEW, mistakes > 0));
        });
        FileChoiceDialog dialog = new FileChoiceDialog(shell, Messages.Pack_importTitle,
                NLS.bind(Messages.Pack_importWords, pack.file().getFileName()), Messages.Pack_import, items);
        if (dialog.open() == 0) {
            List<String> paths = dialog.chosen();
            inBackground(shell, Messages.Pack_importTitle, () -> {
                List<String> changed = own.importPack(pack, paths);
                return () -> {
                    Shelf.get().readAgain();
                    say(shell, NLS.bind(Messages.Pack_imported, changed.size(), pack.file().getFileName()));
                };
            });
        }
    }

    /** Asks which files of the team's own knowledge to pack, and where to. */
    static void exportPack(Shell shell) {
        OwnKnowledge own = Own.knowledge();
        inBackground(shell, Messages.Pack_exportTitle, () -> {
            List<OwnFile> files = own.files().stream().filter(file -> file.kind() != OwnFile.Kind.UNKNOWN).toList();
            return () -> export(shell, own, files);
        });
    }

    private static void export(Shell shell, OwnKnowledge own, List<OwnFile> files) {
        if (files.isEmpty()) {
            MessageDialog.openInformation(shell, Messages.Pack_exportTitle, Messages.Pack_nothing);
            return;
        }
        FileChoiceDialog dialog = new FileChoiceDialog(shell, Messages.Pack_exportTitle, Messages.Pack_exportWords,
                Messages.Pack_export, files.stream().map(file -> new FileChoiceDialog.Item(file.path(),
                        file.overrides() ? Messages.Pack_overrides : Messages.Pack_own, true, false)).toList());
        if (dialog.open() != 0) {
            return;
        }
        FileDialog save = new FileDialog(shell, SWT.SAVE);
        save.setText(Messages.Pack_exportTitle);
        save.setFilterNames(new String[] {Messages.Pack_filter});
        save.setFilterExtensions(new String[] {"*.zip"});
        save.setOverwrite(true);
        save.setFileName("mailmend-knowledge.zip");
        String chosen = save.open();
        if (chosen != null) {
            Path pack = Path.of(chosen.endsWith(".zip") ? chosen : chosen + ".zip");
            List<String> paths = dialog.chosen();
            inBackground(shell, Messages.Pack_exportTitle, () -> {
                int count = own.exportPack(pack, paths).size();
                return () -> say(shell, NLS.bind(Messages.Pack_exported, count, pack));
            });
        }
    }

    private static void say(Shell shell, String words) {
        StatusArea.set(ID, words);
        shell.getDisplay().timerExec(NOTICE, () -> StatusArea.set(ID, null));
    }
}
