package org.mailmend.knowledge.ui.internal.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.DomainLookup;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupRequest;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.LookupSource;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Looks a domain up where mail programs do, when the user says so, and shows which source wins and where they disagree. */
final class LookupPage extends WizardPage {
    private Text domain;
    private Button look;
    private Button stop;
    private ProgressBar progress;
    private StatusLabel problem;
    private Label words;
    private Table answers;
    private ServerTable servers;
    private StyledText differences;
    private Cancellation cancellation;
    private ClientConfig config;

    LookupPage() {
        super("lookup");
        setTitle(Messages.Lookup_title);
        setDescription(Messages.Lookup_words);
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).margins(12, 12).spacing(12, 8).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.Lookup_domain);
        domain = Widgets.id(new Text(area, SWT.BORDER), "domain");
        domain.setMessage("example.com");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT).applyTo(domain);
        domain.addListener(SWT.Modify, event -> say(null));
        // Enter looks up; it does not go on to the next page.
        domain.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_RETURN) {
                event.doit = false;
                event.detail = SWT.TRAVERSE_NONE;
                run();
            }
        });
        look = Sheet.push(area, "look", Messages.Lookup_run, this::run);
        stop = Sheet.push(area, "stop", Messages.Lookup_stop, this::cancel);
        problem = Dialogs.status(area, "domain.problem");
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(240, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        progress = new ProgressBar(area, SWT.SMOOTH);
        progress.setMaximum(LookupSource.values().length);
        Widgets.accessibleName(progress, Messages.Lookup_progress);
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).applyTo(progress);
        words = Widgets.id(new Label(area, SWT.WRAP), "words");
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(240, SWT.DEFAULT).applyTo(words);
        answers = Widgets.id(new Table(area, SWT.BORDER | SWT.FULL_SELECTION), "answers");
        answers.setHeaderVisible(true);
        Widgets.accessibleName(answers, Messages.Lookup_answers);
        for (String title : List.of(Messages.Lookup_source, Messages.Lookup_result, Messages.Lookup_time)) {
            new TableColumn(answers, title.equals(Messages.Lookup_time) ? SWT.RIGHT : SWT.LEFT).setText(title);
        }
        answers.addListener(SWT.Selection, event -> choose((LookupAnswer) event.item.getData()));
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(480, 140).applyTo(answers);
        servers = new ServerTable(area, "servers");
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(480, 90).applyTo(servers.control());
        differences = Widgets.id(Prose.field(area), "differences");
        differences.setMargins(8, 6, 8, 6);
        Widgets.accessibleName(differences, Messages.Lookup_differences);
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(480, 80).exclude(true).applyTo(differences);
        differences.setVisible(false);
        setControl(area);
        area.addDisposeListener(event -> cancel());
        begin();
        running(false);
        words.setText(Messages.Lookup_privacy);
        pack();
    }

    /** The settings of the source that is chosen; null when there are none. */
    ClientConfig config() {
        return config;
    }

    /** Breaks a lookup off. */
    void cancel() {
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    private boolean isRunning() {
        return cancellation != null;
    }

    private void run() {
        if (isRunning()) {
            return;
        }
        LookupRequest request;
        try {
            request = LookupRequest.of(domain.getText().strip());
        } catch (ConfigException e) {
            say(e.text(Words.locale()));
            domain.setFocus();
            return;
        }
        say(null);
        begin();
        Cancellation mine = new Cancellation();
        cancellation = mine;
        running(true);
        words.setText(NLS.bind(Messages.Lookup_running, Visible.line(request.domain())).replace("&", "&&"));
        UiThread ui = UiThread.of(answers);
        Job job = Job.create(NLS.bind(Messages.Lookup_running, request.domain()), monitor -> {
            LookupResult result = DomainLookup.run(request, answer -> ui.execute(() -> {
                if (cancellation == mine) {
                    add(answer);
                }
            }), mine);
            ui.execute(() -> {
                if (cancellation == mine) {
                    show(result);
                }
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    // --- what is shown

    private void begin() {
        answers.removeAll();
        progress.setSelection(0);
        choose(null);
        show(List.of());
    }

    private void running(boolean is) {
        boolean focused = look.isFocusControl() || stop.isFocusControl();
        look.setEnabled(!is);
        stop.setEnabled(is);
        if (focused) {
            (is ? stop : look).setFocus();
        }
        progress.setVisible(is);
    }

    private void add(LookupAnswer answer) {
        long before = java.util.Arrays.stream(answers.getItems())
                .filter(item -> ((LookupAnswer) item.getData()).source().compareTo(answer.source()) < 0).count();
        TableItem item = new TableItem(answers, SWT.NONE, (int) before);
        item.setData(answer);
        State state = switch (answer.status()) {
            case FOUND -> State.OK;
            case NOTHING -> State.WAITING;
            case FAILED -> State.WARNING;
            case SKIPPED -> State.SKIPPED;
        };
        String status = switch (answer.status()) {
            case FOUND -> Messages.Lookup_found;
            case NOTHING -> Messages.Lookup_nothing;
            case FAILED -> Messages.Lookup_failed;
            case SKIPPED -> Messages.Lookup_skipped;
        };
        item.setImage(0, Icons.of(state));
        item.setText(new String[] {answer.source().text(Words.locale()),
                NLS.bind(Messages.Lookup_detail, status, Visible.line(answer.detail().text(Words.locale()))),
                NLS.bind(Messages.Lookup_millis, String.format(Words.locale(), "%,d", answer.time().toMillis()))});
        progress.setSelection(answers.getItemCount());
        pack();
    }

    private void show(LookupResult result) {
        cancellation = null;
        running(false);
        answers.removeAll();
        result.answers().stream().sorted(Comparator.comparing(LookupAnswer::source)).forEach(this::add);
        LookupAnswer winner = result.winner().orElse(null);
        for (TableItem item : answers.getItems()) {
            if (item.getData() == winner) {
                answers.setSelection(item);
                item.setFont(Widgets.boldFont());
            }
        }
        words.setText((winner != null ? NLS.bind(Messages.Lookup_winner, winner.source().text(Words.locale()), winner.asked())
                : result.cancelled() ? Messages.Lookup_stopped : NLS.bind(Messages.Lookup_none, result.domain()))
                .replace("&", "&&"));
        choose(winner);
        show(result.differences());
        pack();
    }

    /** Takes the settings of a source; null for none. */
    private void choose(LookupAnswer answer) {
        config = answer == null ? null : answer.config();
        servers.show(config);
        setPageComplete(config != null);
    }

    private void show(List<LookupResult.Difference> list) {
        boolean any = !list.isEmpty();
        differences.setVisible(any);
        ((GridData) differences.getLayoutData()).exclude = !any;
        if (any) {
            Prose prose = new Prose(differences);
            prose.coloured(Messages.Lookup_disagree, Palette.current().warning());
            for (LookupResult.Difference difference : list) {
                prose.paragraph(NLS.bind(Messages.Lookup_difference, difference.type().toUpperCase(Locale.ROOT),
                        difference.aspect().text(Words.locale())));
                difference.variants().forEach(variant -> prose.item("•", variant(variant)));
            }
            prose.show();
        }
        answers.getParent().layout(true, true);
    }

    private static String variant(LookupResult.Variant variant) {
        String who = variant.sources().stream().map(source -> source.text(Words.locale()))
                .collect(Collectors.joining(Messages.Lookup_and));
        return NLS.bind(Messages.Lookup_variant,
                variant.value().isEmpty() ? Messages.Lookup_noServer : Visible.line(variant.value()),
                who);
    }

    private void say(String sentence) {
        if (sentence != null) {
            problem.set(State.FAULT, sentence);
        }
        if (problem.getVisible() != (sentence != null)) {
            problem.setVisible(sentence != null);
            ((GridData) problem.getLayoutData()).exclude = sentence == null;
            problem.getParent().layout(true, true);
        }
    }

    private void pack() {
        for (TableColumn column : answers.getColumns()) {
            column.pack();
        }
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            if (domain.getText().isEmpty()) {
                domain.setText(((ConfigurationWizard) getWizard()).domain());
            }
            domain.setFocus();
        } else {
            cancel();
        }
    }
}
