package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Hints;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Session;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;
import org.mailmend.training.practice.PracticeStage;
import org.mailmend.training.practice.Reach;
import org.mailmend.training.practice.Standing;
import org.mailmend.training.practice.Visit;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The practice server of a session: who connected, with what, how far they came, and what the server said to them. */
final class PracticePane extends Composite {
    private static final int MOST_VISITS = 100;

    private final Locale locale = Language.locale();
    private final Label title;
    private final Combo reach;
    private final Combo shared;
    private final Button agree;
    private final Button start;
    private final Button stop;
    private final Button copy;
    private final Button save;
    private final Button certificate;
    private final StatusLabel warning;
    private final StatusLabel state;
    private final StyledText addresses;
    private final Table board;
    private final StyledText detail;
    private final Button article;
    private List<InetAddress> networks = List.of();
    private Session session;
    private int people;
    private Library library;
    private String explained = "";
    private CauseId cause = CauseId.UNKNOWN;
    private boolean starting;

    PracticePane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 6).applyTo(this);
        title = Widgets.id(new Label(this, SWT.WRAP), "practice.title");
        title.setFont(Widgets.headingFont());
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(title);
        Composite row = Parts.row(this);
        reach = Parts.combo(row, "reach", Messages.Practice_reach, this::enable, Messages.Practice_computer);
        shared = Parts.combo(row, "shared", Messages.Practice_shared, () -> {
        }, Messages.Practice_each, Messages.Practice_pairs, Messages.Practice_threes, Messages.Practice_fours);
        start = Parts.push(row, "start", Messages.Practice_start, this::start);
        stop = Parts.push(row, "stop", Messages.Practice_stop, this::stop);
        copy = Parts.push(row, "accounts.copy", Messages.Practice_copy, this::copy);
        save = Parts.push(row, "accounts.save", Messages.Practice_save, this::saveAccounts);
        certificate = Parts.push(row, "certificate", Messages.Practice_certificate, this::saveCertificate);
        warning = Parts.status(this, "warning");
        agree = Widgets.id(new Button(this, SWT.CHECK | SWT.WRAP), "agree");
        agree.setText(Messages.Practice_agree);
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).exclude(true).applyTo(agree);
        agree.setVisible(false);
        agree.addListener(SWT.Selection, event -> enable());
        state = Widgets.id(new StatusLabel(this), "state");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(state);
        addresses = Widgets.id(Prose.block(this), "addresses");
        Widgets.accessibleName(addresses, Messages.Practice_addresses);
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).exclude(true).applyTo(addresses);
        addresses.setVisible(false);
        SashForm sash = new SashForm(this, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        board = Parts.painted(Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "board"));
        board.setHeaderVisible(true);
        Widgets.accessibleName(board, Messages.Practice_board);
        for (String each : List.of(Messages.Practice_account, Messages.Practice_people, Messages.Practice_stage,
                Messages.Practice_client, Messages.Practice_sign_in, Messages.Practice_passed, Messages.Practice_reply)) {
            new TableColumn(board, SWT.LEFT).setText(each);
        }
        board.addListener(SWT.Selection, event -> explain());
        Composite below = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(below);
        detail = Widgets.id(Prose.field(below), "detail");
        detail.setMargins(8, 8, 8, 8);
        Widgets.accessibleName(detail, Messages.Practice_detail);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 80).applyTo(detail);
        Composite actions = Parts.row(below);
        article = Parts.push(actions, "article", Messages.Cases_article,
                () -> Services.with(ArticleOpener.class, opener -> opener.openCause(cause.name())));
        sash.setWeights(62, 38);
        School.get().onChange(this, this::read);
        Practice.get().onChange(this, this::fill);
        Theme.onChange(this, () -> {
            fill();
            explained = "";
            explain();
        });
        School.deliver(this, Library.get(), read -> library = read, words -> state.set(State.FAULT, words));
        School.deliver(this, CompletableFuture.supplyAsync(Reach::networks), this::networks,
                words -> state.set(State.FAULT, words));
        fill();
        read();
    }

    void focus() {
        (start.isEnabled() ? start : board).setFocus();
    }

    // --- what there is

    private void networks(List<InetAddress> found) {
        networks = found;
        List<String> items = new ArrayList<>(List.of(Messages.Practice_computer));
        found.forEach(address -> items.add(NLS.bind(Messages.Practice_network, shown(address))));
        reach.setItems(items.toArray(String[]::new));
        reach.select(0);
        enable();
    }

    /** Without the name of the interface, which other computers do not know. */
    private static String shown(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private void read() {
        String id = School.get().selected();
        School.deliver(this, School.get().ask(store -> {
            Optional<Session> found = store.session(id).or(() -> store.sessions().stream().findFirst());
            return new Object[] {found.orElse(null), found.map(each -> store.roster(each.id()).size()).orElse(0)};
        }), read -> {
            session = (Session) read[0];
            people = (Integer) read[1];
            enable();
        }, words -> state.set(State.FAULT, words));
    }

    private Optional<InetAddress> network() {
        int index = reach.getSelectionIndex() - 1;
        return index >= 0 && index < networks.size() ? Optional.of(networks.get(index)) : Optional.empty();
    }

    private void enable() {
        PracticeBoard running = Practice.get().board();
        boolean on = running != null;
        boolean open = network().isPresent() && !on;
        Parts.say(warning, State.WARNING,
                open ? NLS.bind(Messages.Practice_warning, shown(network().get())) : null);
        Parts.show(agree, open);
        if (!open) {
            agree.setSelection(false);
        }
        reach.setEnabled(!on);
        shared.setEnabled(!on);
        start.setEnabled(!on && !starting && session != null && people > 0 && (!open || agree.getSelection()));
        stop.setEnabled(on);
        copy.setEnabled(on);
        save.setEnabled(on);
        certificate.setEnabled(on);
        Session of = on ? Practice.get().session() : session;
        title.setText(of == null ? Messages.Run_none : of.title().replace("&", "&&"));
        if (on) {
            long done = running.standings().stream().filter(each -> !each.passed().isEmpty()).count();
            state.set(State.RUNNING, NLS.bind(Messages.Practice_running,
                    new Object[] {running.connections(), done, running.accounts().size()}));
        } else if (!starting) {
            state.set(State.WAITING, session == null ? Messages.Run_none_words
                    : people == 0 ? Messages.Practice_nobody : NLS.bind(Messages.Practice_ready, people));
        }
    }

    // --- the board

    private void fill() {
        PracticeBoard running = Practice.get().board();
        if (running != null && !addresses.getVisible()) {
            write(running);
        }
        Parts.show(addresses, running != null);
        int selected = board.getSelectionIndex();
        List<Standing> standings = running == null ? List.of() : running.standings();
        board.setRedraw(false);
        while (board.getItemCount() > standings.size()) {
            board.remove(board.getItemCount() - 1);
        }
        while (board.getItemCount() < standings.size()) {
            Widgets.plain(new TableItem(board, SWT.NONE));
        }
        for (int i = 0; i < standings.size(); i++) {
            row(board.getItem(i), standings.get(i));
        }
        Parts.pack(board, 6);
        board.setRedraw(true);
        if (selected < 0 && board.getItemCount() > 0) {
            board.setSelection(0);
        }
        enable();
        explain();
    }

    private void row(TableItem item, Standing standing) {
        String passed = standing.passed().keySet().stream().sorted().map(PracticePane::shortly).collect(Collectors.joining(", "));
        String sign = standing.mechanism().isEmpty() ? "" : standing.mechanism() + " (" + standing.tries() + ")";
        item.setText(new String[] {standing.account().address(), standing.account().people(locale), standing.stage().text(locale),
                standing.client().isEmpty() ? standing.computer() : standing.client(), sign, passed,
                standing.reply().replace('\n', ' ')});
        item.setImage(2, Icons.of(state(standing.stage())));
        item.setImage(5, standing.passed().isEmpty() ? null : Icons.of(State.OK));
        item.setData(standing);
    }

    private static State state(PracticeStage stage) {
        return switch (stage) {
            case NOTHING -> State.WAITING;
            case CONNECTED, SECURED, SIGNED_IN -> State.RUNNING;
            case REFUSED -> State.FAULT;
            case ARRIVED -> State.OK;
        };
    }

    private static String shortly(PracticeGoal goal) {
        return switch (goal) {
            case ACCOUNT_PASSWORD_REFUSED -> Messages.Practice_goal_refused;
            case APP_PASSWORD -> Messages.Practice_goal_app;
            case OAUTH -> "OAuth";
            case RELAY -> Messages.Practice_goal_relay;
        };
    }

    private void write(PracticeBoard running) {
        Prose prose = new Prose(addresses);
        prose.fact(Messages.Practice_servers,
                running.targets().stream().map(PracticePane::words).collect(Collectors.joining("   ")));
        prose.fact(Messages.Practice_relay,
                running.relayTargets().stream().map(PracticePane::words).collect(Collectors.joining("   ")));
        prose.fact(Messages.Practice_oauth, running.issuer());
        prose.show();
        addresses.requestLayout();
    }

    private static String words(Target target) {
        String security = switch (target.security()) {
            case STARTTLS -> " STARTTLS";
            case TLS -> " TLS";
            default -> "";
        };
        return target.protocol().name() + " " + target.host() + ":" + target.port() + security;
    }

    /** What the server said to the selected account, and what that means. */
    private void explain() {
        Standing standing = board.getSelectionIndex() < 0 ? null : (Standing) board.getItem(board.getSelectionIndex()).getData();
        String visits = visits(standing);
        String shown = standing == null ? ""
                : standing.account().address() + "\n" + standing.reply() + "\n" + standing.stage() + visits;
        if (shown.equals(explained) && !shown.isEmpty()) {
            return;
        }
        explained = shown;
        cause = CauseId.UNKNOWN;
        article.setEnabled(false);
        if (standing == null) {
            new Prose(detail).aside(Practice.get().board() == null ? Messages.Practice_off : Messages.Practice_choose).show();
            return;
        }
        if (standing.reply().isEmpty() || standing.stage() == PracticeStage.ARRIVED || library == null) {
            tell(standing, visits, null);
            return;
        }
        School.deliver(this, CompletableFuture.supplyAsync(
                () -> library.base().explainer().explain(standing.reply(), new Hints(null, null, null, "gmail"))), diagnosis -> {
                    if (shown.equals(explained)) {
                        tell(standing, visits, diagnosis);
                    }
                }, words -> state.set(State.FAULT, words));
    }

    private void tell(Standing standing, String visits, Diagnosis diagnosis) {
        Prose prose = new Prose(detail);
        prose.heading(standing.account().address() + "  ·  " + standing.account().people(locale));
        if (standing.reply().isEmpty()) {
            prose.aside(Messages.Practice_silent);
        } else {
            prose.aside(Messages.Practice_exact);
            standing.reply().lines().forEach(prose::protocol);
        }
        if (diagnosis != null && diagnosis.cause() != CauseId.UNKNOWN) {
            cause = diagnosis.cause();
            prose.gap().coloured(Catalogue.get().text(cause, locale).title(), State.FAULT.color());
            prose.paragraph(Catalogue.get().text(cause, locale).summary());
        } else if (standing.stage() == PracticeStage.ARRIVED) {
            prose.gap().coloured(Messages.Practice_arrived, State.OK.color());
        }
        if (!visits.isEmpty()) {
            prose.heading(Messages.Practice_visits);
            visits.lines().forEach(prose::aside);
        }
        article.setEnabled(cause != CauseId.UNKNOWN);
        prose.show();
        detail.setTopPixel(0);
    }

    /** The connections of an account, the newest first. */
    private String visits(Standing standing) {
        PracticeBoard running = Practice.get().board();
        if (running == null || standing == null) {
            return "";
        }
        Session of = Practice.get().session();
        return running.visits().stream().filter(each -> each.account() == standing.account().number()).limit(MOST_VISITS)
                .map(each -> line(each, of)).collect(Collectors.joining("\n"));
    }

    private String line(Visit visit, Session of) {
        return Words.clock(visit.at(), of == null ? java.time.ZoneId.systemDefault() : of.zone()) + "  " + visit.protocol() + "  "
                + visit.computer() + "  " + visit.client() + "  " + visit.mechanism() + "  " + visit.stage().text(locale);
    }

    // --- doing

    private void start() {
        if (session == null) {
            return;
        }
        Reach wanted = network().map(address -> Reach.network(address, agree.getSelection())).orElse(Reach.COMPUTER);
        starting = true;
        enable();
        state.set(State.RUNNING, Messages.Practice_starting);
        School.deliver(this, Practice.get().start(session, wanted, shared.getSelectionIndex() + 1), done -> {
            starting = false;
            fill();
        }, words -> {
            starting = false;
            enable();
            state.set(State.FAULT, NLS.bind(Messages.Practice_failed, words));
        });
    }

    private void stop() {
        School.deliver(this, Practice.get().stop(), done -> fill(), words -> state.set(State.FAULT, words));
    }

    /** The accounts in words, to hand out. */
    private String accounts() {
        PracticeBoard running = Practice.get().board();
        StringBuilder text = new StringBuilder();
        for (PracticeAccount account : running.accounts()) {
            text.append(account.people(locale)).append('\n');
            text.append(NLS.bind(Messages.Practice_card,
                    new Object[] {account.address(), account.password(), account.appPassword(),
                            words(running.targets().getFirst())}))
                    .append("\n\n");
        }
        return text.toString();
    }

    private void copy() {
        Clipboard clipboard = new Clipboard(getDisplay());
        clipboard.setContents(new Object[] {accounts()}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
        state.set(State.OK, Messages.Practice_copied);
    }

    private void saveAccounts() {
        save("mailmend-accounts.html", HandOut.html(Practice.get().session(), Practice.get().board(), locale));
    }

    private void saveCertificate() {
        save("mailmend-practice.pem", Practice.get().board().trustAnchorsPem());
    }

    private void save(String name, String text) {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setOverwrite(true);
        dialog.setFileName(name);
        String chosen = dialog.open();
        if (chosen != null) {
            School.deliver(this, CompletableFuture.supplyAsync(() -> {
                try {
                    Files.writeString(Path.of(chosen), text);
                    return NLS.bind(Messages.Saved_file, chosen);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }), words -> state.set(State.OK, words), words -> state.set(State.FAULT, words));
        }
    }
}
