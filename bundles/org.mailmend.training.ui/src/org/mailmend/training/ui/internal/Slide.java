package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.mailmend.knowledge.render.Page;

/**
 * What is on the screen at once.
 *
 * @param title  its heading; empty for none
 * @param blocks paragraphs, lists and code, as CommonMark parsed them
 */
public record Slide(String title, List<Node> blocks) {
    /** How many characters a slide holds before it goes on with the next one; half of it where letters are twice as wide. */
    private static final int FULL = 420;
    private static final int WIDE = 0x2e80;

    public Slide {
        blocks = List.copyOf(blocks);
    }

    /**
     * The slides of a page: each heading and each line across begins a new one, and what is too long for one goes on with the next, under
     * the same heading.
     */
    public static List<Slide> of(Page page) {
        return of(page.title(), page.body());
    }

    /** The slides of a text in CommonMark, see {@link #of(Page)}. */
    static List<Slide> of(String first, String body) {
        List<Slide> slides = new ArrayList<>();
        List<Node> blocks = new ArrayList<>();
        String title = first;
        int length = 0;
        for (Node block = Parser.builder().build().parse(body).getFirstChild(); block != null; block = block.getNext()) {
            boolean heading = block instanceof Heading;
            int own = length(block);
            if ((heading || block instanceof ThematicBreak || length + own > FULL) && !blocks.isEmpty()) {
                slides.add(new Slide(title, blocks));
                blocks = new ArrayList<>();
                length = 0;
            }
            if (heading) {
                if (slides.isEmpty() && blocks.isEmpty() && title.equals(first) && block.getPrevious() == null) {
                    slides.add(new Slide(title, List.of()));
                }
                title = words(block);
            } else if (!(block instanceof ThematicBreak)) {
                blocks.add(block);
                length += own;
            }
        }
        if (!blocks.isEmpty() || slides.isEmpty()) {
            slides.add(new Slide(title, blocks));
        }
        return slides;
    }

    private static int length(Node node) {
        return words(node).chars().map(c -> c >= WIDE ? 2 : 1).sum();
    }

    private static String words(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}
