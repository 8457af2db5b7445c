package org.mailmend.organisation.ui.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.organisation.Progress;
import org.mailmend.organisation.Wave;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.FormDialog;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.SessionOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The plan: waves on the left, the items of the selected wave on the right; items go from wave to wave by drag or by a list. */
final class PlanPane extends Composite {
    private static final int NARROW = 760;
    private static final int EVERY_WEEK = 7;

    private final Locale locale = Language.locale();
    private final Table waves;
    private final Table items;
    private final Combo move;
    private final Combo state;
    private final Button exception;
    private final Button word;
    private final Button editWave;
    private final Button removeWave;
    private final Button announce;
    private final Button session;
    private final Button tickets;
    private final StatusLabel notice;
    private final Label freeze;
    private final Button openSession;
    private String madeSession;
    private House.Planned planned;
    private List<Assessed> shown = List.of();
    private long wave;

    PlanPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        Composite row = Parts.row(this);
        Parts.push(row, "wave.new", Messages.Plan_new, this::newWave);
        editWave = Parts.push(row, "wave.edit", Messages.Plan_edit, () -> current().ifPresent(this::editWave));
        removeWave = Parts.push(row, "wave.remove", Messages.Plan_remove, this::removeWave);
        Parts.push(row, "propose", Messages.Plan_propose, this::propose);
        Parts.push(row, "freeze", Messages.Plan_freeze, this::freezeDays);
        announce = Parts.push(row, "announce", Messages.Plan_announce, this::announce);
        session = Parts.push(row, "session", Messages.Plan_session, this::session);
        tickets = Parts.push(row, "tickets", Messages.Plan_tickets, this::tickets);
        freeze = Widgets.id(new Label(this, SWT.WRAP), "freeze.days");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(freeze);
        notice = Parts.status(this, "notice");
        openSession = Parts.push(this, "session.open", Messages.Ses_open,
                () -> Services.with(SessionOpener.class, opener -> opener.open(madeSession)));
        GridDataFactory.swtDefaults().exclude(true).applyTo(openSession);
        openSession.setVisible(false);
        new SendBar(this, said -> Parts.say(notice, said.state(), said.words()));
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        waves = Parts.painted(Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "waves"));
        waves.setHeaderVisible(true);
        Widgets.accessibleName(waves, Messages.Plan_waves);
        for (String title : List.of(Messages.Plan_wave, Messages.Plan_days, Messages.Plan_items, Messages.Plan_proved)) {
            new TableColumn(waves, SWT.LEFT).setText(title);
        }
        waves.addListener(SWT.Selection, event -> {
            wave = waves.getSelectionCount() == 0 ? 0 : (Long) waves.getSelection()[0].getData();
            Parts.show(openSession, false);
            showItems();
        });
        waves.addListener(SWT.DefaultSelection, event -> current().ifPresent(this::editWave));
        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(right);
        Composite actions = Parts.row(right);
        move = Parts.combo(actions, "move", Messages.Plan_move, this::moveSelected, Messages.Plan_move);
        state = Parts.combo(actions, "state", Messages.Plan_state, this::setState, Stream.concat(Stream.of(Messages.Plan_state),
                settable().stream().map(s -> s.text(locale))).toArray(String[]::new));
        word = Parts.push(actions, "word", Messages.Plan_word, this::word);
        exception = Parts.push(actions, "exception", Messages.Plan_exception, this::except);
        items = Parts.painted(Widgets.id(new Table(right, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER), "planned"));
        items.setHeaderVisible(true);
        Widgets.accessibleName(items, Messages.Plan_items);
        GridDataFactory.fillDefaults().grab(true, true).hint(360, 160).applyTo(items);
        int[] widths = {190, 150, 150, 110, 220};
        List<String> titles = List.of(Messages.Inv_name, Messages.Inv_route, Messages.Plan_state, Messages.Inv_site,
                Messages.Plan_proof);
        for (int i = 0; i < widths.length; i++) {
            TableColumn column = new TableColumn(items, SWT.LEFT);
            column.setText(titles.get(i));
            column.setWidth(widths[i]);
        }
        items.addListener(SWT.SetData, event -> fill(Widgets.plain((TableItem) event.item), event.index));
        items.addListener(SWT.Selection, event -> enable());
        Menu menu = new Menu(items);
        Parts.item(menu, Messages.Plan_word, this::word);
        Parts.item(menu, Messages.Plan_exception, this::except);
        Parts.item(menu, Messages.Plan_ticket_one, this::ticketsOfSelected);
        items.setMenu(menu);
        drag();
        sash.setWeights(4, 7);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        House.get().onChange(this, this::read);
        Theme.onChange(this, () -> {
            if (planned != null) {
                showItems();
            }
        });
        enable();
        read();
    }

    private static List<Progress.State> settable() {
        return List.of(Progress.State.NOT_STARTED, Progress.State.TOLD, Progress.State.IN_WORK, Progress.State.MOVED);
    }

    private void drag() {
        DragSource source = new DragSource(items, DND.DROP_MOVE);
        source.setTransfer(new Transfer[] {TextTransfer.getInstance()});
        source.addListener(DND.DragSetData, event -> event.data = "mailmend items");
        DropTarget target = new DropTarget(waves, DND.DROP_MOVE);
        target.setTransfer(new Transfer[] {TextTransfer.getInstance()});
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragOver(DropTargetEvent event) {
                event.feedback = DND.FEEDBACK_SELECT | DND.FEEDBACK_SCROLL;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.item instanceof TableItem row && "mailmend items".equals(event.data)) {
                    assign((Long) row.getData());
                }
            }
        });
    }

    void focus() {
        waves.setFocus();
    }

    // --- showing

    private void read() {
        House.deliver(this, House.get().planned(), read -> {
            planned = read;
            show();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private List<Assessed> of(long number) {
        return planned.items().getOrDefault(number, List.of());
    }

    private void show() {
        waves.removeAll();
        row(0, Messages.Plan_none, "", of(0), "");
        for (Wave each : planned.waves()) {
            row(each.id(), each.name(), each.starts() + " – " + each.ends(), of(each.id()),
                    " / " + planned.rooms().get(each.id()));
        }
        if (waves.getSelectionIndex() < 0) {
            wave = 0;
            waves.setSelection(0);
        }
        for (TableColumn column : waves.getColumns()) {
            column.pack();
        }
        List<String> targets = new ArrayList<>(List.of(Messages.Plan_move, Messages.Plan_none));
        planned.waves().forEach(each -> targets.add(each.name()));
        move.setItems(targets.toArray(String[]::new));
        move.select(0);
        freeze.setText(planned.freeze().isEmpty() ? planned.waves().isEmpty() ? Messages.Plan_empty : ""
                : NLS.bind(Messages.Plan_freeze_days,
                        planned.freeze().stream().sorted().limit(20).map(LocalDate::toString).collect(Collectors.joining(", "))));
        Parts.show(freeze, !freeze.getText().isEmpty());
        freeze.requestLayout();
        showItems();
    }

    private void row(long number, String name, String days, List<Assessed> its, String room) {
        TableItem item = Widgets.plain(new TableItem(waves, SWT.NONE));
        item.setData(number);
        long proved = planned.proved().getOrDefault(number, 0L);
        item.setText(new String[] {name, days, its.size() + room, Long.toString(proved)});
        if (number == wave) {
            waves.setSelection(item);
        }
    }

    private void showItems() {
        shown = of(wave);
        items.removeAll();
        items.setItemCount(shown.size());
        if (!shown.isEmpty()) {
            items.select(0);
        }
        enable();
    }

    private void fill(TableItem row, int index) {
        if (index < 0 || index >= shown.size()) {
            return;
        }
        Assessed each = shown.get(index);
        Progress progress = planned.board().progress(each.item().id());
        String proof = progress.state() == Progress.State.EXCEPTION
                ? NLS.bind(Messages.Plan_until, progress.until(), progress.reason())
                : progress.counts()
                        ? progress.proof().text(locale) + (progress.reason().isEmpty() ? "" : ": " + progress.reason())
                        : "";
        row.setText(new String[] {each.item().title(), each.judgement().route().text(locale), progress.state().text(locale),
                each.item().get(Field.SITE), proof});
        row.setImage(2, Icons.of(switch (progress.state()) {
            case NOT_STARTED -> State.WAITING;
            case TOLD, IN_WORK -> State.RUNNING;
            case MOVED -> State.WARNING;
            case PROVED -> State.OK;
            case EXCEPTION -> State.SKIPPED;
        }));
    }

    private List<Long> selected() {
        List<Long> ids = new ArrayList<>();
        for (int index : items.getSelectionIndices()) {
            if (index < shown.size()) {
                ids.add(shown.get(index).item().id());
            }
        }
        return ids;
    }

    private void enable() {
        boolean any = items.getSelectionCount() > 0;
        move.setEnabled(any);
        state.setEnabled(any);
        exception.setEnabled(any);
        word.setEnabled(any);
        editWave.setEnabled(wave != 0);
        removeWave.setEnabled(wave != 0);
        announce.setEnabled(wave != 0 && !shown.isEmpty());
        session.setEnabled(wave != 0 && !shown.isEmpty());
        tickets.setEnabled(wave != 0 && !shown.isEmpty());
    }

    private java.util.Optional<Wave> current() {
        return planned == null ? java.util.Optional.empty()
                : planned.waves().stream().filter(each -> each.id() == wave).findFirst();
    }

    // --- changing

    private void change(java.util.function.Consumer<Inventory> change, String words) {
        CompletableFuture<Void> done = House.get().change(open -> {
            change.accept(open);
            return null;
        });
        House.deliver(this, done, result -> Parts.say(notice, State.OK, words),
                failure -> Parts.say(notice, State.FAULT, failure));
    }

    private void newWave() {
        LocalDate last = planned == null ? LocalDate.now()
                : planned.waves().stream().map(Wave::ends).max(LocalDate::compareTo)
                        .orElse(LocalDate.now());
        LocalDate begin = last.plusDays(EVERY_WEEK - last.getDayOfWeek().getValue() + 1L);
        int number = planned == null ? 1 : planned.waves().size() + 1;
        editWave(new Wave(0, NLS.bind(Messages.Plan_wave_name, number), begin, begin.plusDays(4), 20, ""));
    }

    private void editWave(Wave old) {
        new FormDialog(getShell(), Messages.Plan_wave, Messages.Plan_wave_words,
                List.of(new FormDialog.Field("name", Messages.Inv_name, old.name(), false),
                        new FormDialog.Field("starts", Messages.Plan_first, old.starts().toString(), false),
                        new FormDialog.Field("ends", Messages.Plan_last, old.ends().toString(), false),
                        new FormDialog.Field("capacity", Messages.Plan_capacity, Integer.toString(old.capacity()), false),
                        new FormDialog.Field("note", Messages.Rev_note, old.note(), true)),
                texts -> {
                    try {
                        Wave made = new Wave(old.id(), texts.get(0), LocalDate.parse(texts.get(1)), LocalDate.parse(texts.get(2)),
                                Integer.parseInt(texts.get(3)), texts.get(4));
                        change(open -> House.plan(open).save(made), Messages.Rev_saved);
                        return null;
                    } catch (DateTimeParseException e) {
                        return NLS.bind(Messages.Rev_dueBad, e.getParsedString());
                    } catch (NumberFormatException e) {
                        return NLS.bind(Messages.Plan_number, texts.get(3));
                    } catch (OrganisationException e) {
                        return e.text(locale);
                    }
                }).open();
    }

    private void session() {
        current().ifPresent(each -> new SessionDialog(getShell(), each, made -> {
            Parts.say(notice, State.OK, made.words());
            madeSession = made.session();
            Parts.show(openSession, true);
        }).open());
    }

    private void tickets() {
        Assessment now = planned.snapshot().now();
        long number = wave;
        House.deliver(this, House.get().ask(open -> House.plan(open).needHands(number, now)), needed -> {
            if (needed.isEmpty()) {
                Parts.say(notice, State.OK, Messages.Plan_tickets_none);
            } else if (FormDialog.confirm(getShell(), Messages.Inv_tickets, NLS.bind(Messages.Plan_tickets_words, needed.size()),
                    Messages.Plan_tickets_do)) {
                makeTickets(needed);
            }
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void makeTickets(List<Assessed> its) {
        House.deliver(this, House.get().ask(House::plan).thenCompose(plan -> Desk.get().change(Messages.Plan_tickets_do,
                (store, who) -> plan.tickets(its, store, locale, who))).whenComplete((made, failure) -> House.get().changed()),
                made -> Parts.say(notice, State.OK, NLS.bind(Messages.Plan_tickets_made, made.size())),
                words -> Parts.say(notice, State.FAULT, words));
    }

    private void ticketsOfSelected() {
        Set<Long> ids = new HashSet<>(selected());
        makeTickets(shown.stream().filter(each -> ids.contains(each.item().id())).toList());
    }

    private void removeWave() {
        long number = wave;
        wave = 0;
        change(open -> House.plan(open).remove(number), Messages.Plan_removed);
    }

    private void propose() {
        if (planned.waves().isEmpty()) {
            Parts.say(notice, State.WARNING, Messages.Plan_empty);
            return;
        }
        House.deliver(this, House.get().change(open -> {
            org.mailmend.organisation.Plan plan = House.plan(open);
            org.mailmend.organisation.Plan.Proposal proposal = plan.propose(planned.snapshot().now());
            plan.accept(proposal, House.who());
            return proposal;
        }), proposal -> Parts.say(notice, proposal.left().isEmpty() ? State.OK : State.WARNING, NLS.bind(Messages.Plan_proposed,
                proposal.waves().values().stream().mapToInt(List::size).sum(), proposal.left().size())),
                words -> Parts.say(notice, State.FAULT, words));
    }

    private void freezeDays() {
        new FormDialog(getShell(), Messages.Plan_freeze, Messages.Plan_freeze_words,
                List.of(new FormDialog.Field("days", Messages.Plan_freeze_field,
                        planned.freeze().stream().sorted().map(LocalDate::toString).collect(Collectors.joining("\n")), true)),
                texts -> {
                    try {
                        Set<LocalDate> days = new TreeSet<>();
                        for (String day : texts.getFirst().split("[\\s,、]+")) {
                            if (!day.isEmpty()) {
                                days.add(LocalDate.parse(day));
                            }
                        }
                        change(open -> House.plan(open).setFreezeDays(days), Messages.Rev_saved);
                        return null;
                    } catch (DateTimeParseException e) {
                        return NLS.bind(Messages.Rev_dueBad, e.getParsedString());
                    }
                }).open();
    }

    private void moveSelected() {
        int to = move.getSelectionIndex();
        move.select(0);
        if (to > 0) {
            assign(to == 1 ? 0 : planned.waves().get(to - 2).id());
        }
    }

    private void assign(long target) {
        List<Long> ids = selected();
        change(open -> House.plan(open).assign(ids, target, House.who()), NLS.bind(Messages.Plan_moved, ids.size()));
    }

    private void setState() {
        int to = state.getSelectionIndex();
        state.select(0);
        List<Long> ids = selected();
        if (to > 0 && !ids.isEmpty()) {
            change(open -> House.plan(open).set(ids, settable().get(to - 1), House.who()), Messages.Rev_saved);
        }
    }

    private void word() {
        List<Long> ids = selected();
        if (!ids.isEmpty()) {
            new FormDialog(getShell(), Messages.Plan_word, Messages.Plan_word_words,
                    List.of(new FormDialog.Field("words", Messages.Plan_word_field, "", true)), texts -> {
                        if (texts.getFirst().isEmpty()) {
                            return Messages.Plan_word_words;
                        }
                        change(open -> House.plan(open).word(ids, texts.getFirst(), House.who()), Messages.Rev_saved);
                        return null;
                    }).open();
        }
    }

    private void except() {
        List<Long> ids = selected();
        new FormDialog(getShell(), Messages.Plan_exception, Messages.Plan_exception_words,
                List.of(new FormDialog.Field("until", Messages.Rev_dueDay, "", false),
                        new FormDialog.Field("reason", Messages.Plan_reason, "", true)),
                texts -> {
                    LocalDate until;
                    try {
                        until = LocalDate.parse(texts.get(0));
                    } catch (DateTimeParseException e) {
                        return NLS.bind(Messages.Rev_dueBad, texts.get(0));
                    }
                    if (texts.get(1).isEmpty()) {
                        return Messages.Plan_exception_words;
                    }
                    change(open -> House.plan(open).except(ids, until, texts.get(1), House.who()), Messages.Rev_saved);
                    return null;
                }).open();
    }

    private void announce() {
        current().ifPresent(each -> new AnnounceDialog(getShell(), each).open());
    }
}
