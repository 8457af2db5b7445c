package org.mailmend.tickets.ui.internal.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketException;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** What proves something: results of checks, transcripts, bounces, pictures, files. */
final class EvidencePage extends Composite {
    private static final int LONGEST = 200_000;
    /** The largest picture that is painted, in pixels of either side: a hostile file must not take all memory. */
    private static final int LARGEST_SIDE = 10_000;
    private static final long LARGEST_AREA = 40_000_000;
    private static final int SIDE_BY_SIDE = 760;
    private static final String PNG = "image/png";

    /** What its buttons lead to. */
    interface Actions {
        /** Opens the Connection Tester for this ticket. */
        void test();

        /** Saves a file of an entry. */
        void save(Attachment file);

        /** Explains a text in the Assistant. */
        void explain(String text);
    }

    private final TicketModel model;
    private final Actions actions;
    private final UiThread ui;
    private final Table table;
    private final StackLayout stack = new StackLayout();
    private final Composite empty;
    private final Composite view;
    private final StyledText words;
    private final Canvas picture;
    private final Button save;
    private final Button explain;
    private final Button remove;
    private final Composite body;
    private List<Entry> entries = List.of();
    private Image image;
    private long pictured;

    EvidencePage(Composite parent, TicketModel model, Actions actions) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        this.actions = actions;
        ui = UiThread.of(this);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        Composite buttons = new Composite(this, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).margins(12, 8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(buttons);
        Button test = Sheet.push(buttons, "test", Messages.Evidence_test, actions::test);
        test.setToolTipText(Messages.Evidence_testTip);
        Sheet.push(buttons, "attach", Messages.Evidence_attach, this::attach);
        Button paste = Sheet.push(buttons, "paste", Messages.Evidence_paste, this::paste);
        paste.setToolTipText(Messages.Evidence_pasteTip);
        save = Sheet.push(buttons, "save", Messages.Evidence_save, this::save);
        explain = Sheet.push(buttons, "explain", Messages.Evidence_explain, this::explain);
        remove = Sheet.push(buttons, "remove", Messages.Evidence_remove, this::remove);
        body = new Composite(this, SWT.NONE);
        body.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);

        Sheet invitation = new Sheet(body);
        empty = invitation;
        invitation.begin();
        invitation.prose("empty").title(Messages.Evidence_empty).gap().paragraph(Messages.Evidence_emptyWords).show();
        invitation.end(true);
        Sides sides = new Sides(body, SIDE_BY_SIDE);
        view = sides;
        table = Widgets.plainRows(Widgets.id(new Table(sides, SWT.FULL_SELECTION | SWT.SINGLE), "evidence"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Page_evidence);
        column(Messages.Evidence_what, 220);
        column(Messages.Evidence_kind, 110);
        column(Messages.Evidence_when, 110);
        column(Messages.Evidence_size, 70).setAlignment(SWT.RIGHT);
        table.addListener(SWT.Selection, event -> showSelected());
        table.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL) {
                remove();
            } else if (event.keyCode == 'v' && (event.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1) {
                paste();
            }
        });
        Menu menu = new Menu(table);
        item(menu, Messages.Evidence_save, this::save);
        item(menu, Messages.Evidence_explain, this::explain);
        item(menu, Messages.Evidence_remove, this::remove);
        menu.addListener(SWT.Show, event -> {
            menu.getItem(0).setEnabled(save.getEnabled());
            menu.getItem(1).setEnabled(explain.getEnabled());
            menu.getItem(2).setEnabled(remove.getEnabled());
        });
        table.setMenu(menu);
        Composite right = Widgets.surface(new Composite(sides, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 8).applyTo(right);
        words = Widgets.id(Prose.field(right), "evidence.words");
        Widgets.accessibleName(words, Messages.Evidence_words);
        GridDataFactory.fillDefaults().grab(true, true).hint(120, 80).applyTo(words);
        picture = Widgets.id(new Canvas(right, SWT.DOUBLE_BUFFERED), "evidence.picture");
        Widgets.accessibleName(picture, () -> selected() == null ? "" : selected().title());
        GridDataFactory.fillDefaults().grab(true, true).exclude(true).applyTo(picture);
        picture.setVisible(false);
        picture.addListener(SWT.Paint, event -> paint(event.gc));
        sides.setWeights(45, 55);
        stack.topControl = empty;
        dropTarget();
        addDisposeListener(event -> forgetPicture());
        Theme.onChange(this, this::showSelected);
        model.onChange(this::show);
        enable();
    }

    private TableColumn column(String title, int width) {
        TableColumn column = new TableColumn(table, SWT.LEFT);
        column.setText(title);
        column.setWidth(width);
        return column;
    }

    private static void item(Menu menu, String words, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(words);
        item.addListener(SWT.Selection, event -> action.run());
    }

    private void dropTarget() {
        DropTarget target = new DropTarget(this, DND.DROP_COPY | DND.DROP_DEFAULT);
        target.setTransfer(FileTransfer.getInstance(), ImageTransfer.getInstance(), TextTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                event.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent event) {
                take(event.data);
            }
        });
    }

    // --- taking evidence in

    private void attach() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.Evidence_attachTitle);
        if (dialog.open() != null) {
            List<String> files = new ArrayList<>();
            for (String name : dialog.getFileNames()) {
                files.add(Path.of(dialog.getFilterPath()).resolve(name).toString());
            }
            take(files.toArray(String[]::new));
        }
    }

    private void paste() {
        Clipboard clipboard = new Clipboard(getDisplay());
        try {
            Object files = clipboard.getContents(FileTransfer.getInstance());
            Object pixels = files != null ? null : clipboard.getContents(ImageTransfer.getInstance());
            take(files != null ? files : pixels != null ? pixels : clipboard.getContents(TextTransfer.getInstance()));
        } finally {
            clipboard.dispose();
        }
    }

    /** Takes in what was dropped or pasted: paths of files, a picture, or a text. */
    void take(Object data) {
        switch (data) {
            case String[] files -> read(List.of(files));
            case ImageData pixels -> takePicture(pixels);
            case String text when !text.isBlank() -> takeText(text);
            case null, default -> model.problem(Messages.Evidence_nothing);
        }
    }

    private void takeText(String text) {
        try {
            model.add(Entry.of(Entry.Kind.TRANSCRIPT, Instant.now(), model.who(), Messages.Evidence_pasted,
                    Redactor.GENERAL.redactPasted(text)), List.of(), this::selectNewest);
        } catch (TicketException e) {
            model.problem(e.text(Texts.locale()));
        }
    }

    private void takePicture(ImageData pixels) {
        CompletableFuture.supplyAsync(() -> {
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {pixels};
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            loader.save(bytes, SWT.IMAGE_PNG);
            return bytes.toByteArray();
        }).whenComplete((bytes, failure) -> ui.execute(() -> {
            if (failure != null) {
                ILog.of(EvidencePage.class).info("A picture cannot be written", failure);
                model.problem(Messages.Evidence_noPicture);
            } else {
                add(Entry.Kind.SCREENSHOT, Messages.Evidence_screenshot,
                        new Attachment.Content("screenshot.png", PNG, bytes));
            }
        }));
    }

    /** Reads files in the background; each becomes an entry of its own. */
    private void read(List<String> files) {
        Job.create(Messages.Evidence_reading, monitor -> {
            for (String file : files) {
                try {
                    Path path = Path.of(file);
                    String name = String.valueOf(path.getFileName());
                    if (Files.isDirectory(path)) {
                        ui.execute(() -> model.problem(NLS.bind(Messages.Evidence_folder, Visible.line(name))));
                    } else if (Files.size(path) > Attachment.LIMIT) {
                        ui.execute(() -> model.problem(NLS.bind(Messages.Evidence_big, Visible.line(name),
                                Attachment.LIMIT / 1024 / 1024)));
                    } else {
                        byte[] bytes = Files.readAllBytes(path);
                        String type = type(bytes);
                        Entry.Kind kind = type.startsWith("image/") ? Entry.Kind.SCREENSHOT : Entry.Kind.FILE;
                        ui.execute(() -> add(kind, name, new Attachment.Content(name, type, bytes)));
                    }
                } catch (IOException | InvalidPathException e) {
                    ILog.of(EvidencePage.class).info("A file cannot be read", e);
                    ui.execute(() -> model.problem(NLS.bind(Messages.Evidence_unreadable, Visible.line(file))));
                }
            }
        }).schedule();
    }

    private void add(Entry.Kind kind, String title, Attachment.Content file) {
        model.add(Entry.of(kind, Instant.now(), model.who(), title, ""), List.of(file), this::selectNewest);
    }

    private void selectNewest() {
        pictured = 0;
        table.deselectAll();
    }

    /** What kind of picture the bytes are, by what they begin with; anything else is only a file. */
    static String type(byte[] bytes) {
        if (begins(bytes, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        if (begins(bytes, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        return begins(bytes, 'G', 'I', 'F', '8') ? "image/gif" : "application/octet-stream";
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    // --- what is done with it

    private Entry selected() {
        int at = table.getSelectionIndex();
        return at < 0 || at >= entries.size() ? null : entries.get(at);
    }

    private void save() {
        if (selected() != null && !selected().attachments().isEmpty()) {
            actions.save(selected().attachments().getFirst());
        }
    }

    private void explain() {
        if (selected() != null && !selected().text().isBlank()) {
            actions.explain(selected().text());
        }
    }

    private void remove() {
        Entry entry = selected();
        if (entry != null) {
            model.run(Messages.Evidence_remove.replace("&", ""), (store, who) -> {
                store.removeEntry(entry.id(), who);
                return null;
            }, () -> {
                // the history brings it back
            });
        }
    }

    private void enable() {
        Entry entry = selected();
        save.setEnabled(entry != null && !entry.attachments().isEmpty());
        explain.setEnabled(entry != null && !entry.text().isBlank());
        remove.setEnabled(entry != null);
    }

    // --- showing

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        List<Entry> fresh = model.now().entries().stream().filter(entry -> entry.kind().isEvidence()).toList().reversed();
        if (!fresh.equals(entries)) {
            Entry before = selected();
            entries = fresh;
            table.setRedraw(false);
            table.removeAll();
            for (Entry entry : entries) {
                row(entry);
            }
            table.setRedraw(true);
            int at = before == null ? 0 : Math.max(0, entries.stream().map(Entry::id).toList().indexOf(before.id()));
            if (!entries.isEmpty()) {
                table.setSelection(at);
            }
            stack.topControl = entries.isEmpty() ? empty : view;
            body.layout();
            showSelected();
        }
    }

    private void row(Entry entry) {
        Locale locale = Texts.locale();
        TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
        item.setImage(Icons.of(EvidencePage.class, ConversationPage.icon(entry.kind())));
        long size = entry.attachments().stream().mapToLong(Attachment::size).sum();
        String title = entry.title().isEmpty() ? entry.kind().text(locale) : entry.title();
        item.setText(new String[] {Visible.line(title), entry.kind().text(locale), Texts.time(entry.at()),
                size == 0 ? "" : Texts.size(size)});
    }

    private void showSelected() {
        if (isDisposed()) {
            return;
        }
        enable();
        Entry entry = selected();
        Attachment pixels = entry == null ? null
                : entry.attachments().stream().filter(file -> file.type().startsWith("image/")).findFirst().orElse(null);
        Prose prose = new Prose(words);
        if (entry != null) {
            write(prose, entry);
        }
        prose.show();
        ((org.eclipse.swt.layout.GridData) words.getLayoutData()).grabExcessVerticalSpace = pixels == null;
        ((org.eclipse.swt.layout.GridData) picture.getLayoutData()).exclude = pixels == null;
        picture.setVisible(pixels != null);
        picture.getParent().layout();
        if (pixels == null) {
            forgetPicture();
        } else if (pixels.id() != pictured) {
            load(pixels);
        }
    }

    private static void write(Prose prose, Entry entry) {
        Locale locale = Texts.locale();
        prose.title(Visible.line(entry.title().isEmpty() ? entry.kind().text(locale) : entry.title()));
        prose.aside(Visible.line(entry.kind().text(locale) + " · " + Texts.whole(entry.at()) + " · " + entry.who()));
        cause(entry).ifPresent(cause -> {
            prose.gap().coloured(Catalogue.get().text(cause, locale).summary(), Palette.current().text());
            if (cause != CauseId.OK) {
                prose.paragraph(Catalogue.get().text(cause, locale).meaning());
            }
        });
        entry.attachments().forEach(file -> prose.paragraph(NLS.bind(Messages.Conversation_file, Visible.line(file.name()),
                Texts.size(file.size()))));
        String text = entry.text();
        if (!text.isBlank()) {
            prose.gap();
            String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n" + Messages.Conversation_cut;
            Visible.of(shown).lines().forEach(prose::protocol);
        }
    }

    private static java.util.Optional<CauseId> cause(Entry entry) {
        for (CauseId id : CauseId.values()) {
            if (id.name().equals(entry.data("cause"))) {
                return java.util.Optional.of(id);
            }
        }
        return java.util.Optional.empty();
    }

    private void load(Attachment file) {
        forgetPicture();
        pictured = file.id();
        model.ask(store -> decode(store.content(file)), data -> {
            if (!isDisposed() && pictured == file.id()) {
                if (data == null) {
                    model.problem(NLS.bind(Messages.Evidence_noImage, Visible.line(file.name())));
                } else {
                    image = new Image(getDisplay(), data);
                    picture.redraw();
                }
            }
        });
    }

    /** The picture; null for one that cannot be read or is too large to be painted. */
    private static ImageData decode(byte[] bytes) {
        try {
            if (!Pictures.fits(bytes, LARGEST_SIDE, LARGEST_AREA)) {
                return null;
            }
            ImageData[] all = new ImageLoader().load(new java.io.ByteArrayInputStream(bytes));
            return all.length == 0 ? null : all[0];
        } catch (SWTException | IllegalArgumentException e) {
            return null;
        }
    }

    private void paint(GC gc) {
        Rectangle area = picture.getClientArea();
        gc.setBackground(Palette.current().surface());
        gc.fillRectangle(area);
        if (image != null && area.width > 0 && area.height > 0) {
            Rectangle size = image.getBounds();
            double scale = Math.min(1, Math.min(area.width / (double) size.width, area.height / (double) size.height));
            gc.setInterpolation(SWT.HIGH);
            gc.drawImage(image, 0, 0, size.width, size.height, 0, 0, Math.max(1, (int) (size.width * scale)),
                    Math.max(1, (int) (size.height * scale)));
        }
    }

    private void forgetPicture() {
        pictured = 0;
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    @Override
    public boolean setFocus() {
        return entries.isEmpty() ? empty.setFocus() : table.setFocus();
    }
}
