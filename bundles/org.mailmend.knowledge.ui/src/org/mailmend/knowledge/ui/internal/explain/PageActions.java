package org.mailmend.knowledge.ui.internal.explain;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.mailmend.check.Target;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.knowledge.ui.KnowledgePlace;

/** Leads to other parts of a window. */
final class PageActions implements ExplainPane.Actions {
    private final IWorkbenchPage page;

    PageActions(IWorkbenchPage page) {
        this.page = page;
    }

    @Override
    public void openArticle(String id) {
        KnowledgePlace.openArticle(page, id);
    }

    @Override
    public void advise(Client client, String provider) {
        try {
            GuidedAdvice.start(page, client, account(provider));
        } catch (PartInitException e) {
            ILog.of(PageActions.class).error("The guided dialogue cannot be opened", e);
        }
    }

    @Override
    public void check(Target target, Client client) {
        try {
            ConnectionTester.show(page, target, client == null ? null : client.id());
        } catch (PartInitException e) {
            ILog.of(PageActions.class).error("The Connection Tester cannot be opened", e);
        }
    }

    /** The kind of account as far as the provider tells it; null when it does not. */
    private static AccountKind account(String provider) {
        return switch (provider) {
            case null -> null;
            // Personal or of an organisation: nobody can tell by the provider.
            case "gmail", "gmail-mx", "microsoft" -> null;
            case "gmail-relay" -> AccountKind.WORKSPACE;
            case "microsoft365" -> AccountKind.MICROSOFT365;
            case "outlook.com" -> AccountKind.OUTLOOK_COM;
            default -> AccountKind.OTHER;
        };
    }
}
