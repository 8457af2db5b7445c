package org.mailmend.knowledge.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.xml.sax.InputSource;

class PageTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();

    private static Page page(String body) {
        return new Page(SearchHit.Kind.ARTICLE, "topic-test", Locale.ENGLISH, "Title <b>", "", body, List.of(),
                LocalDate.of(2026, 11, 24), true);
    }

    private static Document html(String body, PageStyle style) {
        return Jsoup.parse(PageHtml.html(page(body), style));
    }

    private static List<Page> allPages() {
        List<Page> pages = new ArrayList<>();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            BASE.articles(locale).forEach(article -> pages.add(Page.of(article)));
            BASE.clients().forEach(client -> pages.add(Page.of(client, locale)));
            for (CauseId cause : CauseId.values()) {
                pages.add(Page.of(cause, locale));
            }
        }
        return pages;
    }

    @ParameterizedTest
    @EnumSource(PageStyle.Theme.class)
    void everyPageIsWellFormedAndSelfContained(PageStyle.Theme theme) throws Exception {
        List<Page> pages = allPages();
        for (Page page : theme == PageStyle.Theme.LIGHT ? pages : pages.subList(140, 160)) {
            String html = PageHtml.html(page, PageStyle.VIEW.withTheme(theme));
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
            Document document = Jsoup.parse(html);
            assertEquals(0, document.select("script, img, iframe, link, object, embed, form, input, base").size(), page.id());
            assertEquals(1, document.select("h1").size());
            assertFalse(document.body().text().contains("[?]") || document.body().text().contains("**"), page.id());
            for (Element link : document.select("a")) {
                assertTrue(link.attr("href").matches("(kb|client|tick|https):.+"), page.id() + ": " + link);
            }
        }
    }

    @Test
    void everyPageLeadsOnlyToWhatIsThere() {
        for (Page page : allPages()) {
            for (Element link : Jsoup.parse(PageHtml.html(page, PageStyle.VIEW)).select("a[href^=kb:], a[href^=client:]")) {
                String id = link.attr("href").substring(link.attr("href").indexOf(':') + 1);
                assertTrue(Page.find(BASE, id, page.language()).isPresent(), page.id() + " -> " + id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
            "[x](data:text/html,x)", "![x](https://example.com/x.png)", "[x](file:///etc/passwd)",
            "<a href=\"//example.com\">x</a>",
            "[x](kb:../../etc)", "[x](vbscript:x \"y\")", "<style>@import url(https://example.com)</style>",
            "[x](http://example.com)",
            "[x](kb:a\"onclick=\"x)", "`</code><script>x</script>`", "[x](&#106;avascript:x)", "<svg/onload=x>", "<https://a>b"})
    void hostileTextsAreHarmless(String hostile) {
        Document document = html("Text " + hostile + "\n\n1. " + hostile + "\n", PageStyle.VIEW);
        assertEquals(0, document.select("script, img, svg, iframe, link").size(), document.body().html());
        for (Element element : document.getAllElements()) {
            element.attributes().forEach(attribute -> assertFalse(attribute.getKey().startsWith("on"), element.outerHtml()));
            assertTrue(element.attr("href").matches("|tick:1|https://a"), element.outerHtml());
        }
        assertEquals(1, document.select("style").size());
    }

    @Test
    void linksBecomeWhatTheReaderCanFollow() {
        String body = "See [one](kb:cause-ok), [two](client:becky) and [three](https://example.com/).";
        assertEquals(List.of("kb:cause-ok", "client:becky", "https://example.com/"),
                html(body, PageStyle.VIEW).select("a").eachAttr("href"));
        assertEquals(List.of("https://example.com/"), html(body, PageStyle.FILE).select("a").eachAttr("href"));
        assertEquals(List.of("cause-ok.html"), html(body, PageStyle.FILE.withLinks(target -> target.startsWith("kb:")
                ? target.substring(3) + ".html"
                : null)).select("a").eachAttr("href"));
        assertTrue(html(body, PageStyle.FILE).text().contains("See one, two and three."));
    }

    @Test
    void stepsAreTickedOff() {
        String body = "Text.\n\n1. One\n2. Two\n   1. Inner\n\n## More\n\n- no step\n\n1. Three\n";
        assertEquals(List.of("One", "Two Inner", "Three"), PageHtml.steps(page(body)));
        Document document = html(body, PageStyle.VIEW.withTicks(Ticks.NONE.toggle(2)));
        assertEquals(List.of("tick:1", "tick:2", "tick:3"), document.select("a.tick").eachAttr("href"));
        assertEquals(List.of("false", "true", "false"), document.select("a.tick").eachAttr("aria-checked"));
        assertEquals(1, document.select("li.done").size());
        assertEquals(0, html(body, PageStyle.FILE).select("a.tick").size());
    }

    @Test
    void ticksAreKeptAsText() {
        Ticks ticks = Ticks.NONE.toggle(10).toggle(2).toggle(3).toggle(3);
        assertEquals("2,10", ticks.toString());
        assertEquals(ticks, Ticks.of("2,10"));
        assertEquals(new Ticks(Set.of(4)), Ticks.of("x,4,,-1,99999999999"));
        assertEquals(Ticks.NONE, Ticks.of(""));
    }

    @Test
    void sizeAndColoursFollowTheReader() {
        assertTrue(PageHtml.html(page("x"), PageStyle.VIEW.withFontSize(150)).contains("font-size: 24px"));
        assertEquals(300, PageStyle.VIEW.withFontSize(1000).fontSize());
        assertThrows(IllegalArgumentException.class,
                () -> new PageStyle(PageStyle.Theme.LIGHT, 10, null, PageStyle.VIEW.links()));
        assertTrue(PageHtml.html(page("x"), PageStyle.VIEW.withTheme(PageStyle.Theme.DARK)).contains("color-scheme: dark"));
        assertTrue(PageHtml.html(page("x"), PageStyle.FILE).contains("prefers-color-scheme: dark"));
    }

    @Test
    void plainTextForMailAndReadingAloud() {
        Page page = page("First one. Second at 3.5 MB! [?]\n\n## To do\n\n1. Open [it](kb:cause-ok).\n2. Close it. Done.\n");
        assertEquals("""
                Title <b>

                First one. Second at 3.5 MB! (unverified)

                To do

                1. Open it.
                2. Close it. Done.
                """, PageText.plain(page));
        assertEquals(List.of("First one.", "Second at 3.5 MB!", "To do", "1. Open it.", "2. Close it.", "Done."),
                PageText.aloud(page));
        Page japanese = Page.find(BASE, "cause-auth-app-password-rejected", Locale.JAPANESE).orElseThrow();
        assertTrue(PageText.aloud(japanese).size() > 6, PageText.aloud(japanese).toString());
        assertTrue(PageText.full(japanese).contains("出典\n- ") && PageText.full(japanese).contains("最終更新日: 2026-"));
    }

    @Test
    void findsWhateverHasTheId() {
        assertEquals(SearchHit.Kind.ARTICLE, Page.find(BASE, "Cause-TLS-Cert-Expired", Locale.ENGLISH).orElseThrow().kind());
        assertEquals(SearchHit.Kind.CAUSE, Page.find(BASE, "tls_cert_expired", Locale.JAPANESE).orElseThrow().kind());
        assertEquals(SearchHit.Kind.CLIENT, Page.find(BASE, "becky", Locale.ENGLISH).orElseThrow().kind());
        assertTrue(Page.find(BASE, "../becky", Locale.ENGLISH).isEmpty());
        assertTrue(Page.find(BASE, "", Locale.ENGLISH).isEmpty());
    }
}
