package org.mailmend.knowledge.render;

import java.awt.Color;
import java.util.Locale;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.internal.Messages;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.ListItem;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.FontSelector;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** Sets pages in a PDF. */
final class PdfText {
    private static final float SIZE = 10.5f;
    private static final float LEADING = 1.65f;
    private static final float INDENT = 20;
    /** What a heading needs below its place: itself and some lines. */
    private static final float ROOM = 90;
    private static final Color TEXT = Color.BLACK;
    private static final Color MUTED = new Color(0x50, 0x55, 0x5c);
    private static final Color LINK = new Color(0x0a, 0x4a, 0xa8);
    private static final Color WARNING = new Color(0x7a, 0x40, 0x00);
    private static final Color SHADE = new Color(0xf0, 0xf1, 0xf3);
    private static final Parser PARSER = Parser.builder().build();

    private final Document document;
    private final PdfWriter writer;
    private final PdfFonts.Japanese fonts;
    /** Whether it is a certificate: in the middle of a frame. */
    private final boolean framed;
    private Page page;
    private Locale language;

    PdfText(Document document, PdfWriter writer, PdfFonts.Japanese fonts, boolean framed) {
        this.framed = framed;
        this.document = document;
        this.writer = writer;
        this.fonts = fonts;
    }

    /** What is on each sheet: the frame, else title and number at its foot. */
    PdfPageEventHelper sheet() {
        return framed ? frame() : footer();
    }

    private static PdfPageEventHelper frame() {
        return new PdfPageEventHelper() {
            @Override
            public void onEndPage(PdfWriter ending, Document sheet) {
                Rectangle size = sheet.getPageSize();
                PdfContentByte canvas = ending.getDirectContentUnder();
                canvas.saveState();
                canvas.setColorStroke(LINK);
                for (float[] line : new float[][] {{28, 2.4f}, {34, 0.6f}}) {
                    canvas.setLineWidth(line[1]);
                    canvas.rectangle(line[0], line[0], size.getWidth() - 2 * line[0], size.getHeight() - 2 * line[0]);
                    canvas.stroke();
                }
                canvas.restoreState();
            }
        };
    }

    private PdfPageEventHelper footer() {
        return new PdfPageEventHelper() {
            @Override
            public void onEndPage(PdfWriter ending, Document sheet) {
                Rectangle size = sheet.getPageSize();
                float below = 34;
                ColumnText.showTextAligned(ending.getDirectContent(), Element.ALIGN_LEFT,
                        phrase(page == null ? "" : page.title(), 8, false, MUTED), sheet.leftMargin(), below, 0);
                ColumnText.showTextAligned(ending.getDirectContent(), Element.ALIGN_RIGHT,
                        phrase(String.valueOf(ending.getPageNumber()), 8, false, MUTED), size.getWidth() - sheet.rightMargin(),
                        below, 0);
            }
        };
    }

    void add(Page added) {
        page = added;
        language = added.language();
        String about = added.subtitle() + (added.verified() ? "" : "  [" + text("page.badge") + "]");
        document.add(paragraph(phrase(about, 9, false, MUTED), 9, 0));
        float size = framed ? 30 : 18;
        document.add(paragraph(phrase(added.title(), size, true, framed ? LINK : TEXT), size, 10));
        PARSER.parse(added.body()).accept(new Blocks(document::add));
        if (!added.verified()) {
            document.add(paragraph(phrase(text("page.unverified"), 9, false, WARNING), 9, 8));
        }
        sources();
    }

    private void sources() {
        if (!page.sources().isEmpty()) {
            document.add(heading(phrase(text("page.sources"), 11, true, MUTED), 11));
            for (Source source : page.sources()) {
                document.add(paragraph(phrase(PageText.source(source, language), 8, false, MUTED), 8, 2));
            }
        }
        if (page.updated() != null) {
            document.add(paragraph(phrase(text("page.updated", page.updated().toString()), 8, false, MUTED), 8, 8));
        }
    }

    private String text(String key, Object... args) {
        return Messages.text(language, key, args);
    }

    private Paragraph paragraph(Phrase content, float size, float before) {
        Paragraph paragraph = new Paragraph(size * LEADING);
        if (framed) {
            paragraph.setAlignment(Element.ALIGN_CENTER);
        }
        paragraph.addAll(content);
        paragraph.setFont(plain(size));
        paragraph.setSpacingBefore(before);
        return paragraph;
    }

    /** The font of what has no words: marks, and the room between paragraphs, which is set as a space. */
    private Font plain(float size) {
        return fonts.regular() == null ? FontFactory.getFont(FontFactory.HELVETICA, BaseFont.WINANSI, size, Font.NORMAL, TEXT)
                : new Font(fonts.regular(), size, Font.NORMAL, TEXT);
    }

    private Paragraph heading(Phrase content, float size) {
        Paragraph heading = paragraph(content, size, size * (framed ? 0.9f : 1.3f));
        heading.setSpacingAfter(2);
        // what is kept together is set as a table, which stands at the left
        heading.setKeepTogether(!framed);
        return heading;
    }

    /** Text in the Japanese font, and in a Latin one what that has not. */
    private Phrase phrase(String text, float size, boolean bold, Color colour) {
        FontSelector selector = new FontSelector();
        int style = bold ? Font.BOLD : Font.NORMAL;
        Font latin = FontFactory.getFont(FontFactory.HELVETICA, BaseFont.WINANSI, size, style, colour);
        if (fonts.regular() == null) {
            selector.addFont(latin);
        } else {
            boolean made = bold && fonts.bold() == null;
            selector.addFont(new Font(bold && !made ? fonts.bold() : fonts.regular(), size, made ? Font.BOLD : Font.NORMAL,
                    colour));
            selector.addFont(latin);
        }
        Phrase phrase = selector.process(text.replace('\t', ' '));
        for (Element element : phrase) {
            if (element instanceof Chunk chunk) {
                chunk.setSplitCharacter(PdfBreaks.INSTANCE);
            }
        }
        return phrase;
    }

    /** Where blocks go: to the document or into an item of a list. */
    private interface Target {
        void add(Element element);
    }

    /** Sets blocks one after the other. */
    private final class Blocks extends AbstractVisitor {
        private final Target target;
        private float indent;
        private Color colour = TEXT;

        Blocks(Target target) {
            this.target = target;
        }

        @Override
        public void visit(Heading heading) {
            float size = heading.getLevel() < 3 ? framed ? 24 : 13 : 11.5f;
            // a heading never stands alone at the foot of a sheet
            if (!framed && writer.getVerticalPosition(false) < document.bottom() + ROOM) {
                document.newPage();
            }
            target.add(heading(words(heading, size, true, colour), size));
        }

        @Override
        public void visit(org.commonmark.node.Paragraph block) {
            Paragraph paragraph = paragraph(words(block, SIZE, false, colour), SIZE, 5);
            paragraph.setIndentationLeft(indent);
            target.add(paragraph);
        }

        @Override
        public void visit(BlockQuote quote) {
            indent += INDENT;
            colour = MUTED;
            visitChildren(quote);
            colour = TEXT;
            indent -= INDENT;
        }

        @Override
        public void visit(FencedCodeBlock block) {
            for (String line : block.getLiteral().split("\n")) {
                Paragraph paragraph = paragraph(shaded(line.isEmpty() ? " " : line, SIZE - 1), SIZE - 1, 0);
                paragraph.setIndentationLeft(indent + INDENT);
                target.add(paragraph);
            }
        }

        @Override
        public void visit(BulletList list) {
            items(list, 0);
        }

        @Override
        public void visit(OrderedList list) {
            items(list, list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
        }

        private void items(Node list, int first) {
            if (framed) {
                // marks in a column would stand apart from words in the middle
                visitChildren(list);
                return;
            }
            org.openpdf.text.List items = new org.openpdf.text.List(false, INDENT);
            items.setIndentationLeft(indent + 4);
            int number = first;
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                String mark = first == 0 ? "\u2022" : number++ + ".";
                ListItem set = new ListItem(SIZE * LEADING);
                set.setListSymbol(new Chunk(mark, plain(SIZE)));
                set.setSpacingBefore(2);
                set.setKeepTogether(true);
                boolean[] begun = {false};
                item.accept(new ItemBlocks(set, begun));
                set.setFont(plain(SIZE));
                items.add(set);
            }
            target.add(items);
        }
    }

    /** Puts the paragraphs of an item into it; a list inside follows as one. */
    private final class ItemBlocks extends AbstractVisitor {
        private final ListItem item;
        private final boolean[] begun;

        ItemBlocks(ListItem item, boolean[] begun) {
            this.item = item;
            this.begun = begun;
        }

        @Override
        public void visit(org.commonmark.node.Paragraph block) {
            if (begun[0]) {
                item.add(Chunk.NEWLINE);
            }
            begun[0] = true;
            item.addAll(words(block, SIZE, false, TEXT));
        }

        @Override
        public void visit(BulletList list) {
            list.accept(new Blocks(item::add));
        }

        @Override
        public void visit(OrderedList list) {
            list.accept(new Blocks(item::add));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            block.accept(new Blocks(item::add));
        }
    }

    private Phrase words(Node block, float size, boolean bold, Color colour) {
        Words words = new Words(size, bold, colour);
        for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
            child.accept(words);
        }
        return words.phrase;
    }

    private Phrase shaded(String text, float size) {
        Phrase phrase = phrase(text, size, false, TEXT);
        for (Element element : phrase) {
            if (element instanceof Chunk chunk) {
                chunk.setBackground(SHADE, 1, 1.5f, 1, 2);
            }
        }
        return phrase;
    }

    /** Sets what stands in a line. */
    private final class Words extends AbstractVisitor {
        private final Phrase phrase = new Phrase();
        private final float size;
        private final Color colour;
        private boolean bold;
        private String link;

        Words(float size, boolean bold, Color colour) {
            this.size = size;
            this.bold = bold;
            this.colour = colour;
        }

        private void add(String text, float as, Color in) {
            Phrase part = phrase(text, as, bold, in);
            if (link != null) {
                for (Element element : part) {
                    if (element instanceof Chunk chunk) {
                        chunk.setAnchor(link);
                    }
                }
            }
            phrase.addAll(part);
        }

        @Override
        public void visit(org.commonmark.node.Text node) {
            String rest = node.getLiteral();
            for (int at = rest.indexOf(Markdown.UNVERIFIED); at >= 0; at = rest.indexOf(Markdown.UNVERIFIED)) {
                add(rest.substring(0, at), size, link == null ? colour : LINK);
                add("[" + text("page.badge") + "]", size * 0.78f, WARNING);
                rest = rest.substring(at + Markdown.UNVERIFIED.length());
            }
            add(rest, size, link == null ? colour : LINK);
        }

        @Override
        public void visit(Code code) {
            phrase.addAll(shaded(code.getLiteral(), size * 0.95f));
        }

        @Override
        public void visit(Emphasis emphasis) {
            visitChildren(emphasis);
        }

        @Override
        public void visit(StrongEmphasis strong) {
            boolean before = bold;
            bold = true;
            visitChildren(strong);
            bold = before;
        }

        @Override
        public void visit(Link node) {
            boolean outside = node.getDestination().startsWith("https:");
            link = outside ? node.getDestination() : null;
            visitChildren(node);
            link = null;
        }

        @Override
        public void visit(SoftLineBreak node) {
            if (language.equals(Locale.ENGLISH)) {
                add(" ", size, colour);
            }
        }

        @Override
        public void visit(HardLineBreak node) {
            phrase.add(Chunk.NEWLINE);
        }
    }
}
