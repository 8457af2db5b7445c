package org.mailmend.knowledge.internal.data;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Holds an article's text to the part of Markdown that every view, print and read-aloud form can show. */
final class MarkdownCheck extends AbstractVisitor {
    /** Whether the target of a link exists. */
    interface Targets {
        boolean exists(String link);
    }

    private final DataFile file;
    private final Targets targets;
    private final Problems problems;
    private final int offset;

    private MarkdownCheck(DataFile file, Targets targets, Problems problems) {
        this.file = file;
        this.targets = targets;
        this.problems = problems;
        this.offset = file.body().isEmpty() ? 1 : file.body().getFirst().number();
    }

    static void check(DataFile file, Targets targets, Problems problems) {
        StringBuilder text = new StringBuilder();
        file.body().forEach(line -> text.append(line.text()).append('\n'));
        Node document = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build()
                .parse(text.toString());
        MarkdownCheck check = new MarkdownCheck(file, targets, problems);
        if (!(document.getFirstChild() instanceof Paragraph)) {
            problems.add(file.path(), check.line(document.getFirstChild()), "article-start");
        }
        document.accept(check);
    }

    private int line(Node node) {
        boolean unknown = node == null || node.getSourceSpans().isEmpty();
        return unknown ? offset : offset + node.getSourceSpans().getFirst().getLineIndex();
    }

    @Override
    public void visit(Heading heading) {
        if (heading.getLevel() != 2 && heading.getLevel() != 3) {
            problems.add(file.path(), line(heading), "article-heading");
        }
        visitChildren(heading);
    }

    @Override
    public void visit(HtmlBlock block) {
        problems.add(file.path(), line(block), "article-html");
    }

    @Override
    public void visit(HtmlInline inline) {
        problems.add(file.path(), line(inline), "article-html");
    }

    @Override
    public void visit(Image image) {
        problems.add(file.path(), line(image), "article-picture");
    }

    @Override
    public void visit(Link link) {
        if (!link.getDestination().matches("(kb:|client:)[a-z0-9-]+|https?://.+")) {
            problems.add(file.path(), line(link), "article-link", link.getDestination());
        } else if (!targets.exists(link.getDestination())) {
            problems.add(file.path(), line(link), "link-dead", link.getDestination());
        }
        visitChildren(link);
    }
}
