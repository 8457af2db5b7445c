package org.mailmend.knowledge.ui.internal.guide;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.window.IShellProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.article.ArticlePane;

/** A page of the user guide beside what it is about, also beside a dialog. */
public final class GuideWindow extends Window {
    private static final String KEY = GuideWindow.class.getName();
    private static final int WIDTH = 560;
    private static final int HEIGHT = 680;

    private final PageRef first;
    private ArticlePane pane;

    private GuideWindow(IShellProvider parent, PageRef first) {
        super(parent);
        this.first = first;
        setShellStyle(SWT.SHELL_TRIM | SWT.MODELESS);
        setBlockOnOpen(false);
    }

    /** Shows a page beside a window; in the guide that is open there already, when there is one. */
    public static void open(Shell parent, String page) {
        if (parent.getData(KEY) instanceof GuideWindow open && open.getShell() != null && !open.getShell().isDisposed()) {
            open.pane.show(PageRef.article(page));
            open.getShell().setActive();
            return;
        }
        GuideWindow window = new GuideWindow(() -> parent, PageRef.article(page));
        parent.setData(KEY, window);
        window.open();
    }

    /** Whether this is the shell of a guide. */
    static boolean is(Shell shell) {
        return shell.getData() instanceof GuideWindow;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Guide_title);
        shell.setLayout(new FillLayout());
        shell.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                close();
            }
        });
    }

    @Override
    protected Control createContents(Composite parent) {
        pane = new ArticlePane(parent, first, null, this::pageChanged);
        // Where the knowledge has been read, the page was there before the field was set.
        pageChanged();
        return pane;
    }

    private void pageChanged() {
        if (pane != null && pane.page() != null && getShell() != null) {
            getShell().setText(org.eclipse.osgi.util.NLS.bind(Messages.Guide_titleOf, pane.page().title()));
        }
    }

    @Override
    protected Point getInitialSize() {
        return new Point(WIDTH, HEIGHT);
    }

    /** To the right of what it is about, where the screen has room; else at the right edge of the screen. */
    @Override
    protected Point getInitialLocation(Point size) {
        Rectangle about = getParentShell().getBounds();
        Rectangle screen = getParentShell().getMonitor().getClientArea();
        int right = screen.x + screen.width - size.x;
        int x = Math.max(screen.x, Math.min(about.x + about.width + IDialogConstants.HORIZONTAL_SPACING, right));
        int y = Math.max(screen.y, Math.min(about.y, screen.y + screen.height - size.y));
        return new Point(x, y);
    }
}
