package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Presets;
import org.mailmend.check.Secret;
import org.mailmend.check.ui.CheckEvidence;
import org.mailmend.check.ui.CheckStages;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.Health;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.TokenFacts;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.TicketButtons;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** What the token is good for in plain words, and the proof of it: XOAUTH2 where mail is sent and read. */
final class ProofPage extends SetupPage {
    /** Sending and reading; who can read by IMAP can do so by POP. */
    private static final List<Protocol> PROVED = List.of(Protocol.SMTP, Protocol.IMAP);

    private StyledText facts;
    private Button again;
    private Button cancel;
    private TicketButtons tickets;
    private final List<CheckResult> results = new ArrayList<>();
    private final List<StatusLabel> states = new ArrayList<>();
    private final List<CheckStages> stages = new ArrayList<>();
    private Button insist;
    private Account proved;
    private Cancellation running;
    private String remark;
    private TokenFacts told;

    ProofPage() {
        super("proof", Messages.Proof_title, Messages.Proof_words);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 1);
        facts = Fields.prose(area, "facts", Messages.Proof_facts, 1);
        GridDataFactory.fillDefaults().grab(true, true).hint(480, 140).applyTo(facts);
        Composite buttons = Fields.row(area, 4, 1);
        again = Fields.push(buttons, "again", Messages.Proof_again, this::start);
        cancel = Fields.push(buttons, "cancel", Messages.Proof_cancel, this::cancel);
        tickets = new TicketButtons(buttons, this::ticket);
        Composite both = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(PROVED.size()).equalWidth(true).spacing(12, 4).applyTo(both);
        GridDataFactory.fillDefaults().grab(true, true).hint(480, 230).applyTo(both);
        for (Protocol protocol : PROVED) {
            StatusLabel state = Fields.status(both, "proof." + protocol.name().toLowerCase(java.util.Locale.ROOT), 1);
            Fields.say(state, State.WAITING, words(protocol));
            states.add(state);
        }
        for (int i = 0; i < PROVED.size(); i++) {
            CheckStages one = new CheckStages(both);
            GridDataFactory.fillDefaults().grab(true, true).hint(200, 160).applyTo(one.control());
            stages.add(one);
        }
        insist = Widgets.id(new Button(area, SWT.CHECK | SWT.WRAP), "insist");
        insist.setText(Messages.Proof_insist);
        insist.addListener(SWT.Selection, event -> buttons());
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(insist);
        insist.setVisible(false);
        setControl(area);
        area.addDisposeListener(event -> cancel());
    }

    private static String words(Protocol protocol) {
        return protocol == Protocol.SMTP ? Messages.Proof_sending : Messages.Proof_reading;
    }

    // --- the proof

    /** Ends the proof that is under way. */
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private void start() {
        Account account = setup().signedIn();
        if (account == null) {
            return;
        }
        cancel();
        Cancellation mine = new Cancellation();
        running = mine;
        proved = account;
        remark = null;
        told = null;
        results.clear();
        setup().proved(null);
        for (int i = 0; i < PROVED.size(); i++) {
            Fields.say(states.get(i), State.WAITING, words(PROVED.get(i)));
            stages.get(i).clear();
        }
        boolean refresh = account.tokens().refresh() != null;
        insist.setSelection(insist.getSelection() && !refresh);
        Fields.show(insist, !refresh);
        buttonsFor(true);
        tell(account);
        Accounts session = setup().session();
        UiThread ui = UiThread.of(facts);
        Job job = new Job(NLS.bind(Messages.Proof_job, account.address())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                prove(session, account, mine, ui);
                ui.execute(() -> over(mine));
                return Status.OK_STATUS;
            }

            @Override
            protected void canceling() {
                mine.cancel();
            }
        };
        job.schedule();
    }

    private void prove(Accounts session, Account account, Cancellation mine, UiThread ui) {
        try {
            Account renewed = account;
            String refreshed = null;
            if (account.tokens().refresh() != null) {
                try {
                    renewed = session.refresh(account.address(), mine);
                    refreshed = Messages.Proof_renewed;
                } catch (OAuthException e) {
                    refreshed = NLS.bind(Messages.Proof_notRenewed, e.remark().text(Fields.locale()));
                }
            }
            TokenFacts inspected = inspect(session, account, mine);
            Account latest = renewed;
            String said = refreshed;
            ui.execute(() -> {
                if (running == mine) {
                    remark = said;
                    told = inspected;
                    tell(latest);
                }
            });
            Secret token = session.accessToken(account.address(), mine);
            Map<Protocol, CauseId> found = new LinkedHashMap<>();
            for (CheckRequest request : Ledger.requests(account, token)) {
                int index = PROVED.indexOf(request.target().protocol());
                // of several servers for the same purpose the first one is proof enough
                if (index < 0 || found.containsKey(request.target().protocol()) || mine.isCancelled()) {
                    continue;
                }
                ui.execute(() -> Fields.say(states.get(index), State.RUNNING, words(request.target().protocol())));
                CheckResult result = stages.get(index).run(request, Fields.locale(), mine);
                found.put(request.target().protocol(), result.cause());
                ui.execute(() -> show(index, result));
            }
            token.wipe();
            if (!mine.isCancelled() && !found.isEmpty()) {
                Ledger.Proved proof = new Ledger.Proved(Instant.now(), found);
                ui.execute(() -> setup().proved(proof));
            } else if (found.isEmpty() && !mine.isCancelled()) {
                ui.execute(() -> states.forEach(state -> Fields.say(state, State.SKIPPED, Messages.Proof_noServers)));
            }
        } catch (OAuthException e) {
            String sentence = e.remark().text(Fields.locale());
            ui.execute(() -> states.forEach(state -> Fields.say(state, State.FAULT, sentence)));
        } catch (BadInputException | IOException e) {
            ILog.of(ProofPage.class).error("The proof could not be made", e);
            ui.execute(() -> states.forEach(state -> Fields.say(state, State.UNTESTED, Messages.Proof_brokeOff)));
        }
    }

    /** What the provider says of the token; null when it does not say anything. */
    private static TokenFacts inspect(Accounts session, Account account, Cancellation mine)
            throws BadInputException, IOException {
        try {
            return session.inspect(account.address(), mine);
        } catch (OAuthException e) {
            // the proof at the mail servers says more
            return null;
        }
    }

    /** What is handed over to a ticket: whose account it is, what the token is good for, and what the servers said to it. */
    private TicketDraft ticket() {
        if (proved == null || results.isEmpty()) {
            return null;
        }
        List<TicketDraft.Evidence> evidence = new ArrayList<>();
        results.forEach(result -> evidence.add(CheckEvidence.of(result, Fields.locale())));
        evidence.add(new TicketDraft.Evidence("note", NLS.bind(Messages.Proof_note, proved.address()), facts.getText(), Map.of(),
                List.of()));
        TicketDraft draft = TicketDraft.of("").withRequester(proved.address()).withClient(setup().program())
                .withProvider(Presets.providerOf(results.getFirst().target().host())).withEvidence(evidence);
        return results.stream().filter(result -> result.verdict() == CheckResult.Verdict.FAULT).findFirst()
                .map(fault -> draft.withCause(fault.cause().name(), 1)).orElse(draft);
    }

    private void show(int index, CheckResult result) {
        results.add(result);
        boolean good = result.verdict() == CheckResult.Verdict.OK || result.verdict() == CheckResult.Verdict.WARNING;
        State state = switch (result.verdict()) {
            case OK -> State.OK;
            case WARNING -> State.WARNING;
            case FAULT -> State.FAULT;
            case UNTESTED -> State.UNTESTED;
        };
        Fields.say(states.get(index), state,
                NLS.bind(good ? Messages.Proof_works : Messages.Proof_fails, words(PROVED.get(index)),
                        Catalogue.get().text(result.cause(), Fields.locale()).summary()));
    }

    private void over(Cancellation mine) {
        if (running == mine) {
            running = null;
            buttonsFor(false);
            if (mine.isCancelled()) {
                for (int i = 0; i < states.size(); i++) {
                    Fields.say(states.get(i), State.SKIPPED, Messages.Proof_cancelled);
                }
            }
        }
    }

    private void buttonsFor(boolean is) {
        boolean focused = again.isFocusControl() || cancel.isFocusControl();
        again.setEnabled(!is);
        cancel.setEnabled(is);
        tickets.enable(!is && !results.isEmpty());
        if (focused) {
            (is ? cancel : again).setFocus();
        }
        buttons();
    }

    // --- the facts

    private void tell(Account account) {
        Prose prose = new Prose(facts);
        prose.fact(Messages.Proof_owner, account.owner() == null ? Messages.Proof_ownerUnknown : account.owner());
        prose.fact(Messages.Proof_scopes, String.join("\u2028", account.tokens().scopes()));
        prose.fact(Messages.Proof_token, NLS.bind(Messages.Proof_until, date(account.tokens().expires())));
        prose.fact(Messages.Proof_refresh,
                account.tokens().refresh() == null ? Messages.Proof_refreshNo
                        : remark == null ? Messages.Proof_refreshYes : Messages.Proof_refreshYes + "\u2028" + remark);
        Instant ends = Health.of(account, java.time.Clock.systemUTC()).ends();
        prose.fact(Messages.Proof_ends, ends == null ? Messages.Proof_noEnd : date(ends));
        if (told != null && told.told()) {
            prose.fact(Messages.Proof_provider, told.active() ? Messages.Proof_active : Messages.Proof_inactive);
        }
        for (Health.Warning warning : Health.of(account, java.time.Clock.systemUTC()).warnings()) {
            prose.gap().coloured(warning.text(Fields.locale()), Palette.current().warning());
            Fields.steps(prose, warning.cause());
        }
        prose.show();
        facts.setTopPixel(0);
    }

    private static String date(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Fields.locale())
                .withZone(ZoneId.systemDefault()).format(when);
    }

    /** Whether nothing is being proved. */
    boolean isOver() {
        return running == null;
    }

    /** Whether the sign-in lasts, or the user wants it all the same. */
    boolean mayFinish() {
        Account account = setup().signedIn();
        return account != null && (account.tokens().refresh() != null || insist.getSelection());
    }

    @Override
    public boolean isPageComplete() {
        return setup().signedIn() != null;
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            if (setup().signedIn() != proved) {
                start();
            }
            (again.isEnabled() ? again : cancel).setFocus();
        } else {
            cancel();
        }
    }
}
