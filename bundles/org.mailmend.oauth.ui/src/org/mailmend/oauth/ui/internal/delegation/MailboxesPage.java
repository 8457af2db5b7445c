package org.mailmend.oauth.ui.internal.delegation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.DelegationProof;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Tries the service account with several mailboxes at once; each has a line of its own, and one that fails does not keep the others back. */
final class MailboxesPage extends WizardPage {
    private final Account again;
    private Text mailboxes;
    private Button start;
    private Button cancel;
    private StatusLabel state;
    private ProgressBar progress;
    private Table table;
    private StyledText details;
    private Cancellation running;
    private ClientRegistration tried;
    private int over;
    private final Map<String, DelegationProof.Finding> found = new LinkedHashMap<>();

    MailboxesPage(Account again) {
        super("mailboxes");
        this.again = again;
        setTitle(Messages.Mailboxes_title);
        setDescription(Messages.Mailboxes_words);
    }

    private DelegationWizard wizard() {
        return (DelegationWizard) getWizard();
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 2);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(Fields.label(area, Messages.Mailboxes_field));
        mailboxes = Widgets.id(new Text(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL), "mailboxes");
        GridDataFactory.fillDefaults().grab(true, false).hint(240, 5 * mailboxes.getLineHeight()).applyTo(mailboxes);
        // Tab leaves the field.
        mailboxes.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        Composite row = Fields.row(area, 2, 2);
        start = Fields.push(row, "start", Messages.Mailboxes_start, this::start);
        cancel = Fields.push(row, "cancel", Messages.Mailboxes_cancel, this::cancel);
        cancel.setEnabled(false);
        state = Fields.status(area, "state", 2);
        progress = new ProgressBar(area, SWT.SMOOTH);
        Widgets.accessibleName(progress, Messages.Mailboxes_progress);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).exclude(true).applyTo(progress);
        progress.setVisible(false);
        table = Widgets.id(new Table(area, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "results");
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Mailboxes_results);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(480, 130).applyTo(table);
        for (String title : List.of(Messages.Mailboxes_mailbox, Messages.Mailboxes_state, Messages.Mailboxes_found)) {
            new TableColumn(table, SWT.LEFT).setText(title);
        }
        pack();
        table.addListener(SWT.Selection, event -> show());
        details = Fields.prose(area, "details", Messages.Mailboxes_details, 2);
        setControl(area);
        if (again != null) {
            mailboxes.setText(again.address());
        }
        area.addDisposeListener(event -> cancel());
        show();
    }

    private void pack() {
        for (TableColumn column : table.getColumns()) {
            column.pack();
            column.setWidth(column.getWidth() + 12);
        }
    }

    // --- trying them

    private void start() {
        List<String> wanted;
        try {
            wanted = DelegationProof.mailboxes(mailboxes.getText());
        } catch (BadInputException e) {
            Fields.say(state, State.FAULT, e.remark().text(Fields.locale()));
            mailboxes.setFocus();
            return;
        }
        Cancellation mine = new Cancellation();
        running = mine;
        tried = wizard().client();
        found.clear();
        over = 0;
        table.removeAll();
        for (String mailbox : wanted) {
            line(new TableItem(table, SWT.NONE), mailbox, State.WAITING, "");
        }
        pack();
        table.setSelection(0);
        show();
        progress.setMaximum(wanted.size());
        progress.setSelection(0);
        Fields.show(progress, true);
        Fields.say(state, State.RUNNING, NLS.bind(Messages.Mailboxes_running, 0, wanted.size()));
        enable();
        cancel.setFocus();
        run(wizard().provider(), tried, wanted, mine);
    }

    private void run(Provider provider, ClientRegistration client, List<String> wanted, Cancellation mine) {
        UiThread ui = UiThread.of(table);
        Job job = new Job(NLS.bind(Messages.Mailboxes_job, client.email())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    DelegationProof.run(provider, client, wanted, Ledger::requests, Clock.systemUTC(),
                            new DelegationProof.Listener() {
                                @Override
                                public void begun(String mailbox) {
                                    ui.execute(() -> update(mine, mailbox, State.RUNNING, Messages.Mailboxes_trying));
                                }

                                @Override
                                public void found(DelegationProof.Finding finding) {
                                    ui.execute(() -> take(mine, finding, wanted.size()));
                                }
                            }, mine);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ui.execute(() -> over(mine, wanted.size()));
                return Status.OK_STATUS;
            }

            @Override
            protected void canceling() {
                mine.cancel();
            }
        };
        job.schedule();
    }

    private void take(Cancellation mine, DelegationProof.Finding finding, int all) {
        if (running != mine) {
            return;
        }
        found.put(finding.mailbox(), finding);
        over++;
        progress.setSelection(over);
        Fields.say(state, State.RUNNING, NLS.bind(Messages.Mailboxes_running, over, all));
        State how = finding.isCancelled() ? State.SKIPPED : finding.isGood() ? State.OK : State.FAULT;
        update(mine, finding.mailbox(), how, sentence(finding));
    }

    private static String sentence(DelegationProof.Finding finding) {
        if (finding.isCancelled()) {
            return Messages.Mailboxes_cancelled;
        }
        if (finding.refusal() != null) {
            return finding.refusal().remark().text(Fields.locale());
        }
        List<String> sentences = new ArrayList<>();
        finding.servers().forEach((protocol, cause) -> {
            if (cause != CauseId.OK) {
                sentences.add(NLS.bind(Messages.Mailboxes_refused, words(protocol),
                        Catalogue.get().text(cause, Fields.locale()).summary()));
            }
        });
        return !sentences.isEmpty() ? String.join(" ", sentences)
                : finding.servers().isEmpty() ? Messages.Mailboxes_token : Messages.Mailboxes_works;
    }

    private static String words(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> Messages.Mailboxes_smtp;
            case IMAP -> Messages.Mailboxes_imap;
            case POP3 -> Messages.Mailboxes_pop3;
        };
    }

    private void update(Cancellation mine, String mailbox, State how, String words) {
        if (running != mine) {
            return;
        }
        for (TableItem item : table.getItems()) {
            if (item.getText(0).equals(mailbox)) {
                line(item, mailbox, how, words);
                if (table.getSelectionCount() > 0 && table.getSelection()[0] == item) {
                    show();
                }
            }
        }
        pack();
    }

    private static void line(TableItem item, String mailbox, State how, String words) {
        item.setText(new String[] {mailbox, how.text(), words});
        item.setImage(1, Icons.of(how));
    }

    private void over(Cancellation mine, int all) {
        if (running != mine) {
            return;
        }
        running = null;
        Fields.show(progress, false);
        int good = good().size();
        boolean cancelled = mine.isCancelled();
        for (TableItem item : table.getItems()) {
            if (!found.containsKey(item.getText(0))) {
                line(item, item.getText(0), State.SKIPPED, Messages.Mailboxes_cancelled);
            }
        }
        Fields.say(state, cancelled ? State.SKIPPED : good == all ? State.OK : State.FAULT,
                NLS.bind(cancelled ? Messages.Mailboxes_wasCancelled : Messages.Mailboxes_over, good, all));
        enable();
        start.setFocus();
        show();
    }

    /** Ends the run that is under way. */
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private void enable() {
        start.setEnabled(running == null);
        cancel.setEnabled(running != null);
        mailboxes.setEditable(running == null);
        if (getContainer() != null && getContainer().getCurrentPage() != null) {
            getContainer().updateButtons();
        }
    }

    boolean isRunning() {
        return running != null;
    }

    /** What worked, with the service account that is chosen now. */
    List<DelegationProof.Finding> good() {
        return tried == null || !tried.equals(wizard().client()) ? List.of()
                : found.values().stream().filter(DelegationProof.Finding::isGood).toList();
    }

    // --- one mailbox

    private void show() {
        Prose prose = new Prose(details);
        DelegationProof.Finding finding = table.getSelectionCount() == 0 ? null : found.get(table.getSelection()[0].getText(0));
        if (finding == null) {
            prose.paragraph(Messages.Mailboxes_idle);
        } else if (finding.isCancelled()) {
            prose.heading(finding.mailbox()).paragraph(Messages.Mailboxes_cancelled);
        } else if (finding.refusal() != null) {
            prose.heading(finding.mailbox());
            Fields.failure(prose, finding.refusal());
        } else {
            prose.heading(finding.mailbox());
            finding.servers().forEach((protocol, cause) -> {
                String line = NLS.bind(Messages.Mailboxes_refused, words(protocol),
                        Catalogue.get().text(cause, Fields.locale()).summary());
                prose.coloured(line, cause == CauseId.OK ? Palette.current().ok() : Palette.current().fault());
                if (cause != CauseId.OK) {
                    Fields.steps(prose, cause);
                }
            });
            if (finding.servers().isEmpty()) {
                prose.paragraph(Messages.Mailboxes_token);
            }
        }
        prose.show();
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            if (mailboxes.getText().isBlank() && Practice.isPractice(wizard().provider())) {
                mailboxes.setText("hanako@example.com\njiro@example.com\ntaro@example.com");
            }
            if (tried != null && !tried.equals(wizard().client())) {
                found.clear();
                table.removeAll();
                Fields.say(state, State.WAITING, null);
                show();
            }
            mailboxes.setFocus();
        } else {
            cancel();
        }
    }
}
