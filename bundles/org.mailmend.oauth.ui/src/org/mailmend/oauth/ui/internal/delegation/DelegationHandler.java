package org.mailmend.oauth.ui.internal.delegation;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the assistant for an organisation. */
public final class DelegationHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        DelegationWizard.open(HandlerUtil.getActiveShellChecked(event), false, null);
        return null;
    }
}
