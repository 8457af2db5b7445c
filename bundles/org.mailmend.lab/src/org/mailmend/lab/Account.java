package org.mailmend.lab;

import java.util.Objects;

/**
 * An account of a practice server. A secret that is null is never accepted; which kinds of secret are accepted at all is up
 * to the scenario.
 *
 * @param user        user name, compared without regard to case
 * @param password    account password
 * @param appPassword app password; spaces do not count
 * @param token       OAuth access token
 */
public record Account(String user, String password, String appPassword, String token) {
    public Account {
        Objects.requireNonNull(user);
    }

    @Override
    public String toString() {
        return "Account[" + user + "]";
    }
}
