package org.mailmend.training.course;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.internal.Library;

/** Cases for technicians. Immutable and safe for every thread; found through {@link Courses#cases()}. */
public final class Cases {
    private final Library<Case> library;

    Cases(Path folder, KnowledgeBase base) {
        library = Library.cases(folder, base);
    }

    /** All cases in a language, then those that exist in the other one only; the easy ones first. */
    public List<Case> cases(Locale locale) {
        return library.all(locale).stream().sorted(Comparator.comparingInt(Case::level)).toList();
    }

    /** The case with this id, in the other language when it does not exist in this one. */
    public Optional<Case> find(String id, Locale locale) {
        return library.find(id, locale);
    }

    /** Ids of all cases. */
    Set<String> ids() {
        return library.ids();
    }

    /** What is wrong in the files of cases. */
    public List<CourseProblem> problems() {
        return library.problems();
    }
}
