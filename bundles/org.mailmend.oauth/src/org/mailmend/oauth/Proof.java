package org.mailmend.oauth;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.check.Secret;
import org.mailmend.check.SignIn;

/** Proves a sign-in where it counts: at the provider's own servers for sending and for reading mail. */
public final class Proof {
    private Proof() {
    }

    /**
     * The checks that prove an account, sending first; each signs in with XOAUTH2 and sends nothing. Empty for a provider whose servers are
     * not known.
     *
     * @param token a token that lives, see {@link Accounts#accessToken}
     */
    public static List<CheckRequest> requests(Account account, Secret token) {
        List<CheckRequest> requests = new ArrayList<>();
        for (String id : account.provider().presets()) {
            for (Preset preset : Presets.all()) {
                if (preset.id().equals(id)) {
                    requests.add(
                            CheckRequest.of(preset.target()).withSignIn(new SignIn(account.address(), token, Mechanism.XOAUTH2)));
                }
            }
        }
        return requests;
    }
}
