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

/** A document as one HTML page that loads nothing, light or dark as the reader's system is. */
final class HtmlRenderer {
    /** Contrast of all pairs is at least 4.5 : 1 (WCAG 2.2, success criterion 1.4.3). */
    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--dim:#59636e;--line:#d1d9e0;--tile:#f6f8fa;\
            --ok:#1a7f37;--warning:#845306;--fault:#c21c26}
            @media(prefers-color-scheme:dark){:root{--bg:#16181d;--fg:#e6e8eb;--dim:#a2abb5;--line:#3a4048;--tile:#1f2329;\
            --ok:#56d06f;--warning:#e3b341;--fault:#ff8a80}}
            body{margin:2rem auto;padding:0 1rem;max-width:60rem;background:var(--bg);color:var(--fg);\
            font:1rem/1.6 system-ui,"Segoe UI","Hiragino Sans","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif}
            h1{font-size:1.25rem;color:var(--dim);font-weight:500;overflow-wrap:anywhere}
            h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .verdict{font-size:1.35rem;line-height:1.4;font-weight:600;margin:.5rem 0 1rem}
            .ok{color:var(--ok)}.warning{color:var(--warning)}.fault{color:var(--fault)}.skipped{color:var(--dim)}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:var(--dim)}dd{margin:0}
            li{margin:.25rem 0}
            .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line)}
            th{color:var(--dim);font-weight:500}.number{text-align:right;white-space:nowrap}.status{white-space:nowrap}
            code,pre{font:.875em/1.5 ui-monospace,Consolas,"Noto Sans Mono CJK JP","MS Gothic",monospace;overflow-wrap:anywhere}
            pre{background:var(--tile);padding:1rem;border-radius:.5rem;white-space:pre-wrap}
            """;

    private final StringBuilder out = new StringBuilder(8192);

    private HtmlRenderer() {
    }

    static String render(Document document) {
        HtmlRenderer renderer = new HtmlRenderer();
        renderer.page(document);
        return renderer.out.toString();
    }

    private void page(Document document) {
        String title = escape(document.title());
        out.append("<!DOCTYPE html>\n<html lang=\"").append(document.locale().getLanguage()).append("\">\n<head>\n")
                .append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" ")
                .append("content=\"default-src 'none';style-src 'unsafe-inline'\">\n")
                .append("<title>").append(title).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
        document.blocks().forEach(this::block);
        out.append("</body>\n</html>\n");
    }

    private void block(Document.Block block) {
        switch (block) {
            case Verdict(Tone tone, String text) ->
                out.append("<p class=\"verdict ").append(style(tone)).append("\"><span aria-hidden=\"true\">")
                        .append(tone.icon(true)).append("</span> ").append(escape(text)).append("</p>\n");
            case Paragraph(String text) -> element("p", text);
            case Heading(String text) -> element("h2", text);
            case Facts(List<Fact> facts) -> {
                out.append("<dl>\n");
                facts.forEach(fact -> {
                    element("dt", fact.label());
                    out.append("<dd>").append(fact.code() ? code(fact.value()) : escape(fact.value())).append("</dd>\n");
                });
                out.append("</dl>\n");
            }
            case Steps(List<String> steps) -> {
                out.append("<ol>\n");
                steps.forEach(step -> element("li", step));
                out.append("</ol>\n");
            }
            case Table(List<String> columns, List<Row> rows) -> table(columns, rows);
            case Dialogue(List<String> lines) -> {
                out.append("<pre>");
                lines.forEach(line -> out.append(escape(line)).append('\n'));
                out.append("</pre>\n");
            }
        }
    }

    private void table(List<String> columns, List<Row> rows) {
        out.append("<div class=\"scroll\"><table>\n<thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            boolean number = rows.getFirst().cells().get(i).kind() == Kind.NUMBER;
            out.append("<th scope=\"col\"").append(number ? " class=\"number\">" : ">").append(escape(columns.get(i)))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (Row row : rows) {
            out.append("<tr>");
            row.cells().forEach(cell -> cell(row, cell));
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private void cell(Row row, Cell cell) {
        out.append(switch (cell.kind()) {
            case TEXT -> "<td>" + escape(cell.text());
            case CODE -> "<td>" + code(cell.text());
            case NUMBER -> "<td class=\"number\">" + escape(cell.text());
            case STATUS -> "<td class=\"status " + style(row.tone()) + "\"><span aria-hidden=\"true\">" + row.tone().icon(true)
                    + "</span> " + escape(cell.text());
        }).append("</td>");
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>').append(escape(text)).append("</").append(name).append(">\n");
    }

    private static String style(Tone tone) {
        return tone.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "<code>" + escape(text) + "</code>";
    }

    private static String escape(String text) {
        String line = Printable.line(text);
        StringBuilder result = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> result.append(c);
            }
        }
        return result.toString();
    }
}
