package org.mailmend.oauth.ui.internal.wizard;

import org.eclipse.jface.wizard.WizardPage;

/** A page of the assistant. */
abstract class SetupPage extends WizardPage {

    SetupPage(String name, String title, String description) {
        super(name);
        setTitle(title);
        setDescription(description);
    }

    SetupWizard setup() {
        return (SetupWizard) getWizard();
    }

    /** Looks at the buttons again, once there are some. */
    void buttons() {
        if (getContainer() != null && getContainer().getCurrentPage() != null) {
            getContainer().updateButtons();
        }
    }
}
