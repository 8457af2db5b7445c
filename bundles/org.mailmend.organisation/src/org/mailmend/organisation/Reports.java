package org.mailmend.organisation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Assessment.By;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.tickets.exchange.Sheet;

/** Reports of the move for the management and for auditors, as HTML, PDF and CSV, in English and Japanese. */
public final class Reports {
    private static final String MARKS = "\\`*_[]<>#&~|!";
    private static final int MOST = 15;

    private final Board board;
    private final Assessment assessment;
    private final KnowledgeBase base;

    /** Reports of this board. */
    public Reports(Board board, Assessment assessment, KnowledgeBase base) {
        this.board = board;
        this.assessment = assessment;
        this.base = base;
    }

    /** Whom a report is for. */
    public enum Reader {
        /** How far it is, what is at risk, what is needed: one page or two. */
        MANAGEMENT,
        /** What counts as moved and by what proof, every exception with its reason, and on what dates and sources all rests. */
        AUDITORS;

        /** The name on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The report as a page. */
    public Page page(Reader reader, Locale locale) {
        StringBuilder body = new StringBuilder();
        summary(body, locale);
        if (reader == Reader.MANAGEMENT) {
            figures(body, "report.blockers", board.blockers(), locale);
            figures(body, "report.actions", board.actions(), locale);
            lines(body, By.SITE, locale);
            lines(body, By.CLIENT, locale);
            ends(body, locale);
            exceptions(body, board.endingSoon(), "report.ending", locale);
        } else {
            proofs(body, locale);
            ends(body, locale);
            exceptions(body, board.exceptions(), "report.exceptions", locale);
            lines(body, By.SITE, locale);
            lines(body, By.CLIENT, locale);
            body.append("## ").append(text(locale, "report.method")).append("\n\n").append(text(locale, "report.method.text"))
                    .append("\n\n");
        }
        Locale language = "ja".equals(locale.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
        return new Page(SearchHit.Kind.ARTICLE, "report-" + reader.id(), language, text(locale, "report.title." + reader.id()),
                text(locale, "report.subtitle", board.day().toString()), body.toString(), sources(language), board.day(), true);
    }

    private void summary(StringBuilder body, Locale locale) {
        body.append("## ").append(text(locale, "report.summary")).append("\n\n");
        body.append(text(locale, "report.counts", number(board.proved().count()), number(board.all().count()),
                String.valueOf(board.percent()), number(board.open().count()))).append("\n\n");
        board.states().forEach((state, items) -> {
            if (!items.isEmpty()) {
                bullet(body, state.text(locale), items.size());
            }
        });
        Map<Need, Long> needs = assessment.needs();
        long fine = needs.get(Need.FINE);
        bullet(body, text(locale, "report.fine"), fine);
        bullet(body, Need.TOLERATED.text(locale), needs.get(Need.TOLERATED));
        body.append('\n');
    }

    private static void bullet(StringBuilder body, String label, long count) {
        body.append("- ").append(escape(label)).append(": ").append(number(count)).append('\n');
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void figures(StringBuilder body, String heading, List<Board.Figure> figures, Locale locale) {
        if (!figures.isEmpty()) {
            body.append("## ").append(text(locale, heading)).append("\n\n");
            figures.forEach(figure -> bullet(body, figure.text(locale), figure.count()));
            body.append('\n');
        }
    }

    private void lines(StringBuilder body, By by, Locale locale) {
        List<Board.Line> lines = board.by(by, base, locale);
        if (lines.isEmpty()) {
            return;
        }
        body.append("## ").append(by.text(locale)).append("\n\n");
        for (Board.Line line : lines.subList(0, Math.min(MOST, lines.size()))) {
            body.append("- ").append(text(locale, "report.line", escape(line.label()), number(line.proved().size()),
                    number(line.all().size()), number(line.except().size()))).append('\n');
        }
        if (lines.size() > MOST) {
            body.append("- ").append(text(locale, "report.more", number(lines.size() - (long) MOST))).append('\n');
        }
        body.append('\n');
    }

    private void proofs(StringBuilder body, Locale locale) {
        body.append("## ").append(text(locale, "report.proofs")).append("\n\n");
        board.proofs().forEach((proof, items) -> {
            if (proof != Progress.Proof.NONE) {
                bullet(body, proof.text(locale), items.size());
            }
        });
        body.append('\n');
    }

    /** What ends when, with how many items it concerns. */
    private void ends(StringBuilder body, Locale locale) {
        Map<Deadline, Long> counts = board.concerned().stream().filter(each -> each.judgement().deadline() != null)
                .filter(each -> !board.progress(each.item().id()).counts())
                .collect(Collectors.groupingBy(each -> each.judgement().deadline(), Collectors.counting()));
        if (!counts.isEmpty()) {
            body.append("## ").append(text(locale, "report.ends")).append("\n\n");
            counts.forEach((deadline, count) -> bullet(body, deadline.text(locale), count));
            body.append('\n');
        }
    }

    private void exceptions(StringBuilder body, List<Progress> exceptions, String heading, Locale locale) {
        if (exceptions.isEmpty()) {
            return;
        }
        Map<Long, Item> items = assessment.all().stream().map(Assessed::item)
                .collect(Collectors.toMap(Item::id, Function.identity()));
        body.append("## ").append(text(locale, heading)).append("\n\n");
        for (Progress each : exceptions.subList(0, Math.min(exceptions.size(), 500))) {
            Item item = items.get(each.item());
            body.append("- ").append(text(locale, "report.exception", escape(item == null ? "#" + each.item() : item.title()),
                    each.until().toString(), escape(each.reason()), escape(each.who()))).append('\n');
        }
        body.append('\n');
    }

    private List<Source> sources(Locale locale) {
        Set<Source> all = new LinkedHashSet<>();
        board.concerned().stream().map(each -> each.judgement().deadline()).filter(deadline -> deadline != null).distinct()
                .forEach(deadline -> all.addAll(deadline.sources(base, locale)));
        return List.copyOf(all);
    }

    private static String text(Locale locale, String key, Object... args) {
        return Messages.text(locale, key, args);
    }

    /** A text of the inventory, so that it is shown as it is. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Redactor.visible(text.replace('\n', ' ')).toCharArray()) {
            if (MARKS.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** The report as a whole HTML document that loads nothing from elsewhere. */
    public String html(Reader reader, Locale locale) {
        return PageHtml.html(page(reader, locale), PageStyle.FILE);
    }

    /**
     * The report as a PDF with its fonts in it.
     *
     * @throws IOException when the file cannot be written
     */
    public void pdf(Reader reader, Locale locale, Path file) throws IOException {
        PagePdf.write(List.of(page(reader, locale)), file);
    }

    /** Everything that sends, a row for each, in UTF-8 with a mark for spreadsheets. What would be taken for a formula is escaped. */
    public byte[] csv(Locale locale) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        List<Field> fields = List.of(Field.NAME, Field.MAIL, Field.PROGRAM, Field.VERSION, Field.SITE, Field.DEPARTMENT,
                Field.HOST,
                Field.SERIAL, Field.OWNER, Field.SIGN_IN, Field.LAST_USED, Field.NOTE);
        List<String> row = new ArrayList<>(List.of(text(locale, "column.kind")));
        fields.forEach(field -> row.add(field.text(locale)));
        for (String key : List.of("by.client", "by.need", "by.route", "by.risk", "report.minutes", "report.state", "report.proof",
                "report.until", "report.reason")) {
            row.add(text(locale, key));
        }
        csv.append(Sheet.row(row));
        for (Assessed each : assessment.all()) {
            Judgement judgement = each.judgement();
            Progress progress = board.progress(each.item().id());
            row.clear();
            row.add(each.item().kind().text(locale));
            fields.forEach(field -> row.add(each.item().get(field)));
            row.add(base.client(each.item().get(Field.CLIENT)).map(client -> client.name().in(locale)).orElse(""));
            row.add(judgement.state().text(locale));
            row.add(judgement.route().text(locale));
            row.add(judgement.risk().text(locale));
            row.add(String.valueOf(judgement.minutes()));
            row.add(progress.state().text(locale));
            row.add(progress.proof().text(locale));
            row.add(progress.until() == null ? "" : progress.until().toString());
            row.add(progress.reason());
            csv.append(Sheet.row(row));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
