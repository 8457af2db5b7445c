package org.mailmend.check.ui;

import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.mailmend.check.Target;
import org.mailmend.check.ui.internal.TesterView;

/** Opens the Connection Tester. */
public final class ConnectionTester {
    /** The id of the view; several can be open at once, each with its own secondary id. */
    public static final String VIEW = "org.mailmend.check.ui.tester";
    /** Brings a tester to the front; in one that is there already, starts the check. */
    public static final String COMMAND_TEST = "org.mailmend.check.ui.test";
    /** Opens one more tester beside the others. */
    public static final String COMMAND_NEW = "org.mailmend.check.ui.newTester";
    /** Starts the check of the tester in front, again. */
    public static final String COMMAND_AGAIN = "org.mailmend.check.ui.again";
    /** Ends the check that runs in the tester in front. */
    public static final String COMMAND_CANCEL = "org.mailmend.check.ui.cancel";
    /** Copies the report of the tester in front. */
    public static final String COMMAND_COPY = "org.mailmend.check.ui.copyReport";
    /** Saves the report of the tester in front. */
    public static final String COMMAND_SAVE = "org.mailmend.check.ui.saveReport";

    private ConnectionTester() {
    }

    /** Brings a tester to the front: the one used last, or a new one where there is none. */
    public static IViewPart show(IWorkbenchPage page) throws PartInitException {
        for (IViewReference reference : page.getViewReferences()) {
            if (VIEW.equals(reference.getId())) {
                return page.showView(VIEW, reference.getSecondaryId(), IWorkbenchPage.VIEW_ACTIVATE);
            }
        }
        return page.showView(VIEW);
    }

    /** Opens one more tester. */
    public static IViewPart open(IWorkbenchPage page) throws PartInitException {
        boolean first = page.findViewReference(VIEW) == null;
        return page.showView(VIEW, first ? null : Long.toString(System.nanoTime(), Character.MAX_RADIX),
                IWorkbenchPage.VIEW_ACTIVATE);
    }

    /**
     * Brings a tester to the front with this server in its form: the one used last, or one more where that is at work. Nothing is started.
     *
     * @param target  the server
     * @param profile id of the client or device to act as; null for the usual one
     */
    public static IViewPart show(IWorkbenchPage page, Target target, String profile) throws PartInitException {
        IViewPart view = show(page);
        if (view instanceof TesterView tester && tester.pane().isRunning()) {
            view = open(page);
        }
        if (view instanceof TesterView tester) {
            tester.pane().fill(target, profile);
        }
        return view;
    }

    /** Whether this is a tester. */
    public static boolean isTester(Object part) {
        return part instanceof TesterView;
    }
}
