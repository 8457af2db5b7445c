package org.mailmend.knowledge.render;

/** The style sheet of a page: only what browsers of every platform know. */
final class Styles {
    /** Colours in the order text, background, muted text, link, line, mark behind code, warning. */
    private static final String[] LIGHT = {"#1f2328", "#ffffff", "#59636e", "#0a58ca", "#d1d9e0", "#f3f5f7", "#8a4b00"};
    private static final String[] DARK = {"#e6e8ea", "#2b2d30", "#a5adb6", "#7fb4ff", "#4a4e54", "#3a3d42", "#f0b66c"};
    private static final String[] PAPER = {"#000000", "#ffffff", "#444444", "#000000", "#999999", "#f2f2f2", "#663300"};

    private static final String LAYOUT = """
            html { font-size: %s; }
            body { margin: 0; padding: 0; line-height: 1.65; }
            .page { max-width: 46em; padding: 1.2em 1.6em 2em 1.6em; }
            h1 { font-size: 1.55em; line-height: 1.3; margin: 0.1em 0 0.7em 0; }
            h2 { font-size: 1.15em; line-height: 1.35; margin: 1.6em 0 0.4em 0; page-break-after: avoid; }
            h3, h4 { font-size: 1em; margin: 1.2em 0 0.3em 0; page-break-after: avoid; }
            p { margin: 0.5em 0; }
            ul, ol { margin: 0.4em 0 0.8em 0; padding-left: 1.9em; }
            li { margin: 0.3em 0; page-break-inside: avoid; }
            li p { margin: 0; }
            code, pre { font-family: "Noto Sans Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: 0.92em; }
            code { padding: 0.1em 0.3em; }
            pre { padding: 0.7em 0.9em; white-space: pre-wrap; word-wrap: break-word; }
            pre code { padding: 0; }
            blockquote { margin: 0.7em 0; padding: 0.1em 0 0.1em 1em; }
            .about { font-size: 0.88em; margin: 0; }
            .unverified { font-size: 0.8em; padding: 0 0.4em; }
            .remark { margin-top: 1.5em; font-size: 0.9em; }
            .sources { margin-top: 2.2em; padding-top: 0.4em; font-size: 0.85em; }
            .sources li { word-wrap: break-word; }
            a.tick { text-decoration: none; font-size: 1.15em; padding: 0 0.15em; }
            a:focus { outline: 2px solid; outline-offset: 2px; }
            """;

    private Styles() {
    }

    static String css(PageStyle style) {
        String size = style.fontSize() * 16 / 100 + "px";
        StringBuilder css = new StringBuilder();
        switch (style.theme()) {
            case LIGHT -> css.append(sheet(size, LIGHT));
            case DARK -> css.append(sheet(size, DARK)).append("html { color-scheme: dark; }\n");
            case SYSTEM -> css.append(sheet(size, LIGHT)).append("@media (prefers-color-scheme: dark) {\n")
                    .append(colours(DARK)).append("}\n@media print {\n").append(colours(PAPER)).append("}\n");
            case PRINT -> css.append(sheet(style.fontSize() * 10.5 / 100 + "pt", PAPER))
                    .append("@page { margin: 18mm 20mm; }\n.page { max-width: none; padding: 0; }\n");
        }
        return css.toString();
    }

    private static String sheet(String size, String... colours) {
        return "body { font-family: system-ui, -apple-system, \"Segoe UI\", \"Hiragino Sans\", \"Yu Gothic UI\", Meiryo, "
                + "\"Noto Sans CJK JP\", \"Noto Sans JP\", \"Noto Sans\", sans-serif; }\n"
                + LAYOUT.formatted(size) + colours(colours);
    }

    private static String colours(String... of) {
        return """
                html, body { color: %1$s; background: %2$s; }
                .about, .sources, .remark { color: %3$s; }
                a { color: %4$s; }
                .sources { border-top: 1px solid %5$s; }
                blockquote { border-left: 3px solid %5$s; color: %3$s; }
                code, pre { background: %6$s; }
                .unverified { color: %7$s; border: 1px solid %7$s; }
                li.done, li.done a { color: %3$s; }
                """.formatted((Object[]) of);
    }
}
