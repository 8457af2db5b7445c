package org.mailmend.tickets.ui.internal.intake;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.mail.Intake;
import org.mailmend.tickets.mail.TicketSourceProvider;
import org.mailmend.tickets.reply.FirstAnswer;
import org.mailmend.tickets.reply.Templates;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.tickets.ui.internal.templates.TemplatesPage;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** From where tickets come by themselves, how that goes, and whether new mails are answered at once. */
public final class IntakePage extends PreferencePage implements IWorkbenchPreferencePage {
    /** The id of this page. */
    public static final String ID = "org.mailmend.tickets.ui.intake";
    private static final String MAIL_PAGE = "org.mailmend.tickets.ui.mail";
    private static final int WIDTH = 460;
    private static final int ROWS = 3;
    private static final int LINES = 8;

    private final IntakeCentre centre = IntakeCentre.get();
    private final List<Mailbox> mailboxes = new ArrayList<>();
    private final Set<String> on = new HashSet<>();
    private final Map<String, char[]> passwords = new HashMap<>();
    /** What was changed here and waits for OK. */
    private final Set<String> touched = new HashSet<>();
    private List<TicketSourceProvider> shown = List.of();
    private Table sources;
    private Button edit;
    private Button remove;
    private Button again;
    private Button stop;
    private StatusLabel state;
    private Button answer;
    private Link sender;
    private Combo language;
    private Combo kind;
    private StyledText preview;
    private int generation;

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
        setDescription(Messages.Page_description);
    }

    @Override
    protected Control createContents(Composite parent) {
        IntakeSettings settings = IntakeSettings.load();
        mailboxes.addAll(settings.mailboxes());
        on.addAll(settings.on());
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(8, 8).extendedMargins(0, 0, 8, 0).applyTo(area);
        sources = Widgets.plainRows(
                Widgets.id(new Table(area, SWT.CHECK | SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "sources"));
        sources.setHeaderVisible(true);
        Widgets.accessibleName(sources, Messages.Page_sources);
        column(Messages.Page_source);
        column(Messages.Page_state);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, sources.getItemHeight() * ROWS).applyTo(sources);
        sources.addListener(SWT.Selection, event -> {
            if (event.detail == SWT.CHECK) {
                check((TableItem) event.item);
            }
            enable();
        });
        sources.addListener(SWT.DefaultSelection, event -> edit());
        sources.addListener(SWT.Resize, event -> fit());
        Composite buttons = new Composite(area, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(buttons);
        push(buttons, "source.add", Messages.Page_add, this::add);
        edit = push(buttons, "source.edit", Messages.Page_edit, this::edit);
        remove = push(buttons, "source.remove", Messages.Page_remove, this::remove);
        again = push(buttons, "source.again", Messages.Page_again, this::again);
        stop = push(buttons, "intake.stop", Messages.Page_stop, this::stop);
        state = status(area, "source.state");
        answering(area, settings);
        fill();
        if (!shown.isEmpty()) {
            sources.select(0);
        }
        enable();
        Runnable end = centre.listen(UiThread.of(area).coalesced(() -> {
            fill();
            enable();
        }));
        area.addListener(SWT.Dispose, event -> end.run());
        return area;
    }

    private void column(String words) {
        new TableColumn(sources, SWT.LEFT).setText(words);
    }

    private void fit() {
        int width = sources.getClientArea().width;
        if (width > 0) {
            sources.getColumn(0).setWidth(width * 55 / 100);
            sources.getColumn(1).setWidth(width - width * 55 / 100);
        }
    }

    private static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private static StatusLabel status(Composite area, String id) {
        StatusLabel label = Widgets.id(new StatusLabel(area), id);
        label.setData("org.eclipse.e4.ui.css.CssClassName", null);
        label.setBackground(null);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private void answering(Composite area, IntakeSettings settings) {
        Label title = new Label(area, SWT.NONE);
        title.setText(Messages.Answer_title);
        title.setFont(Widgets.boldFont());
        GridDataFactory.fillDefaults().indent(0, 8).applyTo(title);
        answer = Widgets.id(new Button(area, SWT.CHECK | SWT.WRAP), "answer");
        answer.setText(Messages.Answer_switch);
        answer.setSelection(settings.firstAnswer());
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(answer);
        sender = Widgets.id(new Link(area, SWT.WRAP), "answer.sender");
        MailSettings mail = MailSettings.load();
        sender.setText(mail.from().isBlank() || !mail.sending().isSet() ? Messages.Answer_noSender
                : NLS.bind(Messages.Answer_sender, Visible.line(mail.from()).replace("&", "&&").replace("<", "")));
        sender.addListener(SWT.Selection, event -> open("texts".equals(event.text) ? TemplatesPage.ID : MAIL_PAGE));
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(sender);
        Composite line = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        new Label(line, SWT.NONE).setText(Messages.Answer_preview);
        kind = combo(line, "answer.kind", Messages.Answer_kind, Messages.Answer_explained, Messages.Answer_unexplained);
        language = combo(line, "answer.language", Messages.Answer_language, Messages.Answer_en, Messages.Answer_ja);
        language.select(Templates.LANGUAGES.indexOf(Language.locale()));
        preview = Widgets.id(Prose.field(area), "answer.text");
        Widgets.accessibleName(preview, Messages.Answer_text);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, preview.getLineHeight() * LINES).applyTo(preview);
        preview();
    }

    private Combo combo(Composite line, String id, String name, String... items) {
        Combo combo = Widgets.id(new Combo(line, SWT.READ_ONLY), id);
        combo.setItems(items);
        combo.select(0);
        Widgets.accessibleName(combo, name);
        combo.addListener(SWT.Selection, event -> preview());
        return combo;
    }

    /** What an answer will say, with the team's template. */
    private void preview() {
        int mine = ++generation;
        var in = Templates.LANGUAGES.get(Math.max(0, language.getSelectionIndex()));
        boolean explained = kind.getSelectionIndex() <= 0;
        Desk.get().ask(preview,
                store -> FirstAnswer.preview(new Templates(store), KnowledgeBase.get(), in, explained), draft -> {
                    if (mine == generation) {
                        Prose prose = new Prose(preview);
                        prose.fact(Messages.Answer_subject, Visible.line(draft.subject())).gap();
                        Visible.of(draft.text()).lines().forEach(prose::paragraph);
                        prose.show();
                    }
                }, failure -> {
                    if (mine == generation) {
                        Prose prose = new Prose(preview);
                        prose.aside(Language.sentence(failure)).show();
                    }
                });
    }

    private void open(String page) {
        if (getContainer() instanceof IWorkbenchPreferenceContainer container) {
            container.openPage(page, null);
        }
    }

    // --- the list

    private void fill() {
        List<TicketSourceProvider> all = new ArrayList<>(mailboxes);
        all.addAll(centre.contributed());
        Map<String, Intake.Standing> standings = centre.standings();
        String selected = sources.getSelectionIndex() < 0 || sources.getSelectionIndex() >= shown.size() ? null
                : shown.get(sources.getSelectionIndex()).id();
        shown = all;
        while (sources.getItemCount() > all.size()) {
            sources.getItem(sources.getItemCount() - 1).dispose();
        }
        for (int i = 0; i < all.size(); i++) {
            TicketSourceProvider provider = all.get(i);
            TableItem item = i < sources.getItemCount() ? sources.getItem(i)
                    : Widgets.plain(new TableItem(sources, SWT.NONE));
            String[] words = {Visible.line(provider.name(Language.locale())), words(provider.id(), standings.get(provider.id()))};
            for (int column = 0; column < words.length; column++) {
                if (!item.getText(column).equals(words[column])) {
                    item.setText(column, words[column]);
                }
            }
            item.setChecked(on.contains(provider.id()));
            if (provider.id().equals(selected)) {
                sources.select(i);
            }
        }
        fit();
    }

    private String words(String id, Intake.Standing standing) {
        if (!on.contains(id)) {
            return Messages.State_off;
        }
        if (touched.contains(id)) {
            return Messages.State_pending;
        }
        if (standing == null) {
            return centre.isStopped() ? Messages.State_stopped : Messages.State_starting;
        }
        return switch (standing.phase()) {
            case LOOKING -> Messages.State_starting;
            case WAITING -> standing.tickets() == 0 ? Messages.State_waiting
                    : NLS.bind(Messages.State_taken, standing.tickets());
            case TROUBLE -> Messages.State_trouble;
            case REFUSED -> Messages.State_refused;
        };
    }

    private TicketSourceProvider selected() {
        int index = sources.getSelectionIndex();
        return index < 0 || index >= shown.size() ? null : shown.get(index);
    }

    private void enable() {
        TicketSourceProvider selected = selected();
        edit.setEnabled(selected instanceof Mailbox);
        remove.setEnabled(selected instanceof Mailbox);
        Intake.Standing standing = selected == null ? null : centre.standings().get(selected.id());
        boolean failed = standing != null && standing.sentence() != null;
        again.setEnabled(failed && !touched.contains(selected.id()));
        stop.setText(centre.isStopped() ? Messages.Page_start : Messages.Page_stop);
        stop.requestLayout();
        stop.setEnabled(centre.isStopped() || !centre.standings().isEmpty());
        if (shown.isEmpty()) {
            state.set(State.WAITING, Messages.Page_none);
        } else if (selected == null) {
            state.set(State.WAITING, Messages.Page_select);
        } else if (failed) {
            String next = standing.next() == null ? Messages.State_until
                    : NLS.bind(Messages.State_next, DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                            .format(standing.next().atZone(ZoneId.systemDefault())));
            state.set(State.FAULT, Visible.line(standing.sentence()) + " " + next);
        } else {
            State how = standing == null || !on.contains(selected.id()) || touched.contains(selected.id()) ? State.WAITING
                    : standing.phase() == Intake.Phase.WAITING ? State.OK : State.RUNNING;
            state.set(how, words(selected.id(), standing));
        }
        state.getParent().layout(true, true);
    }

    private void check(TableItem item) {
        String id = shown.get(sources.indexOf(item)).id();
        if (item.getChecked()) {
            on.add(id);
            touched.add(id);
        } else {
            on.remove(id);
        }
        sources.setSelection(item);
        fill();
    }

    private void add() {
        MailboxDialog dialog = new MailboxDialog(getShell(), Mailbox.fresh());
        if (dialog.open() == Window.OK) {
            mailboxes.add(dialog.mailbox());
            on.add(dialog.mailbox().id());
            take(dialog);
            sources.select(mailboxes.size() - 1);
            enable();
        }
    }

    private void edit() {
        if (selected() instanceof Mailbox old) {
            MailboxDialog dialog = new MailboxDialog(getShell(), old);
            if (dialog.open() == Window.OK) {
                mailboxes.set(mailboxes.indexOf(old), dialog.mailbox());
                take(dialog);
                enable();
            }
        }
    }

    private void take(MailboxDialog dialog) {
        String id = dialog.mailbox().id();
        touched.add(id);
        if (dialog.password().length > 0) {
            passwords.put(id, dialog.password());
        }
        fill();
    }

    private void remove() {
        if (selected() instanceof Mailbox old) {
            mailboxes.remove(old);
            on.remove(old.id());
            passwords.remove(old.id());
            fill();
            enable();
        }
    }

    private void again() {
        if (selected() != null) {
            centre.again(selected().id());
        }
    }

    private void stop() {
        if (centre.isStopped()) {
            centre.restart();
        } else {
            centre.stop();
        }
        enable();
    }

    @Override
    public boolean performOk() {
        if (sources == null) {
            return true;
        }
        IntakeSettings wanted = new IntakeSettings(mailboxes, on, answer.getSelection());
        IntakeSettings old = IntakeSettings.load();
        if (wanted.equals(old) && passwords.isEmpty()) {
            return true;
        }
        wanted.save();
        Map<Mailbox, char[]> secrets = new HashMap<>();
        mailboxes.forEach(mailbox -> {
            if (passwords.containsKey(mailbox.id())) {
                secrets.put(mailbox, passwords.get(mailbox.id()));
            }
        });
        passwords.clear();
        touched.clear();
        // the keyring may ask the user something; the intake begins when it has the passwords
        Job.createSystem(Messages.Page_keeping, monitor -> {
            CredentialStore store = DeskSettings.credentials();
            secrets.forEach((mailbox, secret) -> {
                if (store != null) {
                    store.put(mailbox.login().host(), mailbox.login().user(), secret);
                }
                Arrays.fill(secret, '\0');
            });
            centre.restart();
            return Status.OK_STATUS;
        }).schedule();
        return true;
    }
}
