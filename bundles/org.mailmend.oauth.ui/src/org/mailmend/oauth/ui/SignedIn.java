package org.mailmend.oauth.ui;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Secret;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.ui.internal.Ledger;

/** The accounts of the Accounts place, for parts of the window that sign in with them. Its methods wait; never call them in the UI thread. */
public final class SignedIn {
    private SignedIn() {
    }

    /** The addresses of the accounts. */
    public static List<String> addresses() throws IOException {
        return Ledger.get().read().accounts().stream().map(Account::address).toList();
    }

    /**
     * An access token that is valid now; it is the caller's to wipe.
     *
     * @throws IOException with a sentence for the user when there is none
     */
    public static Secret token(String address) throws IOException {
        Account account = Ledger.get().read().accounts().stream().filter(each -> each.address().equalsIgnoreCase(address))
                .findFirst().orElseThrow(() -> new IOException(
                        Ledger.unknown(address)));
        Locale locale = Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE
                : Locale.ENGLISH;
        try {
            return Ledger.get().of(account).accessToken(account.address(), new Cancellation());
        } catch (OAuthException e) {
            throw new IOException(e.remark().text(locale), e);
        } catch (BadInputException e) {
            throw new IOException(e.remark().text(locale), e);
        }
    }
}
