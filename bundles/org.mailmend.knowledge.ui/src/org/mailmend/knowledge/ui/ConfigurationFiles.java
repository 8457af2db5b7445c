package org.mailmend.knowledge.ui;

import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.config.ConfigurationWizard;

/** Makes configuration files for clients, reads those of Thunderbird, and looks domains up. */
public final class ConfigurationFiles {
    /** Opens the assistant that makes a file; with {@link #PARAMETER_CLIENT} for that client. */
    public static final String COMMAND_MAKE = "org.mailmend.knowledge.ui.config.make";
    /** Id of the client; optional. */
    public static final String PARAMETER_CLIENT = "org.mailmend.knowledge.ui.config.make.client";
    /** Opens the assistant that reads an autoconfig file. */
    public static final String COMMAND_IMPORT = "org.mailmend.knowledge.ui.config.import";
    /** Opens the assistant that looks a domain up; it asks the network only when the user says so. */
    public static final String COMMAND_LOOKUP = "org.mailmend.knowledge.ui.config.lookup";

    private ConfigurationFiles() {
    }

    /**
     * Opens the assistant that makes a file; returns when it is closed.
     *
     * @param client the client; null for one that is still to be chosen
     */
    public static void make(Shell parent, Client client) {
        ConfigurationWizard.open(parent, ConfigurationWizard.Start.MAKE, client);
    }
}
