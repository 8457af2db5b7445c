package org.mailmend.knowledge.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.knowledge.internal.config.ConfigMessages;

/**
 * What the sources say about a domain.
 *
 * @param domain      the domain
 * @param answers     what each source said, in the order in which Thunderbird prefers them
 * @param differences where those that have settings disagree
 * @param cancelled   whether it was broken off
 * @param time        how long it took
 */
public record LookupResult(String domain, List<LookupAnswer> answers, List<Difference> differences, boolean cancelled,
        Duration time) {
    public LookupResult {
        Objects.requireNonNull(domain);
        answers = List.copyOf(answers);
        differences = List.copyOf(differences);
        Objects.requireNonNull(time);
    }

    /** The answer that counts: the first with settings; empty when there is none. */
    public Optional<LookupAnswer> winner() {
        return answers.stream().filter(answer -> answer.status() == LookupAnswer.Status.FOUND).findFirst();
    }

    /** What sources can disagree about. */
    public enum Aspect {
        /** Host, port and encryption. */
        SERVER,
        /** How to sign in. */
        SIGN_IN,
        /** The user name. */
        USER_NAME;

        /** The name in JSON, for example {@code sign-in}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The name for people in English or Japanese. */
        public String text(Locale locale) {
            return ConfigMessages.text(locale, "aspect." + id());
        }
    }

    /**
     * Something that sources disagree about.
     *
     * @param type     {@code imap}, {@code pop3} or {@code smtp}
     * @param aspect   what they disagree about
     * @param variants what they say, in the order of the sources
     */
    public record Difference(String type, Aspect aspect, List<Variant> variants) {
        public Difference {
            Objects.requireNonNull(type);
            Objects.requireNonNull(aspect);
            variants = List.copyOf(variants);
        }
    }

    /**
     * One of several opinions.
     *
     * @param value   what is said; empty when there is no such server
     * @param sources who says so
     */
    public record Variant(String value, List<LookupSource> sources) {
        public Variant {
            Objects.requireNonNull(value);
            sources = List.copyOf(sources);
        }
    }
}
