package org.mailmend.organisation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Answer;

/**
 * What holds for the whole organisation, or would hold: the same inventory is assessed under several of these to see what a decision
 * would change. Immutable.
 *
 * @param account     kind of account of items that do not say it
 * @param oauth       whether the administrator lets clients sign in with OAuth
 * @param appPassword whether the administrator allows app passwords
 * @param relay       whether a relay is set up, or will be, everywhere
 * @param relaySites  sites at which a relay is set up, or will be
 * @param replaced    items that are to be replaced, with the profile of what comes instead
 * @param language    language of people who do not say it
 */
public record Circumstances(AccountKind account, Answer oauth, Answer appPassword, Answer relay, Set<String> relaySites,
        Map<Long, String> replaced, Locale language) {
    private static final String PREFIX = "circumstances.";

    public Circumstances {
        Objects.requireNonNull(account);
        Objects.requireNonNull(oauth);
        Objects.requireNonNull(appPassword);
        Objects.requireNonNull(relay);
        relaySites = Set.copyOf(relaySites);
        replaced = Map.copyOf(replaced);
    }

    /** A Google Workspace of whose administrator nothing is known. */
    public static Circumstances unknown() {
        return new Circumstances(AccountKind.WORKSPACE, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Set.of(), Map.of(),
                Locale.JAPANESE);
    }

    /** The same with another kind of account. */
    public Circumstances withAccount(AccountKind value) {
        return new Circumstances(value, oauth, appPassword, relay, relaySites, replaced, language);
    }

    /** The same with other answers of the administrator. */
    public Circumstances withAdmin(Answer oauthAnswer, Answer appPasswordAnswer, Answer relayAnswer) {
        return new Circumstances(account, oauthAnswer, appPasswordAnswer, relayAnswer, relaySites, replaced, language);
    }

    /** When the administrator forbids app passwords. */
    public Circumstances withoutAppPasswords() {
        return withAdmin(oauth, Answer.NO, relay);
    }

    /** When a relay is set up at a site. */
    public Circumstances withRelayAt(String site) {
        Set<String> sites = new HashSet<>(relaySites);
        sites.add(site);
        return new Circumstances(account, oauth, appPassword, relay, sites, replaced, language);
    }

    /**
     * When items are replaced.
     *
     * @param items  their numbers
     * @param client id of the profile of what comes instead; empty for something that signs in with OAuth
     */
    public Circumstances withReplaced(Set<Long> items, String client) {
        Map<Long, String> all = new HashMap<>(replaced);
        items.forEach(item -> all.put(item, client));
        return new Circumstances(account, oauth, appPassword, relay, relaySites, all, language);
    }

    /** The same with another language of those who do not say theirs. */
    public Circumstances withLanguage(Locale value) {
        return new Circumstances(account, oauth, appPassword, relay, relaySites, replaced, value);
    }

    /** What the organisation has said of itself. */
    public static Circumstances load(Inventory inventory) {
        Map<String, String> all = inventory.settings("", PREFIX);
        Circumstances known = unknown();
        known = known.withAccount(AccountKind.fromId(all.getOrDefault(PREFIX + "account", "")).orElse(known.account));
        known = known.withAdmin(answer(all, "oauth"), answer(all, "app-password"), answer(all, "relay"));
        known = known.withLanguage("en".equals(all.get(PREFIX + "language")) ? Locale.ENGLISH : Locale.JAPANESE);
        for (String site : all.getOrDefault(PREFIX + "relay-sites", "").lines().toList()) {
            known = known.withRelayAt(site);
        }
        return known;
    }

    private static Answer answer(Map<String, String> all, String name) {
        return Answer.fromId(all.getOrDefault(PREFIX + name, "")).orElse(Answer.UNKNOWN);
    }

    /** Keeps it as what holds; what is to be replaced is only for a what-if and is not kept. */
    public void save(Inventory inventory) {
        inventory.setSetting("", PREFIX + "account", account.id());
        inventory.setSetting("", PREFIX + "oauth", oauth.id());
        inventory.setSetting("", PREFIX + "app-password", appPassword.id());
        inventory.setSetting("", PREFIX + "relay", relay.id());
        inventory.setSetting("", PREFIX + "language", language.getLanguage());
        inventory.setSetting("", PREFIX + "relay-sites", String.join("\n", relaySites.stream().sorted().toList()));
    }
}
