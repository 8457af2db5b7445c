package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.check.Security;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.Plan;
import org.mailmend.organisation.ui.OrganisationPlace;
import org.mailmend.organisation.ui.internal.House;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.OrganisationPage;

/** The Organisation place. */
class OrganisationTest extends UiTest {
    static final String TABLE = """
            種類,名前,メールアドレス,ソフト,バージョン,拠点,認証方式,プロトコル,最終利用日
            クライアント,佐藤 花子,hanako@example.com,Outlook,2016,東京,パスワード,SMTP,2026/11/20
            クライアント,鈴木 太郎,taro@example.com,Thunderbird,128,東京,OAuth,SMTP,2026-11-21
            複合機,3階の複合機,scan@example.com,imageRUNNER,,大阪,パスワード,SMTP,2026年11月22日
            クライアント,田中,tanaka@example.com,Outlook,2010,大阪,アプリ パスワード,SMTP,いつか
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void place() throws InterruptedException, ExecutionException {
        clear();
        window.perspective(OrganisationPlace.PERSPECTIVE);
    }

    @AfterEach
    void clear() throws InterruptedException, ExecutionException {
        forget();
    }

    static void forget() throws InterruptedException, ExecutionException {
        House.get().whatIf(null);
        House.get().change(open -> {
            Plan plan = new Plan(open, Clock.systemDefaultZone());
            plan.waves().forEach(wave -> plan.remove(wave.id()));
            open.remove(open.items().stream().map(Item::id).toList(), "test");
            return null;
        }).get();
    }

    private Path table() throws IOException {
        return Files.write(folder.resolve("台帳.csv"), TABLE.getBytes(Charset.forName("Windows-31J")));
    }

    @Test
    void explainsItselfWhileThereIsNothing() {
        OrganisationPage page = OrganisationPage.open(driver).waitForEmpty();
        page.inventory().click("empty.add");
        Driver.Part dialog = driver.dialog();
        dialog.write("name", "Relay script");
        dialog.click("save");
        page.waitForItems(1);
        assertEquals(List.of("Relay script"), page.titles());
    }

    @Test
    void takesInATableWithABadRow() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver);
        Driver.Part dialog = page.importing(table());
        driver.waitUntil("the table is read", () -> dialog.isEnabled("do"));
        assertTrue(dialog.isVisible("problems"), () -> dialog.read("source"));
        assertTrue(dialog.read("problems").contains("5"), () -> dialog.read("problems"));
        assertTrue(dialog.isEnabled("do"));
        dialog.click("do");
        driver.waitUntil("it is taken in", () -> driver.dialogs() == 0);
        driver.waitUntil("the items are shown", () -> page.inventory().isVisible("items") && page.titles().contains("佐藤 花子"));
        assertFalse(page.titles().contains("田中"));
        int items = page.titles().size();
        page.importFile(table());
        assertEquals(items, page.titles().size(), "nothing is doubled");
        page.inventory().click("undo");
        page.waitForEmpty();
    }

    @Test
    void readsATableAsItsCharactersAreSaidToBeWritten() throws IOException {
        Driver.Part dialog = OrganisationPage.open(driver).importing(table());
        driver.waitUntil("the table is read", () -> dialog.isEnabled("do"));
        driver.waitUntil("its characters are recognised", () -> dialog.read("encoding").contains("Shift_JIS"));
        assertTrue(dialog.rows("columns").getFirst().contains("種類"), () -> dialog.rows("columns").toString());
        dialog.select("encoding", "UTF-16LE");
        driver.waitUntil("it is no table like that", () -> !dialog.isEnabled("do"));
        dialog.select("encoding", "Shift_JIS");
        driver.waitUntil("it is read again", () -> dialog.isEnabled("do"));
        assertTrue(dialog.rows("columns").getFirst().contains("種類"));
        dialog.click("cancel");
    }

    @Test
    void offersWhatWasMetInACall() throws Exception {
        OrganisationPage page = OrganisationPage.open(driver).importFile(table());
        Driver.Part part = page.inventory();
        driver.waitUntil("the items are shown", () -> part.isVisible("items"));
        Long number = Desk.get()
                .change("test", (store, who) -> store.create(TicketChange.none().subject("No mail").client("Becky!")
                        .requester(store.save(Contact.of("Met Caller", "met@example.com"), who)), who).number())
                .get();
        try {
            driver.waitUntil("it is offered", () -> part.isVisible("met.take"));
            part.click("met.take");
            driver.waitUntil("it is taken in", () -> page.titles().contains("Met Caller") && !part.isVisible("met.take"));
        } finally {
            Desk.get().change("test", (store, who) -> {
                store.remove(number, who);
                return null;
            }).get();
        }
    }

    @Test
    void namesAFileThatIsNoTable() throws IOException {
        Driver.Part dialog = OrganisationPage.open(driver).importing(Files.writeString(folder.resolve("empty.csv"), ""));
        driver.waitUntil("the problem is named", () -> dialog.isVisible("source"));
        assertFalse(dialog.isEnabled("do"));
        dialog.write("file", folder.resolve("missing.csv").toString());
        driver.waitUntil("the problem is named", () -> dialog.read("source").contains("missing.csv"));
        dialog.click("cancel");
    }

    @Test
    void showsWhatADecisionWouldChange() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver).importFile(table());
        driver.waitUntil("the items are shown", () -> page.inventory().isVisible("items"));
        Driver.Part part = page.inventory();
        assertFalse(part.isVisible("if.result"));
        part.select("if.app", part.items("if.app").get(1));
        driver.waitUntil("the what-if is told", () -> part.isVisible("if.result"));
        part.click("if.show");
        part.click("if.reset");
        driver.waitUntil("things are as they are", () -> !part.isVisible("if.result"));
    }

    @Test
    void checksTheServersOfManyThingsAndKeepsTheResults() throws Exception {
        try (PracticeServer server = PracticeServer.start(Scenarios.byId("ok").orElseThrow())) {
            int port = server.targets().stream()
                    .filter(each -> each.protocol() == Protocol.SMTP && each.security() == Security.STARTTLS).findFirst()
                    .orElseThrow().port();
            String rows = IntStream.rangeClosed(1, 3)
                    .mapToObj(i -> "複合機,複合機 %d,scan%d@example.com,127.0.0.1:%d\n".formatted(i, i, port))
                    .collect(Collectors.joining());
            OrganisationPage page = OrganisationPage.open(driver)
                    .importFile(Files.writeString(folder.resolve("servers.csv"), "種類,名前,メールアドレス,サーバー\n" + rows)).waitForItems(3);
            Driver.Part part = page.inventory();
            part.click("check");
            driver.dialog().click("save");
            driver.waitUntil("it is asked first", () -> driver.dialogs() == 0);
            driver.waitUntil("each has a result", () -> {
                part.selectRows("items", 2);
                return part.read("details").contains("Checked ");
            });
            driver.waitUntil("the bar has gone", () -> !part.isVisible("check.words"));
            assertTrue(part.read("details").contains("127.0.0.1:" + port), part.read("details"));
        }
    }

    @Test
    void findsAndGroups() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver).importFile(table());
        driver.waitUntil("the items are shown", () -> page.inventory().isVisible("items"));
        Driver.Part part = page.inventory();
        part.write("find", "ﾊﾅｺ hanako");
        part.write("find", "hanako");
        driver.waitUntil("she is found", () -> page.titles().contains("佐藤 花子") && page.titles().size() < 4);
        part.write("find", "");
        assertTrue(part.rows("groups").size() > 2);
    }

    @Test
    void keepsWhatTheReviewFound() throws IOException {
        Driver.Part part = OrganisationPage.open(driver).review();
        driver.waitUntil("the points are shown", () -> part.rows("points").size() > 20 && part.isEnabled("status"));
        part.write("owner", "Sato");
        part.write("due", "tomorrow");
        part.click("save");
        driver.waitUntil("the day is refused", () -> part.read("notice").contains("tomorrow"));
        part.write("due", "2026-12-31");
        part.select("status", part.items("status").get(2));
        driver.waitUntil("it is kept", () -> part.rows("points").stream().anyMatch(row -> row.contains("2026-12-31")));
        part.write("domain", "no domain");
        part.click("check");
        driver.waitUntil("it is no domain", () -> part.read("notice").contains("example.com"));
        part.write("due", "");
        part.select("status", part.items("status").get(0));
        driver.waitUntil("it is open again", () -> part.rows("points").stream().noneMatch(row -> row.contains("2026-12-31")));
    }

    @Test
    void plansAWaveAndAnnouncesIt() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver).importFile(table());
        Driver.Part plan = page.fillWave();
        plan.select("waves", plan.rows("waves").get(1).getFirst());
        driver.waitUntil("its items are shown", () -> plan.rows("planned").size() == 2 && plan.isEnabled("announce"));
        plan.click("announce");
        Driver.Part dialog = driver.dialog();
        driver.waitUntil("the preview is there", () -> dialog.isEnabled("given"));
        assertTrue(dialog.read("preview").contains("hanako@example.com") || dialog.read("preview").contains("scan@example.com"),
                () -> dialog.read("preview"));
        int told = dialog.rows("people").size();
        String before = dialog.rows("people").getFirst().get(1);
        dialog.click("given");
        driver.waitUntil("it is recorded", () -> dialog.rows("people").size() == told
                && !dialog.rows("people").getFirst().get(1).equals(before));
        dialog.click("cancel");
        plan.click("exception");
        Driver.Part exception = driver.dialog();
        exception.write("until", "2000-01-01");
        exception.click("save");
        assertTrue(exception.isVisible("problem"), "a reason is needed");
        exception.click("cancel");
    }

    @Test
    void sendsAnnouncementsAndMakesASessionAndTickets() throws IOException {
        MailSettings before = MailSettings.load();
        try (SmtpSink server = new SmtpSink()) {
            new MailSettings(new MailSettings.Login("127.0.0.1", server.port(), Security.NONE, MailSettings.Auth.NONE, ""),
                    "Help desk", "help@example.com").save();
            OrganisationPage page = OrganisationPage.open(driver).importFile(table());
            Driver.Part plan = page.fillWave();
            plan.select("waves", plan.rows("waves").get(1).getFirst());
            driver.waitUntil("its items are shown", () -> plan.rows("planned").size() == 2 && plan.isEnabled("announce"));
            plan.click("announce");
            Driver.Part dialog = driver.dialog();
            driver.waitUntil("the preview is there", () -> dialog.isEnabled("send"));
            dialog.click("send");
            assertTrue(dialog.isVisible("notice"), "whom to ask is missing");
            dialog.write("help", "ext. 1234");
            driver.waitUntil("the preview names it", () -> dialog.read("preview").contains("ext. 1234"));
            dialog.click("send");
            Driver.Part sure = driver.dialog();
            assertTrue(sure.read("words").contains("help@example.com"), () -> sure.read("words"));
            assertEquals(List.of(), server.recipients(), "nothing leaves before it is confirmed");
            sure.click("save");
            driver.waitUntil("both have left and are told of", () -> driver.dialogs() == 0 && server.recipients().size() == 2
                    && plan.isVisible("notice") && plan.read("notice").contains("2"));
            plan.click("announce");
            Driver.Part again = driver.dialog();
            driver.waitUntil("the people are there", () -> again.rows("people").size() == 2);
            assertFalse(again.isEnabled("send"), "everybody has it");
            again.click("cancel");
            plan.click("session");
            Driver.Part session = driver.dialog();
            driver.waitUntil("the roster is there", () -> session.isEnabled("make"));
            assertEquals(2, session.rows("roster").size());
            String planned = session.read("title");
            session.write("time", "soon");
            session.click("make");
            assertTrue(session.read("problem").contains("soon"), () -> session.read("problem"));
            session.write("time", "14:30");
            session.click("make");
            driver.waitUntil("the session is made", () -> driver.dialogs() == 0 && plan.isVisible("session.open"));
            plan.click("session.open");
            Driver.Part training = driver.view(TrainingPlace.SESSIONS, null);
            driver.waitUntil("it is open in its editor",
                    () -> training.isVisible("title") && training.read("title").equals(planned));
            window.perspective(OrganisationPlace.PERSPECTIVE);
            plan.click("session");
            Driver.Part there = driver.dialog();
            driver.waitUntil("it is offered instead of another", () -> there.isVisible("open"));
            there.click("cancel");
            plan.click("tickets");
            driver.waitUntil("it asks", () -> driver.dialogs() == 1);
            String earlier = plan.read("notice");
            driver.dialog().click("save");
            driver.waitUntil("a ticket is made", () -> !plan.read("notice").equals(earlier));
            String made = plan.read("notice");
            plan.click("tickets");
            driver.waitUntil("nothing is left", () -> !plan.read("notice").equals(made));
            assertEquals(0, driver.dialogs());
        } finally {
            before.save();
        }
    }

    @Test
    void everyFigureOfTheBoardOpensItsItems() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver).importFile(table());
        Driver.Part board = page.board();
        driver.waitUntil("the figures are shown",
                () -> !board.rows("figures").isEmpty() && board.rows("figures").getFirst().get(1).equals("2"));
        board.open("figures", 0);
        Driver.Part inventory = page.inventory();
        driver.waitUntil("its items are shown", () -> inventory.rows("items").size() == 2);
    }
}
