package org.mailmend.workbench.internal;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBar;
import org.eclipse.e4.ui.workbench.IPresentationEngine;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.statushandlers.AbstractStatusHandler;
import org.eclipse.ui.statushandlers.StatusAdapter;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.statushandlers.WorkbenchErrorHandler;
import org.eclipse.ui.views.IViewDescriptor;
import org.eclipse.ui.views.IViewRegistry;

/** How the workbench behaves: one window whose state is kept, without what an IDE would add. */
final class Advisor extends WorkbenchAdvisor {
    static final String KEYS_PAGE = "org.mailmend.workbench.preferences.keys";

    private AbstractStatusHandler errorHandler;

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return DeskPerspective.ID;
    }

    @Override
    public String getMainPreferencePageId() {
        return GeneralPage.ID;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new WindowAdvisor(configurer);
    }

    @Override
    public void postStartup() {
        tidyPreferences(PlatformUI.getWorkbench().getPreferenceManager());
        PlatformCommands.tidy(PlatformUI.getWorkbench());
    }

    /** Leaves our own pages alone. */
    private static void tidyPreferences(PreferenceManager manager) {
        for (IPreferenceNode node : manager.getRootSubNodes()) {
            if (!node.getId().startsWith("org.mailmend.")) {
                manager.remove(node);
            }
        }
    }

    /** A failure in the background is logged; a dialog appears only where the user waits for the work. */
    @Override
    public AbstractStatusHandler getWorkbenchErrorHandler() {
        if (errorHandler == null) {
            errorHandler = new WorkbenchErrorHandler() {
                @Override
                public void handle(StatusAdapter adapter, int style) {
                    boolean background = (style & StatusManager.BLOCK) == 0 || adapter.getStatus().matches(IStatus.CANCEL);
                    super.handle(adapter, background ? style & StatusManager.LOG : style);
                }
            };
        }
        return errorHandler;
    }

    private static final class WindowAdvisor extends WorkbenchWindowAdvisor {
        WindowAdvisor(IWorkbenchWindowConfigurer configurer) {
            super(configurer);
        }

        @Override
        public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
            // Menus and tool bars come from plugin.xml alone.
            return new ActionBarAdvisor(configurer);
        }

        @Override
        public void postWindowCreate() {
            IWorkbenchWindow window = getWindowConfigurer().getWindow();
            MTrimmedWindow trimmed = window.getService(MTrimmedWindow.class);
            EModelService model = window.getService(EModelService.class);
            StatusControl.addTo(trimmed, model);
            // Tool bars stay where they are, so that they need no grip.
            for (MToolBar bar : model.findElements(trimmed, null, MToolBar.class)) {
                bar.getTags().remove(IPresentationEngine.DRAGGABLE);
                bar.getTags().add(IPresentationEngine.NO_MOVE);
                bar.setToBeRendered(false);
                bar.setToBeRendered(true);
            }
            nameViews(trimmed);
        }

        /** A view that is not in front keeps the name that it was saved with, which may be in the language of an earlier start. */
        private static void nameViews(MTrimmedWindow window) {
            IViewRegistry views = PlatformUI.getWorkbench().getViewRegistry();
            for (MUIElement element : window.getSharedElements()) {
                if (element instanceof MPart part && part.getElementId() != null) {
                    IViewDescriptor view = views.find(part.getElementId().replaceFirst(":.*", ""));
                    if (view != null) {
                        part.setLabel(view.getLabel());
                    }
                }
            }
        }

        @Override
        public void postWindowOpen() {
            Splash.close();
            WelcomeEditor.showOnce(getWindowConfigurer().getWindow().getActivePage());
        }

        @Override
        public void preWindowOpen() {
            IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
            configurer.setTitle(Platform.getProduct() == null ? "Mailmend" : Platform.getProduct().getName());
            Rectangle screen = Display.getCurrent().getPrimaryMonitor().getClientArea();
            configurer.setInitialSize(new Point(Math.min(1280, screen.width), Math.min(860, screen.height)));
            configurer.setShowMenuBar(true);
            configurer.setShowCoolBar(true);
            configurer.setShowPerspectiveBar(false);
            configurer.setShowStatusLine(false);
            configurer.setShowProgressIndicator(false);
        }
    }
}
