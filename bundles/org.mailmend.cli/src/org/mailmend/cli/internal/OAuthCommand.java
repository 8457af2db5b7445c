package org.mailmend.cli.internal;

import java.util.List;

/** {@code mailmend oauth}: signs accounts in with OAuth, and gives their tokens to programs. */
final class OAuthCommand extends Command {
    OAuthCommand() {
        super("oauth");
    }

    @Override
    List<Command> children() {
        return List.of(new OAuthLoginCommand(), new OAuthStatusCommand(), new OAuthTokenCommand(), new OAuthRevokeCommand());
    }
}
