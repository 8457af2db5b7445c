package org.mailmend.training.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.tickets.exchange.Sheet;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.training.course.CourseText;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PartKind;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.internal.Messages;
import org.mailmend.training.plan.PlanProposal;
import org.mailmend.training.results.SessionResults.Person;
import org.mailmend.training.results.SessionResults.QuestionResult;

/**
 * The papers of a session in its language: certificates of attendance, hand-outs, a summary for the organiser, and a table. The first three
 * are pages, for HTML and PDF as articles are.
 */
public final class SessionPapers {
    private static final String CERTIFICATE = "session-certificate";
    private static final String MARKS = "\\`*_[]<>#&~|!";

    private final SessionResults results;
    private final KnowledgeBase base;
    private final Locale locale;
    private final Session session;

    /** The papers for these results. */
    public SessionPapers(SessionResults results, KnowledgeBase base) {
        this.results = results;
        this.base = base;
        session = results.session();
        locale = "ja".equals(session.language().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** The certificate of somebody who was there. */
    public Page certificate(Person person) {
        StringBuilder body = new StringBuilder();
        body.append("## ").append(escape(person.attendee().name())).append("\n\n");
        if (!person.attendee().organisation().isBlank()) {
            body.append(escape(person.attendee().organisation())).append("\n\n");
        }
        body.append(text("certificate.attended", escape(courseTitle()), escape(day()), String.valueOf(minutes()))).append("\n\n");
        if (results.course() != null && !results.course().goals().isEmpty()) {
            body.append("### ").append(text("certificate.goals")).append("\n\n");
            results.course().goals().forEach(goal -> bullet(body, escape(goal)));
            body.append('\n');
        }
        List<PracticeGoal> achieved = person.goals().stream().filter(goal -> goal != PracticeGoal.ACCOUNT_PASSWORD_REFUSED)
                .sorted().toList();
        if (!achieved.isEmpty()) {
            body.append("### ").append(text("certificate.practice")).append("\n\n");
            achieved.forEach(goal -> bullet(body, goal.text(locale)));
            body.append('\n');
        }
        body.append("---\n\n");
        if (!session.place().isBlank()) {
            body.append(text("paper.place", escape(session.place()))).append("  \n");
        }
        body.append(text("paper.trainer", session.trainer().isBlank() ? "____________________" : escape(session.trainer())))
                .append('\n');
        return page(CERTIFICATE, text("certificate.title"), courseTitle(), body, List.of());
    }

    /** The certificates of all who were there, in the order of the roster. */
    public List<Page> certificates() {
        return results.people().stream().filter(Person::attended).map(this::certificate).toList();
    }

    /**
     * The hand-out for somebody: what we did, what to do at home for this very client, whom to call.
     *
     * @param help whom to call: a name, number or address as it is to be shown; may be empty
     */
    public Page handout(Person person, String help) {
        StringBuilder body = new StringBuilder();
        Set<Source> sources = new LinkedHashSet<>();
        body.append(text("handout.for", escape(person.attendee().name()))).append("\n\n## ").append(text("handout.did"))
                .append("\n\n");
        for (SessionResults.PartResult part : results.parts()) {
            if (part.part().kind() != PartKind.HANDOUT) {
                bullet(body, escape(part.part().title()));
            }
        }
        person.goals().stream().sorted().forEach(goal -> bullet(body, text("handout.achieved", goal.text(locale))));
        body.append("\n## ").append(text("handout.home")).append("\n\n");
        if (!person.missing().isEmpty()) {
            body.append(text("handout.missing")).append("\n\n");
            person.missing().stream().sorted().forEach(goal -> bullet(body, goal.text(locale)));
            body.append('\n');
        }
        steps(person, body, sources);
        AccountKind account = PlanProposal.account(person.attendee().mail());
        List<Client> clients = PlanProposal.clients(person.attendee().client(), base);
        for (SessionResults.PartResult each : results.parts()) {
            Part part = each.part();
            boolean fits = part.fits(null, account) || clients.stream().anyMatch(client -> part.fits(client, account));
            if (part.kind() == PartKind.HANDOUT && fits) {
                body.append("## ").append(escape(part.title())).append("\n\n")
                        .append(CourseText.resolved(part.body(), locale, base)).append("\n\n");
                CourseText.includes(part.body()).forEach(
                        include -> base.article(include.article(), locale)
                                .ifPresent(article -> sources.addAll(article.sources())));
            }
        }
        body.append("## ").append(text("handout.help")).append("\n\n");
        body.append(help.isBlank() ? text("handout.help.nobody", session.trainer().isBlank() ? text("handout.help.desk")
                : escape(session.trainer())) : escape(help)).append('\n');
        return page("session-handout", text("handout.title", session.title()), day(), body, List.copyOf(sources));
    }

    private void steps(Person person, StringBuilder body, Set<Source> sources) {
        List<Client> clients = PlanProposal.clients(person.attendee().client(), base);
        if (clients.size() != 1) {
            body.append(person.attendee().client().isBlank() ? text("handout.client.none")
                    : text("handout.client.unknown", escape(person.attendee().client()))).append("\n\n");
            return;
        }
        AccountKind account = PlanProposal.account(person.attendee().mail());
        Client client = clients.getFirst();
        Advice advice = new Adviser(base)
                .advise(AdviceRequest.of(client.id(), account == null ? AccountKind.WORKSPACE : account));
        // the way that was practised is the one to take at home
        Route practised = switch (person.way()) {
            case OAUTH -> Route.OAUTH;
            case APP_PASSWORD -> Route.APP_PASSWORD;
            case RELAY -> Route.SMTP_RELAY;
            default -> null;
        };
        Advice.Option option = advice.options().stream().filter(each -> each.route() == practised).findFirst()
                .orElse(advice.best());
        body.append("### ").append(text("handout.client", escape(client.name().in(locale)), option.route().text(locale)))
                .append("\n\n");
        int number = 1;
        for (Statement step : option.steps()) {
            body.append(number++).append(". ").append(step.text().in(locale)).append('\n');
            sources.addAll(locale == Locale.JAPANESE ? step.sourcesJa() : step.sources());
        }
        body.append('\n');
    }

    /** The hand-outs of everybody on the roster, in its order. */
    public List<Page> handouts(String help) {
        return results.people().stream().map(person -> handout(person, help)).toList();
    }

    /** The summary for the organiser: who is done, who still sends with a password, what stays open. */
    public Page summary() {
        StringBuilder body = new StringBuilder();
        long attended = results.people().stream().filter(Person::attended).count();
        body.append(text("summary.counts", String.valueOf(results.people().size()), String.valueOf(attended),
                String.valueOf(results.done().size()))).append("\n\n");
        people(body, "summary.password", results.withPassword());
        people(body, "summary.behind", results.behind().stream().filter(person -> person.way() != Way.PASSWORD).toList());
        people(body, "summary.absent", results.absent());
        people(body, "summary.done", results.done());
        body.append("## ").append(text("summary.open")).append("\n\n");
        if (results.open().isEmpty()) {
            body.append(text("summary.open.none")).append("\n\n");
        }
        for (Note note : results.open()) {
            String who = results.people().stream().filter(person -> person.attendee().id().equals(note.attendee()))
                    .map(person -> person.attendee().name()).findFirst().orElse("");
            bullet(body, text("summary.note", text("note." + note.kind().name().toLowerCase(Locale.ROOT)), escape(note.text()))
                    + (who.isEmpty() ? "" : " — " + escape(who))
                    + (note.ticket() == 0 ? "" : " — " + text("summary.ticket", String.valueOf(note.ticket()))));
        }
        body.append('\n');
        if (!results.questions().isEmpty()) {
            body.append("## ").append(text("summary.questions")).append("\n\n");
            for (QuestionResult each : results.questions()) {
                bullet(body, text("summary.question", escape(each.question().text()), String.valueOf(each.right()),
                        String.valueOf(each.answered())));
            }
            body.append('\n');
        }
        if (!results.parts().isEmpty()) {
            body.append("## ").append(text("summary.parts")).append("\n\n");
            for (SessionResults.PartResult each : results.parts()) {
                bullet(body,
                        each.seconds() == 0 ? text("summary.part", escape(each.part().title()), String.valueOf(each.minutes()))
                                : text("summary.part.took", escape(each.part().title()), String.valueOf(each.minutes()),
                                        String.valueOf(Math.round(each.seconds() / 60.0))));
            }
        }
        return page("session-summary", text("summary.title", session.title()), day(), body, List.of());
    }

    private void people(StringBuilder body, String heading, List<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        body.append("## ").append(text(heading, String.valueOf(people.size()))).append("\n\n");
        for (Person person : people) {
            List<String> words = new ArrayList<>();
            words.add(escape(person.attendee().name()));
            if (!person.attendee().mail().isBlank()) {
                words.add(escape(person.attendee().mail()));
            }
            if (!person.attendee().client().isBlank()) {
                words.add(escape(base.client(person.attendee().client()).map(client -> client.name().in(locale))
                        .orElse(person.attendee().client())));
            }
            if (person.way() != Way.UNKNOWN) {
                words.add(person.way().text(locale));
            }
            if (person.attended() && !person.missing().isEmpty()) {
                words.add(text("summary.missing", person.missing().stream().sorted().map(goal -> goal.text(locale))
                        .collect(Collectors.joining(locale == Locale.JAPANESE ? "、" : ", "))));
            }
            bullet(body, String.join(" — ", words));
        }
        body.append('\n');
    }

    /** A page as a whole HTML document that loads nothing from elsewhere. */
    public static String html(Page page) {
        return PageHtml.html(page, PageStyle.FILE);
    }

    /**
     * Pages as a PDF with its fonts in it, each page beginning on a new sheet; certificates in a frame.
     *
     * @throws IOException when the file cannot be written, and as {@link org.mailmend.knowledge.render.PdfException} when no font of this
     *                     system has the letters
     */
    public static void pdf(List<Page> pages, Path file) throws IOException {
        if (pages.stream().allMatch(page -> page.id().equals(CERTIFICATE))) {
            PagePdf.writeCertificates(pages, file);
        } else {
            PagePdf.write(pages, file);
        }
    }

    /**
     * The results as a table, in UTF-8 with a mark for spreadsheets: a row for each person, with a column for each question. What would be
     * taken for a formula is escaped.
     */
    public byte[] csv() {
        StringBuilder csv = new StringBuilder("\uFEFF");
        List<String> row = new ArrayList<>();
        for (String column : List.of("name", "mail", "client", "organisation", "attendance", "done", "way", "program", "right",
                "answered",
                "cases", "score")) {
            row.add(text("csv." + column));
        }
        for (PracticeGoal goal : PracticeGoal.values()) {
            row.add(goal.text(locale));
        }
        csv.append(Sheet.row(row));
        for (Person person : results.people()) {
            row = new ArrayList<>(List.of(person.attendee().name(), person.attendee().mail(), person.attendee().client(),
                    person.attendee().organisation(),
                    text("attendance." + person.attendee().attendance().name().toLowerCase(Locale.ROOT)), yes(person.done()),
                    person.way().text(locale), person.client(), String.valueOf(person.right()), String.valueOf(person.answered()),
                    String.valueOf(person.cases()),
                    person.cases() == 0 ? "" : String.format(Locale.ROOT, "%.1f", person.score())));
            for (PracticeGoal goal : PracticeGoal.values()) {
                row.add(yes(person.goals().contains(goal)));
            }
            csv.append(Sheet.row(row));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The answers to each question as a table, in the same form: a row for each choice, with how often it was ticked. */
    public byte[] questionsCsv() {
        StringBuilder csv = new StringBuilder("\uFEFF");
        csv.append(Sheet
                .row(List.of(text("csv.part"), text("csv.question"), text("csv.choice"), text("csv.correct"), text("csv.ticked"),
                        text("csv.answered"))));
        for (QuestionResult each : results.questions()) {
            for (int i = 0; i < each.question().choices().size(); i++) {
                csv.append(Sheet.row(List.of(each.part().title(), each.question().text(), each.question().choices().get(i).text(),
                        yes(each.question().choices().get(i).right()), String.valueOf(each.ticks().get(i)),
                        String.valueOf(each.answered()))));
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String yes(boolean value) {
        return text(value ? "csv.yes" : "csv.no");
    }

    private Page page(String id, String title, String subtitle, StringBuilder body, List<Source> sources) {
        return new Page(SearchHit.Kind.ARTICLE, id, locale, Redactor.visible(title), Redactor.visible(subtitle),
                body.toString(), sources, null, true);
    }

    private String courseTitle() {
        return results.course() == null ? session.title() : results.course().title();
    }

    private String day() {
        ZonedDateTime start = session.start().atZone(session.zone());
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale == Locale.JAPANESE ? Locale.JAPAN : Locale.UK)
                .format(start);
    }

    private long minutes() {
        Instant end = PlanProposal.end(session);
        return Duration.between(session.start(), end).toMinutes();
    }

    private static void bullet(StringBuilder body, String text) {
        body.append("- ").append(text).append('\n');
    }

    private String text(String key, String... args) {
        return Messages.text(locale, key, (Object[]) args);
    }

    /** A text of people, so that it is shown as it is. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Redactor.visible(text.replace('\n', ' ').replace('\t', ' ')).toCharArray()) {
            if (MARKS.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
