package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.mail.TicketSource;
import org.mailmend.tickets.mail.TicketSourceProvider;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.tickets.ui.internal.intake.IntakeCentre;
import org.mailmend.tickets.ui.internal.intake.IntakeSettings;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.IntakePreferences;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Tickets that come by themselves: from a mailbox, from a plug-in, from files that are dropped. */
class IntakeTest extends UiTest {
    private static final String ANN = "ann@example.com";

    @TempDir
    Path folder;
    private MailServer server;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        TicketsPage.clear();
        TicketsPage.open(driver).search("").filter("open");
        server = new MailServer();
    }

    @AfterEach
    void close() throws InterruptedException {
        new IntakeSettings(List.of(), Set.of(), false).save();
        IntakeCentre.get().restart();
        Job.getJobManager().join(IntakeCentre.FAMILY, null);
        new MailSettings(new MailSettings.Login("", 587, org.mailmend.check.Security.STARTTLS, MailSettings.Auth.PASSWORD, ""),
                "", "")
                .save();
        server.close();
        TicketsPage.clear();
    }

    private void sendThroughTheServer() {
        Target smtp = server.target(Protocol.SMTP);
        DeskSettings.credentials().put(smtp.host(), MailServer.DESK, MailServer.PASSWORD.toCharArray());
        new MailSettings(
                new MailSettings.Login(smtp.host(), smtp.port(), smtp.security(), MailSettings.Auth.PASSWORD, MailServer.DESK),
                "Help", MailServer.DESK).save();
    }

    private static List<Entry> sent() {
        return TicketsPage.ask(store -> store.entries(newest(store).number()).stream()
                .filter(entry -> entry.kind() == Entry.Kind.MESSAGE_OUT).toList());
    }

    private static Ticket newest(TicketStore store) {
        return store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1).getFirst();
    }

    @Test
    void aMailBecomesATicketAndIsAnsweredOnce() throws IOException {
        sendThroughTheServer();
        IntakePreferences page = IntakePreferences.open(driver);
        assertFalse(Boolean.parseBoolean(page.part().read("answer")), "off by default");
        driver.waitUntil("the answer is shown before", () -> page.part().read("answer.text").contains("#1"));
        page.part().click("answer");
        page.add(server.target(Protocol.IMAP), MailServer.DESK, MailServer.PASSWORD).accept();
        server.write(ANN, "Subject: Scanner broke\r\nMessage-ID: <1@example.com>\r\n",
                "It says 534-5.7.9 Application-specific password required");
        TicketsPage list = TicketsPage.open(driver).waitFor("Scanner broke");
        driver.waitUntil("it is answered", () -> sent().stream().anyMatch(entry -> entry.state() == Entry.State.SENT));
        assertEquals(CauseId.AUTH_APP_PASSWORD_REQUIRED, TicketsPage.ask(IntakeTest::newest).cause());
        // a robot, and what she answers
        server.write("no-reply@example.com", "Subject: Newsletter\r\nMessage-ID: <2@example.com>\r\n", "Buy now");
        server.write(ANN, "Subject: Re: Scanner broke\r\nMessage-ID: <3@example.com>\r\nIn-Reply-To: <1@example.com>\r\n",
                "Thanks");
        list.waitFor("Scanner broke", "Newsletter");
        driver.waitUntil("her second mail is in", () -> TicketsPage.ask(store -> store.list(TicketFilter.all(), TicketSort.NUMBER,
                true, 0, 100).stream().filter(ticket -> ticket.subject().equals("Scanner broke"))
                .mapToLong(ticket -> store.entries(ticket.number()).stream()
                        .filter(entry -> entry.kind() == Entry.Kind.MESSAGE_IN).count())
                .sum()) == 2);
        assertEquals(1, server.received(ANN).size());
        assertTrue(server.received(ANN).getFirst().contains("Auto-Submitted: auto-replied"));
        assertEquals(List.of(), server.received("no-reply@example.com"));
        assertTrue(IntakeCentre.get().fresh() >= 2);
    }

    @Test
    void anAnswerThatCannotLeaveIsKept() throws IOException {
        IntakePreferences page = IntakePreferences.open(driver);
        page.part().click("answer");
        page.add(server.target(Protocol.IMAP), MailServer.DESK, MailServer.PASSWORD).accept();
        server.write(ANN, "Subject: No account yet\r\nMessage-ID: <4@example.com>\r\n", "hello");
        TicketsPage.open(driver).waitFor("No account yet");
        driver.waitUntil("it is kept", () -> sent().stream().anyMatch(entry -> entry.state() == Entry.State.FAILED));
        assertFalse(sent().getFirst().data("reason").isEmpty());
    }

    @Test
    void explainsWhatIsWrongWithAMailbox() {
        IntakePreferences page = IntakePreferences.open(driver);
        Driver.Part dialog = page.fill(server.target(Protocol.IMAP), MailServer.DESK, "wrong");
        dialog.click("box.test");
        // nobody but this test trusts the certificate of a practice server
        driver.waitUntil("it is explained", () -> dialog.isEnabled("box.test") && dialog.isVisible("box.steps"));
        assertTrue(dialog.read("box.steps").startsWith("1."), dialog.read("box.steps"));
        dialog.write("box.port", "99999");
        assertFalse(dialog.isEnabled("box.ok"));
        assertFalse(dialog.isVisible("box.steps"));
        dialog.click("box.cancel");
        driver.waitUntil("the dialog is closed", () -> driver.dialogs() == 1);
        // a refused password is said on the page, and not tried again
        page.add(server.target(Protocol.IMAP), MailServer.DESK, "not-the-password").accept();
        driver.waitUntil("it is refused", () -> IntakeCentre.get().standings().values().stream()
                .anyMatch(each -> each.phase() == org.mailmend.tickets.mail.Intake.Phase.REFUSED));
        IntakePreferences again = IntakePreferences.open(driver);
        driver.waitUntil("the page says so", () -> again.part().isEnabled("source.again"));
        assertFalse(again.part().read("source.state").contains("AUTHENTICATIONFAILED"), again.part().read("source.state"));
        again.part().click("source.remove");
        assertEquals(List.of(), again.sources());
        again.accept();
        driver.waitUntil("nothing is taken in", () -> IntakeCentre.get().standings().isEmpty());
    }

    /** What a plug-in contributes: here a folder in which each file is a mail. */
    private record FolderSource(Path folder, CountDownLatch closed) implements TicketSource, TicketSourceProvider {
        @Override
        public String id() {
            return "org.example.folder";
        }

        @Override
        public String name(Locale locale) {
            return "Folder of the web form";
        }

        @Override
        public TicketSource open(TicketStore store) {
            return new FolderSource(folder, new CountDownLatch(1));
        }

        @Override
        public int fetch(MailIntake intake, Taker taker) throws IOException {
            int taken = 0;
            try (var files = Files.newDirectoryStream(folder, "*.eml")) {
                for (Path file : files) {
                    // what is there already is known by its hash
                    taker.taken(intake.take(Files.readAllBytes(file)));
                    Files.delete(file);
                    taken++;
                }
            }
            return taken;
        }

        @Override
        public void await(Duration most) throws InterruptedException {
            closed.await(100, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void aSourceOfAPlugInRunsInTheSameJob() throws IOException {
        ServiceRegistration<TicketSourceProvider> service = FrameworkUtil.getBundle(IntakeTest.class).getBundleContext()
                .registerService(TicketSourceProvider.class, new FolderSource(folder, new CountDownLatch(1)), null);
        try {
            Files.writeString(folder.resolve("1.eml"), "From: ann@example.com\r\nSubject: From the form\r\n\r\nhello\r\n");
            IntakePreferences page = IntakePreferences.open(driver);
            assertEquals("Folder of the web form", page.sources().getFirst().getFirst());
            TicketsPage.open(driver).waitForNone();
            page.part().mark("sources", 0, true);
            page.accept();
            TicketsPage list = TicketsPage.open(driver).waitFor("From the form");
            IntakePreferences running = IntakePreferences.open(driver);
            driver.waitUntil("it can be stopped", () -> running.part().isEnabled("intake.stop"));
            running.part().click("intake.stop");
            driver.waitUntil("it is stopped", () -> IntakeCentre.get().isStopped() && IntakeCentre.get().standings().isEmpty());
            Files.writeString(folder.resolve("2.eml"), "From: ann@example.com\r\nSubject: While it stood still\r\n\r\nhello\r\n");
            running.part().click("intake.stop");
            running.cancel();
            list.waitFor("From the form", "While it stood still");
        } finally {
            service.unregister();
        }
        driver.waitUntil("it is gone", () -> IntakeCentre.get().standings().isEmpty());
    }

    @Test
    void filesThatAreDroppedAreImported() throws IOException {
        Path mail = Files.write(folder.resolve("mail.eml"), "From: ann@example.com\r\nSubject: Dropped\r\n\r\nhello\r\n"
                .getBytes(StandardCharsets.UTF_8));
        TicketsPage page = TicketsPage.open(driver);
        page.part().drop("search", mail);
        Driver.Part wizard = driver.dialog();
        driver.waitUntil("the mail is found", () -> wizard.isEnabled("finish"));
        wizard.click("finish");
        driver.waitUntil("it is said what was imported", () -> driver.dialogs() == 2);
        driver.dialog().close();
        driver.waitUntil("all is closed", () -> driver.dialogs() == 0);
        page.waitFor("Dropped");
    }
}
