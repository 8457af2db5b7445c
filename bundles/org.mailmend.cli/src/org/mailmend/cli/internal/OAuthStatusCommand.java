package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;

import org.mailmend.oauth.Account;

/** {@code mailmend oauth status}: the accounts that have signed in, and how long that will last. */
final class OAuthStatusCommand extends Command {
    OAuthStatusCommand() {
        super("oauth status");
    }

    @Override
    List<Option> options() {
        return List.of(Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException {
        OAuthOutput output = new OAuthOutput(arguments, context);
        try (OAuthStores.Opened opened = OAuthStores.open(null, context)) {
            List<Account> accounts = opened.store().accounts();
            accounts.forEach(output::status);
            if (accounts.isEmpty()) {
                output.note(context.messages().get(opened.store().isPersistent() ? "oauth.none" : "oauth.none.memory"));
            }
            return 0;
        } catch (IOException e) {
            throw new UsageException("usage.oauth.store");
        }
    }
}
