package org.mailmend.ui.tests.driver;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.DropTargetListener;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Drives the workbench of this process through SWT itself. */
public final class SwtDriver implements Driver {
    /** How long a condition may take; generous, as nothing is measured by it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    // --- the UI thread

    /** Runs a task in the UI thread; what it throws comes out here. */
    <T> T ui(Callable<T> task) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display.syncExec(() -> {
            try {
                result.set(task.call());
            } catch (Exception | AssertionError e) {
                failure.set(e);
            }
        });
        if (failure.get() != null) {
            throw new AssertionError(failure.get().toString(), failure.get());
        }
        return result.get();
    }

    private void ui(Runnable task) {
        ui(() -> {
            task.run();
            return null;
        });
    }

    /** Starts a task in the UI thread without waiting for its end: it may open a dialog. */
    private void start(Runnable task) {
        display.asyncExec(task);
        // A task that opens no dialog has ended when this returns.
        ui(() -> {
            // only waits
        });
    }

    @Override
    public void waitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    // --- windows

    private static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    @Override
    public Part view(String id, String secondaryId) {
        return ui(() -> {
            try {
                ViewPart view = (ViewPart) window().getActivePage().showView(id, secondaryId, IWorkbenchPage.VIEW_ACTIVATE);
                return new SwtPart(() -> view.getSite().getService(org.eclipse.e4.ui.model.application.ui.basic.MPart.class)
                        .getWidget() instanceof Composite area ? area : null);
            } catch (PartInitException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public Part editor(String id) {
        waitUntil("the editor " + id + " is in front", () -> ui(() -> {
            IEditorPart editor = window().getActivePage().getActiveEditor();
            return editor != null && id.equals(editor.getSite().getId());
        }));
        return ui(() -> {
            IEditorPart editor = window().getActivePage().getActiveEditor();
            return new SwtPart(() -> editor.getSite().getService(org.eclipse.e4.ui.model.application.ui.basic.MPart.class)
                    .getWidget() instanceof Composite area ? area : null);
        });
    }

    @Override
    public Part dialog() {
        waitUntil("a dialog is open", () -> dialogs() > 0);
        return ui(() -> {
            Shell shell = openDialogs().getLast();
            return new SwtPart(() -> shell.isDisposed() ? null : shell);
        });
    }

    @Override
    public int dialogs() {
        return ui(() -> openDialogs().size());
    }

    /** The dialogs that are open, one on top of another last: the order in which SWT gives them says nothing. */
    private List<Shell> openDialogs() {
        return Stream.of(display.getShells())
                .filter(shell -> shell.isVisible() && shell != window().getShell() && !shell.getText().isEmpty())
                .sorted(java.util.Comparator.comparingInt(SwtDriver::depth)).toList();
    }

    private static int depth(Shell shell) {
        int depth = 0;
        for (Composite parent = shell.getParent(); parent != null; parent = parent.getParent()) {
            depth++;
        }
        return depth;
    }

    private Shell front() {
        List<Shell> dialogs = openDialogs();
        return dialogs.isEmpty() ? window().getShell() : dialogs.getLast();
    }

    // --- commands and keys

    @Override
    public void run(String command) {
        if (canRun(command)) {
            start(() -> {
                try {
                    window().getService(IHandlerService.class).executeCommand(command, null);
                } catch (CommandException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Override
    public boolean canRun(String command) {
        return ui(() -> window().getService(ICommandService.class).getCommand(command).isEnabled());
    }

    @Override
    public void press(String keys) {
        KeyStroke stroke;
        try {
            stroke = KeyStroke.getInstance(keys);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
        Map<Integer, Integer> modifiers = Map.of(SWT.CTRL, SWT.CTRL, SWT.SHIFT, SWT.SHIFT, SWT.ALT, SWT.ALT, SWT.COMMAND,
                SWT.COMMAND);
        List<Integer> held = modifiers.keySet().stream().filter(key -> (stroke.getModifierKeys() & key) != 0).toList();
        ui(() -> {
            front().forceActive();
            held.forEach(key -> post(SWT.KeyDown, key));
            int key = stroke.getNaturalKey();
            post(SWT.KeyDown, key);
            post(SWT.KeyUp, key);
            held.forEach(pressed -> post(SWT.KeyUp, pressed));
        });
        settle();
    }

    @Override
    public void type(String text) {
        ui(() -> text.chars().forEach(c -> {
            boolean shift = Character.isUpperCase(c) || "@:_+\"".indexOf(c) >= 0;
            if (shift) {
                post(SWT.KeyDown, SWT.SHIFT);
            }
            post(SWT.KeyDown, c);
            post(SWT.KeyUp, c);
            if (shift) {
                post(SWT.KeyUp, SWT.SHIFT);
            }
        }));
        settle();
    }

    private void post(int type, int key) {
        Event event = new Event();
        event.type = type;
        if ((key & SWT.KEYCODE_BIT) != 0 || (key & SWT.MODIFIER_MASK) != 0 || key < ' ') {
            event.keyCode = key;
        } else {
            event.character = Character.toLowerCase((char) key);
        }
        if (!display.post(event)) {
            throw new AssertionError("the window system took no key");
        }
    }

    /** Lets the window system deliver what was posted. */
    private void settle() {
        for (int i = 0; i < 10; i++) {
            ui(() -> {
                // only waits for its turn
            });
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public String focus() {
        return ui(() -> display.getFocusControl() == null ? "" : String.valueOf(display.getFocusControl().getData(Widgets.ID)));
    }

    // --- pictures

    @Override
    public void picture(Path file) {
        settle();
        ImageData data = ui(() -> {
            Shell shell = front();
            Rectangle bounds = shell.getBounds();
            Image image = new Image(display, bounds.width, bounds.height);
            GC gc = new GC(display);
            gc.copyArea(image, bounds.x, bounds.y);
            gc.dispose();
            ImageData copied = image.getImageData(100);
            image.dispose();
            return copied;
        });
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {data};
        try {
            Files.createDirectories(file.getParent());
            loader.save(file.toString(), SWT.IMAGE_PNG);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A part whose widgets lie in one composite. */
    private final class SwtPart implements Part {
        private final Supplier<Composite> root;

        SwtPart(Supplier<Composite> root) {
            this.root = root;
        }

        private Control find(String id) {
            Control found = findOrNull(id);
            if (found == null) {
                throw new AssertionError("no visible widget " + id);
            }
            return found;
        }

        private Control findOrNull(String id) {
            return all(root.get()).filter(control -> id.equals(control.getData(Widgets.ID))).findFirst().orElse(null);
        }

        @Override
        public String read(String id) {
            return ui(() -> text(find(id)));
        }

        @Override
        public boolean isVisible(String id) {
            return ui(() -> findOrNull(id) != null);
        }

        @Override
        public boolean isEnabled(String id) {
            return ui(() -> tool(id) != null ? tool(id).isEnabled() : findOrNull(id) != null && find(id).isEnabled());
        }

        /** A button of a tool bar, which is no control; null when there is none of this id. */
        private ToolItem tool(String id) {
            return all(root.get()).filter(ToolBar.class::isInstance).flatMap(bar -> Stream.of(((ToolBar) bar).getItems()))
                    .filter(item -> id.equals(item.getData(Widgets.ID))).findFirst().orElse(null);
        }

        @Override
        public void click(String id) {
            start(() -> {
                ToolItem tool = tool(id);
                if (tool != null) {
                    if (!tool.isEnabled()) {
                        throw new AssertionError(id + " is disabled");
                    }
                    tool.notifyListeners(SWT.Selection, new Event());
                    return;
                }
                Control control = find(id);
                if (!control.isEnabled()) {
                    throw new AssertionError(id + " is disabled");
                }
                if (control instanceof Button button) {
                    choose(button);
                }
                control.notifyListeners(SWT.Selection, new Event());
            });
        }

        private void choose(Button button) {
            if ((button.getStyle() & (SWT.CHECK | SWT.TOGGLE)) != 0) {
                button.setSelection(!button.getSelection());
            } else if ((button.getStyle() & SWT.RADIO) != 0) {
                for (Control sibling : button.getParent().getChildren()) {
                    if (sibling != button && sibling instanceof Button other && other.getSelection()) {
                        other.setSelection(false);
                        other.notifyListeners(SWT.Selection, new Event());
                    }
                }
                button.setSelection(true);
            }
        }

        @Override
        public void write(String id, String text) {
            ui(() -> {
                Control field = find(id);
                field.setFocus();
                if (field instanceof StyledText styled) {
                    styled.setText(text);
                } else if (field instanceof Combo combo) {
                    combo.setText(text);
                } else {
                    ((Text) field).setText(text);
                }
                field.notifyListeners(SWT.FocusOut, new Event());
            });
        }

        @Override
        public void select(String id, String item) {
            ui(() -> {
                Control control = find(id);
                if (control instanceof Combo combo) {
                    int index = combo.indexOf(item);
                    if (index < 0) {
                        throw new AssertionError(id + " has no " + item + " but " + List.of(combo.getItems()));
                    }
                    combo.select(index);
                    combo.notifyListeners(SWT.Selection, new Event());
                } else if (control instanceof Table table) {
                    Event event = new Event();
                    event.item = Stream.of(table.getItems()).filter(row -> row.getText().equals(item)).findFirst().orElseThrow();
                    table.setSelection((TableItem) event.item);
                    table.notifyListeners(SWT.Selection, event);
                } else if (control instanceof CTabFolder folder) {
                    folder.setSelection(
                            Stream.of(folder.getItems()).filter(tab -> tab.getText().equals(item)).findFirst().orElseThrow());
                } else {
                    throw new AssertionError(id + " has no items");
                }
            });
        }

        @Override
        public List<String> items(String id) {
            return ui(() -> find(id) instanceof CTabFolder folder ? Stream.of(folder.getItems()).map(CTabItem::getText).toList()
                    : List.of(((Combo) find(id)).getItems()));
        }

        @Override
        public List<List<String>> rows(String id) {
            return ui(() -> {
                Table table = (Table) find(id);
                List<List<String>> rows = new ArrayList<>();
                for (TableItem item : table.getItems()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 0; column < Math.max(1, table.getColumnCount()); column++) {
                        row.add(item.getText(column));
                    }
                    rows.add(row);
                }
                return rows;
            });
        }

        @Override
        public void open(String id, int row) {
            start(() -> {
                Table table = (Table) find(id);
                table.setSelection(row);
                Event event = new Event();
                event.item = table.getItem(row);
                table.notifyListeners(SWT.DefaultSelection, event);
            });
        }

        @Override
        public void selectRows(String id, int... rows) {
            ui(() -> {
                Table table = (Table) find(id);
                table.deselectAll();
                table.select(rows);
                table.notifyListeners(SWT.Selection, new Event());
            });
        }

        @Override
        public void menu(String id, String... path) {
            start(() -> {
                Menu menu = find(id).getMenu();
                for (int i = 0; i < path.length; i++) {
                    String wanted = path[i];
                    menu.notifyListeners(SWT.Show, new Event());
                    MenuItem item = Stream.of(menu.getItems()).filter(each -> wanted.equals(each.getData(Widgets.ID))).findFirst()
                            .orElseThrow(() -> new AssertionError("no entry " + wanted));
                    if (!item.isEnabled()) {
                        throw new AssertionError(wanted + " is disabled");
                    }
                    if (i == path.length - 1) {
                        item.notifyListeners(SWT.Selection, new Event());
                    } else {
                        menu = item.getMenu();
                    }
                }
            });
        }

        @Override
        public List<String> ids(String prefix) {
            return ui(() -> all(root.get()).map(control -> String.valueOf(control.getData(Widgets.ID)))
                    .filter(id -> id.startsWith(prefix)).toList());
        }

        @Override
        public void follow(String id, String target) {
            ui(() -> {
                ((Browser) find(id)).setUrl(target);
            });
            settle();
        }

        @Override
        public void openInTree(String... path) {
            ui(() -> {
                Tree tree = onlyTree();
                TreeItem[] items = tree.getItems();
                TreeItem found = null;
                for (String text : path) {
                    if (found != null) {
                        Event expand = new Event();
                        expand.item = found;
                        tree.notifyListeners(SWT.Expand, expand);
                        found.setExpanded(true);
                        items = found.getItems();
                    }
                    found = Stream.of(items).filter(item -> item.getText().startsWith(text)).findFirst()
                            .orElseThrow(() -> new AssertionError("no item " + text));
                }
                tree.setSelection(found);
                Event open = new Event();
                open.item = found;
                tree.notifyListeners(SWT.DefaultSelection, open);
            });
            settle();
        }

        @Override
        public void focus(String id) {
            ui(() -> {
                find(id).setFocus();
            });
        }

        private Tree onlyTree() {
            return (Tree) all(root.get()).filter(Tree.class::isInstance).findFirst().orElseThrow();
        }

        @Override
        public List<String> tree() {
            return ui(() -> Stream.of(onlyTree().getItems()).map(TreeItem::getText).toList());
        }

        @Override
        public void selectInTree(String item) {
            ui(() -> {
                Tree tree = onlyTree();
                TreeItem chosen = Stream.of(tree.getItems()).filter(one -> one.getText().equals(item)).findFirst().orElseThrow();
                tree.setSelection(chosen);
                Event event = new Event();
                event.item = chosen;
                tree.notifyListeners(SWT.Selection, event);
            });
            settle();
        }

        @Override
        public void close() {
            ui(() -> ((Shell) root.get()).close());
        }

        @Override
        public void accept() {
            start(() -> {
                Button button = ((Shell) root.get()).getDefaultButton();
                if (button == null || !button.isEnabled()) {
                    throw new AssertionError("the dialog cannot be accepted");
                }
                button.notifyListeners(SWT.Selection, new Event());
            });
        }

        @Override
        public boolean canAccept() {
            return ui(
                    () -> ((Shell) root.get()).getDefaultButton() != null && ((Shell) root.get()).getDefaultButton().isEnabled());
        }

        @Override
        public void mark(String id, int row, boolean marked) {
            ui(() -> {
                Table table = (Table) find(id);
                Event event = new Event();
                event.item = table.getItem(row);
                event.detail = SWT.CHECK;
                table.getItem(row).setChecked(marked);
                table.notifyListeners(SWT.Selection, event);
            });
        }

        @Override
        public void drop(String id, Path... files) {
            start(() -> {
                Control control = find(id);
                while (control != null && control.getData(DND.DROP_TARGET_KEY) == null) {
                    control = control.getParent();
                }
                if (control == null) {
                    throw new AssertionError("nothing can be dropped on " + id);
                }
                DropTargetEvent event = dropEvent();
                event.data = Stream.of(files).map(Path::toString).toArray(String[]::new);
                for (DropTargetListener listener : ((DropTarget) control.getData(DND.DROP_TARGET_KEY)).getDropListeners()) {
                    listener.drop(event);
                }
            });
        }

        /** SWT makes these for itself only. */
        private static DropTargetEvent dropEvent() {
            try {
                Class<?> internal = Class.forName("org.eclipse.swt.dnd.DNDEvent");
                Constructor<?> constructor = internal.getDeclaredConstructor();
                constructor.setAccessible(true);
                Event made = (Event) constructor.newInstance();
                made.widget = PlatformUI.getWorkbench().getDisplay().getShells()[0];
                return DropTargetEvent.class.getConstructor(internal).newInstance(made);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** All visible controls in a composite, depth first. */
    static Stream<Control> all(Composite root) {
        return root == null ? Stream.empty()
                : Stream.of(root.getChildren()).filter(Control::isVisible)
                        .flatMap(child -> Stream.concat(Stream.of(child),
                                child instanceof Composite composite ? all(composite) : Stream.empty()));
    }

    private static String text(Control control) {
        return switch (control) {
            case StatusLabel status -> status.getText();
            case StyledText styled -> styled.getText();
            case Text text -> text.getText();
            // marks and style sheet are of no interest
            case Browser browser -> browser.getText().replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", "")
                    .replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&");
            case Combo combo -> combo.getText();
            case Label label -> label.getText().replace("&&", "&");
            case Link link -> link.getText();
            case Button button -> (button.getStyle() & (SWT.CHECK | SWT.RADIO | SWT.TOGGLE)) == 0 ? button.getText()
                    : String.valueOf(button.getSelection());
            default -> control.getData(Widgets.NAME) instanceof Supplier<?> name ? String.valueOf(name.get()) : "";
        };
    }
}
