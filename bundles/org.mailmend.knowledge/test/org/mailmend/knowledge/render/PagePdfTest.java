package org.mailmend.knowledge.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PagePdfTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final PdfFonts.Japanese NONE = new PdfFonts.Japanese(null, null);

    private static String text(byte[] pdf) throws IOException {
        try (PdfReader reader = new PdfReader(pdf)) {
            PdfTextExtractor extractor = new PdfTextExtractor(reader);
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= reader.getNumberOfPages(); i++) {
                text.append(extractor.getTextFromPage(i));
            }
            return text.toString().replaceAll("\\s+", "");
        }
    }

    private static byte[] pdf(PdfFonts.Japanese fonts, Page... pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PagePdf.write(List.of(pages), fonts, out);
        return out.toByteArray();
    }

    @Test
    void japanesePagesHoldTheirTextAndFont() throws IOException {
        PdfFonts.Japanese fonts = PdfFonts.find();
        assumeTrue(fonts.regular() != null, "no Japanese font on this computer");
        Page page = Page.find(BASE, "cause-auth-app-password-rejected", Locale.JAPANESE).orElseThrow();
        byte[] pdf = pdf(fonts, page);
        String text = text(pdf);
        assertTrue(text.contains("アプリパスワードが拒否されました"), text);
        for (String step : PageHtml.steps(page)) {
            assertTrue(text.contains(step.replaceAll("\\s+", "").substring(0, 8)), step + " is not in " + text);
        }
        String written = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(written.contains("/FontFile"), "the font is not in it");
        assertFalse(written.contains("/Helvetica"), "a font that is not in it");
        assertTrue(pdf.length < 600_000, "only the letters that are needed: " + pdf.length);
    }

    @Test
    void englishPagesNeedNoJapaneseFont() throws IOException {
        List<Page> pages = new ArrayList<>();
        BASE.articles(Locale.ENGLISH).forEach(article -> pages.add(Page.of(article)));
        byte[] pdf = pdf(NONE, pages.toArray(Page[]::new));
        try (PdfReader reader = new PdfReader(pdf)) {
            assertTrue(reader.getNumberOfPages() >= pages.size());
        }
        String text = text(pdf);
        assertTrue(text.contains("Useanapppassword"), "title");
        assertFalse(text.contains("[?]") || text.contains("**"));
    }

    @Test
    void everyMarkIsSet() throws IOException {
        Page page = new Page(SearchHit.Kind.ARTICLE, "topic-x", Locale.ENGLISH, "Title", "About", """
                Lead with **bold**, *other*, `code`, [inside](kb:cause-ok) and [outside](https://example.com/page). [?]

                ## Heading

                > Quoted

                1. One
                   1. Inner
                2. Two

                   More of two

                - Bullet

                ```
                two
                lines
                ```
                """, List.of(), null, false);
        String text = text(pdf(NONE, page));
        for (String expected : List.of("Title", "Leadwithbold,other,code,insideandoutside.", "[unverified]", "Heading", "Quoted",
                "1.", "One", "Inner", "TwoMoreoftwo", "Bullet", "two", "lines", "Notverified")) {
            assertTrue(text.contains(expected.replace(" ", "")), expected + " is not in " + text);
        }
    }

    @Test
    void saysWhatIsMissing(@TempDir Path folder) throws IOException {
        Page page = Page.find(BASE, "cause-ok", Locale.JAPANESE).orElseThrow();
        PdfException e = assertThrows(PdfException.class, () -> pdf(NONE, page));
        assertTrue(e.text(Locale.ENGLISH).contains("No Japanese font") && e.text(Locale.JAPANESE).contains("日本語フォント"));
        Files.writeString(folder.resolve("ipaexg.ttf"), "no font");
        assertEquals(NONE, PdfFonts.find(List.of(folder, folder.resolve("missing"))));
    }

    @Test
    void aFileIsWrittenAsAWhole(@TempDir Path folder) throws IOException {
        Page page = Page.find(BASE, "cause-ok", Locale.ENGLISH).orElseThrow();
        Path file = folder.resolve("ページ.pdf");
        PagePdf.write(List.of(page), file);
        assertTrue(text(Files.readAllBytes(file)).length() > 50);
        assertThrows(IllegalArgumentException.class, () -> PagePdf.write(List.of(), file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void linesBreakAsJapaneseDoes() {
        String text = "です。（例）A-B";
        StringBuilder breaks = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            breaks.append(text.charAt(i));
            if (PdfBreaks.INSTANCE.isSplitCharacter(0, i, text.length(), text.toCharArray(), null)) {
                breaks.append('|');
            }
        }
        assertEquals("で|す。|（例）|A-|B", breaks.toString());
    }
}
