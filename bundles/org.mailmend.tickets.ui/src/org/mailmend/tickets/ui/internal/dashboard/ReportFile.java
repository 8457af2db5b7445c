package org.mailmend.tickets.ui.internal.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.knowledge.render.PdfException;
import org.mailmend.tickets.exchange.StatsReport;

/** Writes a report to a file, in the format that the ending of its name stands for. */
final class ReportFile {
    static final List<String> ENDINGS = List.of(".pdf", ".html", ".csv", ".png");

    private ReportFile() {
    }

    /**
     * Writes it.
     *
     * @param picture the charts as PNG
     * @throws IOException when that fails
     */
    static void write(StatsReport report, byte[] picture, Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".pdf")) {
            PagePdf.write(List.of(report.page()), file);
        } else if (name.endsWith(".png")) {
            Files.write(file, picture);
        } else {
            Files.writeString(file, name.endsWith(".csv") ? report.csv() : PageHtml.html(report.page(), PageStyle.PRINT),
                    StandardCharsets.UTF_8);
        }
    }

    /** Why it failed, for people. */
    static String words(IOException failure, Locale locale) {
        return failure instanceof PdfException pdf ? pdf.text(locale) : failure.getLocalizedMessage();
    }
}
