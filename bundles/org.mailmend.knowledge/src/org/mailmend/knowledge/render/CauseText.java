package org.mailmend.knowledge.render;

import java.util.List;
import java.util.Locale;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.internal.Messages;

/** Writes what the catalogue says of a cause as a page. */
final class CauseText {
    private CauseText() {
    }

    static Page page(CauseId cause, Locale locale) {
        org.mailmend.diagnosis.CauseText text = Catalogue.get().text(cause, locale);
        StringBuilder body = new StringBuilder(Markdown.escape(text.summary())).append("\n\n");
        if (!text.meaning().equals(text.summary())) {
            body.append(Markdown.escape(text.meaning())).append("\n\n");
        }
        List<NextStep> steps = text.steps();
        if (!steps.isEmpty()) {
            body.append("## ").append(Messages.text(locale, "page.steps")).append("\n\n");
            for (int i = 0; i < steps.size(); i++) {
                body.append(i + 1).append(". ").append(Markdown.escape(steps.get(i).text())).append('\n');
            }
            body.append('\n');
        }
        String article = KnowledgeBase.articleId(cause);
        body.append(Messages.text(locale, "page.article", "[" + article + "](kb:" + article + ")")).append('\n');
        return new Page(SearchHit.Kind.CAUSE, cause.name(), locale, text.title(), Messages.text(locale, "page.cause"),
                body.toString(), List.of(), null, true);
    }
}
