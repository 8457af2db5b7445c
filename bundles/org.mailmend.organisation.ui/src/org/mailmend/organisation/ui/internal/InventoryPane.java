package org.mailmend.organisation.ui.internal;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Assessment.By;
import org.mailmend.organisation.Assessment.Group;
import org.mailmend.organisation.Change;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.ItemEvent;
import org.mailmend.organisation.Judgement;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Kind;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.FormDialog;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The inventory with what each item needs, in groups, as things are or as they would be. */
final class InventoryPane extends Composite {
    private static final int NARROW = 760;
    private static final int DELAY = 150;
    private static final int BUSY = 400;
    private static final int MOST_EVENTS = 30;
    private static final int MOST_GROUPS = 500;

    /** A column of the table. */
    private enum Column {
        NAME(Field.NAME, 200), KIND(null, 90), NEED(null, 160), ROUTE(null, 150), SITE(Field.SITE, 110),
        CLIENT(Field.CLIENT, 170),
        SIGN_IN(Field.SIGN_IN, 90), LAST_USED(Field.LAST_USED, 90);

        private final Field field;
        private final int width;

        Column(Field field, int width) {
            this.field = field;
            this.width = width;
        }

        private String title() {
            return switch (this) {
                case NAME -> Messages.Inv_name;
                case KIND -> Messages.Inv_kind;
                case NEED -> Messages.Inv_need;
                case ROUTE -> Messages.Inv_route;
                case SITE -> Messages.Inv_site;
                case CLIENT -> Messages.Inv_client;
                case SIGN_IN -> Messages.Inv_signin;
                case LAST_USED -> Messages.Inv_changed;
            };
        }
    }

    private final StackLayout stack = new StackLayout();
    private final Composite empty;
    private final StyledText emptyWords;
    private final StatusLabel emptyStatus;
    private final Composite full;
    private final Text find;
    private final Combo by;
    private final Combo appPasswords;
    private final Combo relay;
    private final Button replace;
    private final Button reset;
    private final Button showChanged;
    private final StatusLabel whatIf;
    private final StatusLabel notice;
    private final StatusLabel busy;
    private final Composite met;
    private final StatusLabel metWords;
    private final CheckBar checks;
    private final Table groups;
    private final Table table;
    private final Label count;
    private final StyledText details;
    private final Button edit;
    private final Button merge;
    private final Button remove;
    private final Locale locale = Language.locale();

    private House.Snapshot snapshot;
    private List<Item> shown = List.of();
    private Column order = Column.NAME;
    private boolean ascending = true;
    private String group;
    private Set<Long> only;
    private String onlyWords;
    private int asked;
    private int grouped;
    private boolean metAsked;

    InventoryPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        setLayout(stack);
        empty = Widgets.id(Widgets.surface(new Composite(this, SWT.NONE)), "empty");
        GridLayoutFactory.fillDefaults().margins(24, 24).spacing(0, 12).applyTo(empty);
        emptyWords = Widgets.id(Prose.block(empty), "empty.words");
        GridDataFactory.fillDefaults().grab(true, false).hint(460, SWT.DEFAULT).applyTo(emptyWords);
        Composite first = Parts.row(empty);
        Parts.push(first, "empty.import", Messages.Inv_import, this::importTable);
        from(first, "empty.from");
        Parts.push(first, "empty.add", Messages.Inv_add, this::add);
        emptyStatus = Parts.status(empty, "empty.status");

        full = Parts.area(this, 1);
        Composite buttons = Parts.row(full);
        Parts.push(buttons, "import", Messages.Inv_import, this::importTable);
        from(buttons, "from");
        Parts.push(buttons, "add", Messages.Inv_add, this::add);
        edit = Parts.push(buttons, "edit", Messages.Inv_edit, this::edit);
        merge = Parts.push(buttons, "merge", Messages.Inv_merge, this::merge);
        merge.setToolTipText(Messages.Inv_merge_hint);
        remove = Parts.push(buttons, "remove", Messages.Inv_remove, this::remove);
        Parts.push(buttons, "check", Messages.Inv_check, this::check);
        Parts.push(buttons, "undo", Messages.Inv_undo, this::undo);
        find = Widgets.id(new Text(buttons, SWT.BORDER | SWT.SEARCH | SWT.ICON_CANCEL), "find");
        find.setMessage(Messages.Inv_find);
        Widgets.accessibleName(find, Messages.Inv_find);
        find.setLayoutData(new org.eclipse.swt.layout.RowData(180, SWT.DEFAULT));
        int[] typed = new int[1];
        find.addListener(SWT.Modify, event -> {
            int mine = ++typed[0];
            getDisplay().timerExec(DELAY, () -> {
                if (!isDisposed() && mine == typed[0]) {
                    select();
                }
            });
        });

        Composite conditions = Parts.row(full);
        Parts.label(conditions, Messages.If_label);
        appPasswords = Parts.combo(conditions, "if.app", Messages.If_name_app, this::conditions, Messages.If_app_allowed,
                Messages.If_app_forbidden);
        relay = Parts.combo(conditions, "if.relay", Messages.If_name_relay, this::conditions, Messages.If_relay_now,
                Messages.If_relay_all);
        replace = Parts.push(conditions, "if.replace", Messages.If_replace, this::replaceSelected);
        reset = Parts.push(conditions, "if.reset", Messages.If_reset, this::resetConditions);
        showChanged = Parts.push(conditions, "if.show", Messages.If_show, this::showChanged);
        whatIf = Parts.status(full, "if.result");
        notice = Parts.status(full, "notice");
        busy = Parts.status(full, "busy");
        met = Widgets.surface(new Composite(full, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(met);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(met);
        met.setVisible(false);
        metWords = Widgets.id(new StatusLabel(met), "met");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(160, SWT.DEFAULT).applyTo(metWords);
        Parts.push(met, "met.take", Messages.Inv_met_take, () -> takeIn(Takings.tickets()));
        checks = new CheckBar(full, words -> Parts.say(notice, State.FAULT, words));

        SashForm sash = new SashForm(full, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        Composite left = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(left);
        by = Parts.combo(left, "by", Messages.Inv_groups, this::regroup,
                List.of(By.values()).stream().map(b -> b.text(locale)).toArray(String[]::new));
        by.select(By.NEED.ordinal());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(by);
        groups = Parts.painted(Widgets.id(new Table(left, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "groups"));
        groups.setHeaderVisible(true);
        Widgets.accessibleName(groups, Messages.Inv_groups);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 120).applyTo(groups);
        new TableColumn(groups, SWT.LEFT).setText(Messages.Inv_groups);
        new TableColumn(groups, SWT.RIGHT).setText(Messages.Inv_open);
        groups.addListener(SWT.Selection, event -> {
            TableItem[] selected = groups.getSelection();
            group = selected.length == 0 ? null : (String) selected[0].getData();
            only = null;
            select();
        });
        Composite middle = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(middle);
        table = Parts.painted(Widgets.id(new Table(middle, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER), "items"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Inv_table);
        GridDataFactory.fillDefaults().grab(true, true).hint(360, 160).applyTo(table);
        columns();
        table.addListener(SWT.SetData, event -> fill(Widgets.plain((TableItem) event.item), event.index));
        table.addListener(SWT.Selection, event -> showDetails());
        table.addListener(SWT.DefaultSelection, event -> edit());
        menu();
        count = Widgets.id(new Label(middle, SWT.NONE), "count");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(count);
        details = Widgets.id(Prose.field(sash), "details");
        Widgets.accessibleName(details, Messages.Inv_details);
        sash.setWeights(2, 6, 4);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        stack.topControl = full;
        House.get().onChange(this, this::read);
        Runnable offer = UiThread.of(this).coalesced(this::offerMet);
        Runnable end = Desk.get().listen(numbers -> offer.run());
        addDisposeListener(event -> end.run());
        Theme.onChange(this, this::paint);
        enable();
        paint();
        read();
    }

    private void columns() {
        for (Column column : Column.values()) {
            TableColumn widget = new TableColumn(table, SWT.LEFT);
            widget.setText(column.title());
            widget.setWidth(column.width);
            widget.setMoveable(true);
            widget.addListener(SWT.Selection, event -> {
                ascending = order != column || !ascending;
                order = column;
                table.setSortColumn(widget);
                table.setSortDirection(ascending ? SWT.UP : SWT.DOWN);
                select();
            });
        }
    }

    private void menu() {
        Menu menu = new Menu(table);
        Parts.item(menu, Messages.Inv_edit, this::edit);
        Parts.item(menu, Messages.Inv_merge, this::merge);
        Parts.item(menu, Messages.Inv_check, this::check);
        Parts.item(menu, Messages.If_replace, this::replaceSelected);
        Parts.item(menu, Messages.Inv_remove, this::remove);
        table.setMenu(menu);
    }

    /** Puts the focus where work begins. */
    void focus() {
        if (stack.topControl == empty) {
            empty.setFocus();
        } else {
            table.setFocus();
        }
    }

    // --- reading

    private void read() {
        CompletableFuture<House.Snapshot> asked = House.get().snapshot();
        getDisplay().timerExec(BUSY, () -> {
            if (!isDisposed() && !asked.isDone()) {
                Parts.say(busy, State.RUNNING, Messages.Inv_busy);
            }
        });
        House.deliver(this, asked, read -> {
            Parts.say(busy, State.OK, null);
            take(read);
        }, words -> {
            Parts.say(busy, State.OK, null);
            Parts.say(notice, State.FAULT, words);
            Parts.say(emptyStatus, State.FAULT, words);
        });
    }

    private void take(House.Snapshot read) {
        snapshot = read;
        boolean nothing = read.items().isEmpty();
        if (only != null && read.items().stream().noneMatch(item -> only.contains(item.id()))) {
            only = null;
        }
        if (stack.topControl == (nothing ? full : empty)) {
            stack.topControl = nothing ? empty : full;
            layout(true, true);
        }
        Parts.say(emptyStatus, State.OK, null);
        relaySites();
        tellWhatIf();
        if (!metAsked) {
            metAsked = true;
            offerMet();
        }
        regroup();
    }

    private void relaySites() {
        List<String> items = new ArrayList<>(List.of(Messages.If_relay_now, Messages.If_relay_all));
        sites().forEach(site -> items.add(NLS.bind(Messages.If_relay_at, site)));
        if (!List.of(relay.getItems()).equals(items)) {
            int selected = Math.min(relay.getSelectionIndex(), items.size() - 1);
            relay.setItems(items.toArray(String[]::new));
            relay.select(Math.max(0, selected));
        }
    }

    private List<String> sites() {
        return snapshot == null ? List.of() : snapshot.sites();
    }

    private By by() {
        return By.values()[Math.max(0, by.getSelectionIndex())];
    }

    /** Groups anew, in the background, and shows what the selected group has. */
    private void regroup() {
        House.Snapshot now = snapshot;
        if (now == null) {
            return;
        }
        int mine = ++grouped;
        By wanted = by();
        House.deliver(this, CompletableFuture.supplyAsync(() -> now.assessment().groups(wanted, KnowledgeBase.get(), locale)),
                found -> {
                    if (mine == grouped) {
                        show(found);
                    }
                }, text -> Parts.say(notice, State.FAULT, text));
    }

    private void show(List<Group> found) {
        groups.setRedraw(false);
        groups.removeAll();
        TableItem all = Widgets.plain(new TableItem(groups, SWT.NONE));
        all.setText(new String[] {Messages.Group_all, number(snapshot.items().size())});
        boolean there = false;
        for (Group each : found.subList(0, Math.min(found.size(), MOST_GROUPS))) {
            TableItem item = Widgets.plain(new TableItem(groups, SWT.NONE));
            item.setText(new String[] {each.label(), NLS.bind("{0} / {1}", number(each.open()), number(each.items().size()))});
            item.setData(each.key());
            if (each.key().equals(group)) {
                groups.setSelection(item);
                there = true;
            }
        }
        if (!there) {
            group = null;
            groups.setSelection(all);
        }
        for (TableColumn column : groups.getColumns()) {
            column.pack();
        }
        groups.setRedraw(true);
        select();
    }

    private static String number(int value) {
        return String.format("%,d", value);
    }

    /** Shows what fits search, group and restriction, in the order of a column; worked out in the background. */
    private void select() {
        House.Snapshot now = snapshot;
        if (now == null) {
            return;
        }
        int mine = ++asked;
        String words = find.getText();
        By groupedBy = by();
        String wanted = group;
        Set<Long> restricted = only;
        Column sort = order;
        boolean up = ascending;
        Predicate<Item> filter = item -> (restricted == null || restricted.contains(item.id()))
                && (wanted == null
                        || now.assessment().of(item.id()).map(a -> Assessment.key(groupedBy, a).equals(wanted)).orElse(false));
        CompletableFuture<List<Item>> work = CompletableFuture.supplyAsync(() -> {
            List<Item> found = now.table().select(words, filter, sort.field, up);
            if (sort.field == null) {
                List<Item> sorted = new ArrayList<>(found);
                Comparator<Item> comparator = Comparator.comparing(item -> rank(now, sort, item));
                sorted.sort(up ? comparator : comparator.reversed());
                return sorted;
            }
            return found;
        });
        House.deliver(this, work, found -> {
            if (mine == asked) {
                fill(found);
            }
        }, text -> Parts.say(notice, State.FAULT, text));
    }

    private static String rank(House.Snapshot now, Column sort, Item item) {
        Optional<Assessed> assessed = now.assessment().of(item.id());
        return switch (sort) {
            case KIND -> String.valueOf((char) ('a' + item.kind().ordinal()));
            case NEED -> assessed.map(a -> String.valueOf((char) ('a' + a.judgement().state().ordinal()))).orElse("z");
            case ROUTE -> assessed.map(a -> String.valueOf((char) ('a' + a.judgement().route().ordinal()))).orElse("z");
            default -> "";
        };
    }

    private void fill(List<Item> found) {
        Set<Long> selected = selected().stream().map(Item::id).collect(Collectors.toSet());
        shown = found;
        // rows that GTK still knows must not be asked for once they are gone: begin from nothing
        table.removeAll();
        table.setItemCount(found.size());
        if (!selected.isEmpty()) {
            for (int i = 0; i < found.size(); i++) {
                if (selected.contains(found.get(i).id())) {
                    table.select(i);
                }
            }
        }
        if (table.getSelectionCount() == 0 && !found.isEmpty()) {
            table.select(0);
        }
        count.setText(only != null ? NLS.bind(Messages.Inv_restricted, onlyWords, number(found.size()))
                : found.size() == snapshot.items().size() ? NLS.bind(Messages.Inv_count, number(found.size()))
                        : NLS.bind(Messages.Inv_count_of, number(found.size()), number(snapshot.items().size())));
        showDetails();
    }

    private void fill(TableItem row, int index) {
        if (index < 0 || index >= shown.size()) {
            return;
        }
        Item item = shown.get(index);
        Optional<Judgement> judgement = snapshot.assessment().of(item.id()).map(Assessed::judgement);
        row.setText(new String[] {item.title(), item.kind().text(locale), judgement.map(j -> j.state().text(locale)).orElse(""),
                judgement.filter(j -> j.state() != Need.FINE).map(j -> j.route().text(locale)).orElse(""), item.get(Field.SITE),
                client(item), signIn(item.get(Field.SIGN_IN)), item.get(Field.LAST_USED)});
        row.setImage(Column.NEED.ordinal(), judgement.map(j -> Icons.of(state(j.state()))).orElse(null));
    }

    private String client(Item item) {
        String id = item.get(Field.CLIENT);
        return id.isEmpty() ? item.get(Field.PROGRAM)
                : KnowledgeBase.get().client(id).map(c -> c.name().in(locale)).orElse(id);
    }

    private String signIn(String id) {
        return switch (id) {
            case "password" -> Messages.Sign_password;
            case "app-password" -> Messages.Sign_appPassword;
            case "oauth" -> Messages.Sign_oauth;
            case "none" -> Messages.Sign_none;
            default -> id;
        };
    }

    private static State state(Need need) {
        return switch (need) {
            case FINE -> State.OK;
            case TOLERATED -> State.WARNING;
            case MOVE -> State.FAULT;
            case UNKNOWN -> State.UNTESTED;
        };
    }

    private List<Item> selected() {
        List<Item> items = new ArrayList<>();
        for (int index : table.getSelectionIndices()) {
            if (index < shown.size()) {
                items.add(shown.get(index));
            }
        }
        return items;
    }

    private void enable() {
        int selected = table.getSelectionCount();
        edit.setEnabled(selected == 1);
        merge.setEnabled(selected == 2);
        remove.setEnabled(selected > 0);
        replace.setEnabled(selected > 0);
    }

    /** Shows only these items, under these words; what was looked for before is forgotten. */
    void restrict(Set<Long> items, String words) {
        only = items;
        onlyWords = words;
        group = null;
        find.setText("");
        if (groups.getItemCount() > 0) {
            groups.setSelection(0);
        }
        select();
    }

    // --- details

    private void paint() {
        new Prose(emptyWords).title(Messages.Inv_empty_title).paragraph(Messages.Inv_empty_words).show();
        if (snapshot == null) {
            showDetails();
        } else {
            fill(shown);
        }
    }

    private void showDetails() {
        enable();
        List<Item> selected = selected();
        if (selected.size() != 1) {
            new Prose(details)
                    .aside(selected.isEmpty() ? Messages.Inv_choose : NLS.bind(Messages.Inv_count, number(selected.size())))
                    .show();
            return;
        }
        Item item = selected.getFirst();
        tell(item, Known.NOTHING);
        House.deliver(this, House.get().ask(open -> Known.of(open, item.id())), found -> {
            if (selected().equals(selected)) {
                tell(item, found);
            }
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    /** What the database has about an item. */
    private record Known(List<ItemEvent> history, List<Inventory.Check> checks, List<Announcements.Record> messages,
            Set<Long> tickets) {
        private static final Known NOTHING = new Known(List.of(), List.of(), List.of(), Set.of());

        private static Known of(Inventory open, long item) {
            return new Known(open.history(item), open.checks(item), House.announcements(open).about(item),
                    open.tickets().getOrDefault(item, Set.of()));
        }
    }

    private void tell(Item item, Known known) {
        Prose prose = new Prose(details);
        prose.title(item.title()).aside(item.kind().text(locale));
        Judgement judgement = snapshot.assessment().of(item.id()).map(Assessed::judgement).orElse(null);
        if (judgement != null) {
            State state = state(judgement.state());
            prose.gap()
                    .coloured(judgement.state() == Need.FINE || judgement.route() == Route.NONE ? judgement.state().text(locale)
                            : judgement.state().text(locale) + ": " + judgement.route().text(locale), state.color());
            if (judgement.state() != Need.FINE) {
                prose.aside(NLS.bind(Messages.Inv_state_more, new Object[] {judgement.minutes(), judgement.who().text(locale),
                        judgement.certainty().text(locale)}));
                if (!judgement.breaks(locale).isEmpty()) {
                    prose.heading(Messages.Inv_breaks).paragraph(judgement.breaks(locale));
                }
            }
            prose.heading(Messages.Inv_why);
            judgement.because(locale).forEach(reason -> prose.item("•", reason));
            if (judgement.option() != null && judgement.state() != Need.FINE) {
                prose.heading(Messages.Inv_steps);
                int[] number = new int[1];
                judgement.option().steps().forEach(step -> prose.item(++number[0] + ".", step.text().in(locale)));
            }
        }
        if (!known.checks().isEmpty()) {
            prose.gap();
            known.checks().stream().limit(3).forEach(check -> prose.item("•", NLS.bind(Messages.Inv_checked, time(check.at()),
                    check.target() + "  " + check.verdict() + (check.detail().isEmpty() ? "" : "  " + check.detail()))));
        }
        if (!known.messages().isEmpty()) {
            prose.heading(Messages.Inv_messages);
            known.messages().reversed().stream().limit(3).forEach(message -> {
                String words = NLS.bind(Messages.Inv_message,
                        new Object[] {time(message.at()), message.recipient(), message.state(locale)});
                prose.item("•",
                        message.why(locale).isEmpty() ? words : NLS.bind(Messages.Ann_reason, words, message.why(locale)));
            });
        }
        if (!known.tickets().isEmpty()) {
            prose.gap().aside(NLS.bind(Messages.Inv_ticket_numbers,
                    known.tickets().stream().map(number -> "#" + number).collect(Collectors.joining(", "))));
        }
        prose.heading(Messages.Inv_known);
        item.values().forEach((field, value) -> {
            String text = field == Field.CLIENT ? client(item) : field == Field.SIGN_IN ? signIn(value) : value;
            prose.fact(field.text(locale), text.strip().replace("\n", "\u2028"));
        });
        if (!known.history().isEmpty()) {
            prose.heading(Messages.Inv_history);
            known.history().reversed().stream().limit(MOST_EVENTS).forEach(event -> prose.item("•", event(event)));
        }
        prose.show();
    }

    private String event(ItemEvent event) {
        String what = switch (event.kind()) {
            case "created" -> Messages.Event_created;
            case "removed" -> Messages.Event_removed;
            case "restored" -> Messages.Event_restored;
            case "merged" -> Messages.Event_merged;
            case "split" -> Messages.Event_split;
            case "linked", "unlinked" -> Messages.Event_linked;
            case "set" -> NLS.bind(Messages.Event_set, new Object[] {
                    Field.fromId(event.field()).map(f -> f.text(locale)).orElse(event.field()),
                    event.before().isEmpty() ? "–" : event.before(),
                    event.after().isEmpty() ? "–" : event.after()});
            default -> event.before().isEmpty() ? event.after() : event.before() + " → " + event.after();
        };
        String source = event.source().isEmpty() || event.source().startsWith("undo:") ? "" : " (" + event.source() + ")";
        return time(event.at()) + "  " + event.who() + "  " + what + source;
    }

    private String time(java.time.Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale).withZone(ZoneId.systemDefault())
                .format(at);
    }

    // --- taking in

    /** A button with the other places from which items can come. */
    private void from(Composite row, String id) {
        Menu menu = new Menu(row);
        Parts.item(menu, Messages.Inv_from_tickets, () -> takeIn(Takings.tickets()));
        Parts.item(menu, Messages.Inv_from_autoconfig, this::autoconfig);
        Parts.item(menu, Messages.Inv_from_profiles, () -> {
            List<Client> profiles = new ProfilesDialog(getShell()).choose();
            if (!profiles.isEmpty()) {
                takeIn(Takings.profiles(profiles));
            }
        });
        Parts.push(row, id, Messages.Inv_from, () -> menu.setVisible(true));
    }

    private void autoconfig() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions(new String[] {"*.xml", "*.*"});
        String path = dialog.open();
        if (path != null) {
            takeIn(Takings.autoconfig(Path.of(path)));
        }
    }

    private void takeIn(CompletableFuture<String> taking) {
        Parts.show(met, false);
        House.deliver(this, taking, words -> {
            Parts.say(notice, State.OK, words);
            Parts.say(emptyStatus, State.OK, words);
        }, words -> {
            Parts.say(notice, State.FAULT, words);
            Parts.say(emptyStatus, State.FAULT, words);
        });
    }

    /** Offers clients that were met in calls and are not in the inventory. */
    private void offerMet() {
        if (snapshot == null || snapshot.items().isEmpty()) {
            return;
        }
        House.deliver(this, Takings.missing(), missing -> {
            metWords.set(State.WAITING, NLS.bind(Messages.Inv_met, missing));
            Parts.show(met, missing > 0);
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    // --- changes

    private void importTable() {
        only = null;
        new ImportDialog(getShell()).open();
    }

    private void add() {
        only = null;
        new ItemDialog(getShell(), Item.of(Kind.CLIENT)).open();
    }

    private void edit() {
        if (selected().size() == 1) {
            new ItemDialog(getShell(), selected().getFirst()).open();
        }
    }

    private <T> void change(CompletableFuture<T> change, java.util.function.Function<T, String> says) {
        House.deliver(this, change, done -> Parts.say(notice, State.OK, says.apply(done)),
                words -> Parts.say(notice, State.FAULT, words));
    }

    private void merge() {
        List<Item> two = selected();
        if (two.size() != 2) {
            Parts.say(notice, State.WARNING, Messages.Inv_merge_hint);
            return;
        }
        change(House.get().change(open -> open.merge(two.get(0).id(), two.get(1).id(), House.who())),
                item -> NLS.bind(Messages.Inv_merged, item.title()));
    }

    void remove() {
        List<Long> ids = selected().stream().map(Item::id).toList();
        if (!ids.isEmpty() && table.isFocusControl() || remove.isFocusControl()) {
            change(House.get().change(open -> {
                open.remove(ids, House.who());
                return ids.size();
            }), number -> NLS.bind(Messages.Inv_removed, number(number)));
        }
    }

    void undo() {
        change(House.get().change(open -> {
            Set<String> undone = open.changes(200).stream().map(Change::source).filter(s -> s.startsWith("undo:"))
                    .collect(Collectors.toSet());
            Optional<Change> newest = open.changes(200).stream()
                    .filter(c -> !c.source().startsWith("undo:") && !undone.contains("undo:" + c.id())).findFirst();
            if (newest.isEmpty()) {
                return Messages.Inv_undo_none;
            }
            int kept = open.undo(newest.get().id(), House.who());
            String what = newest.get().source().isEmpty() ? Messages.Inv_by_hand : newest.get().source();
            return kept == 0 ? NLS.bind(Messages.Inv_undone, what) : NLS.bind(Messages.Inv_undone_kept, what, kept);
        }), words -> words);
    }

    private void check() {
        List<Item> items = selected().size() > 1 ? selected() : shown;
        List<Item> sending = items.stream().filter(i -> i.kind().sends()).toList();
        if (FormDialog.confirm(getShell(), Messages.Inv_check_title,
                NLS.bind(Messages.Inv_check_words, number(sending.size())), Messages.Inv_check_do)) {
            checks.start(sending, snapshot.assessment().circumstances());
        }
    }

    // --- what if

    private void conditions() {
        if (snapshot == null) {
            return;
        }
        Circumstances holds = snapshot.holds();
        Circumstances wanted = holds;
        if (appPasswords.getSelectionIndex() == 1) {
            wanted = wanted.withoutAppPasswords();
        }
        int at = relay.getSelectionIndex();
        if (at == 1) {
            wanted = wanted.withAdmin(wanted.oauth(), wanted.appPassword(), Answer.YES);
        } else if (at > 1) {
            wanted = wanted.withRelayAt(sites().get(at - 2));
        }
        Map<Long, String> replaced = snapshot.assessment().circumstances().replaced();
        if (!replaced.isEmpty()) {
            wanted = wanted.withReplaced(replaced.keySet(), "");
        }
        House.get().whatIf(wanted.equals(holds) ? null : wanted);
    }

    private void replaceSelected() {
        if (snapshot != null && !selected().isEmpty()) {
            House.get().whatIf(snapshot.assessment().circumstances()
                    .withReplaced(selected().stream().map(Item::id).collect(Collectors.toSet()), ""));
        }
    }

    private void resetConditions() {
        appPasswords.select(0);
        relay.select(0);
        only = null;
        House.get().whatIf(null);
    }

    private void showChanged() {
        restrict(snapshot.differing(), Messages.If_changed);
    }

    private void tellWhatIf() {
        boolean any = snapshot.isWhatIf();
        reset.setEnabled(any);
        showChanged.setEnabled(any);
        if (!any) {
            Parts.say(whatIf, State.OK, null);
            return;
        }
        House.Snapshot now = snapshot;
        House.deliver(this, CompletableFuture.supplyAsync(() -> List.of(Figures.of(now.assessment()), Figures.of(now.now()))),
                found -> {
                    if (now == snapshot) {
                        tell(found.getFirst(), found.getLast());
                    }
                }, text -> Parts.say(notice, State.FAULT, text));
    }

    /** What is left to do: how many have to be moved, how many have no way out, and how many hours it takes. */
    private record Figures(long move, long none, long hours) {
        private static Figures of(Assessment assessment) {
            return new Figures(assessment.needs().get(Need.MOVE),
                    assessment.all().stream()
                            .filter(a -> a.judgement().state() != Need.FINE && a.judgement().route() == Route.NONE).count(),
                    assessment.all().stream().filter(a -> a.judgement().state() != Need.FINE)
                            .mapToLong(a -> a.judgement().minutes()).sum() / 60);
        }
    }

    private void tell(Figures then, Figures now) {
        int changed = snapshot.differing().size();
        Parts.say(whatIf, changed == 0 ? State.OK : State.WARNING, changed == 0 ? Messages.If_none
                : NLS.bind(Messages.If_result,
                        new Object[] {number(changed), number(snapshot.assessment().all().size()), then.move(),
                                now.move(), then.none(), now.none(), then.hours(), now.hours()}));
    }
}
