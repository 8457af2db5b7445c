package org.mailmend.training.internal;

import java.util.Locale;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.course.CourseText;

/** Holds texts to the part of Markdown that every view and print can show, and finds links and includes that lead nowhere. */
final class TextCheck extends AbstractVisitor {
    private static final Parser PARSER = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

    private final TextFile file;
    private final int offset;
    private final KnowledgeBase base;

    private TextCheck(TextFile file, int offset, KnowledgeBase base) {
        this.file = file;
        this.offset = offset;
        this.base = base;
    }

    /**
     * Checks a text.
     *
     * @param line line of the file at which it begins
     */
    static void check(TextFile file, int line, String text, Locale language, KnowledgeBase base) {
        for (CourseText.Include include : CourseText.includes(text)) {
            if (base.article(include.article(), language).isEmpty()) {
                file.problem(line, "article", include.article());
            } else if (include.text(language, base) == null) {
                file.problem(line, "section", include.section(), include.article());
            }
        }
        PARSER.parse(text).accept(new TextCheck(file, line, base));
    }

    private int line(Node node) {
        return node.getSourceSpans().isEmpty() ? offset : offset + node.getSourceSpans().getFirst().getLineIndex();
    }

    @Override
    public void visit(HtmlBlock block) {
        file.problem(line(block), "html");
    }

    @Override
    public void visit(HtmlInline inline) {
        file.problem(line(inline), "html");
    }

    @Override
    public void visit(Image image) {
        file.problem(line(image), "picture");
    }

    @Override
    public void visit(Link link) {
        String to = link.getDestination();
        boolean web = to.matches("https?://.+");
        boolean article = to.startsWith("kb:") && base.article(to.substring(3), Locale.ENGLISH).isPresent();
        boolean client = to.startsWith("client:") && base.client(to.substring(7)).isPresent();
        if (!web && !article && !client) {
            file.problem(line(link), "link", to);
        }
        visitChildren(link);
    }
}
