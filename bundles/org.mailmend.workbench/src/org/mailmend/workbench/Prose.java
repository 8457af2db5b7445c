package org.mailmend.workbench;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.widgets.Composite;

/** Text for people to read, select and copy: headings, paragraphs and numbered steps in one field that screen readers read in one go. */
public final class Prose {
    private static final int ITEM_INDENT = 24;
    private static final int FACT_INDENT = 168;

    private final StyledText field;
    private final StringBuilder text = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();
    /** Offset of a line and where its text begins after the tab, in pixels. */
    private final List<int[]> hanging = new ArrayList<>();

    /** Writes into a field that {@link #field} made; what stood there is replaced by {@link #show}. */
    public Prose(StyledText field) {
        this.field = field;
    }

    /** A field for prose that scrolls by itself. */
    public static StyledText field(Composite parent) {
        StyledText field = made(parent, SWT.V_SCROLL);
        field.setAlwaysShowScrollBars(false);
        return field;
    }

    /** A field for prose that is as high as its text; something around it scrolls. */
    public static StyledText block(Composite parent) {
        return made(parent, SWT.NONE);
    }

    private static StyledText made(Composite parent, int style) {
        StyledText field = new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | style);
        field.setCaret(null);
        field.setLineSpacing(2);
        field.setEditable(false);
        // Where nothing better is set, its first line says what it is about.
        Widgets.accessibleName(field, () -> field.getText().lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
        // Tab leaves the field, as the text cannot be edited.
        field.addTraverseListener(event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        return field;
    }

    /** A heading of the first order. */
    public Prose title(String words) {
        return line(words, Widgets.headingFont(), null);
    }

    /** A heading of the second order, with space above. */
    public Prose heading(String words) {
        return gap().line(words, Widgets.boldFont(), null);
    }

    /** A paragraph. */
    public Prose paragraph(String words) {
        return line(words, null, null);
    }

    /** A paragraph of less weight. */
    public Prose aside(String words) {
        return line(words, null, Palette.current().dim());
    }

    /** A paragraph in bold and in a colour, such as that of a state. */
    public Prose coloured(String words, Color color) {
        return line(words, Widgets.boldFont(), color);
    }

    /** Protocol text. */
    public Prose protocol(String words) {
        return line(words, Widgets.monospacedFont(), null);
    }

    /** A paragraph whose mark stands in the margin. */
    public Prose item(String mark, String words) {
        int start = text.length();
        line(mark + "\t" + words, null, null);
        hanging.add(new int[] {start, ITEM_INDENT});
        return this;
    }

    /** A name and a value in two columns; the value can have several lines, separated by U+2028. */
    public Prose fact(String name, String value) {
        String[] lines = value.split("\u2028", -1);
        for (int i = 0; i < lines.length; i++) {
            int start = text.length();
            String margin = i == 0 ? name : "";
            if (!margin.isEmpty()) {
                styles.add(new StyleRange(start, margin.length(), Palette.current().dim(), null));
            }
            line(margin + "\t" + lines[i], null, null);
            hanging.add(new int[] {start, FACT_INDENT});
        }
        return this;
    }

    /** A little space. */
    public Prose gap() {
        if (!text.isEmpty()) {
            StyleRange low = new StyleRange(text.length(), 1, null, null);
            low.metrics = new GlyphMetrics(8, 0, 0);
            text.append(" \n");
            styles.add(low);
        }
        return this;
    }

    private Prose line(String words, Font font, Color color) {
        if (font != null || color != null) {
            StyleRange style = new StyleRange(text.length(), words.length(), color, null);
            style.font = font;
            styles.add(style);
        }
        text.append(words).append('\n');
        return this;
    }

    /** Shows what was written. */
    public void show() {
        if (!text.isEmpty()) {
            text.setLength(text.length() - 1);
        }
        field.setForeground(Palette.current().text());
        field.setBackground(Palette.current().surface());
        field.setText(text.toString());
        styles.forEach(field::setStyleRange);
        for (int[] item : hanging) {
            int line = field.getLineAtOffset(item[0]);
            field.setLineTabStops(line, 1, new int[] {item[1]});
            field.setLineWrapIndent(line, 1, item[1]);
        }
        field.setTopIndex(0);
    }
}
