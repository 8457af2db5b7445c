package org.mailmend.cli.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import org.mailmend.check.Cancellation;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;

/** {@code mailmend oauth revoke}: ends a sign-in at the provider and forgets it here. */
final class OAuthRevokeCommand extends Command {
    OAuthRevokeCommand() {
        super("oauth revoke");
    }

    @Override
    String operands() {
        return "ADDRESS";
    }

    @Override
    List<Option> options() {
        return List.of(Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException {
        String address = OAuthStores.onlyAddress(arguments);
        OAuthOutput output = new OAuthOutput(arguments, context);
        try (OAuthStores.Opened opened = OAuthStores.open(null, context)) {
            opened.require(address, context);
            output.revoked(address, new Accounts(opened.store(), Clock.systemUTC()).revoke(address, new Cancellation()));
            return 0;
        } catch (BadInputException e) {
            throw new UsageException("usage.sentence", e.remark().text(context.locale()));
        } catch (OAuthException e) {
            return output.failed(e);
        } catch (IOException e) {
            throw new UsageException("usage.oauth.store");
        }
    }
}
