package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.TicketException;

/** Tables become items. */
class ImportTest {
    private static final Clients CLIENTS = new Clients(KnowledgeBase.get());

    private static Import read(String csv) {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static Import read(byte[] bytes) {
        return Import.read(bytes, Map.of(), Import.Options.NONE, CLIENTS);
    }

    private static List<Item> items(Import table, Kind kind) {
        return table.candidates().stream().map(Candidate::item).filter(item -> item.kind() == kind).toList();
    }

    @Test
    void knowsHeadingsAndEncodingsOfBothLanguages() {
        String csv = "氏名,メールアドレス,メールソフト,拠点,最終利用日,内線\r\n佐藤 健,sato@example.co.jp,Outlook 2016,東京本社,2026年11月2日,1234\r\n";
        for (byte[] bytes : List.of(csv.getBytes(StandardCharsets.UTF_8), ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8),
                csv.getBytes(Charset.forName("windows-31j")), csv.getBytes(StandardCharsets.UTF_16),
                csv.getBytes(StandardCharsets.UTF_16LE), csv.getBytes(StandardCharsets.UTF_16BE))) {
            Import table = read(bytes);
            assertEquals(List.of(), table.problems());
            assertEquals(List.of("内線"), table.others());
            Item person = items(table, Kind.PERSON).getFirst();
            assertEquals("佐藤 健", person.get(Field.NAME));
            assertEquals("内線: 1234", person.get(Field.OTHER));
            Item client = items(table, Kind.CLIENT).getFirst();
            assertEquals("outlook-2016-msi", client.get(Field.CLIENT));
            assertEquals("2026-11-02", client.get(Field.LAST_USED));
            assertEquals("東京本社", items(table, Kind.SITE).getFirst().get(Field.NAME));
        }
    }

    @Test
    void readsDatesInThreeStyles() {
        Import table = read(
                "name,last used\na,2026/11/02\nb,02.11.2026\nc,\"Nov 2, 2026\"\nd,11/2/2026\ne,令和8年11月2日\nf,2026-11-02T10:00:00Z\n"
                        + "g,gestern\nh,2026-13-40\n");
        assertEquals(6, table.candidates().size());
        table.candidates().forEach(candidate -> assertEquals("2026-11-02", candidate.item().get(Field.LAST_USED)));
        assertEquals(List.of(8, 9), table.problems().stream().map(Import.Problem::line).toList());
        assertTrue(table.problems().getFirst().text(Locale.ENGLISH).startsWith("Line 8: Last used cannot be \"gestern\""));
        assertTrue(table.problems().getFirst().text(Locale.JAPANESE).startsWith("8 行目：最終利用日"));
    }

    @Test
    void saysWhatIsWrongWithATable() {
        assertEquals("import.empty", assertThrows(OrganisationException.class, () -> read("")).key());
        assertEquals("import.nothing", assertThrows(OrganisationException.class, () -> read("colour,shape\nred,round\n")).key());
        assertEquals("csv.quote", assertThrows(TicketException.class, () -> read("name,mail\n\"Ann,ann@example.com\n")).key());
        String wide = String.join(",", Collections.nCopies(201, "x"));
        assertEquals("csv.columns", assertThrows(TicketException.class, () -> read("name," + wide + "\n")).key());
        Import many = read("name," + String.join(",", Collections.nCopies(199, "x")) + "\nAnn\n");
        assertEquals(1, many.candidates().size());
        assertEquals("import.no-heading", assertThrows(OrganisationException.class,
                () -> Import.read("name\na\n".getBytes(StandardCharsets.UTF_8), Map.of("nobody", Column.NAME),
                        Import.Options.NONE, CLIENTS))
                .key());
        assertThrows(OrganisationException.class, () -> read(new byte[] {0, 1, 2, 3, 4, 5}));
    }

    @Test
    void namesBadRowsAndKeepsTheOthers() {
        Import table = read(
                "name,mail,kind\nAnn,ann@example.com,person\nBen,no address,person\nCid,cid@example.com,person,too,much\nDay,,planet\n,,\n"
                        + ",x@example.com,device\n");
        assertEquals(List.of(3, 4, 5), table.problems().stream().map(Import.Problem::line).toList());
        assertEquals(List.of("error.mail", "import.cells", "import.kind"),
                table.problems().stream().map(problem -> problem.error().key()).toList());
        assertEquals(2, table.candidates().size());
    }

    @Test
    void takesAHeadingAsItWasChosen() {
        Map<String, Column> mapping = new HashMap<>(Map.of("Wer", Column.NAME, "Wo", Column.SITE));
        mapping.put("Mail", null);
        Import table = Import.read("Wer,Wo,Mail\nAnn,Kyoto,x\n".getBytes(StandardCharsets.UTF_8), mapping, Import.Options.NONE,
                CLIENTS);
        Item person = items(table, Kind.PERSON).getFirst();
        assertEquals("Ann", person.get(Field.NAME));
        assertEquals("Kyoto", person.get(Field.SITE));
        assertEquals("Mail: x", person.get(Field.OTHER));
    }

    @Test
    void neverKeepsPasswords() {
        Import table = read("Email Address [Required],Password [Required],Initial パスワード\nann@example.com,hunter2,hunter3\n");
        assertEquals(List.of("Password [Required]", "Initial パスワード"), table.secrets());
        assertFalse(table.candidates().toString().contains("hunter"));
        assertFalse(table.preview(5).toString().contains("hunter"));
    }

    @Test
    void readsExportsOfTheAdminConsole() {
        Generator generator = new Generator(1);
        Import users = read(generator.googleUsers(50));
        assertEquals(Import.Format.GOOGLE_USERS, users.format());
        assertEquals(50, users.candidates().size());
        assertEquals(List.of(), users.problems());
        assertEquals("workspace", users.candidates().getFirst().item().get(Field.ACCOUNT));
        assertTrue(users.candidates().getFirst().item().get(Field.TWO_STEP).matches("yes|no"));
        Import signIns = read(generator.googleSignIns(600, 20));
        assertEquals(Import.Format.GOOGLE_SIGN_IN_LOG, signIns.format());
        assertTrue(signIns.skipped() > 300);
        List<Item> clients = items(signIns, Kind.CLIENT);
        assertEquals(20, clients.size());
        clients.forEach(client -> assertEquals("password", client.get(Field.SIGN_IN)));
        assertTrue(clients.stream().allMatch(client -> client.get(Field.LAST_USED).startsWith("2026-1")));
        Import grants = read(generator.googleGrants(300, 20));
        assertEquals(Import.Format.GOOGLE_OAUTH_LOG, grants.format());
        items(grants, Kind.CLIENT).forEach(client -> assertEquals("oauth", client.get(Field.SIGN_IN)));
        assertTrue(items(grants, Kind.CLIENT).stream().noneMatch(client -> client.get(Field.PROGRAM).contains("Calendar")));
        assertTrue(grants.skipped() > 50);
    }

    @Test
    void readsTheSignInLogOfEntra() {
        Import table = read(
                "Date (UTC),User,Username,Application,Client app,Status\n2026-11-20T01:02:03Z,Ann Lee,ann@example.com,Office 365 Exchange "
                        + "Online,Authenticated SMTP,Success\n2026-11-21T01:02:03Z,Ann Lee,ann@example.com,Office 365,Browser,Success\n"
                        + "2026-11-22T01:02:03Z,Ben,ben@example.com,Office 365 Exchange Online,IMAP4,Failure\n");
        assertEquals(Import.Format.ENTRA_SIGN_IN_LOG, table.format());
        assertEquals(2, table.skipped());
        Item client = items(table, Kind.CLIENT).getFirst();
        assertEquals("ann@example.com", client.get(Field.MAIL));
        assertEquals("smtp", client.get(Field.PROTOCOLS));
        assertEquals("microsoft365", client.get(Field.ACCOUNT));
    }

    @Test
    void recognisesClientsAndDevices() {
        assertEquals("thunderbird-128-139", CLIENTS.find("Thunderbird 128.3", "").client());
        assertEquals("thunderbird-140-152", CLIENTS.find("Mozilla Thunderbird", "140.1").client());
        assertEquals("outlook-2016-msi", CLIENTS.find("outlook 2016", "").client());
        assertEquals("ricoh-im", CLIENTS.find("リコー　複合機", "").client());
        assertEquals("", CLIENTS.find("Frobnicator", "9").client());
    }
}
