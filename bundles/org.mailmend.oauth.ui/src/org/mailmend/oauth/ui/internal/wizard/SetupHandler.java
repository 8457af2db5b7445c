package org.mailmend.oauth.ui.internal.wizard;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.oauth.ui.OAuthSetup;

/** Opens the assistant where the command says. */
public final class SetupHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        OAuthSetup.open(HandlerUtil.getActiveShellChecked(event), event.getParameter(OAuthSetup.PARAMETER_ADDRESS),
                event.getParameter(OAuthSetup.PARAMETER_PROVIDER),
                OAuthSetup.Page.of(event.getParameter(OAuthSetup.PARAMETER_PAGE)));
        return null;
    }
}
