package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.reply.Channel;
import org.mailmend.tickets.reply.Draft;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Template;
import org.mailmend.tickets.reply.Templates;

class ReplyTest {
    @TempDir
    Path folder;
    private TicketStore store;
    private Templates templates;
    private ReplyWriter writer;

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        templates = new Templates(store);
        writer = new ReplyWriter(templates, KnowledgeBase.get());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Ticket ticket(TicketChange change) {
        Contact hana = store.contactByMail("hana@example.com")
                .orElseGet(() -> store.save(Contact.of("山田 花子", "hana@example.com"), "Ben"));
        return store.create(change.subject("RE: Cannot send").requester(hana), "Ben");
    }

    @Test
    void writesForEachChannelInBothLanguages() {
        Ticket ticket = ticket(TicketChange.none().cause(CauseId.AUTH_APP_PASSWORD_REQUIRED).client("outlook-2016-msi"));
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (Channel channel : Channel.values()) {
                Draft draft = writer.draft(ticket, channel, language, "Ben");
                assertFalse(draft.text().contains("{") || draft.text().contains("null"), draft.text());
                assertEquals(language.equals(Locale.JAPANESE), draft.text().matches("(?s).*[ぁ-ん].*"), draft.text());
                assertEquals(channel == Channel.MAIL ? "Re: Cannot send [#1]" : "", draft.subject());
            }
        }
        String mail = writer.draft(ticket, Channel.MAIL, Locale.ENGLISH, "Ben").text();
        assertTrue(mail.startsWith("Hello 山田 花子,\n\n") && mail.endsWith("Ben") && mail.contains("\n1. "), mail);
        String chat = writer.draft(ticket, Channel.CHAT, Locale.JAPANESE, "Ben").text();
        assertTrue(chat.contains("\n・"), chat);
        assertTrue(writer.draft(ticket, Channel.READ_ALOUD, Locale.JAPANESE, "Ben").text().contains("まず、"));
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        Ticket ticket = store.create(TicketChange.none().subject("x"), "Ben");
        String mail = writer.draft(ticket, Channel.MAIL, Locale.ENGLISH, "Ben").text();
        assertFalse(mail.contains("Hello") || mail.contains("What happened") || mail.contains("Please do this"), mail);
        assertTrue(mail.contains("Which program or device"), mail);
        assertFalse(mail.contains("\n\n\n"), mail);
    }

    @Test
    void tellsTheOpenSteps() {
        Ticket ticket = ticket(TicketChange.none().cause(CauseId.AUTH_APP_PASSWORD_REQUIRED)
                .steps(List.of(new Ticket.Step("a", "Do this", true), new Ticket.Step("b", "Do that", false))));
        String mail = writer.draft(ticket, Channel.MAIL, Locale.ENGLISH, "Ben").text();
        assertTrue(mail.contains("1. Do that") && !mail.contains("Do this\n1") && !mail.contains("1. Do this"), mail);
    }

    @Test
    void usesATeamsOwnTemplates() {
        Ticket ticket = ticket(TicketChange.none());
        templates.set(Channel.CHAT.id(), Locale.ENGLISH, "Hi {name}! #{number}");
        assertEquals("Hi 山田 花子! #1", writer.draft(ticket, Channel.CHAT, Locale.ENGLISH, "Ben").text());
        assertThrows(TicketException.class, () -> templates.set(Channel.CHAT.id(), Locale.ENGLISH, "Hi {nobody}"));
        templates.set(Channel.CHAT.id(), Locale.ENGLISH, null);
        assertEquals(Templates.original("chat", Locale.ENGLISH), templates.get(Channel.CHAT, Locale.ENGLISH));
    }

    @Test
    void keepsTemplatesThatATeamAdds() {
        assertEquals(8, templates.all().size());
        Template copier = Template.own("Copier", Channel.MAIL, Locale.JAPANESE, "複合機の件です。\n{steps}");
        templates.keep(null, copier);
        templates.keep(null, Template.own("Other", Channel.CHAT, Locale.ENGLISH, "x"));
        assertEquals(List.of(copier), new Templates(store).own(Channel.MAIL, Locale.JAPANESE));
        assertEquals(10, templates.all().size());
        Ticket ticket = ticket(TicketChange.none().cause(CauseId.AUTH_APP_PASSWORD_REQUIRED));
        Draft draft = writer.draft(ticket, copier, "Ben");
        assertTrue(draft.text().startsWith("複合機の件です。\n1. "), draft.text());
        assertEquals(Locale.JAPANESE, draft.language());
        // it goes to another channel and language
        Template moved = copier.with("Copier 2", Channel.CHAT, Locale.ENGLISH).withText("Hi");
        templates.keep(copier, moved);
        assertEquals(List.of(moved), templates.own(Channel.CHAT, Locale.ENGLISH).stream()
                .filter(each -> each.id().equals(copier.id())).toList());
        assertEquals(List.of(), templates.own(Channel.MAIL, Locale.JAPANESE));
        templates.keep(moved, null);
        assertEquals(9, templates.all().size());
    }

    @Test
    void overwritesNoTemplateThatSomebodyElseHasChanged() {
        Template read = templates.all().stream().filter(each -> each.channel() == Channel.MAIL).findFirst().orElseThrow();
        assertFalse(read.changed());
        templates.keep(read, read.withText("Mine {number}"));
        TicketException conflict = assertThrows(TicketException.class, () -> templates.keep(read, read.withText("Yours")));
        assertEquals(TicketException.Reason.CONFLICT, conflict.reason());
        assertEquals("Mine {number}", templates.get(Channel.MAIL, Locale.ENGLISH));
        Template now = templates.all().stream().filter(Template::changed).findFirst().orElseThrow();
        templates.keep(now, null);
        assertEquals(Templates.original("mail", Locale.ENGLISH), templates.get(Channel.MAIL, Locale.ENGLISH));
        for (String text : List.of("", " \n", "{nobody}")) {
            assertThrows(TicketException.class, () -> templates.keep(read, read.withText(text)), text);
        }
        assertThrows(TicketException.class, () -> templates.keep(null, Template.own(" ", Channel.MAIL, Locale.ENGLISH, "x")));
    }

    @Test
    void answersPeopleOnceAndProgramsNever() {
        MailIntake intake = new MailIntake(store, Locale.ENGLISH);
        MailIntake.Taken person = take(intake, "ann@example.com", "");
        Ticket ticket = store.ticket(person.kept().number()).orElseThrow();
        Draft draft = writer.firstAnswer(store, person.mail(), ticket);
        assertNotNull(draft);
        assertTrue(draft.text().contains("#" + ticket.number()), draft.text());
        store.add(ticket.number(), Entry.of(Entry.Kind.MESSAGE_OUT, ticket.created(), "mail", "x", draft.text())
                .withState(Entry.State.SENT), List.of(), "mail");
        assertNull(writer.firstAnswer(store, person.mail(), store.ticket(ticket.number()).orElseThrow()));
        for (MailIntake.Taken robot : List.of(take(intake, "no-reply@example.com", ""),
                take(intake, "ben@example.com", "Auto-Submitted: auto-generated\r\n"),
                take(intake, "eve@example.com", "Precedence: list\r\n"))) {
            Mail mail = robot.mail();
            assertNull(writer.firstAnswer(store, mail, store.ticket(robot.kept().number()).orElseThrow()), mail.headers());
        }
    }

    private static MailIntake.Taken take(MailIntake intake, String from, String more) {
        return intake.take(("From: " + from + "\r\nSubject: It broke " + from + "\r\n" + more + "\r\nhello\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
