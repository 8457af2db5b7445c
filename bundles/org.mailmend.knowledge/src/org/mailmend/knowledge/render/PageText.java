package org.mailmend.knowledge.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.mailmend.knowledge.ArticleText;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.internal.Messages;

/** A page as plain text: for a mail, a chat, a terminal, or to be read aloud. */
public final class PageText {
    private PageText() {
    }

    /** Title and text: for a mail or a chat. Steps have their numbers; links are named without their targets. */
    public static String plain(Page page) {
        return page.title() + "\n\n" + ArticleText.plain(page.body(), page.language()) + "\n";
    }

    /** The same with what it is, sources and day of the last change: for a terminal or a file. */
    public static String full(Page page) {
        StringBuilder text = new StringBuilder(page.title()).append('\n');
        if (!page.subtitle().isEmpty()) {
            text.append(page.subtitle()).append('\n');
        }
        text.append('\n').append(ArticleText.plain(page.body(), page.language())).append('\n');
        Locale locale = page.language();
        if (!page.sources().isEmpty()) {
            text.append('\n').append(Messages.text(locale, "page.sources")).append('\n');
            page.sources().forEach(source -> text.append("- ").append(source(source, locale)).append('\n'));
        }
        if (page.updated() != null) {
            text.append('\n').append(Messages.text(locale, "page.updated", page.updated().toString())).append('\n');
        }
        if (!page.verified()) {
            text.append(Messages.text(locale, "page.unverified")).append('\n');
        }
        return text.toString();
    }

    /**
     * The sentences of the text, one after the other: for reading aloud to a caller. A step is one sentence with its number;
     * marks, links and remarks for the reader are left out.
     */
    public static List<String> aloud(Page page) {
        String unverified = Messages.text(page.language(), "unverified");
        String text = ArticleText.plain(page.body(), page.language()).replace(unverified, "");
        return text.lines().map(line -> line.strip().replaceFirst("^- ", "")).filter(line -> !line.isEmpty())
                .flatMap(line -> Sentences.of(line).stream()).collect(Collectors.toList());
    }

    /** Address, note and day of a source on one line. */
    static String source(Source source, Locale locale) {
        String note = source.note().isEmpty() ? "" : source.note() + ": ";
        return note + source.url() + " " + Messages.text(locale, source.verified() ? "page.read" : "page.noted",
                source.read().toString());
    }
}
