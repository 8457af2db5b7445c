package org.mailmend.tickets.ui.internal.list;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.UndoHandlers;
import org.mailmend.tickets.ui.internal.exchange.Export;
import org.mailmend.tickets.ui.internal.exchange.ImportWizard;
import org.mailmend.tickets.ui.internal.settings.DeskPage;
import org.mailmend.workbench.State;
import org.mailmend.workbench.TicketDraft;

/** The list of tickets. */
public final class TicketsView extends ViewPart {
    private static final String CONTEXT = "org.mailmend.tickets.ui.list";

    private TicketsPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new TicketsPane(parent, new TicketsPane.Actions() {
            @Override
            public void create() {
                Desk.get().create(TicketDraft.of(""));
            }

            @Override
            public void importFiles() {
                ImportWizard.open(getSite().getShell());
            }

            @Override
            public void importFiles(List<Path> places) {
                ImportWizard.open(getSite().getShell(), places);
            }

            @Override
            public void export(boolean json) {
                Export.run(getSite().getShell(), pane.filter(), json,
                        (sentence, over, failed) -> pane.tell(failed ? State.FAULT : State.OK, sentence));
            }

            @Override
            public void preferences() {
                PreferencesUtil.createPreferenceDialogOn(getSite().getShell(), DeskPage.ID, null, null).open();
            }
        });
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        UndoHandlers.add(getSite(), pane::undo, pane::redo);
        getSite().getService(IHandlerService.class).activateHandler("org.mailmend.tickets.ui.find", new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                pane.focusSearch();
                return null;
            }
        });
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
