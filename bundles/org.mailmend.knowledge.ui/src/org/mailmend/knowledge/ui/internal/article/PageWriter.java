package org.mailmend.knowledge.ui.internal.article;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.page.Texts;
import org.mailmend.workbench.Palette;

/** Writes a page into a text field: for the screen where there is no browser, and for paper. */
final class PageWriter extends AbstractVisitor {

    /**
     * A link in the text.
     *
     * @param start first character
     * @param end   character after the last one
     * @param link  where it leads
     */
    record Target(int start, int end, String link) {
    }

    private static final int INDENT = 28;

    private final Shown shown;
    private final Palette palette;
    private final Texts texts;
    private final StringBuilder text = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();
    private final List<Target> links = new ArrayList<>();
    /** Offset of a line, indent of its first row and of the others, in pixels. */
    private final List<int[]> indents = new ArrayList<>();
    private int depth;
    private int steps;

    private PageWriter(Shown shown, Palette palette) {
        this.shown = shown;
        this.palette = palette;
        texts = Texts.of(shown.page().language());
    }

    /**
     * Puts the page in the place of what the field holds.
     *
     * @return its links in reading order, steps to tick off among them
     */
    static List<Target> write(Shown shown, Palette palette, StyledText field) {
        PageWriter page = new PageWriter(shown, palette);
        page.page(shown.page());
        field.setText(page.text.toString().stripTrailing());
        field.setFont(page.font(0, SWT.NORMAL));
        int length = field.getCharCount();
        page.styles.stream().filter(style -> style.length > 0 && style.start + style.length <= length)
                .forEach(field::setStyleRange);
        for (int[] line : page.indents) {
            if (line[0] < length) {
                int number = field.getLineAtOffset(line[0]);
                field.setLineIndent(number, 1, line[1]);
                field.setLineTabStops(number, 1, new int[] {line[2]});
                field.setLineWrapIndent(number, 1, line[2]);
            }
        }
        return page.links;
    }

    private void page(Page page) {
        if (!page.subtitle().isEmpty()) {
            line(page.subtitle(), palette.dim(), font(0, SWT.NORMAL));
        }
        line(page.title(), palette.text(), font(5, SWT.BOLD));
        gap();
        if (!page.verified()) {
            line(texts.get("unverifiedPage"), palette.warning(), font(0, SWT.NORMAL));
            gap();
        }
        Parser.builder().build().parse(page.body()).accept(this);
        if (!page.sources().isEmpty()) {
            line(texts.get("sources"), palette.text(), font(1, SWT.BOLD));
            page.sources().forEach(this::source);
        }
        if (page.updated() != null) {
            gap();
            line(texts.get("updated", ScreenHtml.day(page.updated(), page.language())), palette.dim(), font(0, SWT.NORMAL));
        }
    }

    private void source(Source source) {
        begin("•", INDENT);
        int start = text.length();
        text.append(source.note().isEmpty() ? source.url() : source.note());
        if (source.url().matches("https?://.*")) {
            link(start, source.url());
        }
        int from = text.length();
        text.append(' ').append(
                texts.get(source.verified() ? "read" : "noted", ScreenHtml.day(source.read(), shown.page().language())));
        style(from, palette.dim(), null);
        if (!source.verified()) {
            text.append(' ');
            mark();
        }
        text.append('\n');
    }

    private Font font(int larger, int style) {
        FontDescriptor system = JFaceResources.getDialogFontDescriptor();
        int height = Math.max(6, Math.round(system.getFontData()[0].getHeight() * shown.fontSize() / 100f));
        return JFaceResources.getResources().create(system.setHeight(height + larger).setStyle(style));
    }

    private void line(String words, Color color, Font font) {
        int start = text.length();
        text.append(words);
        style(start, color, font);
        text.append('\n');
    }

    private void gap() {
        text.append('\n');
    }

    private void style(int start, Color color, Font font) {
        StyleRange style = new StyleRange(start, text.length() - start, color, null);
        style.font = font;
        styles.add(style);
    }

    private void link(int start, String target) {
        StyleRange style = new StyleRange(start, text.length() - start, palette.accent(), null);
        style.underline = true;
        styles.add(style);
        links.add(new Target(start, text.length(), target));
    }

    /** The mark of a statement that no source supports. */
    private void mark() {
        int start = text.length();
        text.append('(').append(texts.get("unverified")).append(')');
        style(start, palette.warning(), null);
    }

    /** Begins a line whose mark stands in the margin. */
    private void begin(String mark, int width) {
        indents.add(new int[] {text.length(), depth * INDENT, depth * INDENT + width});
        text.append(mark).append('\t');
    }

    @Override
    public void visit(Heading heading) {
        int start = text.length();
        visitChildren(heading);
        style(start, palette.text(), font(heading.getLevel() <= 2 ? 2 : 0, SWT.BOLD));
        text.append('\n');
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        text.append('\n');
        if (!(paragraph.getParent() instanceof ListItem)) {
            gap();
        }
    }

    @Override
    public void visit(BulletList list) {
        items(list);
    }

    @Override
    public void visit(OrderedList list) {
        items(list);
    }

    private void items(Node list) {
        boolean inner = list.getParent() instanceof ListItem;
        depth += inner ? 1 : 0;
        int number = 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!(list instanceof OrderedList)) {
                begin("•", INDENT);
            } else if (inner) {
                begin(number + ".", INDENT);
            } else {
                int step = steps++;
                boolean done = shown.ticked().contains(step);
                indents.add(new int[] {text.length(), 0, 2 * INDENT});
                int start = text.length();
                text.append(done ? "☑" : "☐");
                link(start, TICK + step);
                styles.getLast().underline = false;
                text.append(' ').append(number).append(".\t");
            }
            int start = text.length();
            visitChildren(item);
            if (list instanceof OrderedList && !inner && shown.ticked().contains(steps - 1)) {
                styles.add(0, new StyleRange(start, text.length() - start, palette.dim(), null));
            }
            number++;
        }
        if (list instanceof OrderedList && !inner && !shown.ticked().isEmpty()) {
            int start = text.length();
            text.append(texts.get("reset"));
            link(start, RESET);
            text.append('\n');
        }
        depth -= inner ? 1 : 0;
        if (!inner) {
            gap();
        }
    }

    private static final String TICK = Body.TICK;
    private static final String RESET = Body.RESET;

    @Override
    public void visit(BlockQuote quote) {
        int start = text.length();
        visitChildren(quote);
        styles.add(0, new StyleRange(start, text.length() - start, palette.dim(), null));
    }

    @Override
    public void visit(FencedCodeBlock block) {
        code(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        code(block.getLiteral());
    }

    private void code(String literal) {
        int start = text.length();
        text.append(literal);
        style(start, palette.text(), JFaceResources.getTextFont());
        gap();
    }

    @Override
    public void visit(Code code) {
        int start = text.length();
        text.append(code.getLiteral());
        style(start, palette.text(), JFaceResources.getTextFont());
    }

    @Override
    public void visit(StrongEmphasis strong) {
        int start = text.length();
        visitChildren(strong);
        StyleRange style = new StyleRange(start, text.length() - start, null, null, SWT.BOLD);
        styles.add(style);
    }

    @Override
    public void visit(Emphasis emphasis) {
        int start = text.length();
        visitChildren(emphasis);
        styles.add(new StyleRange(start, text.length() - start, null, null, SWT.ITALIC));
    }

    @Override
    public void visit(Link link) {
        int start = text.length();
        visitChildren(link);
        link(start, link.getDestination());
    }

    @Override
    public void visit(SoftLineBreak end) {
        boolean japanese = !text.isEmpty() && text.charAt(text.length() - 1) > 0x2e80;
        text.append(japanese ? "" : " ");
    }

    @Override
    public void visit(HardLineBreak end) {
        text.append('\n');
    }

    @Override
    public void visit(Text node) {
        String literal = node.getLiteral();
        int from = 0;
        for (int mark = literal.indexOf(ScreenHtml.UNVERIFIED); mark >= 0; mark = literal.indexOf(ScreenHtml.UNVERIFIED, from)) {
            text.append(literal, from, mark);
            mark();
            from = mark + ScreenHtml.UNVERIFIED.length();
        }
        text.append(literal, from, literal.length());
    }
}
