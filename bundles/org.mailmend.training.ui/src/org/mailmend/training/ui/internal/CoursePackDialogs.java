package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.mailmend.knowledge.own.PackContents.State;
import org.mailmend.training.course.CoursePacks;
import org.mailmend.workbench.Home;

/** Exchanges a trainer's own courses in packs: which files are meant is seen before anything is written. */
final class CoursePackDialogs {
    private final Composite owner;
    private final BiConsumer<org.mailmend.workbench.State, String> say;

    /** @param say shows how something ended */
    CoursePackDialogs(Composite owner, BiConsumer<org.mailmend.workbench.State, String> say) {
        this.owner = owner;
        this.say = say;
    }

    /** Something that waits for the disk. */
    @FunctionalInterface
    private interface Work<T> {
        T on(CoursePacks packs) throws IOException;
    }

    private <T> void inBackground(Work<T> work, Consumer<T> then) {
        School.deliver(owner, Library.get().thenApplyAsync(library -> {
            try {
                return work.on(new CoursePacks(Home.directory(), library.base()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), then, words -> say.accept(org.mailmend.workbench.State.FAULT, words));
    }

    /** Asks for a pack, shows what is in it, and takes over what is wanted of it. */
    void importPack() {
        String chosen = file(SWT.OPEN, Messages.Pack_title_import);
        if (chosen != null) {
            importPack(Path.of(chosen));
        }
    }

    /** Shows what is in a pack, and takes over what is wanted of it. */
    void importPack(Path pack) {
        inBackground(packs -> packs.open(pack), contents -> {
            List<FileChoiceDialog.Item> items = new ArrayList<>();
            new TreeMap<>(contents.states()).forEach((path, state) -> items.add(item(contents, path, state)));
            FileChoiceDialog dialog = new FileChoiceDialog(owner.getShell(), Messages.Pack_title_import,
                    NLS.bind(Messages.Pack_import_words, pack.getFileName()), Messages.Pack_take, items);
            if (dialog.open() == 0) {
                List<String> paths = dialog.chosen();
                inBackground(packs -> packs.take(contents, paths), changed -> {
                    Library.readAgain();
                    say.accept(org.mailmend.workbench.State.OK,
                            NLS.bind(Messages.Pack_imported, changed.size(), pack.getFileName()));
                });
            }
        });
    }

    private static FileChoiceDialog.Item item(CoursePacks.Contents contents, String path, State state) {
        long mistakes = contents.problems().stream().filter(problem -> problem.file().equals(path)).count();
        String words = switch (state) {
            case NEW -> Messages.Pack_new;
            case SAME -> Messages.Pack_same;
            case CONFLICT -> Messages.Pack_replaces;
        };
        // what would replace something, or has mistakes, is taken only by somebody who says so
        return new FileChoiceDialog.Item(path, mistakes == 0 ? words : NLS.bind(Messages.Pack_mistakes, words, mistakes),
                state == State.NEW && mistakes == 0);
    }

    /** Asks which courses and cases of one's own to pack, and where to. */
    void exportPack() {
        inBackground(CoursePacks::files, files -> {
            if (files.isEmpty()) {
                say.accept(org.mailmend.workbench.State.WARNING, Messages.Pack_nothing);
                return;
            }
            FileChoiceDialog dialog = new FileChoiceDialog(owner.getShell(), Messages.Pack_title_export,
                    Messages.Pack_export_words, Messages.Pack_write,
                    files.stream().map(path -> new FileChoiceDialog.Item(path, Messages.Pack_own, true)).toList());
            if (dialog.open() == 0) {
                String chosen = file(SWT.SAVE, Messages.Pack_title_export);
                if (chosen != null) {
                    export(Path.of(chosen.endsWith(".zip") ? chosen : chosen + ".zip"), dialog.chosen());
                }
            }
        });
    }

    private void export(Path pack, List<String> paths) {
        inBackground(packs -> packs.write(pack, paths), packed -> say.accept(org.mailmend.workbench.State.OK,
                NLS.bind(Messages.Pack_exported, packed.size(), pack)));
    }

    /** Takes the last import back. */
    void takeBack() {
        inBackground(CoursePacks::undo, files -> {
            Library.readAgain();
            say.accept(files.isEmpty() ? org.mailmend.workbench.State.WARNING : org.mailmend.workbench.State.OK,
                    files.isEmpty() ? Messages.Pack_back_nothing : NLS.bind(Messages.Pack_back_done, files.size()));
        });
    }

    private String file(int style, String title) {
        FileDialog dialog = new FileDialog(owner.getShell(), style);
        dialog.setText(title);
        dialog.setFilterNames(new String[] {Messages.Pack_filter});
        dialog.setFilterExtensions(new String[] {"*.zip"});
        if (style == SWT.SAVE) {
            dialog.setOverwrite(true);
            dialog.setFileName("mailmend-courses.zip");
        }
        return dialog.open();
    }
}
