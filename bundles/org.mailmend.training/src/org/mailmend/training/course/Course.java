package org.mailmend.training.course;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A course in one language.
 *
 * @param id           stable id, for example {@code moving-outlook}; the same in both languages
 * @param title        title
 * @param language     {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 * @param audience     for whom it is
 * @param goals        what people can do afterwards
 * @param updated      day of the last change
 * @param introduction what it is about, in CommonMark
 * @param parts        its parts in their order; never empty
 * @param own          whether it is a trainer's own and did not come with Mailmend
 */
public record Course(String id, String title, Locale language, String audience, List<String> goals, LocalDate updated,
        String introduction, List<Part> parts, boolean own) {
    public Course {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(language);
        Objects.requireNonNull(audience);
        goals = List.copyOf(goals);
        Objects.requireNonNull(updated);
        Objects.requireNonNull(introduction);
        parts = List.copyOf(parts);
    }

    /** How long all of its parts take together, in minutes. */
    public int minutes() {
        return parts.stream().mapToInt(Part::minutes).sum();
    }

    /** The part with this id. */
    public Optional<Part> part(String part) {
        return parts.stream().filter(each -> each.id().equals(part)).findFirst();
    }
}
