package org.mailmend.knowledge.own;

import java.io.IOException;
import java.util.Locale;

import org.mailmend.knowledge.Problem;

/** Own knowledge cannot be read, changed or taken over; says why and what to do. */
public final class OwnKnowledgeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    OwnKnowledgeException(Problem problem) {
        super(problem.text(Locale.ENGLISH));
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** What is wrong and how to put it right, in English or Japanese. */
    public String text(Locale locale) {
        return problem.text(locale);
    }
}
