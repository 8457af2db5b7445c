package org.mailmend.tickets.ui.internal.reply;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.ui.internal.editor.Texts;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The files of a reply: from this computer by dialog or drop, or from what the ticket has. Each is a button that takes it away again. */
final class ReplyFiles extends Composite {
    private static final String FILE = "file.";
    private static final int LONGEST = 36;

    private final Supplier<List<Entry>> entries;
    private final Runnable changed;
    private final Consumer<String> problems;
    private final UiThread ui;
    private final List<ReplyFile> files = new ArrayList<>();
    private final List<Button> chips = new ArrayList<>();
    private final Button evidence;
    private final Menu menu;

    /**
     * @param entries  what the ticket has
     * @param changed  called when there are other files
     * @param problems told why a file cannot be taken
     */
    ReplyFiles(Composite parent, Supplier<List<Entry>> entries, Runnable changed, Consumer<String> problems) {
        super(parent, SWT.NONE);
        this.entries = entries;
        this.changed = changed;
        this.problems = problems;
        ui = UiThread.of(this);
        setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        Sheet.push(this, "reply.attach", Messages.Files_attach, this::attach).setToolTipText(Messages.Files_attachTip);
        evidence = Sheet.push(this, "reply.evidence", Messages.Files_evidence, this::offer);
        evidence.setToolTipText(Messages.Files_evidenceTip);
        menu = new Menu(evidence);
        menu.addListener(SWT.Show, event -> fill());
        evidence.setMenu(menu);
        DropTarget target = new DropTarget(parent, DND.DROP_COPY | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.data instanceof String[] paths) {
                    take(List.of(paths));
                }
            }
        });
    }

    /** The files, in the order in which they were chosen. */
    List<ReplyFile> get() {
        return List.copyOf(files);
    }

    void clear() {
        set(List.of());
    }

    /** Looks again whether the ticket has files. */
    void enable() {
        evidence.setEnabled(entries.get().stream().anyMatch(entry -> !entry.attachments().isEmpty()));
    }

    /** Adds what a draft keeps of them. */
    void keep(Map<String, String> values) {
        for (int i = 0; i < files.size(); i++) {
            values.put(FILE + "%03d".formatted(i), files.get(i).kept());
        }
    }

    /** Puts back what a draft kept, in the background; what is not there any more is named. */
    void recover(Map<String, String> values) {
        List<String> kept = List.copyOf(new TreeMap<>(values).subMap(FILE, FILE + Character.MAX_VALUE).values());
        List<Entry> known = entries.get();
        if (!kept.isEmpty()) {
            CompletableFuture.supplyAsync(() -> kept.stream().map(each -> ReplyFile.read(each, known)).toList())
                    .thenAccept(read -> ui.execute(() -> {
                        add(read.stream().flatMap(java.util.Optional::stream).toList());
                        for (int i = 0; i < kept.size(); i++) {
                            if (read.get(i).isEmpty()) {
                                problems.accept(
                                        NLS.bind(Messages.Files_gone, Visible.line(kept.get(i).replaceFirst("^\\w+ ", ""))));
                            }
                        }
                    }));
        }
    }

    private void attach() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.Files_title);
        if (dialog.open() != null) {
            take(java.util.Arrays.stream(dialog.getFileNames()).map(name -> Path.of(dialog.getFilterPath(), name).toString())
                    .toList());
        }
    }

    /** Takes in files of this computer; their sizes are looked up in the background. */
    void take(List<String> paths) {
        CompletableFuture.runAsync(() -> {
            for (String path : paths) {
                try {
                    ReplyFile file = ReplyFile.of(Path.of(path));
                    ui.execute(() -> add(List.of(file)));
                } catch (IOException | InvalidPathException e) {
                    ui.execute(() -> problems.accept(NLS.bind(Messages.Files_unreadable, Visible.line(path))));
                }
            }
        });
    }

    /** Shows a menu of the files that the ticket has. */
    private void offer() {
        menu.setLocation(toDisplay(evidence.getLocation().x, evidence.getLocation().y + evidence.getSize().y));
        menu.setVisible(true);
    }

    private void fill() {
        for (MenuItem item : menu.getItems()) {
            item.dispose();
        }
        for (Entry entry : entries.get().reversed()) {
            for (Attachment file : entry.attachments()) {
                MenuItem item = Widgets.id(new MenuItem(menu, SWT.PUSH), "reply.evidence." + file.name());
                String title = Visible.line(entry.title());
                item.setText((title.isEmpty() || title.equals(file.name()) ? words(file.name(), file.size())
                        : shorten(title) + " · " + words(file.name(), file.size())).replace("&", "&&"));
                item.addListener(SWT.Selection, event -> add(List.of(ReplyFile.of(file))));
            }
        }
    }

    /** Adds files, as far as there is room in one message. */
    void add(List<ReplyFile> more) {
        List<ReplyFile> all = new ArrayList<>(files);
        for (ReplyFile file : more) {
            long sum = all.stream().mapToLong(ReplyFile::size).sum() + file.size();
            if (sum > Attachment.LIMIT) {
                problems.accept(NLS.bind(Messages.Files_big, Visible.line(file.name()), Attachment.LIMIT / 1024 / 1024));
            } else if (all.stream().noneMatch(each -> each.kept().equals(file.kept()))) {
                all.add(file);
            }
        }
        set(all);
    }

    private void set(List<ReplyFile> all) {
        if (isDisposed() || all.equals(files)) {
            return;
        }
        files.clear();
        files.addAll(all);
        chips.forEach(Button::dispose);
        chips.clear();
        for (ReplyFile file : files) {
            Button chip = Sheet.push(this, "reply.file." + file.name(),
                    words(file.name(), file.size()).replace("&", "&&") + "  ×",
                    () -> set(files.stream().filter(each -> each != file).toList()));
            chip.setToolTipText(NLS.bind(Messages.Files_remove, Visible.line(file.name()).replace("&", "&&")));
            chips.add(chip);
        }
        requestLayout();
        changed.run();
    }

    private static String words(String name, long size) {
        return NLS.bind(Messages.Files_file, shorten(Visible.line(name)), Texts.size(size));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
