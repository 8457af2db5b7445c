package org.mailmend.tickets.ui;

import java.util.Locale;

import org.mailmend.tickets.TicketException;

/** The language of the window. */
public final class Language {
    private Language() {
    }

    /** The language in which texts of the core are shown: that of the workbench, which knows English and Japanese. */
    public static Locale locale() {
        return Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** The sentence for the user about something that went wrong. */
    public static String sentence(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof java.util.concurrent.CompletionException || cause instanceof java.io.UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TicketException known) {
            return known.text(locale());
        }
        String message = cause.getLocalizedMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
