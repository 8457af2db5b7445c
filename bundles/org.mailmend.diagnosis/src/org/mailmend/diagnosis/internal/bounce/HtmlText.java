package org.mailmend.diagnosis.internal.bounce;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** The words of an HTML page, a line for each block. */
final class HtmlText {
    private static final int DEEPEST = 256;

    private HtmlText() {
    }

    static String of(String html) {
        StringBuilder text = new StringBuilder();
        Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
        Jsoup.parse(html, "", parser).traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    String parent = words.parent() instanceof Element element ? element.normalName() : "";
                    if (parent.equals("pre")) {
                        text.append(words.getWholeText());
                    } else if (!words.isBlank() || !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                        text.append(words.text());
                    }
                } else if (node instanceof Element element && (element.normalName().equals("br") || element.isBlock())) {
                    endLine(element);
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && element.isBlock()) {
                    endLine(element);
                }
            }

            private void endLine(Element element) {
                boolean paragraph = element.normalName().equals("p") || element.normalName().equals("br");
                if (paragraph || !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
            }
        });
        return text.toString();
    }
}
