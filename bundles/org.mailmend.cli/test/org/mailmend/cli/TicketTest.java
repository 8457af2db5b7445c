package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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

class TicketTest {
    @TempDir
    Path folder;

    private Run run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addFirst("ticket");
        return Run.with(Map.of("LANG", "C", "MAILMEND_HOME", folder.resolve("home").toString()), "", all.toArray(String[]::new));
    }

    private Map<String, Object> create(String subject, String... more) {
        List<String> args = new ArrayList<>(List.of("new", "--subject", subject, "--json"));
        args.addAll(List.of(more));
        Run run = run(args.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run.json().getFirst();
    }

    @Test
    void makesATicketWithItsCause() {
        Map<String, Object> ticket = create("Cannot send", "--requester", "Ann Archer <Ann@Example.com>", "--symptom",
                "534-5.7.9 Application-specific password required.", "--client", "outlook-2016-msi");
        assertEquals("mailmend.ticket/1", ticket.get("schema"));
        assertEquals(1, ticket.get("number"));
        assertEquals("new", ticket.get("status"));
        assertEquals("AUTH_APP_PASSWORD_REQUIRED", ticket.get("cause"));
        assertEquals("outlook-2016-msi", ticket.get("client"));
        assertTrue(String.valueOf(ticket.get("created")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
        assertEquals("ann@example.com", ((Map<?, ?>) ticket.get("requester")).get("mail"));
        Map<String, Object> second = create("Again", "--requester", "ann@example.com");
        assertEquals(2, second.get("number"));
        assertEquals("Ann Archer", ((Map<?, ?>) second.get("requester")).get("name"));
        assertNull(second.get("client"));
        assertNull(create("nobody").get("requester"));
    }

    @Test
    void listsShowsAndFinds() {
        create("一つ目の複合機", "--tag", "VIP", "--symptom", "送信できない");
        create("second printer", "--priority", "urgent");
        assertEquals(List.of(1, 2), run("list", "--json").json().stream().map(ticket -> ticket.get("number")).toList());
        assertEquals(List.of(1),
                run("list", "--json", "--tag", "VIP").json().stream().map(ticket -> ticket.get("number")).toList());
        assertEquals(List.of(2, 1),
                run("list", "--json", "--sort", "priority", "--descending").json().stream().map(ticket -> ticket.get("number"))
                        .toList());
        assertTrue(run("list").out().contains("#2     New              second printer"), run("list").out());
        Map<String, Object> shown = run("show", "1", "--json").json().getFirst();
        assertNotNull(shown.get("history"));
        assertEquals(List.of(), shown.get("entries"));
        assertTrue(run("show", "#1").out().contains("What happened:\n  送信できない"));
        assertEquals(List.of(1), run("search", "複合機", "--json").json().stream().map(ticket -> ticket.get("number")).toList());
        Run nothing = run("search", "zebra");
        assertEquals("No ticket has \"zebra\" in it.\n", nothing.err());
        assertEquals(0, nothing.code());
        assertEquals("There is no ticket 7; check the number.\n", run("show", "7").err());
        assertEquals(2, run("show", "7").code());
    }

    @Test
    void importsMailsOnce() throws IOException {
        Path mails = Files.createDirectories(folder.resolve("mails"));
        Files.writeString(mails.resolve("1.eml"), "From: ann@example.com\nSubject: one\nMessage-ID: <1@example.com>\n\nhello\n");
        Files.writeString(mails.resolve("2.mbox"),
                "From x\nFrom: ann@example.com\nSubject: Re: one\nMessage-ID: <2@example.com>\n"
                        + "In-Reply-To: <1@example.com>\n\nmore\n\nFrom x\nFrom: ben@example.com\nSubject: two\n\nother\n");
        Run run = run("import", mails.toString(), "--json");
        assertEquals(0, run.code());
        assertEquals(List.of(Map.of("number", 1, "messageId", "<1@example.com>", "new", true, "newTicket", true),
                Map.of("number", 1, "messageId", "<2@example.com>", "new", true, "newTicket", false)), run.json().subList(0, 2));
        assertEquals(3, run.json().size());
        assertNull(run.json().get(2).get("messageId"));
        assertEquals("3 read, 3 of them new.\n", run.err());
        assertTrue(run("import", mails.toString(), "--json").json().stream()
                .allMatch(line -> Boolean.FALSE.equals(line.get("new"))));
        assertEquals(2, run("list", "--json").json().size());
        assertEquals(2, ((List<?>) run("show", "1", "--json").json().getFirst().get("entries")).size());
    }

    @Test
    void importsTablesWithADryRun() throws IOException {
        Path table = folder.resolve("calls.csv");
        Files.writeString(table, "\uFEFF件名;依頼者のメールアドレス;組織;Status;Raum\r\n\"一つ目;\n複合機\";ann@example.com;みなと学園;solved;12\r\n"
                + "second;no address;;;\r\n");
        Run dry = run("import", "--dry-run", table.toString());
        assertEquals(2, dry.code());
        assertTrue(dry.err().contains("Line 4: \"no address\" is no mail address"), dry.err());
        assertTrue(dry.err().contains("  Raum -> kept as a note"), dry.err());
        assertEquals(2, run("import", table.toString()).code());
        assertEquals(0, run("list", "--json").json().size());
        Run skip = run("import", "--skip-bad", "--json", table.toString());
        assertEquals(1, skip.json().size(), skip.err());
        Map<String, Object> ticket = run("show", "1", "--json").json().getFirst();
        assertEquals("一つ目; 複合機", ticket.get("subject"));
        assertEquals("solved", ticket.get("status"));
        assertEquals("みなと学園", ((Map<?, ?>) ticket.get("requester")).get("organisation"));
        assertEquals("Raum: 12", ((Map<?, ?>) ((List<?>) ticket.get("entries")).getFirst()).get("text"));
        assertEquals(false, run("import", "--skip-bad", "--json", table.toString()).json().getFirst().get("new"));
        Files.writeString(table, "Betreff,x\nthird,1\n");
        assertTrue(run("import", table.toString()).err().startsWith("None of the headings means the subject (Betreff, x)"));
        assertEquals(0, run("import", "--map", "Betreff=subject", table.toString()).code());
    }

    @Test
    void exportsWhatItCanImport() throws IOException {
        create("=1+1", "--requester", "Ann <ann@example.com>", "--tag", "a", "--tag", "b", "--symptom", "two\nlines, \"quoted\"");
        Path file = folder.resolve("out.csv");
        assertEquals(0, run("export", "--output", file.toString()).code());
        String csv = Files.readString(file);
        assertTrue(csv.startsWith("\uFEFFnumber,subject,status"), csv);
        assertTrue(csv.contains("'=1+1"), csv);
        Run imported = Run.with(Map.of("LANG", "C", "MAILMEND_HOME", folder.resolve("other").toString()), "", "ticket", "import",
                file.toString());
        assertEquals(0, imported.code(), imported.err());
        Map<String, Object> ticket = Run
                .with(Map.of("LANG", "C", "MAILMEND_HOME", folder.resolve("other").toString()), "", "ticket",
                        "list", "--json")
                .json().getFirst();
        assertEquals("=1+1", ticket.get("subject"));
        assertEquals(List.of("a", "b"), ticket.get("tags"));
        assertEquals("two\nlines, \"quoted\"", ticket.get("symptom"));
        assertEquals("=1+1", run("export", "--format", "json").json().getFirst().get("subject"));
    }

    @Test
    void countsBacksUpRestoresMovesAndForgets() throws IOException {
        create("Ann asks", "--requester", "Ann Archer <ann@example.com>");
        assertEquals(1, run("stats", "--json").json().getFirst().get("total"));
        Path backup = folder.resolve("backup.db");
        assertEquals(0, run("backup", backup.toString()).code());
        assertEquals(2, run("backup", backup.toString()).code());
        create("later");
        Path other = folder.resolve("other.db");
        assertTrue(run("move", "jdbc:sqlite:" + other).err().startsWith("2 tickets were copied"));
        assertEquals(2, run("list", "--json", "--database", "jdbc:sqlite:" + other).json().size());
        assertEquals(2, run("restore", backup.toString()).code());
        assertEquals(0, run("restore", "--replace", backup.toString()).code());
        assertEquals(1, run("list", "--json").json().size());
        assertEquals(2, run("forget", "ann@example.com").code());
        assertEquals(0, run("forget", "--yes", "ann@example.com").code());
        assertFalse(run("show", "1", "--json").out().contains("ann@"));
        assertEquals("No damage was found.\n", run("verify").err());
        Files.write(folder.resolve("home/tickets.db"), "garbage that is longer than a header of a database".repeat(100)
                .getBytes(StandardCharsets.UTF_8));
        Run broken = run("list");
        assertEquals(3, broken.code());
        assertTrue(broken.err().contains("restore a backup"), broken.err());
    }

    @Test
    void saysWhatIsWrongInOneSentence() {
        assertEquals("A ticket needs a subject; add --subject.\n", run("new").err());
        assertEquals(2, run("new", "--subject", "word ".repeat(81)).code());
        assertEquals("Subject can have at most 300 characters, and this has 404; shorten it, or attach it as a file.\n",
                run("new", "--subject", "word ".repeat(81)).err());
        assertEquals(2, run("new", "--subject", "x", "--due", "soon").code());
        assertEquals(2, run("import", folder.resolve("missing").toString()).code());
        assertEquals(2, run("list", "--database", "mysql://x").code());
        Run secret = run("list", "--database", "jdbc:postgresql://db.example.com/x?user=a&password=geheim");
        assertEquals(2, secret.code());
        assertFalse(secret.err().contains("geheim"));
        assertEquals(3, run("list", "--database", "jdbc:postgresql://127.0.0.1:1/x").code());
        Run japanese = run("show", "99", "--lang", "ja");
        assertEquals("チケット 99 はありません。番号を確認してください。\n", japanese.err());
    }

    @Test
    void keepsNoSecret() {
        Map<String, Object> ticket = create("login", "--symptom", "AUTH PLAIN AGFubkBleGFtcGxlLmNvbQBnZWhlaW1uaXM=");
        assertFalse(String.valueOf(ticket.get("symptom")).contains("AGFub"));
    }
}
