package org.mailmend.workbench.internal;

import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.menus.UIElement;
import org.mailmend.workbench.Theme;

/** Chooses the theme that the parameter names; the menu marks the one chosen. */
public final class ThemeHandler extends AbstractHandler implements IElementUpdater {
    private static final String COMMAND = "org.mailmend.workbench.theme";
    private static final String PARAMETER = "org.mailmend.workbench.theme.choice";

    @Override
    public Object execute(ExecutionEvent event) {
        Theme.choose(Theme.Choice.of(event.getParameter(PARAMETER)));
        HandlerUtil.getActiveWorkbenchWindow(event).getService(ICommandService.class).refreshElements(COMMAND, null);
        return null;
    }

    @Override
    public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
        element.setChecked(Theme.choice().id().equals(parameters.get(PARAMETER)));
    }
}
