package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Detail;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Server;
import org.mailmend.organisation.Progress.Proof;
import org.mailmend.organisation.Progress.State;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Courses;

/** The plan, its announcements, its board and its reports. */
class PlanTest {
    private static final String ANN = "Ann";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final KnowledgeBase BASE = KnowledgeBase.get();

    @TempDir
    Path folder;
    private Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    private Inventory inventory;
    private Plan plan;

    @BeforeEach
    void open() {
        inventory = Inventory.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        plan = new Plan(inventory, clock);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private Item client(String mail, String client, String signIn) {
        return inventory.save(Item.of(Kind.CLIENT).with(Field.MAIL, mail).with(Field.CLIENT, client).with(Field.SIGN_IN, signIn),
                ANN);
    }

    private Assessment assess() {
        return Assessment.of(inventory.items(), Circumstances.unknown(), BASE, clock);
    }

    private Board board(Announcements announcements) {
        return Board.of(plan, assess(), announcements.records(0));
    }

    private Wave wave(String name, LocalDate first, LocalDate last, int capacity) {
        return plan.save(new Wave(0, name, first, last, capacity, ""));
    }

    @Test
    void countsOnlyWhatIsProved() {
        Item a = client("a@example.com", "thunderbird-140-152", "password");
        Item b = client("b@example.com", "thunderbird-140-152", "password");
        plan.set(List.of(a.id(), b.id()), State.MOVED, ANN);
        Announcements announcements = new Announcements(plan, BASE, clock);
        assertEquals(0, board(announcements).percent());
        assertEquals("plan.proof",
                assertThrows(OrganisationException.class, () -> plan.set(List.of(a.id()), State.PROVED, ANN)).key());
        plan.word(List.of(a.id()), "it works", ANN);
        inventory.save(inventory.item(b.id()).orElseThrow().with(Field.SIGN_IN, "oauth").with(Field.LAST_USED, "2026-11-23"),
                ANN);
        assertEquals(1, plan.proveBySignIns(inventory.items(), ANN));
        assertEquals(0, plan.proveBySignIns(inventory.items(), ANN));
        Board board = board(announcements);
        assertEquals(100, board.percent());
        assertEquals(List.of(a.id()), board.proofs().get(Proof.WORD));
        assertEquals(List.of(b.id()), board.proofs().get(Proof.SIGN_IN));
        // a stronger proof is not replaced by a weaker one
        plan.word(List.of(b.id()), "me too", ANN);
        assertEquals(Proof.SIGN_IN, plan.progress(b.id()).proof());
        assertEquals("state", inventory.history(a.id()).getLast().kind());
    }

    /** What a check found that signed in with this mechanism. */
    private CheckResult signedIn(String mechanism) {
        return new CheckResult(new Target(Protocol.SMTP, "smtp.gmail.com", 587, Security.STARTTLS), "current", clock.instant(),
                CheckResult.Verdict.OK, Stage.AUTH, CauseId.OK, List.of(),
                mechanism == null ? List.of()
                        : List.of(new CheckResult.StageResult(Stage.AUTH, CheckResult.Status.OK, CauseId.OK,
                                1, Detail.of("auth.done", "a@example.com", mechanism))),
                List.of(), null, null, List.of(), List.of(), null, null, null, null, List.of(), Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    @Test
    void aCheckProvesOnlyWhatItSignedInWith() {
        long a = client("a@example.com", "thunderbird-140-152", "password").id();
        assertEquals("plan.not-proved",
                assertThrows(OrganisationException.class, () -> plan.prove(a, Route.OAUTH, signedIn(null), ANN)).key());
        assertEquals("plan.not-oauth",
                assertThrows(OrganisationException.class, () -> plan.prove(a, Route.OAUTH, signedIn("LOGIN"), ANN)).key());
        assertFalse(plan.progress(a).counts());
        plan.prove(a, Route.OAUTH, signedIn("XOAUTH2"), ANN);
        assertEquals(Proof.CHECK, plan.progress(a).proof());
        long b = client("b@example.com", "outlook-2013", "password").id();
        plan.prove(b, Route.APP_PASSWORD, signedIn("PLAIN"), ANN);
        assertTrue(plan.progress(b).counts());
    }

    @Test
    void aLogThatIsTakenInProvesWhatSignsInWithOAuth() {
        Clients clients = new Clients(BASE);
        String grants = "Date,Event,Description,Actor,Application name,Client ID,Scope,IP address\n"
                + "2026-11-23,Authorize,,a@example.com,Thunderbird,1.apps.googleusercontent.com,https://mail.google.com/,203.0.113.9\n";
        String table = "Kind,Mail,Program,Sign-in,Last used\nclient,a@example.com,Thunderbird,password,2026-11-01\n"
                + "client,b@example.com,Thunderbird,OAuth,2026-11-01\n";
        Import own = Import.read(table.getBytes(StandardCharsets.UTF_8), Map.of(), Import.Options.NONE, clients);
        own.save(inventory, "own.csv", ANN);
        List<Item> both = inventory.items();
        plan.set(both.stream().map(Item::id).toList(), State.TOLD, ANN);
        own.save(inventory, "own.csv", ANN);
        assertTrue(both.stream().noneMatch(item -> plan.progress(item.id()).counts()), "a table of one's own proves nothing");
        Import log = Import.read(grants.getBytes(StandardCharsets.UTF_8), Map.of(), Import.Options.NONE, clients);
        assertEquals(Import.Format.GOOGLE_OAUTH_LOG, log.format());
        log.save(inventory, "log.csv", ANN);
        assertEquals(List.of("a@example.com"), both.stream().filter(item -> plan.progress(item.id()).proof() == Proof.SIGN_IN)
                .map(item -> item.get(Field.MAIL)).toList());
    }

    @Test
    void tellsAndInvitesWhomSomethingIsLeftToMove() {
        Item open = client("a@example.com", "thunderbird-140-152", "password");
        Item ended = client("b@example.com", "thunderbird-140-152", "password");
        Item fine = client("c@example.com", "thunderbird-140-152", "oauth");
        Item excepted = client("d@example.com", "thunderbird-140-152", "password");
        Wave wave = wave("one", TODAY.plusDays(6), TODAY.plusDays(10), 9);
        plan.assign(List.of(open.id(), ended.id(), fine.id(), excepted.id()), wave.id(), ANN);
        plan.except(List.of(ended.id()), TODAY.plusDays(1), "away", ANN);
        plan.except(List.of(excepted.id()), TODAY.plusDays(20), "a new one is ordered", ANN);
        clock = Clock.offset(clock, Duration.ofDays(3));
        plan = new Plan(inventory, clock);
        List<String> wanted = List.of("a@example.com", "b@example.com");
        assertEquals(wanted, new Announcements(plan, BASE, clock).write(wave, assess(), List.of(), "help").ready().stream()
                .map(Announcement::recipient).toList());
        assertEquals(wanted, new Classes(plan, BASE).rosters(wave.id(), assess(), List.of(), Locale.ENGLISH).stream()
                .flatMap(roster -> roster.pupils().stream()).map(Classes.Pupil::mail).toList());
    }

    @Test
    void endsExceptions() {
        Item a = client("a@example.com", "thunderbird-140-152", "password");
        assertEquals("plan.reason",
                assertThrows(OrganisationException.class, () -> plan.except(List.of(a.id()), TODAY, " ", ANN)).key());
        assertEquals("plan.until",
                assertThrows(OrganisationException.class, () -> plan.except(List.of(a.id()), TODAY.minusDays(1), "x", ANN))
                        .key());
        plan.except(List.of(a.id()), TODAY.plusDays(5), "old scanner, a new one is ordered", ANN);
        Announcements announcements = new Announcements(plan, BASE, clock);
        Board board = board(announcements);
        assertEquals(1, board.endingSoon().size());
        assertEquals(0, board.open().count());
        clock = Clock.offset(clock, Duration.ofDays(6));
        plan = new Plan(inventory, clock);
        Board later = board(announcements);
        assertEquals(1, later.open().count());
        assertEquals("action.expired", later.actions().getFirst().id());
    }

    @Test
    void sortsIntoWavesByRiskAndEffort() {
        for (int i = 0; i < 5; i++) {
            client("a" + i + "@example.com", i < 3 ? "thunderbird-140-152" : "outlook-2013", "password");
        }
        client("fine@example.com", "thunderbird-140-152", "oauth");
        plan.setFreezeDays(Set.of(TODAY.plusDays(1)));
        // Tuesday to Thursday without Wednesday
        Wave first = wave("first", TODAY, TODAY.plusDays(2), 1);
        Wave second = wave("second", TODAY.plusDays(4), TODAY.plusDays(6), 2);
        assertEquals(2, plan.room(first));
        // Saturday, Sunday, Monday would have but one day
        assertEquals(2, plan.room(second));
        Plan.Proposal proposal = plan.propose(assess());
        assertEquals(2, proposal.waves().get(first).size());
        assertEquals(2, proposal.waves().get(second).size());
        assertEquals(1, proposal.left().size());
        assertTrue(
                proposal.waves().get(first).getFirst().judgement().minutes() <= proposal.left().getFirst().judgement().minutes());
        plan.accept(proposal, ANN);
        assertEquals(1, plan.propose(assess()).left().size());
        plan.remove(first.id());
        assertEquals(1, plan.waves().size());
        assertThrows(OrganisationException.class, () -> new Wave(0, "x", TODAY, TODAY.minusDays(1), 1, ""));
    }

    @Test
    void tellsEachPersonInItsLanguageWithTheStepsOfItsClient() throws Exception {
        inventory.save(
                Item.of(Kind.PERSON).with(Field.NAME, "佐藤 健").with(Field.MAIL, "sato@example.co.jp").with(Field.LANGUAGE, "ja"),
                ANN);
        inventory.save(
                Item.of(Kind.PERSON).with(Field.NAME, "Ann Lee").with(Field.MAIL, "ann@example.com").with(Field.LANGUAGE, "en"),
                ANN);
        Item sato = client("sato@example.co.jp", "thunderbird-140-152", "password");
        Item ann = client("ann@example.com", "outlook-2016-msi", "password");
        Item nobody = inventory.save(Item.of(Kind.DEVICE).with(Field.NAME, "mfp").with(Field.SIGN_IN, "password"), ANN);
        Wave wave = wave("first", TODAY.plusDays(1), TODAY.plusDays(2), 10);
        plan.assign(List.of(sato.id(), ann.id(), nobody.id()), wave.id(), ANN);
        Announcements announcements = new Announcements(plan, BASE, clock);
        Announcements.Drafts drafts = announcements.write(wave, assess(), inventory.items(), "内線 1234");
        assertEquals(List.of(nobody.id()), drafts.unreachable().stream().map(Item::id).toList());
        Announcement english = drafts.ready().get(0);
        Announcement japanese = drafts.ready().get(1);
        assertTrue(english.text().startsWith("Hello Ann Lee,"), english.text());
        assertTrue(english.subject().contains("Outlook 2016"), english.subject());
        assertTrue(english.text().contains("1. "), english.text());
        assertTrue(japanese.text().startsWith("佐藤 健 様"), japanese.text());
        assertTrue(japanese.text().contains("Thunderbird 140"), japanese.text());
        assertTrue(japanese.text().contains("2026年11月25日") && japanese.text().contains("内線 1234"), japanese.text());
        assertFalse(japanese.text().contains("](") || japanese.text().contains("[?]"), japanese.text());
        Board board = board(announcements);
        assertTrue(board.blockers().stream().anyMatch(each -> each.id().equals("blocker.nobody")));
    }

    @Test
    void makesASessionForEachLanguageOfAWave() {
        inventory.save(
                Item.of(Kind.PERSON).with(Field.NAME, "佐藤 健").with(Field.MAIL, "sato@example.co.jp").with(Field.LANGUAGE, "ja"),
                ANN);
        Item sato = client("sato@example.co.jp", "thunderbird-140-152", "password");
        Item two = client("sato@example.co.jp", "outlook-2013", "password");
        Item ann = client("ann@example.com", "outlook-2016-msi", "password");
        Item other = client("other@example.com", "outlook-2016-msi", "password");
        Item moved = client("moved@example.com", "outlook-2016-msi", "password");
        Wave wave = wave("first", TODAY, TODAY.plusDays(3), 5);
        plan.assign(List.of(sato.id(), two.id(), ann.id(), moved.id()), wave.id(), ANN);
        plan.word(List.of(moved.id()), "done", ANN);
        Classes classes = new Classes(plan, BASE);
        List<Classes.Roster> rosters = classes.rosters(wave.id(), assess(), inventory.items(), Locale.ENGLISH);
        assertEquals(List.of("ann@example.com", "佐藤 健"),
                rosters.stream().flatMap(each -> each.pupils().stream()).map(Classes.Pupil::name).toList());
        assertFalse(rosters.stream().anyMatch(each -> each.toString().contains(other.get(Field.MAIL))));
        try (SessionStore sessions = SessionStore.open(inventory.location())) {
            Course course = Courses.bundled().course("moving-outlook", Locale.ENGLISH).orElseThrow();
            Classes.Wanted wanted = new Classes.Wanted("Wave 1", Optional.of(course), clock.instant(), ZoneOffset.UTC, "Room 1",
                    "",
                    ANN);
            for (Classes.Roster roster : rosters) {
                classes.make(wave, roster, wanted, sessions);
            }
            List<Session> made = classes.of(wave.id(), sessions);
            assertEquals(2, made.size());
            Session english = made.stream().filter(each -> each.language().equals(Locale.ENGLISH)).findFirst().orElseThrow();
            assertEquals(List.of("outlook-2016-msi"),
                    sessions.roster(english.id()).stream().map(each -> each.client()).toList());
            assertFalse(english.plan().isEmpty());
            sessions.delete(english.id());
            assertEquals(1, classes.of(wave.id(), sessions).size());
        }
        assertThrows(OrganisationException.class,
                () -> new Classes.Wanted(" ", Optional.empty(), clock.instant(), ZoneOffset.UTC, "", "", ANN));
    }

    @Test
    void knowsWhatNeedsHands() {
        Item byItsUser = client("a@example.com", "thunderbird-140-152", "password");
        Item copier = inventory.save(Item.of(Kind.DEVICE).with(Field.NAME, "mfp").with(Field.SIGN_IN, "password"), ANN);
        Wave wave = wave("first", TODAY, TODAY.plusDays(3), 5);
        plan.assign(List.of(byItsUser.id(), copier.id()), wave.id(), ANN);
        assertEquals(List.of(copier.id()), plan.needHands(wave.id(), assess()).stream().map(each -> each.item().id()).toList());
        inventory.addTicket(copier.id(), 7);
        assertTrue(plan.needHands(wave.id(), assess()).isEmpty());
    }

    @Test
    void makesOneTicketForEachItem() {
        Item a = client("a@example.com", "outlook-2016-msi", "password");
        try (TicketStore tickets = TicketStore.open(inventory.location())) {
            assertEquals(1, plan.tickets(assess().all(), tickets, Locale.JAPANESE, ANN).size());
            assertEquals(0, plan.tickets(assess().all(), tickets, Locale.JAPANESE, ANN).size());
            assertTrue(inventory.tickets().containsKey(a.id()));
            assertFalse(tickets.ticket(1).orElseThrow().steps().isEmpty());
        }
    }

    @Test
    void reportsInBothLanguages() throws Exception {
        Item a = client("a@example.com", "thunderbird-140-152", "password");
        Item b = client("b@example.com", "outlook-2013", "password");
        inventory.save(inventory.item(a.id()).orElseThrow().with(Field.NOTE, "=HYPERLINK(\"x\")").with(Field.SITE, "<b>京都</b>"),
                ANN);
        wave("first", TODAY, TODAY.plusDays(3), 1);
        plan.word(List.of(b.id()), "done", ANN);
        plan.except(List.of(a.id()), TODAY.plusDays(3), "*boss* says so", ANN);
        Announcements announcements = new Announcements(plan, BASE, clock);
        Board board = board(announcements);
        assertEquals(50, board.percent());
        assertEquals(2, board.burnDown().getFirst().planned());
        Reports reports = new Reports(board, assess(), BASE);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (Reports.Reader reader : Reports.Reader.values()) {
                String html = reports.html(reader, locale);
                assertTrue(html.contains("*boss* says so"), html);
                assertTrue(html.contains("&lt;b&gt;京都"), html);
                Path pdf = folder.resolve(reader + locale.getLanguage() + ".pdf");
                reports.pdf(reader, locale, pdf);
                assertTrue(Files.size(pdf) > 1000);
            }
            String csv = new String(reports.csv(locale), StandardCharsets.UTF_8);
            assertTrue(csv.contains("'=HYPERLINK"), csv);
            assertEquals(3, csv.lines().count());
        }
        assertEquals(0, board.notAnswered().count());
    }

    @Test
    void offersWhatWasMetInTicketsAndFiles() throws Exception {
        Clients clients = new Clients(BASE);
        try (TicketStore tickets = TicketStore.open(inventory.location())) {
            tickets.create(TicketChange.none().subject("one").client("Thunderbird").clientVersion("140.2")
                    .requester(tickets.save(Contact.of("Ann", "ann@example.com"), ANN)), ANN);
            tickets.create(TicketChange.none().subject("no client"), ANN);
            List<Candidate> met = Sources.tickets(tickets.list(TicketFilter.all(), TicketSort.NUMBER, true, 0, 10), clients);
            assertEquals(2, inventory.load(met, "tickets", ANN).created());
            assertEquals(0, inventory.load(met, "tickets", ANN).created());
        }
        Item client = inventory.items().stream().filter(item -> item.kind() == Kind.CLIENT).findFirst().orElseThrow();
        assertEquals("thunderbird-140-152", client.get(Field.CLIENT));
        EmailProvider provider = EmailProvider.of("example.com", "Example", List.of(),
                List.of(Server.of(Protocol.SMTP, "smtp.example.com", 587, Security.STARTTLS, "%EMAILADDRESS%",
                        List.of("OAuth2"))));
        inventory.load(Sources.autoconfig(ClientConfig.of(provider, null), inventory.items()), "autoconfig", ANN);
        assertEquals("smtp://smtp.example.com:587", inventory.item(client.id()).orElseThrow().get(Field.SERVER));
        assertEquals(2, inventory.size());
        assertEquals("ricoh-im",
                Sources.profiles(List.of(BASE.client("ricoh-im").orElseThrow()), clients, Locale.JAPANESE).getFirst().item()
                        .get(Field.CLIENT));
    }

    @Test
    void checksItemsAndKeepsWhatWasFound() throws Exception {
        Item item = inventory.save(Item.of(Kind.DEVICE).with(Field.NAME, "mfp")
                .with(Field.SERVER, "smtp://127.0.0.1:" + freePort()), ANN);
        Item without = inventory.save(Item.of(Kind.SCRIPT).with(Field.NAME, "job").with(Field.ACCOUNT, "other"), ANN);
        ItemChecks checks = new ItemChecks(inventory, BASE, Circumstances.unknown(), clock);
        assertEquals(null, checks.target(without));
        checks.pause();
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                checks.run(List.of(item, without), 2, (done, all) -> assertEquals(1, all));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (running.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertTrue(inventory.checks(item.id()).isEmpty(), "it waits");
        checks.resume();
        assertTrue(running.join(Duration.ofSeconds(30)));
        assertEquals("NET_REFUSED", inventory.checks(item.id()).getFirst().cause());
        Board board = board(new Announcements(plan, BASE, clock));
        assertTrue(board.blockers().stream().anyMatch(each -> each.id().equals("blocker.check")));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
