package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.training.ui.internal.Practice;
import org.mailmend.training.ui.internal.School;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.TrainingPage;

/** A session while it runs: slides, people, notes, the quiz, and the practice server with a client of this test's own. */
class TrainingRunTest extends UiTest {
    private TrainingPage page;

    @BeforeEach
    void place() {
        TrainingPage.forget();
        TrainingPage.writeCourse();
        window.perspective(TrainingPlace.PERSPECTIVE);
        window.resetPlace();
        page = TrainingPage.open(driver).plan("Monday").add("Hanako", "hanako@example.com", "outlook-2016-msi");
        driver.waitUntil("she is saved",
                () -> TrainingPage.people().size() == 1 && TrainingPage.people().getFirst().contains("outlook"));
    }

    @AfterEach
    void clear() {
        if (Practice.get().board() != null) {
            Driver.Part board = driver.view(TrainingPlace.PRACTICE, null);
            board.click("stop");
            driver.waitUntil("the server has stopped", () -> Practice.get().board() == null);
        }
        TrainingPage.forget();
    }

    private static Session session() {
        return TrainingPage.saved().getFirst();
    }

    private static List<Note> notes() {
        try {
            return School.get().ask(store -> store.notes(session0(store.sessions()))).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static String session0(List<Session> sessions) {
        return sessions.getFirst().id();
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        Driver.Part run = page.run();
        run.click("start");
        driver.waitUntil("it runs", () -> session().status() == Session.Status.RUNNING);
        String first = run.read("slide.now");
        run.click("next");
        driver.waitUntil("the next slide is shown", () -> !run.read("slide.now").equals(first));
        String second = run.read("slide.now");
        assertTrue(run.read("notes.trainer").contains("Ask who has seen"));
        run.selectRows("people", 0);
        run.click("mark.present");
        driver.waitUntil("she is there", () -> run.rows("people").getFirst().get(1).equals(attendance()));
        page.note(0, 0, "What about the copier?");
        // the window is gone, as after a crash: what is on the disk is all there is
        window.resetPlace();
        Driver.Part again = page.run();
        driver.waitUntil("the slide is the one before", () -> again.read("slide.now").equals(second));
        assertEquals(1, again.rows("noted").size());
        assertEquals("What about the copier?", again.rows("noted").getFirst().get(2));
        driver.waitUntil("she is still there", () -> again.rows("people").getFirst().get(1).equals(attendance()));
    }

    private static String attendance() {
        return "ja".equals(org.mailmend.ui.tests.pages.Tester.locale().getLanguage()) ? "出席" : "Present";
    }

    @Test
    void theRoomSeesWhatTheTrainerTurnsTo() {
        Driver.Part run = page.run();
        run.click("present");
        driver.waitUntil("the room sees a slide", () -> driver.dialogs() == 1 && !driver.dialog().read("slide").isEmpty());
        String first = driver.dialog().read("slide");
        driver.press("PAGE_DOWN");
        driver.waitUntil("the next slide is shown", () -> !driver.dialog().read("slide").equals(first));
        driver.waitUntil("the trainer sees it too",
                () -> driver.dialog().read("slide").startsWith(run.read("slide.now").substring(0, 6)));
        driver.waitUntil("the room sees the time", () -> driver.dialog().read("place").contains(":"));
        driver.press("ESC");
        driver.waitUntil("the window of the room is gone", () -> driver.dialogs() == 0);
        assertEquals(Session.Status.RUNNING, session().status());
    }

    @Test
    void whoIsStuckGetsATicketAndTheQuizIsKept() throws InterruptedException, ExecutionException {
        Driver.Part run = page.run();
        run.click("start");
        page.note(0, 2, "535 in Outlook");
        run.selectRows("noted", 0);
        driver.waitUntil("a ticket can be made", () -> run.isEnabled("ticket"));
        run.click("ticket");
        driver.waitUntil("the ticket is made", () -> notes().getFirst().ticket() > 0);
        long number = notes().getFirst().ticket();
        String requester = Desk.get().ask(store -> store.ticket(number).orElseThrow().requester().mail()).get();
        assertEquals("hanako@example.com", requester);
        assertEquals("outlook-2016-msi", Desk.get().ask(store -> store.ticket(number).orElseThrow().client()).get());
        int quiz = run.rows("parts").size() - 1;
        run.selectRows("parts", quiz);
        driver.waitUntil("the quiz can be opened", () -> run.isEnabled("quiz"));
        run.click("quiz");
        Driver.Part dialog = driver.dialog();
        assertFalse(dialog.isEnabled("check"));
        dialog.click("q1.0");
        dialog.click("q2.0");
        driver.waitUntil("the answers can be checked", () -> dialog.isEnabled("check"));
        dialog.click("check");
        driver.waitUntil("they are explained", () -> dialog.isVisible("q2.1.why"));
        assertTrue(dialog.read("q2.1.why").contains("Where the account allows it."));
        dialog.close();
        assertEquals(List.of(true, false), School.get().ask(store -> store.results(session0(store.sessions())).stream()
                .filter(each -> !each.attendee().isEmpty()).map(each -> each.passed()).toList()).get());
        run.click("finish");
        driver.waitUntil("it is finished", () -> session().status() == Session.Status.FINISHED);
    }

    @Test
    void theBoardShowsARealClient() throws IOException, GeneralSecurityException {
        Driver.Part part = page.practise();
        PracticeBoard board = Practice.get().board();
        PracticeAccount account = board.accounts().getFirst();
        assertEquals(List.of("Hanako"), account.names());
        MailClient.send(board.targets().get(1), board.trustAnchorsPem(), account.address(), account.password());
        driver.waitUntil("the refusal is shown", () -> part.rows("board").getFirst().get(6).contains("535"));
        driver.waitUntil("it is explained", () -> part.read("detail").contains("535") && part.isEnabled("article"));
        MailClient.send(board.targets().get(1), board.trustAnchorsPem(), account.address(), account.appPassword());
        driver.waitUntil("it is passed", () -> board.standings().getFirst().has(PracticeGoal.APP_PASSWORD));
        driver.waitUntil("the board shows it",
                () -> !part.isEnabled("article") && !part.rows("board").getFirst().get(5).isEmpty());
        part.click("stop");
        driver.waitUntil("it has stopped", () -> Practice.get().board() == null && part.isEnabled("start"));
    }

    @Test
    void theLocalNetworkWaitsForTheTrainer() {
        Driver.Part part = driver.view(TrainingPlace.PRACTICE, null);
        driver.waitUntil("the server can be started", () -> part.isEnabled("start"));
        if (part.items("reach").size() > 1) {
            String network = part.items("reach").get(1);
            part.select("reach", network);
            driver.waitUntil("the warning is shown", () -> part.isVisible("warning"));
            assertTrue(part.read("warning").contains(network.replaceFirst("^[^:：]*[:：]\\s*", "")), () -> part.read("warning"));
            assertFalse(part.isEnabled("start"));
            part.click("agree");
            driver.waitUntil("the server can be started", () -> part.isEnabled("start"));
            part.select("reach", part.items("reach").getFirst());
            driver.waitUntil("the warning is gone", () -> !part.isVisible("warning") && part.isEnabled("start"));
        }
    }

    @Test
    void aCaseIsScored() {
        Driver.Part part = page.cases();
        assertEquals(20, part.rows("cases").size());
        assertFalse(part.isEnabled("answer"));
        part.click("hint");
        driver.waitUntil("a hint is shown", () -> part.isVisible("hint.0"));
        part.click("ask.0");
        part.click("act.0");
        driver.waitUntil("it can be answered", () -> part.isEnabled("answer"));
        part.click("answer");
        driver.waitUntil("it is explained", () -> part.isVisible("explanation") && part.isVisible("score"));
        assertFalse(part.rows("cases").getFirst().get(2).isEmpty());
        part.click("next");
        driver.waitUntil("the next caller rings", () -> !part.isVisible("score"));
    }
}
