package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.TrainingPage;

/** The Training place: planning a session. */
class TrainingTest extends UiTest {
    @TempDir
    Path folder;

    @BeforeEach
    void place() {
        TrainingPage.forget();
        TrainingPage.writeCourse();
        window.perspective(TrainingPlace.PERSPECTIVE);
        window.resetPlace();
    }

    @AfterEach
    void clear() {
        TrainingPage.forget();
    }

    @Test
    void plansASessionForThePeopleWhoCome() {
        TrainingPage page = TrainingPage.open(driver).plan("Monday");
        Driver.Part part = page.sessions();
        page.add("Hanako", "hanako@example.com", "outlook-2016-msi");
        driver.waitUntil("she is saved", () -> TrainingPage.people().getFirst().startsWith("Hanako|hanako@example.com|outlook"));
        driver.waitUntil("parts can be proposed", () -> part.isEnabled("propose"));
        part.click("propose");
        driver.waitUntil("the scanners are left out", () -> part.rows("plan").size() == 4);
        part.write("date", "2027/1/5");
        part.write("time", "９:30");
        driver.waitUntil("the time is saved", () -> part.rows("plan").getFirst().getFirst().equals("09:30"));
        assertEquals("09:40", part.rows("plan").get(1).getFirst());
        part.selectRows("plan", 0);
        part.click("part.down");
        driver.waitUntil("the order has changed", () -> part.rows("plan").get(1).get(2).equals("Why it stopped"));
        part.focus("plan");
        driver.press("M3+ARROW_UP");
        driver.waitUntil("it is as before", () -> part.rows("plan").getFirst().get(2).equals("Why it stopped"));
        assertEquals("Monday", TrainingPage.saved().getFirst().title());
        part.write("date", "tomorrow");
        driver.waitUntil("it is no day", () -> part.read("session.problem").contains("tomorrow"));
        assertEquals(5, TrainingPage.saved().getFirst().start().atZone(TrainingPage.saved().getFirst().zone()).getDayOfMonth());
    }

    @Test
    void whatWasDeletedComesBack() {
        TrainingPage page = TrainingPage.open(driver).plan("Tuesday").add("Taro", "taro@example.com", "");
        Driver.Part part = page.sessions();
        driver.waitUntil("he is saved", () -> TrainingPage.people().equals(List.of("Taro|taro@example.com|")));
        part.click("delete");
        driver.waitUntil("it is gone", () -> part.isVisible("empty.new"));
        assertTrue(TrainingPage.saved().isEmpty());
        part.click("undo");
        driver.waitUntil("it is back", () -> part.isVisible("sessions") && part.rows("sessions").size() == 1);
        assertEquals(List.of("Taro|taro@example.com|"), TrainingPage.people());
        driver.waitUntil("the roster is shown", () -> part.rows("roster").size() == 2);
    }

    @Test
    void nothingIsLostWhenTheViewCloses() {
        TrainingPage page = TrainingPage.open(driver).plan("Wednesday");
        Driver.Part part = page.sessions();
        part.focus("place");
        driver.type("room 5");
        window.resetPlace();
        driver.waitUntil("it is saved", () -> TrainingPage.saved().getFirst().place().equals("room 5"));
        assertFalse(page.sessions().read("place").isEmpty());
    }

    @Test
    void takesARosterInAndNamesTheBadRows() throws IOException {
        TrainingPage page = TrainingPage.open(driver).plan("Thursday");
        Driver.Part part = page.sessions();
        part.click("roster.import");
        Driver.Part dialog = driver.dialog();
        dialog.write("file", folder.resolve("missing.csv").toString());
        driver.waitUntil("the file is missed", () -> dialog.read("result").contains("missing.csv"));
        assertFalse(dialog.isEnabled("do"));
        Path table = Files.write(folder.resolve("名簿.csv"), """
                氏名,メールアドレス,ソフト,所属
                佐藤 花子,hanako@example.com,Thunderbird,総務部
                鈴木 太郎,no address,Outlook,営業部
                """.getBytes(Charset.forName("Windows-31J")));
        dialog.write("file", table.toString());
        driver.waitUntil("it can be taken over", () -> dialog.isEnabled("do"));
        assertTrue(dialog.read("people").contains("佐藤 花子"), () -> dialog.read("people"));
        assertTrue(dialog.read("problems").contains("3"), () -> dialog.read("problems"));
        dialog.click("do");
        driver.waitUntil("she is on the roster", () -> driver.dialogs() == 0
                && TrainingPage.people().stream().anyMatch(each -> each.startsWith("佐藤 花子|hanako@example.com|")));
        part.click("undo");
        driver.waitUntil("it is taken back", () -> TrainingPage.people().isEmpty());
    }

    @Test
    void packsShowWhatIsMeantBeforeAnythingIsWritten() {
        Driver.Part part = TrainingPage.open(driver).courses();
        driver.waitUntil("the courses are read", () -> !part.rows("courses").isEmpty());
        part.menu("packs", "back");
        driver.waitUntil("there is an answer", () -> part.isVisible("notice"));
        part.menu("packs", "export");
        Driver.Part dialog = driver.dialog();
        List<String> files = dialog.rows("files").stream().map(List::getFirst).toList();
        assertTrue(files.contains("en/test-course.md") && files.contains("ja/test-course.md"), files::toString);
        dialog.click("cancel");
        driver.waitUntil("nothing is asked any more", () -> driver.dialogs() == 0);
    }

    @Test
    void anOwnCourseNamesItsMistakes() {
        Driver.Part part = TrainingPage.open(driver).courses();
        part.click("copy");
        Driver.Part dialog = driver.dialog();
        dialog.write("id", "No Good");
        dialog.click("save");
        assertTrue(dialog.read("problem").contains("No Good"));
        dialog.write("id", "my-course");
        dialog.click("save");
        driver.waitUntil("its text is there", () -> part.isVisible("source") && part.read("source").contains("id: my-course"));
        String good = part.read("source");
        part.write("source", good.replace("[quiz] 5", "[quiz] 500"));
        driver.waitUntil("the mistake is named", () -> part.rows("problems").size() == 1);
        assertTrue(part.rows("problems").getFirst().getFirst().matches(".*\\d+.*"), () -> part.rows("problems").toString());
        part.write("source", good.replace("What this course is about.", "It is mine."));
        driver.waitUntil("it is good, and previewed",
                () -> part.rows("problems").isEmpty() && part.read("page").contains("It is mine."));
        part.click("edit");
        driver.waitUntil("it can be deleted", () -> part.isEnabled("delete"));
        int before = part.rows("courses").size();
        part.click("delete");
        driver.waitUntil("it is gone", () -> part.rows("courses").size() == before - 1);
    }
}
