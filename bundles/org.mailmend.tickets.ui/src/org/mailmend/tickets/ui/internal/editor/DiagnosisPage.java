package org.mailmend.tickets.ui.internal.editor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Presets;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.SignIns;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.SignInOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** What happened, why, which way out is taken, and what is still to be done. */
final class DiagnosisPage extends Composite {
    private static final int DEBOUNCE = 200;
    private static final int SYMPTOM_HEIGHT = 84;
    private static final int SIDE_BY_SIDE = 760;
    private static final int NARROW = 120;
    private static final int MOST_REASONS = 2;

    /** What its links lead to. */
    interface Actions {
        void openArticle(String id);

        /** Opens the dialogue that asks what changes the way out. */
        void advise(Client client, org.mailmend.knowledge.AccountKind account);

        /** Opens the Connection Tester for this ticket. */
        void test();
    }

    /** What the symptom points to and which ways out there are, found in the background. */
    private record Found(Diagnosis diagnosis, Advice advice) {
    }

    private final TicketModel model;
    private final Actions actions;
    private final UiThread ui;
    private final Text symptom;
    private final Sheet why;
    private final Sheet how;
    private final Job job = Job.createSystem(Messages.Page_diagnosis, monitor -> {
        work();
    });
    private volatile KnowledgeBase base;
    private volatile Ticket wanted;
    private volatile String text = "";
    private Found found;
    private boolean filling;

    DiagnosisPage(Composite parent, TicketModel model, Actions actions) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        this.actions = actions;
        ui = UiThread.of(this);
        GridLayoutFactory.fillDefaults().applyTo(this);
        Sides sides = new Sides(this, SIDE_BY_SIDE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sides);
        Composite left = Widgets.surface(new Composite(sides, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
        Composite top = new Composite(left, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 2).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        Label label = new Label(top, SWT.NONE);
        label.setText(Field.SYMPTOM.text(Texts.locale()));
        symptom = Widgets.id(new Text(top, SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL), "symptom");
        symptom.setTextLimit(Field.SYMPTOM.limit());
        symptom.setMessage(Messages.Symptom_hint);
        Widgets.accessibleName(symptom, Field.SYMPTOM.text(Texts.locale()));
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SYMPTOM_HEIGHT).applyTo(symptom);
        symptom.addListener(SWT.Modify, event -> symptomTyped());
        symptom.addListener(SWT.FocusOut, event -> model.commit());
        symptom.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        why = new Sheet(left);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(why);
        how = new Sheet(sides);
        sides.setWeights(48, 52);
        model.onChange(this::show);
        Theme.onChange(this, this::write);
        addDisposeListener(event -> job.cancel());
    }

    private void symptomTyped() {
        if (!filling && model.now() != null) {
            model.typed(Field.SYMPTOM, symptom.getText().replace("\r\n", "\n"));
            ask();
        }
    }

    /** Takes the rules, clients and articles to use. */
    void knowledge(KnowledgeBase known) {
        base = known;
        ask();
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        String typed = model.typed(Field.SYMPTOM);
        String shown = typed == null ? model.now().ticket().symptom() : typed;
        if (!symptom.isFocusControl() && !symptom.getText().replace("\r\n", "\n").equals(shown)
                || symptom.isFocusControl() && typed == null
                        && !symptom.getText().replace("\r\n", "\n").strip().equals(shown.strip())) {
            filling = true;
            symptom.setText(shown);
            filling = false;
        }
        write();
        ask();
    }

    // --- finding out

    private void ask() {
        if (model.now() == null || base == null) {
            return;
        }
        wanted = model.now().ticket();
        text = symptom.getText();
        job.cancel();
        job.schedule(found == null ? 0 : DEBOUNCE);
    }

    /** In the background. */
    private void work() {
        Ticket ticket = wanted;
        String words = text;
        KnowledgeBase known = base;
        Client client = ticket.client() == null ? null : known.client(ticket.client()).orElse(null);
        Explainer explainer = known.explainer();
        Diagnosis diagnosis = words.isBlank() ? null
                : explainer.explain(words, new Hints(null, null, family(client, ticket.client()), ticket.provider()));
        Advice advice = client == null || ticket.account().isEmpty() ? null
                : new Adviser(known).advise(AdviceRequest.of(client.id(), ticket.account().get()));
        Found fresh = new Found(diagnosis, advice);
        ui.execute(() -> {
            if (wanted == ticket && text.equals(words)) {
                found = fresh;
                write();
            }
        });
    }

    private static String family(Client client, String told) {
        return client == null ? told : client.family().isEmpty() ? client.id() : client.family();
    }

    // --- showing

    private void write() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        Ticket ticket = model.now().ticket();
        why.begin();
        cause(ticket);
        proposal(ticket);
        why.end(false);
        how.begin();
        steps(ticket);
        ways(ticket);
        articles(ticket);
        how.end(false);
    }

    private static CauseText text(CauseId cause) {
        return Catalogue.get().text(cause, Texts.locale());
    }

    private void cause(Ticket ticket) {
        CauseId cause = ticket.cause();
        if (cause == null || cause == CauseId.UNKNOWN) {
            return;
        }
        CauseText words = text(cause);
        Prose head = why.headline("cause", Icons.of(DiagnosisPage.class, "cause-large"), () -> Field.CAUSE.text(Texts.locale()));
        head.title(words.summary());
        String certain = Double.isNaN(ticket.certainty()) ? Messages.Cause_chosen
                : NLS.bind(Messages.Cause_certainty, Math.round(100 * ticket.certainty()));
        head.aside(certain + " · " + cause.name());
        head.show();
        Prose body = why.prose("cause.meaning");
        if (!words.meaning().isBlank() && !words.meaning().equals(words.summary())) {
            body.paragraph(words.meaning());
        }
        body.aside(NLS.bind(Messages.Cause_who, Words.who(Catalogue.get().cause(cause).who()))).show();
        why.link("cause.article", Messages.Cause_article, () -> actions.openArticle(KnowledgeBase.articleId(cause)));
        why.link("cause.clear", Messages.Cause_clear, () -> change(TicketChange.none().cause(null).with(Field.CERTAINTY, null)));
    }

    /** What the symptom points to, as far as it is not the ticket's cause already. */
    private void proposal(Ticket ticket) {
        Diagnosis diagnosis = found == null ? null : found.diagnosis();
        if (diagnosis == null || diagnosis.cause() == CauseId.UNKNOWN) {
            if (ticket.cause() == null || ticket.cause() == CauseId.UNKNOWN) {
                why.prose("cause.none").title(symptom.getText().isBlank() ? Messages.Cause_noSymptom : Messages.Cause_unknown)
                        .paragraph(Messages.Cause_unknownWords).show();
                question(diagnosis);
            }
            return;
        }
        boolean known = ticket.cause() != null && ticket.cause() != CauseId.UNKNOWN;
        List<Diagnosis.Alternative> all = new ArrayList<>();
        all.add(new Diagnosis.Alternative(diagnosis.cause(), diagnosis.confidence()));
        all.addAll(diagnosis.alternatives());
        all.removeIf(one -> one.cause() == ticket.cause());
        if (!all.isEmpty()) {
            why.heading(known ? Messages.Cause_others : Messages.Cause_proposals);
        }
        for (Diagnosis.Alternative one : all) {
            Composite row = new Composite(why.area(), SWT.NONE);
            GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
            Prose prose = why.prose(row, "proposal." + one.cause().name());
            prose.paragraph(text(one.cause()).summary());
            prose.aside(NLS.bind(Messages.Cause_certainty, Math.round(100 * one.confidence()))).show();
            Button take = why.button(row, "take." + one.cause().name(), Messages.Cause_take,
                    () -> change(TicketChange.none().cause(one.cause()).with(Field.CERTAINTY,
                            String.valueOf(Math.round(one.confidence() * 100) / 100.0))));
            take.setToolTipText(NLS.bind(Messages.Cause_takeTip, text(one.cause()).title()));
            GridDataFactory.swtDefaults().align(SWT.END, SWT.BEGINNING).applyTo(take);
        }
        question(diagnosis);
        if (!diagnosis.evidence().isBlank()) {
            why.prose("cause.evidence").heading(Messages.Cause_evidence).protocol(Visible.line(diagnosis.evidence())).show();
        }
    }

    private void question(Diagnosis diagnosis) {
        if (diagnosis != null && diagnosis.question() != null) {
            why.prose("question").heading(Messages.Cause_question)
                    .paragraph(Catalogue.get().question(diagnosis.question(), Texts.locale())).show();
        }
    }

    private void steps(Ticket ticket) {
        List<Ticket.Step> steps = ticket.steps();
        long done = steps.stream().filter(Ticket.Step::done).count();
        how.heading(steps.isEmpty() ? Field.STEPS.text(Texts.locale()) : NLS.bind(Messages.Steps_count, done, steps.size()));
        if (steps.isEmpty()) {
            how.prose("steps.none").paragraph(Messages.Steps_none).show();
        }
        for (Ticket.Step step : steps) {
            step(ticket, step);
        }
        if (!steps.isEmpty() && done == steps.size()) {
            StatusLabel label = Widgets.id(new StatusLabel(how.area()), "steps.done");
            GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(label);
            label.set(State.OK, Messages.Steps_done);
        }
        Composite buttons = how.buttons();
        if (steps.isEmpty() && ticket.cause() != null && !text(ticket.cause()).steps().isEmpty()) {
            how.button(buttons, "steps.cause", Messages.Steps_ofCause, () -> take(ticket, stepsOf(ticket.cause())));
        }
        how.button(buttons, "steps.test", Messages.Evidence_test, actions::test);
        if (signInHelps(ticket)) {
            how.button(buttons, "steps.oauth", Messages.Steps_signIn, () -> signIn(ticket));
        }
        Text own = Widgets.id(new Text(how.area(), SWT.BORDER), "steps.own");
        own.setMessage(Messages.Steps_own);
        own.setTextLimit(1000);
        Widgets.accessibleName(own, Messages.Steps_own);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(own);
        own.addListener(SWT.DefaultSelection, event -> {
            if (!own.getText().isBlank()) {
                List<Ticket.Step> more = new ArrayList<>(ticket.steps());
                more.add(new Ticket.Step(freeId(more), own.getText().strip(), false));
                own.setText("");
                change(TicketChange.none().steps(more));
            }
        });
    }

    /** Whether a sign-in with OAuth is the way that was chosen, or one out of the cause. */
    private static boolean signInHelps(Ticket ticket) {
        SignInOpener opener = SignIns.opener();
        return opener != null && (ticket.route().filter(route -> route == Route.OAUTH).isPresent()
                || ticket.cause() != null && opener.helps(ticket.cause().name()));
    }

    private static void signIn(Ticket ticket) {
        String server = Presets.all().stream().filter(preset -> preset.provider().equals(ticket.provider())).findFirst()
                .map(preset -> preset.target().host()).orElse(null);
        SignIns.opener().open(new SignInOpener.Wish(ticket.cause() == null ? null : ticket.cause().name(),
                ticket.requester() == null ? null : ticket.requester().mail(), server,
                ticket.account().map(account -> account.id()).orElse(null), ticket.client()));
    }

    private static String freeId(List<Ticket.Step> steps) {
        Set<String> taken = new TreeSet<>(steps.stream().map(Ticket.Step::id).toList());
        int i = 1;
        while (taken.contains("own-" + i)) {
            i++;
        }
        return "own-" + i;
    }

    private void step(Ticket ticket, Ticket.Step step) {
        Composite row = new Composite(how.area(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        Button tick = Widgets.id(new Button(row, SWT.CHECK), "step." + step.id());
        tick.setSelection(step.done());
        Widgets.accessibleName(tick, step.text());
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(tick);
        tick.addListener(SWT.Selection, event -> tick(ticket, step, tick.getSelection()));
        Label words = Widgets.id(new Label(row, SWT.WRAP), "step.words." + step.id());
        words.setText(Texts.plain(Visible.line(step.text())));
        words.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        words.setForeground(step.done() ? Palette.current().dim() : Palette.current().text());
        words.setBackground(Palette.current().surface());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(NARROW, SWT.DEFAULT).applyTo(words);
        words.addListener(SWT.MouseUp, event -> {
            if (event.button == 1) {
                tick.setSelection(!tick.getSelection());
                tick(ticket, step, tick.getSelection());
            }
        });
    }

    private void tick(Ticket ticket, Ticket.Step step, boolean done) {
        List<Ticket.Step> steps = ticket.steps().stream()
                .map(each -> each.id().equals(step.id()) ? new Ticket.Step(each.id(), each.text(), done) : each).toList();
        TreeSet<String> ids = new TreeSet<>();
        steps.stream().filter(Ticket.Step::done).forEach(each -> ids.add(each.id()));
        change(TicketChange.none().with(Field.DONE, String.join("\n", ids)));
    }

    private static List<Ticket.Step> stepsOf(CauseId cause) {
        return text(cause).steps().stream().map((NextStep step) -> new Ticket.Step(step.id(), step.text(), false)).toList();
    }

    private void take(Ticket ticket, List<Ticket.Step> steps) {
        // what was done stays done where the same step is there again
        Set<String> done = new TreeSet<>(ticket.steps().stream().filter(Ticket.Step::done).map(Ticket.Step::id).toList());
        change(TicketChange.none().steps(
                steps.stream().map(step -> new Ticket.Step(step.id(), step.text(), done.contains(step.id()))).toList()));
    }

    private void ways(Ticket ticket) {
        how.heading(Messages.Ways_title);
        Advice advice = found == null ? null : found.advice();
        if (advice == null) {
            boolean known = base != null && ticket.client() != null && base.client(ticket.client()).isPresent();
            if (base != null) {
                how.prose("ways.none").paragraph(known ? Messages.Ways_noAccount : Messages.Ways_noClient).show();
            }
        } else {
            Locale locale = Texts.locale();
            for (Advice.Option option : advice.options()) {
                way(ticket, option, locale);
            }
        }
        how.link("ways.advise", Messages.Ways_advise, () -> actions.advise(
                base == null || ticket.client() == null ? null : base.client(ticket.client()).orElse(null),
                ticket.account().orElse(null)));
    }

    private void way(Ticket ticket, Advice.Option option, Locale locale) {
        boolean taken = ticket.route().filter(route -> route == option.route()).isPresent();
        Composite row = new Composite(how.area(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        Button choose = Widgets.id(new Button(row, SWT.RADIO), "way." + option.route().id());
        choose.setSelection(taken);
        Widgets.accessibleName(choose, option.route().text(locale));
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(choose);
        choose.addListener(SWT.Selection, event -> {
            if (choose.getSelection() && !taken) {
                choose(ticket, option, locale);
            }
        });
        Prose prose = how.prose(row, "way.words." + option.route().id());
        prose.coloured(option.route().text(locale), Palette.current().text());
        option.because().stream().limit(MOST_REASONS).map(Reason::text).forEach(reason -> prose.paragraph(reason.in(locale)));
        option.limits().stream().limit(1).map(Reason::text).forEach(reason -> prose.aside(reason.in(locale)));
        prose.show();
    }

    private void choose(Ticket ticket, Advice.Option option, Locale locale) {
        List<Ticket.Step> steps = new ArrayList<>();
        int i = 1;
        for (Statement step : option.steps()) {
            steps.add(new Ticket.Step(option.route().id() + "-" + i++, step.text().in(locale), false));
        }
        Set<String> articles = new LinkedHashSet<>(ticket.articles());
        articles.addAll(option.articles());
        change(TicketChange.none().route(option.route() == Route.NONE ? null : option.route()).steps(steps).articles(articles));
    }

    private void articles(Ticket ticket) {
        if (base == null || ticket.articles().isEmpty()) {
            return;
        }
        how.heading(Field.ARTICLES.text(Texts.locale()));
        for (String id : ticket.articles()) {
            Optional<String> title = base.article(id, Texts.locale()).map(article -> article.title());
            how.link("article." + id, Visible.line(title.orElse(id)), () -> actions.openArticle(id));
        }
    }

    private void change(TicketChange change) {
        try {
            model.change(change);
        } catch (TicketException e) {
            model.problem(e.text(Texts.locale()));
        }
    }

    @Override
    public boolean setFocus() {
        return symptom.setFocus();
    }
}
