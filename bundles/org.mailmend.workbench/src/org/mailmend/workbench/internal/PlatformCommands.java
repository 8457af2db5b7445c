package org.mailmend.workbench.internal;

import java.util.Set;

import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.commands.ICommandService;

/**
 * Takes away what the platform brings for an IDE: commands that do nothing here, or take apart a window that has one shape. They would only
 * lengthen the list of keys, and their keys would be taken for nothing.
 */
final class PlatformCommands {
    private static final Set<String> SENSELESS = Set.of(
            // There is no help in the platform's sense, and no wizard to choose from.
            "org.eclipse.ui.help.displayHelp", "org.eclipse.ui.help.dynamicHelp", "org.eclipse.ui.help.helpContents",
            "org.eclipse.ui.help.helpSearch", "org.eclipse.ui.help.installationDialog", "org.eclipse.ui.help.quickStartAction",
            "org.eclipse.ui.help.tipsAndTricksAction", "org.eclipse.ui.newWizard", "org.eclipse.ui.file.import",
            "org.eclipse.ui.file.export",
            // Files and projects
            "org.eclipse.ui.edit.addBookmark", "org.eclipse.ui.edit.move",
            "org.eclipse.ui.edit.text.contentAssist.contextInformation", "org.eclipse.ui.file.closeAllSaved",
            "org.eclipse.ui.navigate.goInto", "org.eclipse.ui.navigate.linkWithEditor", "org.eclipse.ui.navigate.showIn",
            "org.eclipse.ui.navigate.up",
            // The shape of the window
            "org.eclipse.ui.ToggleCoolbarAction", "org.eclipse.ui.window.closeAllPerspectives",
            "org.eclipse.ui.window.closePerspective", "org.eclipse.ui.window.customizePerspective",
            "org.eclipse.ui.window.hidetrimbars", "org.eclipse.ui.window.hideShowEditors", "org.eclipse.ui.window.lockToolBar",
            "org.eclipse.ui.window.minimizePart", "org.eclipse.ui.window.newEditor", "org.eclipse.ui.window.newWindow",
            "org.eclipse.ui.window.pinEditor", "org.eclipse.ui.window.savePerspective", "org.eclipse.ui.window.splitEditor",
            "org.eclipse.ui.window.togglestatusbar",
            // The platform's own developers
            "org.eclipse.ui.activeContextInfo", "org.eclipse.ui.persistWorkbenchState", "org.eclipse.ui.toggleShowKeys",
            "org.eclipse.ui.window.spy");

    private PlatformCommands() {
    }

    /** Takes them away until the workbench ends. Called once it has started. */
    static void tidy(IWorkbench workbench) {
        workbench.getService(MApplication.class).getBindingTables().forEach(table -> table.getBindings()
                .removeIf(key -> key.getCommand() != null && SENSELESS.contains(key.getCommand().getElementId())));
        ICommandService commands = workbench.getService(ICommandService.class);
        SENSELESS.forEach(id -> commands.getCommand(id).undefine());
    }
}
