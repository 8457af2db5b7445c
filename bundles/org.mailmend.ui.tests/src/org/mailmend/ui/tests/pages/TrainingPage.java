package org.mailmend.ui.tests.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.mailmend.training.Session;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.training.ui.internal.Library;
import org.mailmend.training.ui.internal.School;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.workbench.Home;

/** The Training place: sessions and their editor. */
public final class TrainingPage {
    /** Title of the course that tests teach. */
    public static final String COURSE = "Test course";

    private final Driver driver;

    private TrainingPage(Driver driver) {
        this.driver = driver;
    }

    /** Opens the view of the sessions. */
    public static TrainingPage open(Driver driver) {
        TrainingPage page = new TrainingPage(driver);
        page.sessions();
        return page;
    }

    /** Puts a course of the trainer's own into Mailmend's home. */
    public static void writeCourse() {
        try {
            for (String language : List.of("en", "ja")) {
                Path file = Home.directory().resolve("courses").resolve(language).resolve("test-course.md");
                Files.createDirectories(file.getParent());
                Files.writeString(file, """
                        ---
                        id: test-course
                        title: %s
                        language: %s
                        audience: People who test
                        goals:
                          - say what an app password is
                        updated: 2026-11-24
                        ---
                        What this course is about.

                        ## why [explanation] 10 | Why it stopped
                        needs: any

                        ### First slide

                        The account password is refused.

                        ### Second slide

                        - OAuth
                        - App passwords

                        ### Notes

                        Ask who has seen the error already.

                        ## outlook [demonstration] 15 | Outlook alone
                        needs: client-kind:mail-client

                        ### Outlook

                        Only for those who have it.

                        ## scanner [demonstration] 20 | Scanners alone
                        needs: client-kind:copier

                        ### Scanners

                        Only for those who have one.

                        ## try [exercise] 15 | Send a mail
                        needs: any
                        practice: app-password

                        ### Send a mail

                        Use the practice server.

                        ## check [quiz] 5 | What do you remember?
                        needs: any

                        ### What is refused?
                        - [x] The account password | Google does not take it any more.
                        - [ ] OAuth | It is what one moves to.

                        ### What is a way out?
                        - [ ] Another account password | It is refused as well.
                        - [x] An app password | Where the account allows it.
                        """.formatted(COURSE, language));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Library.readAgain();
    }

    /** Deletes all sessions. */
    public static void forget() {
        try {
            School.get().change(store -> {
                store.sessions().forEach(session -> store.delete(session.id()));
                return null;
            }).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The sessions that are on the disk. */
    public static List<Session> saved() {
        try {
            return School.get().ask(store -> store.sessions()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The people on the roster of the only session. */
    public static List<String> people() {
        try {
            return School.get().ask(store -> store.roster(store.sessions().getFirst().id()).stream()
                    .map(each -> each.name() + "|" + each.mail() + "|" + each.client()).toList()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    public Driver.Part sessions() {
        return driver.view(TrainingPlace.SESSIONS, null);
    }

    /** Plans a session of the course that tests teach. */
    public TrainingPage plan(String title) {
        Driver.Part part = sessions();
        driver.waitUntil("the sessions are read", () -> part.isVisible("empty.new") || !part.rows("sessions").isEmpty());
        int before = part.rows("sessions").size();
        part.click("new");
        driver.waitUntil("the session is there", () -> part.rows("sessions").size() == before + 1 && part.isVisible("title"));
        driver.waitUntil("the courses are read", () -> part.items("course").contains(COURSE));
        part.write("title", title);
        part.select("course", COURSE);
        driver.waitUntil("the parts are planned", () -> part.rows("plan").size() == 5);
        return this;
    }

    /** Types somebody into the last row of the roster. */
    public TrainingPage add(String name, String mail, String client) {
        Driver.Part part = sessions();
        int before = part.rows("roster").size();
        part.click("roster.add");
        driver.waitUntil("the cell is open", () -> part.isVisible("cell"));
        part.write("cell", name);
        driver.press("CR");
        driver.waitUntil("somebody is added", () -> part.rows("roster").size() == before + 1);
        cell(before - 1, 1, mail);
        cell(before - 1, 2, client);
        return this;
    }

    private void cell(int row, int column, String text) {
        Driver.Part part = sessions();
        part.selectRows("roster", row);
        part.focus("roster");
        driver.press("F2");
        driver.waitUntil("the cell is open", () -> part.isVisible("cell"));
        for (int i = 0; i < column; i++) {
            driver.press("TAB");
        }
        part.write("cell", text);
        driver.press("CR");
        driver.waitUntil("it is taken", () -> !part.isVisible("cell"));
    }

    /** Opens the view of the courses and selects the one that tests teach. */
    public Driver.Part courses() {
        Driver.Part part = driver.view(TrainingPlace.COURSES, null);
        driver.waitUntil("the courses are read",
                () -> part.rows("courses").stream().anyMatch(row -> row.getFirst().equals(COURSE)));
        part.select("courses", COURSE);
        return part;
    }

    /** Edits the course that tests teach. */
    public Driver.Part ownCourse() {
        Driver.Part part = courses();
        driver.waitUntil("it can be edited", () -> part.isEnabled("edit"));
        part.click("edit");
        driver.waitUntil("it is edited", () -> part.isVisible("source") && part.read("source").contains("test-course"));
        return part;
    }

    /** Opens the view from which a session is run, and waits for its slides. */
    public Driver.Part run() {
        Driver.Part part = driver.view(TrainingPlace.RUN, null);
        driver.waitUntil("the session can be run", () -> part.isEnabled("start"));
        return part;
    }

    /** Notes something about the person in a row of the list of people. */
    public TrainingPage note(int person, int kind, String text) {
        Driver.Part part = driver.view(TrainingPlace.RUN, null);
        int before = part.rows("noted").size();
        part.selectRows("people", person);
        part.select("note.kind", part.items("note.kind").get(kind));
        part.write("note.text", text);
        part.click("note.add");
        driver.waitUntil("it is noted", () -> part.rows("noted").size() == before + 1);
        return this;
    }

    /** Starts the practice server for this computer. */
    public Driver.Part practise() {
        Driver.Part part = driver.view(TrainingPlace.PRACTICE, null);
        driver.waitUntil("the server can be started", () -> part.isEnabled("start"));
        part.click("start");
        driver.waitUntil("the server runs", () -> part.isEnabled("stop") && !part.rows("board").isEmpty());
        return part;
    }

    /** Opens the view of the cases. */
    public Driver.Part cases() {
        Driver.Part part = driver.view(TrainingPlace.CASES, null);
        driver.waitUntil("the cases are there", () -> !part.rows("cases").isEmpty() && part.isVisible("story"));
        return part;
    }

    /** Opens the view of the results, and waits for those of a session. */
    public Driver.Part results() {
        Driver.Part part = driver.view(TrainingPlace.RESULTS, null);
        driver.waitUntil("the results are there", () -> part.isEnabled("pdf") && !part.rows("people").isEmpty());
        return part;
    }
}
