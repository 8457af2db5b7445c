package org.mailmend.knowledge.ui.internal.own;

import java.io.IOException;
import java.util.List;

import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.own.OwnKnowledgeException;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;

/** The team's own knowledge, on top of that of plug-ins. */
final class Own {
    private Own() {
    }

    static OwnKnowledge knowledge() {
        Contents contents = Shelf.get().contents();
        return new OwnKnowledge(Shelf.folder(), contents == null ? List.of() : contents.contributed());
    }

    /** Where the file of a page lies in a folder of knowledge. */
    static String path(PageRef page) {
        return page.kind() == SearchHit.Kind.CLIENT ? "clients/" + page.id() + ".md"
                : "articles/" + page.language().getLanguage() + "/" + page.id() + ".md";
    }

    /** What went wrong, in the language of the window where that is known. */
    static String words(IOException failure) {
        return failure instanceof OwnKnowledgeException own ? own.text(Words.locale())
                : failure.getLocalizedMessage() == null ? failure.toString() : failure.getLocalizedMessage();
    }
}
