package org.mailmend.oauth.ui.internal;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.IWizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The dialog around the assistants for OAuth. */
public final class AssistantDialog extends WizardDialog {
    private static final int WIDTH = 680;
    private static final int HEIGHT = 500;

    private final String finish;

    private AssistantDialog(Shell parent, IWizard wizard, String finish) {
        super(parent, wizard);
        this.finish = finish;
        setMinimumPageSize(WIDTH, HEIGHT);
    }

    /**
     * Opens an assistant; returns when it is closed.
     *
     * @param finish what stands on the button that ends it well
     */
    public static void open(Shell parent, IWizard wizard, String finish) {
        new AssistantDialog(parent, wizard, finish).open();
    }

    @Override
    protected void createButtonsForButtonBar(Composite buttons) {
        super.createButtonsForButtonBar(buttons);
        Button end = getButton(IDialogConstants.FINISH_ID);
        end.setText(finish);
        setButtonLayoutData(end);
        Widgets.id(end, "finish");
        Widgets.id(getButton(IDialogConstants.NEXT_ID), "next");
        Widgets.id(getButton(IDialogConstants.BACK_ID), "previous");
        Widgets.id(getButton(IDialogConstants.CANCEL_ID), "close");
    }

    @Override
    protected Control createContents(Composite shell) {
        Control contents = super.createContents(shell);
        Fields.message(shell);
        // once more when the style sheet has been applied to what is around it
        UiThread.of(shell).execute(() -> Fields.message(shell));
        return contents;
    }
}
