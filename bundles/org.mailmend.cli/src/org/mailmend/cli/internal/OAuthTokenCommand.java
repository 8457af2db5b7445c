package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.mailmend.check.Secret;
import org.mailmend.oauth.OAuthException;

/** {@code mailmend oauth token}: prints an access token, for programs such as msmtp that ask for one. */
final class OAuthTokenCommand extends Command {
    OAuthTokenCommand() {
        super("oauth token");
    }

    @Override
    String operands() {
        return "ADDRESS";
    }

    @Override
    List<Option> options() {
        return List.of();
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException {
        String address = OAuthStores.onlyAddress(arguments);
        try (OAuthStores.Opened opened = OAuthStores.open(null, context)) {
            Secret token = opened.token(address, context);
            char[] chars = token.reveal();
            context.out().println(chars);
            context.out().flush();
            Arrays.fill(chars, '\0');
            token.wipe();
            return 0;
        } catch (OAuthException e) {
            return new OAuthOutput(arguments, context).failed(e);
        } catch (IOException e) {
            throw new UsageException("usage.oauth.store");
        }
    }
}
