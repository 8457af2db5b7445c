package org.mailmend.knowledge.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfWriter;

/** Pages as a PDF with the fonts in it: for paper, or to be sent to somebody. */
public final class PagePdf {
    private static final float SIDE = 56;
    private static final float BELOW = 62;

    private PagePdf() {
    }

    /**
     * Writes pages into a file, each beginning on a new sheet. When that fails there is no file, or the old one.
     *
     * @throws PdfException when no font of this system has the letters
     * @throws IOException  when the file cannot be written
     */
    public static void write(List<Page> pages, Path file) throws IOException {
        write(pages, false, file);
    }

    private static void write(List<Page> pages, boolean framed, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path fresh = Files.createTempFile(whole.getParent(), ".page-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(fresh)) {
                write(pages, PdfFonts.find(), framed, out);
            }
            Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Writes pages.
     *
     * @throws PdfException when no font of this system has the letters
     * @throws IOException  when the stream does not take them
     */
    public static void write(List<Page> pages, OutputStream out) throws IOException {
        write(pages, PdfFonts.find(), false, out);
    }

    /**
     * Writes certificates into a file: each page in the middle of a frame on a sheet of its own, across. When that fails there is no file,
     * or the old one.
     *
     * @param pages short ones: what does not fit goes on with the next sheet
     * @throws PdfException when no font of this system has the letters
     * @throws IOException  when the file cannot be written
     */
    public static void writeCertificates(List<Page> pages, Path file) throws IOException {
        write(pages, true, file);
    }

    static void write(List<Page> pages, PdfFonts.Japanese fonts, OutputStream out) throws IOException {
        write(pages, fonts, false, out);
    }

    private static void write(List<Page> pages, PdfFonts.Japanese fonts, boolean framed, OutputStream out) throws IOException {
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("no page");
        }
        if (fonts.regular() == null && pages.stream().anyMatch(page -> page.language().equals(Locale.JAPANESE))) {
            throw new PdfException("pdf.no-font", null);
        }
        try (Document document = framed ? new Document(PageSize.A4.rotate(), 2 * SIDE, 2 * SIDE, SIDE + 12, SIDE)
                : new Document(PageSize.A4, SIDE, SIDE, SIDE, BELOW)) {
            PdfWriter writer = PdfWriter.getInstance(document, out);
            writer.setCloseStream(false);
            PdfText text = new PdfText(document, writer, fonts, framed);
            writer.setPageEvent(text.sheet());
            document.addTitle(pages.getFirst().title());
            document.addCreator("Mailmend");
            document.setDocumentLanguage(pages.getFirst().language().getLanguage());
            document.open();
            for (Page page : pages) {
                if (page != pages.getFirst()) {
                    document.newPage();
                }
                text.add(page);
            }
        } catch (DocumentException e) {
            throw new PdfException("pdf.failed", e);
        }
    }
}
