package org.mailmend.workbench.internal;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.model.application.MApplication;

/** Prepares the model of the workbench before its add-ons are made: what comes later is too late for them. */
public final class ModelProcessor {

    /** Folders have no buttons to minimize and maximize them. */
    @Execute
    void process(MApplication application) {
        application.getTags().add("DisableMinMaxAddon");
    }
}
