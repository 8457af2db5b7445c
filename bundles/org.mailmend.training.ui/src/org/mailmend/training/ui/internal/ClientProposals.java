package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Text;

/** Proposes clients and devices by any part of their names, while one types. */
final class ClientProposals extends ContentProposalAdapter {
    private static final Point SIZE = new Point(320, 220);
    private static final int MOST = 100;

    ClientProposals(Text text, Library library) {
        super(text, new TextContentAdapter(), (contents, position) -> find(library, contents),
                KeyStroke.getInstance(SWT.ARROW_DOWN), null);
        setProposalAcceptanceStyle(PROPOSAL_REPLACE);
        setPopupSize(SIZE);
        text.addListener(SWT.Modify, event -> {
            if (text.isFocusControl() && !text.getText().isBlank() && !isProposalPopupOpen()
                    && find(library, text.getText()).length > 0) {
                openProposalPopup();
            }
        });
    }

    private static IContentProposal[] find(Library library, String text) {
        List<IContentProposal> found = new ArrayList<>();
        String wanted = Library.fold(text);
        for (String name : library.clientNames()) {
            if (Library.fold(name).contains(wanted) && found.size() < MOST) {
                found.add(new ContentProposal(name, name, null));
            }
        }
        return found.toArray(IContentProposal[]::new);
    }
}
