package org.mailmend.knowledge.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.internal.Messages;

/**
 * A page as an HTML document that can be shown safely: no scripts, nothing from elsewhere (a Content-Security-Policy says so
 * too), only the marks that an article may have. It is well-formed XML as well.
 * <p>
 * A step that can be ticked off begins with a link {@code tick:NUMBER}; whoever shows the page toggles it in the
 * {@link Ticks} and shows the page anew.
 */
public final class PageHtml {
    /** What begins the target of a link that ticks a step off. */
    public static final String TICK = "tick:";
    /** What begins the target of a link to an article. */
    public static final String ARTICLE = "kb:";
    /** What begins the target of a link to a profile. */
    public static final String CLIENT = "client:";

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; script-src 'none'; "
            + "form-action 'none'; base-uri 'none'";
    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a", "hr")
            .addAttributes("a", "href").addAttributes("ol", "start").preserveRelativeLinks(true);

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().escapeHtml(true).build();

    private final Page page;
    private final PageStyle style;
    private final Locale language;
    private int step;

    private PageHtml(Page page, PageStyle style) {
        this.page = page;
        this.style = style;
        language = page.language();
    }

    /** The page as a whole document in UTF-8. */
    public static String html(Page page, PageStyle style) {
        return new PageHtml(page, style).document();
    }

    /** The texts of the steps that can be ticked off, in order: the first has the number 1. */
    public static List<String> steps(Page page) {
        List<String> steps = new ArrayList<>();
        for (Element item : new PageHtml(page, PageStyle.FILE).body().select("ol > li")) {
            if (isStep(item)) {
                steps.add(item.text());
            }
        }
        return steps;
    }

    private String document() {
        Document document = Document.createShell("");
        document.outputSettings(settings());
        document.selectXpath("/html").attr("lang", language.getLanguage());
        Element head = document.head();
        head.appendElement("meta").attr("charset", "UTF-8");
        head.appendElement("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("title").text(page.title());
        head.appendElement("style").appendChild(new org.jsoup.nodes.DataNode(Styles.css(style)));
        Element main = document.body().appendElement("div").addClass("page");
        Element kicker = main.appendElement("p").addClass("about").text(page.subtitle());
        if (!page.verified()) {
            kicker.appendText(" ").appendElement("span").addClass("unverified").text(text("page.badge"));
        }
        main.appendElement("h1").text(page.title());
        body().childNodesCopy().forEach(main::appendChild);
        if (!page.verified()) {
            main.appendElement("p").addClass("remark").text(text("page.unverified"));
        }
        sources(main);
        return "<!DOCTYPE html>\n" + document.child(0).outerHtml() + "\n";
    }

    private static OutputSettings settings() {
        return new OutputSettings().syntax(OutputSettings.Syntax.xml).escapeMode(Entities.EscapeMode.xhtml).prettyPrint(false);
    }

    private Element body() {
        Node parsed = PARSER.parse(page.body());
        String rendered = RENDERER.render(parsed);
        Element body = Jsoup.parseBodyFragment(Jsoup.clean(rendered, "", ALLOWED, settings())).body();
        body.select("a").forEach(this::link);
        step = 0;
        body.select("ol > li").forEach(this::step);
        mark(body);
        return body;
    }

    private void link(Element link) {
        String target = link.attr("href");
        boolean known = target.startsWith("https:") || target.matches("(kb|client):[a-z0-9-]+");
        String shown = known ? style.links().apply(target) : null;
        if (shown == null) {
            link.unwrap();
        } else {
            link.attr("href", shown);
            if (target.startsWith("https:")) {
                link.addClass("outside").attr("rel", "noreferrer");
            }
        }
    }

    /** A numbered list inside of another item belongs to that item's step. */
    private static boolean isStep(Element item) {
        return item.parents().stream().noneMatch(parent -> parent.normalName().equals("li"));
    }

    private void step(Element item) {
        if (!isStep(item)) {
            return;
        }
        step++;
        if (style.ticks() == null) {
            return;
        }
        boolean done = style.ticks().has(step);
        item.addClass(done ? "step done" : "step");
        Element tick = new Element("a").addClass("tick").attr("href", TICK + step).attr("id", "step-" + step)
                .attr("role", "checkbox").attr("aria-checked", String.valueOf(done))
                .attr("title", text(done ? "page.tick.open" : "page.tick", String.valueOf(step)))
                .text(done ? "\u2611" : "\u2610");
        Element first = item.firstElementChild();
        (first != null && first.normalName().equals("p") ? first : item).prependChild(new TextNode(" ")).prependChild(tick);
    }

    /** Shows what no source supports in words that can be seen. */
    private void mark(Element body) {
        List<TextNode> marked = new ArrayList<>();
        body.traverse((node, depth) -> {
            if (node instanceof TextNode text && text.getWholeText().contains(Markdown.UNVERIFIED)) {
                marked.add(text);
            }
        });
        for (TextNode text : marked) {
            String rest = text.getWholeText();
            for (int at = rest.indexOf(Markdown.UNVERIFIED); at >= 0; at = rest.indexOf(Markdown.UNVERIFIED)) {
                text.before(new TextNode(rest.substring(0, at)));
                text.before(new Element("span").addClass("unverified").text(text("page.badge")));
                rest = rest.substring(at + Markdown.UNVERIFIED.length());
            }
            text.text(rest);
        }
    }

    private void sources(Element main) {
        Element part = main.appendElement("div").addClass("sources");
        if (!page.sources().isEmpty()) {
            part.appendElement("h2").text(text("page.sources"));
            Element list = part.appendElement("ul");
            for (Source source : page.sources()) {
                Element item = list.appendElement("li");
                String name = source.note().isEmpty() ? source.url() : source.note();
                String target = source.url().startsWith("https:") ? style.links().apply(source.url()) : null;
                if (target == null) {
                    item.text(source.note().isEmpty() ? source.url() : source.note() + ": " + source.url());
                } else {
                    item.appendElement("a").addClass("outside").attr("href", target).attr("rel", "noreferrer")
                            .attr("title", source.url()).text(name);
                }
                item.appendText(" " + text(source.verified() ? "page.read" : "page.noted", source.read().toString()));
            }
        }
        if (page.updated() != null) {
            part.appendElement("p").text(text("page.updated", page.updated().toString()));
        }
    }

    private String text(String key, Object... args) {
        return Messages.text(language, key, args);
    }
}
