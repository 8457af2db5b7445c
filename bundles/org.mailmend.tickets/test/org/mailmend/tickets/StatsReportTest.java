package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.tickets.exchange.StatsReport;

/** Figures as tables and pages. */
class StatsReportTest {
    @TempDir
    Path folder;

    @Test
    void saysTheFiguresInBothFormsAndFindsTheirTickets() throws IOException {
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")))) {
            Organisation acme = store.save(Organisation.of("=HYPERLINK(\"x\")"), "Ben");
            Contact ann = store.save(Contact.of("Ann", "ann@example.com").withOrganisation(acme), "Ben");
            store.create(
                    TicketChange.none().subject("a").requester(ann).cause(CauseId.TLS_CERT_EXPIRED).client("outlook-2016-msi")
                            .assignee("[x](http://evil.example) <img src=x>"),
                    "Ben");
            store.create(TicketChange.none().subject("b").cause(CauseId.RCPT_UNKNOWN), "Ben");
            TicketStats stats = store.stats(TicketFilter.all());
            for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                StatsReport report = new StatsReport("2026", stats, KnowledgeBase.get(), locale);
                assertFalse(report.csv().contains("\"=HYPER") || report.csv().contains(",=HYPER"), report.csv());
                String html = PageHtml.html(report.page(), PageStyle.PRINT);
                assertTrue(html.contains("Outlook 2016") && !html.contains("<img") && !html.contains("href=\"http://evil"), html);
                ByteArrayOutputStream pdf = new ByteArrayOutputStream();
                PagePdf.write(List.of(report.page()), pdf);
                assertTrue(pdf.size() > 1000);
            }
            for (StatsReport.Group group : StatsReport.Group.values()) {
                for (Map.Entry<String, Long> each : group.counts(stats).entrySet()) {
                    group.narrow(TicketFilter.all(), each.getKey(), store).ifPresent(
                            filter -> assertEquals(each.getValue(), store.count(filter), group + " " + each.getKey()));
                }
            }
        }
    }
}
