package org.mailmend.lab;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/**
 * A practice server: which provider it plays, what goes wrong there, and what a trainer tells about it. All scenarios are
 * found through {@link Scenarios}.
 *
 * @param id        stable id, for example {@code gmail-oauth}
 * @param group     what it belongs to in a list
 * @param provider  id of the provider whose texts it uses, for example {@code gmail}; {@code generic} for none in particular
 * @param endpoints what it listens to, the main one first; never empty
 * @param cause     what a check with the suggested attempt finds
 * @param stage     the stage at which it finds it; null where everything works
 * @param attempt   how to try it so that the point shows
 */
public record Scenario(String id, Group group, String provider, List<Endpoint> endpoints, CauseId cause, Stage stage,
        Attempt attempt) {

    public Scenario {
        Objects.requireNonNull(id);
        Objects.requireNonNull(group);
        Objects.requireNonNull(provider);
        endpoints = List.copyOf(endpoints);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(attempt);
    }

    /**
     * A service of a practice server.
     *
     * @param protocol what a client is told to speak
     * @param security how a client is told to protect the connection
     */
    public record Endpoint(Protocol protocol, Security security) {
    }

    /** What a scenario belongs to. */
    public enum Group {
        GMAIL, OAUTH, WORKSPACE, MICROSOFT365, OTHER_PROVIDERS, TLS, NETWORK, DELIVERY;

        /** The heading for people in English or Japanese. */
        public String text(Locale locale) {
            return Texts.get("group." + name().toLowerCase(Locale.ROOT), locale);
        }
    }

    /** A few words for a list. */
    public String title(Locale locale) {
        return text("title", locale);
    }

    /** What the caller experiences, as the caller would tell it. */
    public String story(Locale locale) {
        return text("story", locale);
    }

    /** What this scenario teaches. */
    public String teaches(Locale locale) {
        return text("teaches", locale);
    }

    /** What to try, with the practice secrets that make a difference. */
    public String tryThis(Locale locale) {
        return text("try", locale);
    }

    /** What a good answer of a technician is. */
    public String answer(Locale locale) {
        return text("answer", locale);
    }

    private String text(String part, Locale locale) {
        return Texts.get(id + "." + part, locale);
    }
}
