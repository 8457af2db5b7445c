package org.mailmend.workbench.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;
import org.osgi.service.prefs.BackingStoreException;

/** The page of the first start. It opens by itself once, and again when it is asked for. */
public final class WelcomeEditor extends EditorPart {
    static final String ID = "org.mailmend.workbench.welcome";
    private static final String SEEN = "welcome.seen";

    private WelcomePane pane;

    /** There is only one. It does not come back at the next start. */
    private record Input() implements IEditorInput {
        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return null;
        }

        @Override
        public String getName() {
            return Messages.Welcome_name;
        }

        @Override
        public IPersistableElement getPersistable() {
            return null;
        }

        @Override
        public String getToolTipText() {
            return Messages.Welcome_name;
        }

        @Override
        public <T> T getAdapter(Class<T> type) {
            return null;
        }
    }

    /** Shows the page. */
    static void show(IWorkbenchPage window) {
        try {
            window.openEditor(new Input(), ID);
        } catch (PartInitException e) {
            ILog.of(WelcomeEditor.class).error("The page of the first start could not be opened", e);
        }
    }

    /** Shows the page unless somebody has seen it in this data folder. */
    static void showOnce(IWorkbenchPage window) {
        IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode("org.mailmend.workbench");
        if (preferences.getBoolean(SEEN, false)) {
            return;
        }
        preferences.putBoolean(SEEN, true);
        try {
            preferences.flush();
        } catch (BackingStoreException e) {
            ILog.of(WelcomeEditor.class).warn("It cannot be kept that the page of the first start was seen", e);
        }
        show(window);
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
    }

    @Override
    public void createPartControl(Composite parent) {
        pane = new WelcomePane(parent, getSite().getWorkbenchWindow(), () -> getSite().getPage().closeEditor(this, false));
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // nothing is edited here
    }

    @Override
    public void doSaveAs() {
        // see isSaveAsAllowed
    }
}
