package org.mailmend.training.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Need;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PartKind;

class PlanTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final Charset WINDOWS = Charset.forName("windows-31j");

    private static Part part(String id, int minutes, String... needs) {
        return new Part(id, PartKind.EXPLANATION, minutes, id,
                List.of(needs).stream().map(need -> Need.parse(need).orElseThrow()).toList(),
                List.of(), null, "", "text", "", List.of());
    }

    private static Course course() {
        return new Course("c", "Course; with, marks", Locale.ENGLISH, "all", List.of("do it"), LocalDate.EPOCH, "intro",
                List.of(part("all", 10, "any"), part("copier", 15, "client-kind:copier"),
                        part("outlook", 20, "client:outlook-2019"),
                        part("workspace", 5, "account:workspace")),
                false);
    }

    private static Session session(List<PlannedPart> plan) {
        return new Session("7", "移行、説明会; \"own\"", "c", Locale.JAPANESE, Instant.parse("2026-12-01T05:00:00Z"),
                ZoneId.of("Asia/Tokyo"),
                "会議室 3, 2\\階", "https://meet.example.com/a;b", "青木", plan, Session.Status.PLANNED);
    }

    private static List<String> proposed(Attendee... roster) {
        return PlanProposal.plan(course(), List.of(roster), BASE).stream().map(PlannedPart::part).toList();
    }

    private static Attendee with(String mail, String client) {
        return Attendee.of("s", "x", mail, client, "");
    }

    @Test
    void proposesWhatThesePeopleNeed() {
        String copier = BASE.clients().stream().filter(client -> client.kind() == ClientKind.COPIER).findFirst().orElseThrow()
                .id();
        assertEquals(List.of("all"), proposed());
        assertEquals(List.of("all"), proposed(with("a@gmail.com", "")));
        assertEquals(List.of("all", "copier"), proposed(with("a@gmail.com", copier)));
        assertEquals(List.of("all", "outlook"), proposed(with("a@gmail.com", "outlook-2019")));
        assertEquals(List.of("all", "outlook"), proposed(with("a@gmail.com", "Outlook")), "any Outlook may be this one");
        assertEquals(List.of("all", "workspace"), proposed(with("a@school.example", "thunderbird-153")));
        assertEquals(List.of("all", "copier", "workspace"), proposed(with("a@school.example", ""), with("b@gmail.com", copier)));
        assertEquals(List.of("outlook"), PlanProposal.lines(course(), List.of(with("", "outlook-2019")), BASE).stream()
                .filter(line -> line.needing().size() == 1 && !line.part().forEverybody() && line.part().id().equals("outlook"))
                .map(line -> line.part().id()).toList());
    }

    @Test
    void tellsAccountsByTheirAddress() {
        assertEquals(AccountKind.PERSONAL, PlanProposal.account("A@Gmail.com"));
        assertEquals(AccountKind.OUTLOOK_COM, PlanProposal.account("a@hotmail.co.jp"));
        assertEquals(AccountKind.OTHER, PlanProposal.account("a@docomo.ne.jp"));
        assertEquals(null, PlanProposal.account("a@firma.example"));
    }

    @Test
    void givesTheTimes() {
        Session session = session(List.of(new PlannedPart("all", 10), new PlannedPart("outlook", 20)));
        List<PlanProposal.Timed> times = PlanProposal.times(session);
        assertEquals(Instant.parse("2026-12-01T05:10:00Z"), times.get(1).start());
        assertEquals(Instant.parse("2026-12-01T05:30:00Z"), PlanProposal.end(session));
        assertEquals(Instant.parse("2026-12-01T06:00:00Z"), PlanProposal.end(session(List.of())));
    }

    @Test
    void readsARosterAsSpreadsheetsWriteIt() {
        String english = "Name,E-mail,Client or device,Organisation\r\nAnn,ann@example.com,Outlook 2019,Acme\r\n\"Lee, Bo\",,,\r\n";
        for (byte[] bytes : List.of(english.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + english).getBytes(StandardCharsets.UTF_8),
                english.getBytes(StandardCharsets.UTF_16LE),
                english.replace(',', ';').replace("\"Lee; Bo\"", "\"Lee, Bo\"").getBytes(WINDOWS))) {
            RosterImport roster = RosterImport.read(bytes, "s", List.of(), BASE);
            assertEquals(
                    List.of(Attendee.of("s", "Ann", "ann@example.com", "outlook-2019", "Acme"),
                            Attendee.of("s", "Lee, Bo", "", "", "")),
                    roster.attendees());
            assertEquals(List.of(), roster.problems());
        }
        String japanese = "会社名,氏名（必須）,メールアドレス,メールソフト\n学校,田中 花子,hanako@example.jp,Thunderbird 153\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, WINDOWS)) {
            Attendee hanako = RosterImport.read(japanese.getBytes(charset), "s", List.of(), BASE).attendees().getFirst();
            assertEquals("田中 花子", hanako.name());
            assertEquals("学校", hanako.organisation());
        }
        RosterImport names = RosterImport.read("姓,名\n田中,花子\n".getBytes(StandardCharsets.UTF_8), "s", List.of(), BASE);
        assertEquals("田中 花子", names.attendees().getFirst().name());
        assertEquals("Ann Lee",
                RosterImport.read("Last name,First name\nLee,Ann\n".getBytes(StandardCharsets.UTF_8), "s", List.of(), BASE)
                        .attendees().getFirst().name());
        RosterImport bare = RosterImport.read("Ann,Ann <ann@example.com>,,Acme\n".getBytes(StandardCharsets.UTF_8), "s",
                List.of(), BASE);
        assertEquals(List.of(Attendee.of("s", "Ann", "ann@example.com", "", "Acme")), bare.attendees());
    }

    @Test
    void namesBadRowsAndTakesTheOthers() {
        List<Attendee> there = List.of(Attendee.of("s", "Old", "OLD@example.com", "", ""));
        RosterImport roster = RosterImport
                .read(("name,mail,client\nAnn,ann@example.com,\nBob,bob at home,\nAnn again,ANN@example.com,\n"
                        + ",,Outlook\nOld,old@example.com,\n\u202eEve,eve@example.com,Quantum Mail 3000\n" + "x".repeat(300)
                        + ",,\n")
                        .getBytes(StandardCharsets.UTF_8), "s", there, BASE);
        assertEquals(List.of("Ann", "U+202EEve"), roster.attendees().stream().map(Attendee::name).toList());
        assertEquals(List.of("3 mail", "4 twice", "5 nobody", "6 twice", "7 client", "8 long"),
                roster.problems().stream().map(problem -> problem.line() + " " + problem.key()).toList());
        assertTrue(roster.problems().get(4).taken());
        for (RosterImport.Problem problem : roster.problems()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                assertFalse(problem.text(locale).contains("\u202e"));
                assertTrue(problem.text(locale).contains(String.valueOf(problem.line())), problem.text(locale));
            }
        }
        assertEquals("empty", RosterImport.read(new byte[0], "s", List.of(), BASE).problems().getFirst().key());
        assertEquals("big",
                RosterImport.read(new byte[RosterImport.MOST_BYTES + 1], "s", List.of(), BASE).problems().getFirst().key());
    }

    @Test
    void writesAnInvitation() {
        Session session = session(List.of(new PlannedPart("all", 90)));
        byte[] bytes = Invitation.calendar(session, course(), Instant.parse("2026-11-24T14:00:00Z"));
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\r\n")) {
            assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
            assertFalse(line.contains("\n"), line);
            assertFalse(line.contains("\ufffd"), line);
        }
        String unfolded = text.replace("\r\n ", "");
        assertTrue(unfolded.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), unfolded);
        assertTrue(unfolded.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"), unfolded);
        assertTrue(unfolded.contains("\r\nDTSTART:20261201T050000Z\r\nDTEND:20261201T063000Z\r\n"), unfolded);
        assertTrue(unfolded.contains("\r\nSUMMARY;LANGUAGE=ja:移行、説明会\\; \"own\"\r\n"), unfolded);
        assertTrue(unfolded.contains("\r\nLOCATION:会議室 3\\, 2\\\\階\r\n"), unfolded);
        assertTrue(unfolded.contains("\r\nURL:https://meet.example.com/a;b\r\n"), unfolded);
        assertTrue(unfolded.contains("Course\\; with\\, marks\\n- do it\\n"), unfolded);
    }

    @Test
    void lateInvitationsReplaceEarlierOnes() {
        Session session = session(List.of());
        int before = sequence(Invitation.calendar(session, null, Instant.parse("2026-11-24T14:00:00Z")));
        int after = sequence(Invitation.calendar(session.withPlan(List.of(new PlannedPart("a", 5))), null,
                Instant.parse("2026-11-24T15:00:00Z")));
        assertTrue(after > before);
    }

    private static int sequence(byte[] bytes) {
        return Integer.parseInt(new String(bytes, StandardCharsets.UTF_8).replaceAll("(?s).*\r\nSEQUENCE:([0-9]+)\r\n.*", "$1"));
    }

    @Test
    void aTitleCannotSmuggleLinesIn() {
        Session session = new Session("x\r\nATTACH:evil", "a\r\nATTACH:evil\u2028\u202e", "", Locale.ENGLISH, Instant.EPOCH,
                ZoneId.of("UTC"),
                "b\nATTACH:evil", "javascript:alert", "", List.of(), Session.Status.PLANNED);
        String text = new String(Invitation.calendar(session, null, Instant.EPOCH), StandardCharsets.UTF_8);
        assertTrue(text.lines().noneMatch(line -> line.startsWith("ATTACH") || line.startsWith("URL")), text);
        assertTrue(text.chars().noneMatch(c -> c == 0x202e || c == 0x2028), text);
        assertTrue(text.contains("SEQUENCE:0\r\n"));
    }
}
