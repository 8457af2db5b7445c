package org.mailmend.organisation.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

/** Takes in a table. */
public final class ImportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        new ImportDialog(HandlerUtil.getActiveShell(event)).open();
        return null;
    }
}
