package org.mailmend.check.ui;

import java.util.function.Consumer;

import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.mailmend.check.CheckResult;
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

    /** The place where testers are: elsewhere there is no room for one. */
    private static final String DESK = "org.mailmend.workbench.desk";

    private ConnectionTester() {
    }

    private static void goToDesk(IWorkbenchPage page) throws PartInitException {
        IPerspectiveDescriptor place = page.getPerspective();
        if (place == null || !DESK.equals(place.getId())) {
            try {
                PlatformUI.getWorkbench().showPerspective(DESK, page.getWorkbenchWindow());
            } catch (WorkbenchException e) {
                throw new PartInitException(e.getStatus());
            }
        }
    }

    /** Brings a tester on the Desk to the front: the one used last, or a new one where there is none. */
    public static IViewPart show(IWorkbenchPage page) throws PartInitException {
        goToDesk(page);
        for (IViewReference reference : page.getViewReferences()) {
            if (VIEW.equals(reference.getId())) {
                return page.showView(VIEW, reference.getSecondaryId(), IWorkbenchPage.VIEW_ACTIVATE);
            }
        }
        return page.showView(VIEW);
    }

    /** Opens one more tester on the Desk. */
    public static IViewPart open(IWorkbenchPage page) throws PartInitException {
        goToDesk(page);
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

    /**
     * Like {@link #show(IWorkbenchPage, Target, String)}, and tells of what comes out: of each check of this server, or of the next check
     * only where none is named, so that no result of another case comes along.
     *
     * @param target  the server; null to leave the form as it is
     * @param results told of results, in the UI thread
     */
    public static IViewPart show(IWorkbenchPage page, Target target, String profile, Consumer<CheckResult> results)
            throws PartInitException {
        IViewPart view = target == null ? show(page) : show(page, target, profile);
        if (view instanceof TesterView tester) {
            tester.tell(target, results);
        }
        return view;
    }

    /**
     * Brings a tester to the front with a practice server in its form: the one used last, or one more where that is at work. Nothing is
     * started.
     *
     * @param scenario id of the scenario that the practice server plays
     */
    public static IViewPart practise(IWorkbenchPage page, String scenario) throws PartInitException {
        IViewPart view = show(page);
        if (view instanceof TesterView tester && tester.pane().isRunning()) {
            view = open(page);
        }
        if (view instanceof TesterView tester) {
            tester.pane().practise(scenario);
        }
        return view;
    }

    /** Whether this is a tester. */
    public static boolean isTester(Object part) {
        return part instanceof TesterView;
    }
}
