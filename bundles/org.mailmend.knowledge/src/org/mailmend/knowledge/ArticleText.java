package org.mailmend.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.Parser;

import org.mailmend.knowledge.internal.Messages;

/** The text of an article in other forms than Markdown. */
public final class ArticleText {
    /** What marks a statement that no source supports. */
    private static final String UNVERIFIED = "[?]";

    private static final Parser PARSER = Parser.builder().build();

    private ArticleText() {
    }

    /** The text without marks, for mail or chat: a blank line between blocks, steps with their numbers. */
    public static String plain(Article article) {
        return plain(article.body(), article.language());
    }

    /** The same for any text in CommonMark. */
    public static String plain(String body, Locale language) {
        Plain plain = new Plain(language);
        parse(body).accept(plain);
        return plain.text.toString().strip();
    }

    /** The first paragraph without marks: it answers the question. */
    public static String excerpt(Article article) {
        Node first = parse(article.body()).getFirstChild();
        if (!(first instanceof Paragraph)) {
            return "";
        }
        Plain plain = new Plain(article.language());
        first.accept(plain);
        return plain.text.toString().strip();
    }

    /** Targets of its links, in order: {@code kb:ID}, {@code client:ID} or an address. */
    public static List<String> links(Article article) {
        List<String> links = new ArrayList<>();
        parse(article.body()).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    private static Node parse(String body) {
        return PARSER.parse(body);
    }

    private static final class Plain extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();
        private final Locale language;
        private String indent = "";

        Plain(Locale language) {
            this.language = language;
        }

        @Override
        public void visit(org.commonmark.node.Text node) {
            // Japanese needs no blank before a bracket
            String mark = Messages.text(language, "unverified");
            boolean close = mark.charAt(0) > 0x2e80;
            text.append(node.getLiteral().replace(close ? " " + UNVERIFIED : UNVERIFIED, mark).replace(UNVERIFIED, mark));
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            boolean japanese = !text.isEmpty() && text.charAt(text.length() - 1) > 0x2e80;
            text.append(japanese ? "" : " ");
        }

        @Override
        public void visit(HardLineBreak node) {
            text.append('\n').append(indent);
        }

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            end(heading);
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            end(paragraph);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            block.getLiteral().lines().forEach(line -> text.append(line).append('\n').append(indent));
            end(block);
        }

        @Override
        public void visit(BulletList list) {
            items(list, null);
        }

        @Override
        public void visit(OrderedList list) {
            items(list, list.getMarkerStartNumber());
        }

        private void items(Node list, Integer first) {
            String before = indent;
            int number = first == null ? 0 : first;
            for (Node item = list.getFirstChild(); item instanceof ListItem; item = item.getNext()) {
                text.append(first == null ? "- " : number++ + ". ");
                indent = before + "   ";
                visitChildren(item);
                indent = before;
                trim();
                text.append('\n').append(indent);
            }
            end((Block) list);
        }

        private void end(Block block) {
            trim();
            boolean tight = block.getParent() instanceof ListItem;
            text.append(tight ? "\n" : "\n\n").append(indent);
        }

        private void trim() {
            while (!text.isEmpty() && Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.setLength(text.length() - 1);
            }
        }
    }
}
