package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrgTest {
    @TempDir
    Path folder;

    private Run run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addFirst("org");
        return Run.with(Map.of("LANG", "C", "MAILMEND_HOME", folder.resolve("home").toString()), "", all.toArray(String[]::new));
    }

    private String table(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void takesATableInAssessesItAndReports() throws IOException {
        String csv = table("users.csv", "氏名,メールアドレス,メールソフト,拠点,認証方式\n佐藤 健,sato@example.co.jp,Outlook 2016,東京,パスワード\n"
                + "Ann Lee,ann@example.com,Thunderbird 140.1,London,OAuth\n");
        Map<String, Object> dry = run("import", csv, "--dry-run", "--json").json().getFirst();
        assertEquals(6, dry.get("created"));
        assertEquals(true, dry.get("dryRun"));
        Map<String, Object> done = run("import", csv, "--json").json().getFirst();
        assertEquals(6, done.get("created"));
        assertEquals("mail", ((Map<?, ?>) done.get("columns")).get("メールアドレス"));
        assertEquals(6, run("import", csv, "--json").json().getFirst().get("unchanged"));
        List<Map<String, Object>> items = run("assess", "--json").json();
        assertEquals(2, items.size());
        for (Map<String, Object> item : items) {
            assertTrue(item.keySet().containsAll(List.of("id", "kind", "client", "route", "because", "risk", "state")),
                    item.toString());
        }
        assertEquals("not-started", items.getFirst().get("state"));
        assertEquals("thunderbird-140-152", items.getLast().get("client"));
        Map<String, Object> assessed = run("assess", "--by", "site", "--items", "--json").json().getFirst();
        assertEquals(1, ((Map<?, ?>) assessed.get("needs")).get("move"));
        assertEquals(1, ((Map<?, ?>) assessed.get("needs")).get("fine"));
        assertEquals(2, ((List<?>) assessed.get("items")).size());
        assertTrue(run("assess", "--what-if-no-app-passwords", "--by", "site").out().contains("東京"));
        Map<String, Object> status = run("status", "--json").json().getFirst();
        assertEquals(1, status.get("all"));
        assertEquals(0, status.get("percent"));
        assertTrue(run("status").out().contains("0 of 1 are moved"));
        for (String name : List.of("r.html", "r.pdf", "r.csv")) {
            Path file = folder.resolve(name);
            Run report = run("report", file.toString(), "--for", "auditors", "--lang", "ja");
            assertEquals(0, report.code(), report.err());
            assertTrue(Files.size(file) > 100);
        }
    }

    @Test
    void writesTheFormatThatIsAskedFor() throws IOException {
        for (String format : List.of("html", "pdf", "csv")) {
            Path file = folder.resolve("report-" + format);
            Run report = run("report", "--format", format, "--output", file.toString());
            assertEquals(0, report.code(), report.err());
            assertTrue(Files.size(file) > 10);
        }
        assertTrue(Files.readString(folder.resolve("report-pdf"), StandardCharsets.ISO_8859_1).startsWith("%PDF"));
        assertEquals(2, run("report", "--format", "pdf").code());
        assertEquals(2, run("report", "--output", folder.resolve("r.docx").toString()).code());
        assertEquals(2, run("report", "--output", folder.resolve("none").resolve("r.csv").toString()).code());
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        String bad = table("bad.csv", "name,mail\nAnn,nonsense\nBen,ben@example.com\n");
        Run refused = run("import", bad);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("Line 2"), refused.err());
        Map<String, Object> told = run("import", bad, "--json").json().getFirst();
        assertEquals(0, told.get("created"));
        assertTrue(told.get("problems").toString().contains("nonsense"), told.toString());
        assertEquals(List.of(), run("assess", "--json").json());
        Run skipped = run("import", bad, "--skip-bad");
        assertEquals(2, skipped.code());
        assertTrue(skipped.out().contains("new: 1"), skipped.out());
        assertEquals(2, run("import", table("empty.csv", "")).code());
        assertTrue(run("import", table("empty.csv", "")).err().contains("The table is empty"));
        assertEquals(2, run("import", table("quote.csv", "name,mail\n\"Ann,x\n")).code());
        assertEquals(2, run("import").code());
        assertEquals(2, run("report", "x.docx").code());
        assertEquals(2, run("import", bad, "--map", "name=nowhere").code());
    }
}
