package org.mailmend.check.report;

import java.util.List;
import java.util.stream.Collectors;

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

/** A document as GitHub Flavored Markdown (CommonMark with tables). */
final class MarkdownRenderer {
    private final StringBuilder out = new StringBuilder();

    private MarkdownRenderer() {
    }

    static String render(Document document) {
        MarkdownRenderer renderer = new MarkdownRenderer();
        renderer.out.append("# ").append(escape(document.title())).append('\n');
        document.blocks().forEach(renderer::block);
        return renderer.out.toString();
    }

    private void block(Document.Block block) {
        out.append('\n');
        switch (block) {
            case Verdict(Tone tone, String text) ->
                out.append("**").append(tone.icon(true)).append(' ').append(escape(text)).append("**\n");
            case Paragraph(String text) -> out.append(escape(text)).append('\n');
            case Heading(String text) -> out.append("## ").append(escape(text)).append('\n');
            case Facts(List<Fact> facts) -> facts.forEach(fact -> out.append("- ").append(escape(fact.label())).append(": ")
                    .append(fact.code() ? code(fact.value()) : escape(fact.value())).append('\n'));
            case Steps(List<String> steps) -> {
                for (int i = 0; i < steps.size(); i++) {
                    out.append(i + 1).append(". ").append(escape(steps.get(i))).append('\n');
                }
            }
            case Table(List<String> columns, List<Row> rows) -> {
                row(columns.stream().map(MarkdownRenderer::escape).toList());
                row(rows.getFirst().cells().stream().map(cell -> cell.kind() == Kind.NUMBER ? "---:" : "---").toList());
                rows.forEach(row -> row(row.cells().stream().map(cell -> cell(row, cell)).toList()));
            }
            case Dialogue(List<String> lines) -> {
                String fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
                out.append(fence).append("text\n");
                lines.forEach(line -> out.append(Printable.line(line)).append('\n'));
                out.append(fence).append('\n');
            }
        }
    }

    private void row(List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String cell(Row row, Cell cell) {
        return switch (cell.kind()) {
            case STATUS -> row.tone().icon(true) + " " + escape(cell.text());
            // a pipe ends a cell even inside of a code span
            case CODE -> code(cell.text()).replace("|", "\\|");
            default -> escape(cell.text());
        };
    }

    private static String code(String text) {
        String line = Printable.line(text);
        if (line.isBlank()) {
            return "";
        }
        String fence = "`".repeat(longestRun(List.of(line)) + 1);
        String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + space + line + space + fence;
    }

    private static int longestRun(List<String> lines) {
        int longest = 0;
        for (String line : lines) {
            int run = 0;
            for (int i = 0; i < line.length(); i++) {
                run = line.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return longest;
    }

    private static String escape(String text) {
        String line = Printable.line(text);
        StringBuilder result = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean special = switch (c) {
                case '\\', '`', '*', '[', ']', '<', '>', '|', '~', '#', '&', '!' -> true;
                // inside of a word it means nothing, and an escape would break a URL
                case '_' -> i == 0 || i == line.length() - 1 || !Character.isLetterOrDigit(line.charAt(i - 1))
                        || !Character.isLetterOrDigit(line.charAt(i + 1));
                default -> false;
            };
            result.append(special ? "\\" : "").append(c);
        }
        return result.toString();
    }
}
