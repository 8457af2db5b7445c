package org.mailmend.oauth.ui.internal.wizard;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.delegation.DelegationWizard;
import org.mailmend.workbench.Prose;

/** What a client is, and whether there is one. */
final class QuestionPage extends SetupPage {
    private Button no;
    private Button yes;
    private Link organisation;

    QuestionPage() {
        super("question", Messages.Question_title, Messages.Question_words);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 1);
        no = Fields.radio(area, "client.no", Messages.Question_no, this::buttons);
        yes = Fields.radio(area, "client.yes", Messages.Question_yes, this::buttons);
        GridDataFactory.swtDefaults().applyTo(no);
        GridDataFactory.swtDefaults().applyTo(yes);
        no.setSelection(true);
        StyledText words = Fields.prose(area, "words", Messages.Question_what, 1);
        new Prose(words).heading(Messages.Question_what).paragraph(Messages.Question_whatWords).gap()
                .heading(Messages.Question_why).paragraph(Messages.Question_whyWords).gap().heading(Messages.Question_cost)
                .paragraph(Messages.Question_costWords).show();
        organisation = Fields.link(area, "organisation", Messages.Question_organisation,
                () -> DelegationWizard.open(getShell(), setup().isPractice(), null));
        setControl(area);
    }

    /** Whether the user wants to be shown how a client is created. */
    boolean wantsGuide() {
        return no == null || no.getSelection();
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            Fields.show(organisation, setup().isPractice() || "google".equals(setup().provider().id()));
            if (setup().client() != null && no.getSelection()) {
                no.setSelection(false);
                yes.setSelection(true);
                buttons();
            }
            (no.getSelection() ? no : yes).setFocus();
        }
    }
}
