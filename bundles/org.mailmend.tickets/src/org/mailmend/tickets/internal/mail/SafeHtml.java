package org.mailmend.tickets.internal.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** HTML of mails: without anything that is fetched or run, and as plain text. */
final class SafeHtml {
    /** What a mail looks like without images, styles of its own, forms and frames. Links lead only where a user follows them. */
    private static final Safelist SAFE = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "tbody", "thead",
                    "tfoot", "tr", "td", "th", "caption", "div", "font", "center")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("th", "colspan", "rowspan").removeProtocols("a", "href", "ftp");
    private static final int DEEPEST = 500;

    private SafeHtml() {
    }

    /** The same without what is dangerous. */
    static String clean(String html) {
        Document document = new Cleaner(SAFE).clean(parse(html));
        document.outputSettings().prettyPrint(false);
        return document.body().html();
    }

    private static Document parse(String html) {
        return Jsoup.parse(html, "", org.jsoup.parser.Parser.htmlParser().setMaxDepth(DEEPEST));
    }

    /** The text that a reader sees, with line ends where the layout has them. */
    static String text(String html) {
        Document document = parse(html);
        document.select("script, style, head, title, noscript, template").remove();
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.text());
                } else if (node instanceof Element element
                        && ("br".equals(element.normalName()) || "hr".equals(element.normalName())
                                || element.isBlock())) {
                    newLine();
                } else if (node instanceof Element element
                        && ("td".equals(element.normalName()) || "th".equals(element.normalName()))) {
                    text.append('\t');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && element.isBlock() && !"br".equals(element.normalName())) {
                    newLine();
                }
            }

            private void newLine() {
                if (!text.isEmpty()) {
                    text.append('\n');
                }
            }
        }, document.body());
        return text.toString().replaceAll("[ \\t\\u00A0]{1,1000}\\n", "\n").replaceAll("\\n{3,1000}", "\n\n").strip();
    }
}
