package org.mailmend.oauth.ui.internal.delegation;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.mailmend.oauth.ClientGuide;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Delegation;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.LetterDialog;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.StepList;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;

/** What the administrator enters in the Admin console, to be copied. */
final class AdminPage extends WizardPage {
    private Text id;
    private Text scopes;
    private StatusLabel note;
    private StepList steps;

    AdminPage() {
        super("admin");
        setTitle(Messages.Admin_title);
        setDescription(Messages.Admin_words);
    }

    private DelegationWizard wizard() {
        return (DelegationWizard) getWizard();
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 3);
        steps = new StepList(area, () -> setMessage(Messages.Key_noBrowser, WARNING));
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(480, 220).applyTo(steps.control());
        steps.draw(null, ClientGuide.adminSteps(Fields.locale()));
        id = field(area, "id", Messages.Admin_id, Messages.Admin_copyId);
        scopes = field(area, "scopes", Messages.Admin_scopes, Messages.Admin_copyScopes);
        note = Fields.status(area, "note", 3);
        Composite row = Fields.row(area, 1, 3);
        Fields.push(row, "letter", Messages.Admin_letter, this::letter);
        setControl(area);
    }

    private Text field(Composite area, String name, String label, String copy) {
        Fields.label(area, label);
        Text field = Fields.text(area, name, SWT.READ_ONLY);
        Fields.push(area, name + ".copy", copy, () -> {
            Fields.copy(field.getText());
            Fields.say(note, State.OK, Messages.Admin_copied);
        });
        return field;
    }

    /** The same as a letter, for whoever is no administrator. */
    private void letter() {
        ClientRegistration client = wizard().client();
        new LetterDialog(getShell(), client.email(), client, wizard().provider()).open();
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible) {
            ClientRegistration client = wizard().client();
            id.setText(client.id());
            scopes.setText(Delegation.scopes(wizard().provider()));
            Fields.say(note, State.OK, Practice.isPractice(wizard().provider()) ? Messages.Admin_practice : null);
        }
        super.setVisible(visible);
        if (visible) {
            steps.fit();
            id.setFocus();
        }
    }
}
