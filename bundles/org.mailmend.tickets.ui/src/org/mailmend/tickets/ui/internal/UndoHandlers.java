package org.mailmend.tickets.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerService;
import org.mailmend.tickets.ui.Desk;

/** Undo and redo of changes of tickets in a part of the window. A text field that has the focus keeps these keys for what is typed in it. */
public final class UndoHandlers {

    /** One of the two; asked each time whether it can be run, as nobody tells of the focus. */
    private static final class Handler extends AbstractHandler {
        private final java.util.function.BooleanSupplier possible;
        private final Runnable action;

        Handler(java.util.function.BooleanSupplier possible, Runnable action) {
            this.possible = possible;
            this.action = action;
        }

        @Override
        public boolean isEnabled() {
            return possible.getAsBoolean() && !isTyping();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            if (isEnabled()) {
                action.run();
            }
            return null;
        }
    }

    private UndoHandlers() {
    }

    /** Adds both to a part. */
    public static void add(IWorkbenchPartSite site, Runnable undo, Runnable redo) {
        IHandlerService handlers = site.getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_UNDO,
                new Handler(() -> Desk.get().undoable().isPresent(), undo));
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_REDO,
                new Handler(() -> Desk.get().redoable().isPresent(), redo));
    }

    /** Whether a field into which one can type has the focus. */
    private static boolean isTyping() {
        Display display = Display.getCurrent();
        Control focus = display == null ? null : display.getFocusControl();
        return switch (focus) {
            case Text text -> text.getEditable();
            case StyledText text -> text.getEditable();
            case Combo combo -> (combo.getStyle() & SWT.READ_ONLY) == 0;
            case Spinner spinner -> true;
            case null, default -> false;
        };
    }
}
