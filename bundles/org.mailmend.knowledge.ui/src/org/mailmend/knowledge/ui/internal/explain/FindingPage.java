package org.mailmend.knowledge.ui.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.diagnosis.Symptom;
import org.mailmend.diagnosis.Who;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.ui.internal.explain.ExplainPane.Explained;
import org.mailmend.knowledge.ui.internal.explain.Inquiry.Option;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** What a text means, written for a person with a caller on the line. */
final class FindingPage {

    /** What the links and buttons of the page do. */
    interface Actions {
        void openArticle(String id);

        /** Looks at one of the causes that were found. */
        void look(CauseId cause);

        /** Answers a question; null takes the answer back. */
        void answer(String question, String answer);

        void example(String text);
    }

    private static final double NEARLY_CERTAIN = 0.85;
    private static final double LIKELY = 0.6;
    private static final double POSSIBLE = 0.35;
    private static final int MOST_ROWS = 8;
    private static final int MOST_DELIVERED = 20;
    private static final String SEPARATOR = " · ";

    private final Sheet sheet;
    private final Actions actions;
    private Explained shown;
    private CauseId shownCause;

    FindingPage(Composite parent, Actions actions) {
        sheet = new Sheet(parent);
        this.actions = actions;
    }

    Sheet sheet() {
        return sheet;
    }

    /**
     * Writes the page.
     *
     * @param explained what was found; null for nothing yet
     * @param looked    the other cause to look at; null for the one that was found
     */
    void write(Explained explained, CauseId looked) {
        boolean same = explained != null && shown != null && Objects.equals(looked, shownCause)
                && explained.diagnosis().cause() == shown.diagnosis().cause();
        shown = explained;
        shownCause = looked;
        sheet.begin();
        if (explained == null) {
            empty();
        } else if (looked == null || looked == explained.diagnosis().cause()) {
            found(explained);
        } else {
            other(explained, looked);
        }
        sheet.end(!same);
    }

    private void empty() {
        sheet.prose("empty").title(Messages.Empty_title).gap().paragraph(Messages.Empty_words).heading(Messages.Empty_examples)
                .show();
        example("gmail", Messages.Example_gmail, "535-5.7.8 Username and Password not accepted.");
        example("outlook", Messages.Example_outlook, "0x800CCC0E");
        example("copier", Messages.Example_copier, "Kyocera 1102");
        sheet.prose("help").gap().aside(Messages.Empty_privacy).show();
    }

    private void example(String id, String words, String text) {
        sheet.link("example." + id, NLS.bind(Messages.Example, words, text), () -> actions.example(text));
    }

    private void found(Explained explained) {
        Diagnosis diagnosis = explained.diagnosis();
        boolean unknown = diagnosis.cause() == CauseId.UNKNOWN;
        Cause cause = Catalogue.get().cause(diagnosis.cause());
        CauseText text = text(diagnosis.cause());
        Prose head = sheet.headline("finding", unknown ? Icons.large(State.UNTESTED) : Icons.of(FindingPage.class, "cause-large"),
                () -> unknown ? Messages.Certainty_none : Messages.Finding_cause);
        head.title(text.summary());
        head.coloured(certainty(diagnosis), unknown ? Palette.current().dim() : Palette.current().accent());
        head.aside(facts(diagnosis)).show();
        if (explained.finding().notMail()) {
            StatusLabel note = new StatusLabel(sheet.area());
            GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(note);
            note.set(State.WARNING, Messages.Finding_notMail);
        }
        if (explained.finding().bounce() != null) {
            bounce(explained.finding().bounce());
        }
        explained.inquiry().answers().forEach(this::answered);
        if (diagnosis.question() != null) {
            question(diagnosis.question());
        }
        body(explained, cause, text);
        alternatives(diagnosis);
        evidence(diagnosis);
    }

    private void other(Explained explained, CauseId looked) {
        CauseText text = text(looked);
        sheet.headline("finding", Icons.of(FindingPage.class, "cause-large"), () -> Messages.Finding_cause).title(text.summary())
                .coloured(Messages.Finding_other, Palette.current().accent()).aside(looked.name()).show();
        sheet.link("back", NLS.bind(Messages.Finding_back, text(explained.diagnosis().cause()).title()),
                () -> actions.look(null));
        body(explained, Catalogue.get().cause(looked), text);
    }

    private void body(Explained explained, Cause cause, CauseText text) {
        Prose prose = sheet.prose("body");
        if (!text.meaning().isBlank() && !text.meaning().equals(text.summary())) {
            prose.paragraph(text.meaning());
        }
        if (!cause.who().contains(Who.NOBODY)) {
            prose.heading(Messages.Finding_who).paragraph(Words.who(cause.who()));
        }
        prose.heading(Messages.Finding_retry).paragraph(cause.retry().text(Words.locale()));
        if (!text.steps().isEmpty()) {
            prose.heading(Messages.Finding_steps);
            int number = 1;
            for (NextStep step : text.steps()) {
                prose.item(number++ + ".", step.text());
            }
        }
        prose.show();
        Article article = explained.articles().get(cause.id());
        if (article != null) {
            sheet.link("article." + article.id(), NLS.bind(Messages.Finding_article, article.title()),
                    () -> actions.openArticle(article.id()));
        }
    }

    private void alternatives(Diagnosis diagnosis) {
        if (!diagnosis.alternatives().isEmpty()) {
            sheet.heading(diagnosis.cause() == CauseId.UNKNOWN ? Messages.Finding_perhaps : Messages.Finding_alternatives);
            for (Diagnosis.Alternative other : diagnosis.alternatives()) {
                sheet.link("alternative." + other.cause().name(), text(other.cause()).title(), () -> actions.look(other.cause()));
            }
        }
    }

    private void evidence(Diagnosis diagnosis) {
        Prose prose = sheet.prose("evidence");
        if (!diagnosis.evidence().isEmpty()) {
            prose.heading(Messages.Finding_evidence).protocol(Visible.line(diagnosis.evidence()));
        }
        Diagnosis.Basis basis = diagnosis.basis();
        if (basis != null) {
            prose.gap().aside(basis.verified() ? NLS.bind(Messages.Finding_verified, basis.source())
                    : basis.source().isEmpty() ? Messages.Finding_noSource
                            : NLS.bind(Messages.Finding_unverified, basis.source()));
        }
        prose.show();
    }

    // --- bounces

    private void bounce(Bounce bounce) {
        String kind = switch (bounce.kind()) {
            case FAILURE, MESSAGE -> null;
            case DELAY -> Messages.Bounce_delay;
            case SUCCESS -> Messages.Bounce_success;
            case AUTO_REPLY -> Messages.Bounce_autoReply;
            case FEEDBACK_REPORT -> Messages.Bounce_feedback;
            case READ_RECEIPT -> Messages.Bounce_receipt;
        };
        if (kind != null) {
            StatusLabel note = Widgets.id(new StatusLabel(sheet.area()), "bounce.kind");
            GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(note);
            note.set(State.WARNING, kind);
        }
        if (!bounce.recipients().isEmpty()) {
            sheet.heading(NLS.bind(Messages.Bounce_recipients, bounce.recipients().size()));
            recipients(bounce.recipients());
        }
        if (!bounce.delivered().isEmpty()) {
            sheet.prose("delivered").aside(NLS.bind(Messages.Bounce_delivered, bounce.delivered().stream().limit(MOST_DELIVERED)
                    .map(Visible::line).collect(Collectors.joining(Messages.Bounce_and)))).show();
        }
    }

    private void recipients(List<Bounce.Recipient> recipients) {
        Table table = Widgets.id(new Table(sheet.area(), SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL),
                "recipients");
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, NLS.bind(Messages.Bounce_recipients, recipients.size()));
        for (String title : List.of(Messages.Bounce_address, Messages.Bounce_cause, Messages.Bounce_status,
                Messages.Bounce_final)) {
            new TableColumn(table, SWT.LEFT).setText(title);
        }
        for (Bounce.Recipient recipient : recipients) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setData(recipient);
            String status = Stream.of(recipient.code(), recipient.status()).filter(Objects::nonNull).map(String::valueOf)
                    .collect(Collectors.joining(" "));
            item.setText(new String[] {Visible.line(recipient.address()), text(recipient.cause()).title(), Visible.line(status),
                    recipient.permanent() ? Messages.Bounce_permanent : Messages.Bounce_temporary});
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        int rows = Math.min(MOST_ROWS, recipients.size());
        GridDataFactory.fillDefaults().grab(true, false)
                .hint(120, table.getHeaderHeight() + rows * table.getItemHeight() + table.getHorizontalBar().getSize().y)
                .applyTo(table);
        StyledText diagnostic = Widgets.id(Prose.block(sheet.area()), "diagnostic");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(diagnostic);
        Runnable say = () -> {
            Bounce.Recipient chosen = (Bounce.Recipient) table.getItem(Math.max(0, table.getSelectionIndex())).getData();
            new Prose(diagnostic).protocol(Visible.line(chosen.diagnostic())).show();
            sheet.fit();
        };
        table.addListener(SWT.Selection, event -> say.run());
        table.addListener(SWT.DefaultSelection,
                event -> actions.look(((Bounce.Recipient) event.item.getData()).cause()));
        say.run();
    }

    // --- questions

    private void question(String id) {
        Composite box = row("question");
        sheet.prose(box, "question.text").coloured(Messages.Question_ask, Palette.current().accent())
                .paragraph(Catalogue.get().question(id, Words.locale())).show();
        List<Option> options = Option.of(id);
        new Label(box, SWT.NONE);
        if (options.isEmpty()) {
            Composite line = Widgets.surface(new Composite(box, SWT.NONE));
            GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(line);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
            Text answer = Widgets.id(new Text(line, SWT.BORDER), "answer");
            answer.setMessage(Messages.Question_hint);
            Widgets.accessibleName(answer, Messages.Question_answer);
            GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(80, SWT.DEFAULT).applyTo(answer);
            Runnable give = () -> {
                if (!answer.getText().isBlank()) {
                    actions.answer(id, answer.getText().strip());
                }
            };
            answer.addListener(SWT.DefaultSelection, event -> give.run());
            sheet.button(line, "answer.give", Messages.Question_use, give);
        } else {
            Composite lines = new Composite(box, SWT.NONE);
            GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(lines);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(lines);
            for (Option option : options) {
                sheet.link(lines, "answer." + option.id(), option.text(), () -> actions.answer(id, option.id()));
            }
        }
    }

    private void answered(String id, String answer) {
        Composite box = row("answered." + id);
        Option option = Option.of(id, answer);
        sheet.prose(box, "answered." + id + ".text").aside(Catalogue.get().question(id, Words.locale()))
                .paragraph(option == null ? Visible.line(answer) : option.text()).show();
        new Label(box, SWT.NONE);
        sheet.link(box, "answered." + id + ".back", Messages.Question_takeBack, () -> actions.answer(id, null));
    }

    /** A row with the icon of questions at its left. */
    private Composite row(String id) {
        Composite box = Widgets.id(Widgets.surface(new Composite(sheet.area(), SWT.NONE)), id);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 4).applyTo(box);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(box);
        Label icon = new Label(box, SWT.NONE);
        icon.setImage(Icons.of(FindingPage.class, "question"));
        Widgets.accessibleName(icon, Messages.Question_ask);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(24, SWT.DEFAULT).applyTo(icon);
        return box;
    }

    // --- words

    private static CauseText text(CauseId cause) {
        return Catalogue.get().text(cause, Words.locale());
    }

    /** How sure it is, in words. */
    static String certainty(Diagnosis diagnosis) {
        double confidence = diagnosis.confidence();
        return diagnosis.cause() == CauseId.UNKNOWN ? Messages.Certainty_none
                : confidence >= NEARLY_CERTAIN ? Messages.Certainty_nearly
                        : confidence >= LIKELY ? Messages.Certainty_likely
                                : confidence >= POSSIBLE ? Messages.Certainty_possible : Messages.Certainty_guess;
    }

    /** Provider, protocol, stage, code and the id of the cause, as far as they are known. */
    private static String facts(Diagnosis diagnosis) {
        Symptom symptom = diagnosis.symptom();
        List<String> facts = new ArrayList<>();
        facts.add(symptom.provider() == null ? null : Words.provider(symptom.provider()));
        facts.add(symptom.protocol() == null ? null : Words.protocol(symptom.protocol()));
        facts.add(symptom.stage() == null ? null : Words.stage(symptom.stage()));
        facts.add(Stream.of(symptom.code(), symptom.enhanced()).filter(Objects::nonNull).map(String::valueOf)
                .collect(Collectors.joining(" ")));
        facts.add(diagnosis.cause().name());
        return facts.stream().filter(fact -> fact != null && !fact.isEmpty()).map(Visible::line)
                .collect(Collectors.joining(SEPARATOR));
    }
}
