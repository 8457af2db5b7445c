package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;

/** Writes a slide into a text field, in letters of any size. */
final class SlideText extends AbstractVisitor {
    private static final int WIDE = 0x2e80;
    /** What stands at a statement that no source supports. */
    private static final String UNVERIFIED = "[?]";

    private final Palette palette = Palette.current();
    private final int size;
    private final StringBuilder text = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();
    private final List<int[]> indents = new ArrayList<>();
    private int depth;

    private SlideText(int size) {
        this.size = size;
    }

    /** A field for slides. */
    static StyledText field(org.eclipse.swt.widgets.Composite parent) {
        return Prose.field(parent);
    }

    /**
     * Shows a slide.
     *
     * @param size height of its letters in points
     */
    static void write(Slide slide, int size, StyledText field) {
        SlideText writer = new SlideText(size);
        int start = 0;
        writer.text.append(slide.title());
        writer.style(start, writer.palette.accent(), writer.font(JFaceResources.DIALOG_FONT, size * 3 / 2, SWT.BOLD));
        writer.text.append("\n\n");
        slide.blocks().forEach(block -> block.accept(writer));
        writer.show(field);
    }

    /** Shows a text in CommonMark as a page to read, with headings, in letters of the system's size. */
    static void write(String title, String text, StyledText field) {
        int size = JFaceResources.getDialogFont().getFontData()[0].getHeight();
        SlideText writer = new SlideText(size);
        if (!title.isEmpty()) {
            writer.heading(title, size * 3 / 2, writer.palette.text());
        }
        Parser.builder().build().parse(text).accept(writer);
        writer.show(field);
    }

    private void heading(String words, int height, Color color) {
        int start = text.length();
        text.append(words);
        style(start, color, font(JFaceResources.DIALOG_FONT, height, SWT.BOLD));
        text.append("\n\n");
    }

    @Override
    public void visit(Heading heading) {
        int start = text.length();
        visitChildren(heading);
        int height = heading.getLevel() <= 2 ? size * 5 / 4 : size;
        style(start, palette.accent(), font(JFaceResources.DIALOG_FONT, height, SWT.BOLD));
        text.append("\n\n");
    }

    private void show(StyledText field) {
        field.setRedraw(false);
        field.setBackground(palette.surface());
        field.setForeground(palette.text());
        field.setText(text.toString().stripTrailing());
        field.setFont(font(JFaceResources.DIALOG_FONT, size, SWT.NORMAL));
        field.setLineSpacing(size / 4);
        int length = field.getCharCount();
        styles.stream().filter(style -> style.length > 0 && style.start + style.length <= length).forEach(field::setStyleRange);
        for (int[] line : indents) {
            if (line[0] < length) {
                int number = field.getLineAtOffset(line[0]);
                field.setLineIndent(number, 1, line[1]);
                field.setLineTabStops(number, 1, new int[] {line[2]});
                field.setLineWrapIndent(number, 1, line[2]);
            }
        }
        field.setTopPixel(0);
        field.setRedraw(true);
    }

    private Font font(String family, int height, int style) {
        return JFaceResources.getResources()
                .create(JFaceResources.getFontRegistry().getDescriptor(family).setHeight(height).setStyle(style));
    }

    private void style(int start, Color color, Font font) {
        StyleRange style = new StyleRange(start, text.length() - start, color, null);
        style.font = font;
        styles.add(style);
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        text.append(paragraph.getParent() instanceof ListItem ? "\n" : "\n\n");
    }

    @Override
    public void visit(org.commonmark.node.BulletList list) {
        items(list);
    }

    @Override
    public void visit(OrderedList list) {
        items(list);
    }

    private void items(Node list) {
        int step = size * 5 / 2;
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            indents.add(new int[] {text.length(), depth * step, (depth + 1) * step});
            text.append(list instanceof OrderedList ? number++ + "." : "•").append('\t');
            depth++;
            visitChildren(item);
            depth--;
        }
        if (depth == 0) {
            text.append('\n');
        }
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
        style(start, palette.text(), font(JFaceResources.TEXT_FONT, size * 4 / 5, SWT.NORMAL));
        text.append('\n');
    }

    @Override
    public void visit(Code code) {
        int start = text.length();
        text.append(code.getLiteral());
        style(start, palette.text(), font(JFaceResources.TEXT_FONT, size, SWT.NORMAL));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        int start = text.length();
        visitChildren(strong);
        style(start, null, font(JFaceResources.DIALOG_FONT, size, SWT.BOLD));
    }

    @Override
    public void visit(Emphasis emphasis) {
        int start = text.length();
        visitChildren(emphasis);
        style(start, null, font(JFaceResources.DIALOG_FONT, size, SWT.ITALIC));
    }

    @Override
    public void visit(SoftLineBreak end) {
        text.append(!text.isEmpty() && text.charAt(text.length() - 1) > WIDE ? "" : " ");
    }

    @Override
    public void visit(HardLineBreak end) {
        text.append('\n');
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral().replace(UNVERIFIED, Messages.Slide_unverified));
    }
}
