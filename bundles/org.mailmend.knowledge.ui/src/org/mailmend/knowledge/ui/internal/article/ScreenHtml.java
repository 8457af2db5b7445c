package org.mailmend.knowledge.ui.internal.article;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.html.UrlSanitizer;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.FontData;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.page.Texts;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;

/**
 * A page as HTML for the screen: in the colours of the theme, with steps that can be ticked off. Steps and marks are links that the body
 * of the editor takes; there is no script, and the browser is told to load nothing.
 */
final class ScreenHtml {
    /** What marks a statement that no source supports. */
    static final String UNVERIFIED = "[?]";

    private static final int HUNDRED = 100;

    private final Shown shown;
    private final Page page;
    private final Texts texts;
    private int steps;

    private ScreenHtml(Shown shown) {
        this.shown = shown;
        page = shown.page();
        texts = Texts.of(page.language());
    }

    /** The whole document. */
    static String of(Shown shown) {
        return new ScreenHtml(shown).document();
    }

    private String document() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").append(page.language().getLanguage())
                .append("\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>").append(escape(page.title()))
                .append("</title><style>").append(style()).append("</style></head><body><main>");
        if (!page.subtitle().isEmpty()) {
            html.append("<p class=\"kind\">").append(escape(page.subtitle())).append("</p>");
        }
        html.append("<h1>").append(escape(page.title())).append("</h1>");
        if (!page.verified()) {
            html.append("<p class=\"notice\">").append(escape(texts.get("unverifiedPage"))).append("</p>");
        }
        html.append(renderer().render(Parser.builder().build().parse(page.body())));
        sources(html);
        return html.append("</main></body></html>\n").toString();
    }

    private void sources(StringBuilder html) {
        if (!page.sources().isEmpty()) {
            html.append("<section><h2>").append(escape(texts.get("sources"))).append("</h2><ul>");
            for (Source source : page.sources()) {
                String words = source.note().isEmpty() ? source.url() : source.note();
                html.append("<li>");
                if (source.url().matches("https?://.*")) {
                    html.append("<a href=\"").append(escape(source.url())).append("\" title=\"").append(escape(source.url()))
                            .append("\">").append(escape(words)).append("</a>");
                } else {
                    html.append(escape(words));
                }
                html.append(" <span class=\"dim\">")
                        .append(escape(texts.get(source.verified() ? "read" : "noted", day(source.read(), page.language()))))
                        .append("</span>").append(source.verified() ? "" : " " + unverified()).append("</li>");
            }
            html.append("</ul>");
            if (page.updated() != null) {
                html.append("<p class=\"dim\">").append(escape(texts.get("updated", day(page.updated(), page.language()))))
                        .append("</p>");
            }
            html.append("</section>");
        }
    }

    /** A day as people of this language write it. */
    static String day(LocalDate day, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language).format(day);
    }

    private String unverified() {
        return "<span class=\"unverified\">" + escape(texts.get("unverified")) + "</span>";
    }

    private HtmlRenderer renderer() {
        return HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).urlSanitizer(new OwnLinks())
                .nodeRendererFactory(Parts::new).attributeProviderFactory(context -> (node, tag, attributes) -> {
                    String target = attributes.get("href");
                    if (target != null && target.startsWith("http")) {
                        attributes.put("title", target);
                        attributes.put("class", "outside");
                    }
                }).build();
    }

    /** Only links that the knowledge base may have. */
    private static final class OwnLinks implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String url) {
            return url.matches("(kb:|client:)[a-z0-9-]+|https?://.+|mailmend:[a-z/0-9-]+") ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return "";
        }
    }

    /** Steps, marks and line breaks, which are written in another way than usual. */
    private final class Parts implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;

        Parts(HtmlNodeRendererContext context) {
            this.context = context;
            html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(ListItem.class, Text.class, SoftLineBreak.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case ListItem item -> item(item);
                case Text text -> text(text.getLiteral());
                // A browser would put a blank between two lines of Japanese.
                case SoftLineBreak end -> html.text(isJapanese(end.getPrevious()) ? "" : " ");
                default -> throw new IllegalStateException(node.toString());
            }
        }

        private void text(String literal) {
            int from = 0;
            for (int mark = literal.indexOf(UNVERIFIED); mark >= 0; mark = literal.indexOf(UNVERIFIED, from)) {
                html.text(literal.substring(from, mark));
                html.raw(unverified());
                from = mark + UNVERIFIED.length();
            }
            html.text(literal.substring(from));
        }

        private void item(ListItem item) {
            boolean step = item.getParent() instanceof OrderedList && !(item.getParent().getParent() instanceof ListItem);
            if (!step) {
                html.tag("li");
                children(item);
                html.tag("/li");
                return;
            }
            int number = steps++;
            boolean done = shown.ticked().contains(number);
            html.tag("li", Map.of("class", done ? "step done" : "step"));
            html.raw("<a class=\"tick\" href=\"" + TICK_LINK + number + "\" role=\"checkbox\" aria-checked=\"" + done
                    + "\" aria-label=\"" + escape(texts.get("step", String.valueOf(number + 1))) + "\""
                    + (shown.focus() == number ? " autofocus" : "") + ">" + (done ? "✓" : "") + "</a>");
            html.tag("div");
            children(item);
            html.tag("/div");
            html.tag("/li");
            if (item.getNext() == null && !shown.ticked().isEmpty()) {
                html.raw("<li class=\"again\"><a href=\"" + Body.RESET + "\">" + escape(texts.get("reset")) + "</a></li>");
            }
        }

        /** Paragraphs of a list without blank lines are no paragraphs of their own. */
        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }

    private static final String TICK_LINK = Body.TICK;

    private static boolean isJapanese(Node before) {
        return before instanceof Text text && !text.getLiteral().isEmpty()
                && text.getLiteral().charAt(text.getLiteral().length() - 1) > 0x2e80;
    }

    private String style() {
        Palette palette = Palette.current();
        FontData font = JFaceResources.getDialogFont().getFontData()[0];
        String size = String.format(Locale.ROOT, "%.2f", font.getHeight() * (double) shown.fontSize() / HUNDRED);
        return """
                :root { color-scheme: %s; }
                html { background: %s; color: %s; font-family: "%s", system-ui, sans-serif; font-size: %spt; }
                body { margin: 0; line-height: 1.6; overflow-wrap: anywhere; }
                main { padding: 1.3em 1.8em 2.5em; max-width: 46em; }
                h1 { font-size: 1.55em; line-height: 1.3; margin: 0 0 .7em; }
                h2 { font-size: 1.15em; line-height: 1.4; margin: 1.8em 0 .5em; }
                h3 { font-size: 1em; margin: 1.4em 0 .4em; }
                p { margin: 0 0 .8em; }
                ul, ol { margin: 0 0 .8em; padding-left: 1.5em; }
                li { margin: .3em 0; }
                a { color: %s; }
                a:focus-visible { outline: 2px solid %s; outline-offset: 2px; border-radius: 2px; }
                .kind, .dim { color: %s; }
                .kind { margin: 0 0 .2em; }
                .outside::after { content: " \u2197"; }
                code { font-family: monospace; background: %s; padding: .1em .3em; border-radius: 3px; }
                pre { background: %s; padding: .8em 1em; border-radius: 4px; white-space: pre-wrap; }
                pre code { padding: 0; }
                blockquote { margin: 0 0 .8em; padding-left: 1em; border-left: 3px solid %s; color: %s; }
                .unverified { color: %s; border: 1px solid currentColor; border-radius: 3px; padding: 0 .35em; font-size: .85em;
                  white-space: nowrap; }
                .notice { color: %s; border-left: 3px solid currentColor; padding-left: .8em; }
                ol { list-style: none; padding-left: 0; counter-reset: step; }
                li li { counter-increment: none; }
                .step { display: flex; gap: .7em; align-items: flex-start; counter-increment: step; margin: .5em 0; }
                .step::before { content: counter(step) "."; color: %s; order: 1; min-width: 1.3em; }
                .step > div { flex: 1; order: 2; min-width: 0; }
                .tick { flex: none; box-sizing: border-box; width: 1.35em; height: 1.35em; margin-top: .12em; line-height: 1.1em;
                  border: 1.5px solid %s; border-radius: 4px; text-align: center; text-decoration: none; font-weight: bold; }
                .tick:hover { border-color: %s; }
                .done .tick { background: %s; border-color: %s; color: %s; }
                .done > div { color: %s; }
                .again { margin-top: .8em; }
                section { margin-top: 2.4em; border-top: 1px solid %s; font-size: .93em; }
                """.formatted(Theme.isDark() ? "dark" : "light", hex(palette.surface()), hex(palette.text()),
                font.getName().replaceAll("[\"\\\\<>]", ""), size, hex(palette.accent()), hex(palette.accent()),
                hex(palette.dim()), hex(palette.track()), hex(palette.track()), hex(palette.line()), hex(palette.dim()),
                hex(palette.warning()), hex(palette.warning()), hex(palette.dim()), hex(palette.dim()), hex(palette.accent()),
                hex(palette.ok()), hex(palette.ok()), hex(palette.surface()), hex(palette.dim()), hex(palette.line()));
    }

    private static String hex(Color color) {
        return String.format("#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
