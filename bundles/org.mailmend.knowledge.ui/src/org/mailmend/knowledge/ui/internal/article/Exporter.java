package org.mailmend.knowledge.ui.internal.article;

/** Writes a page to a file. */
final class Exporter {
    private Exporter() {
    }

    static void export(ArticlePane pane) {
        Output.copy(pane);
    }
}
