package org.mailmend.ui.tests;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Announcement;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Mailing;
import org.mailmend.organisation.Plan;
import org.mailmend.organisation.ui.OrganisationPlace;
import org.mailmend.organisation.ui.internal.House;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.OrganisationPage;

/** An announcement of which nobody knows whether it left, because Mailmend ended while it did. */
class OrganisationCutOffTest extends UiTest {
    @TempDir
    Path folder;

    @BeforeEach
    void place() throws InterruptedException, ExecutionException {
        OrganisationTest.forget();
        window.perspective(OrganisationPlace.PERSPECTIVE);
    }

    @AfterEach
    void clear() throws InterruptedException, ExecutionException {
        OrganisationTest.forget();
    }

    /** Claims a message an hour ago, and ends before it is known what became of it. */
    private static String cutOff(Inventory open) {
        Clock earlier = Clock.offset(Clock.systemDefaultZone(), Duration.ofHours(-1));
        Plan past = new Plan(open, earlier);
        long item = open.items().stream()
                .filter(each -> each.get(Field.MAIL).equals("hanako@example.com") && each.kind() == Kind.CLIENT).findFirst()
                .orElseThrow().id();
        Mailing mailing = new Mailing(new Announcements(past, KnowledgeBase.get(), earlier), past.waves().getFirst(),
                List.of(new Announcement("hanako@example.com", Locale.ENGLISH, "Move", "Do this.", "Do it.", List.of(item))),
                new Mailing.Pace(1, Duration.ZERO), "test");
        try {
            mailing.run(each -> {
                throw new IllegalStateException("it ends here");
            }, (done, all, waiting) -> {
            });
        } catch (IllegalStateException | InterruptedException e) {
            return e.getMessage();
        }
        throw new AssertionError("it did not end");
    }

    @Test
    void asksWhetherItArrived() throws Exception {
        Path table = Files.write(folder.resolve("table.csv"), OrganisationTest.TABLE.getBytes(Charset.forName("Windows-31J")));
        Driver.Part plan = OrganisationPage.open(driver).importFile(table).fillWave();
        House.get().change(OrganisationCutOffTest::cutOff).get();
        plan.select("waves", plan.rows("waves").get(1).getFirst());
        driver.waitUntil("its items are shown", () -> plan.rows("planned").size() == 2 && plan.isEnabled("announce"));
        plan.click("announce");
        Driver.Part dialog = driver.dialog();
        driver.waitUntil("the people are there", () -> dialog.rows("people").size() == 2);
        dialog.select("people", "hanako@example.com");
        driver.waitUntil("it is asked", () -> dialog.isVisible("unsure.again"));
        String before = dialog.rows("people").getFirst().get(1);
        dialog.click("unsure.again");
        driver.waitUntil("it can be sent again",
                () -> !dialog.isVisible("unsure.again") && !dialog.rows("people").getFirst().get(1).equals(before));
        dialog.click("cancel");
    }
}
