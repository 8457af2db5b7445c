package org.mailmend.check.report;

import java.util.List;

import org.mailmend.check.report.Document.Cell;
import org.mailmend.check.report.Document.Dialogue;
import org.mailmend.check.report.Document.Fact;
import org.mailmend.check.report.Document.Facts;
import org.mailmend.check.report.Document.Heading;
import org.mailmend.check.report.Document.Kind;
import org.mailmend.check.report.Document.Paragraph;
import org.mailmend.check.report.Document.Row;
import org.mailmend.check.report.Document.Steps;
import org.mailmend.check.report.Document.Table;
import org.mailmend.check.report.Document.Tone;
import org.mailmend.check.report.Document.Verdict;

/** A document for a terminal or a text field: no title, tables without headings. */
final class TextRenderer {
    private static final String BOLD = "1";
    private static final String[] TONES = {"", "32", "33", "31", "2"};
    private static final String GAP = "  ";

    private final TextStyle style;
    private final StringBuilder out = new StringBuilder();

    private TextRenderer(TextStyle style) {
        this.style = style;
    }

    static String render(Document document, TextStyle style) {
        TextRenderer renderer = new TextRenderer(style);
        document.blocks().forEach(renderer::block);
        return renderer.out.toString();
    }

    private void block(Document.Block block) {
        switch (block) {
            case Verdict(Tone tone, String text) -> paint(TONES[tone.ordinal()] + ";" + BOLD,
                    tone.icon(style.symbols()) + " " + wrap(text, "  ")).append('\n');
            case Paragraph(String text) -> out.append(GAP).append(wrap(text, GAP)).append('\n');
            case Heading(String text) -> {
                out.append('\n');
                paint(BOLD, Printable.line(text)).append('\n');
            }
            case Facts(List<Fact> facts) -> facts(facts);
            case Steps(List<String> steps) -> {
                for (int i = 0; i < steps.size(); i++) {
                    String number = Columns.padLeft(i + 1 + ".", 4) + " ";
                    out.append(number).append(wrap(steps.get(i), " ".repeat(number.length()))).append('\n');
                }
            }
            case Table table -> table(table);
            case Dialogue(List<String> lines) -> lines.forEach(
                    line -> out.append(GAP).append(Printable.line(line)).append('\n'));
        }
    }

    private void facts(List<Fact> facts) {
        int labels = facts.stream().mapToInt(fact -> Columns.width(fact.label())).max().orElse(0);
        for (Fact fact : facts) {
            out.append(GAP).append(Columns.pad(fact.label(), labels)).append(GAP)
                    .append(wrap(fact.value(), " ".repeat(labels + 2 * GAP.length()))).append('\n');
        }
    }

    private void table(Table table) {
        int last = table.columns().size() - 1;
        int[] widths = new int[last];
        for (int i = 0; i < last; i++) {
            int column = i;
            widths[i] = table.rows().stream().mapToInt(row -> Columns.width(text(row, column))).max().orElse(0);
        }
        for (Row row : table.rows()) {
            int start = out.length();
            int used = GAP.length();
            out.append(GAP);
            for (int i = 0; i < last; i++) {
                Cell cell = row.cells().get(i);
                String text = text(row, i);
                String padded = cell.kind() == Kind.NUMBER ? Columns.padLeft(text, widths[i]) : Columns.pad(text, widths[i]);
                if (cell.kind() == Kind.STATUS) {
                    paint(TONES[row.tone().ordinal()], padded);
                } else {
                    out.append(padded);
                }
                out.append(GAP);
                used += widths[i] + GAP.length();
            }
            out.append(Columns.wrap(text(row, last), style.columns(), " ".repeat(used)));
            while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append('\n');
        }
    }

    private String text(Row row, int column) {
        Cell cell = row.cells().get(column);
        String text = Printable.line(cell.text());
        return cell.kind() == Kind.STATUS ? row.tone().icon(style.symbols()) + " " + text : text;
    }

    private String wrap(String text, String indent) {
        return Columns.wrap(Printable.line(text), style.columns(), indent);
    }

    private StringBuilder paint(String code, String text) {
        if (!style.colour() || code.isEmpty()) {
            return out.append(text);
        }
        return out.append("\u001B[").append(code).append('m').append(text).append("\u001B[0m");
    }
}
