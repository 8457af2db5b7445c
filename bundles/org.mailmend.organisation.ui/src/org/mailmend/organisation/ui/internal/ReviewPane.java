package org.mailmend.organisation.ui.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.review.DnsPoint;
import org.mailmend.organisation.review.DnsReview;
import org.mailmend.organisation.review.Review;
import org.mailmend.organisation.review.ReviewEntry;
import org.mailmend.organisation.review.ReviewEntry.Status;
import org.mailmend.organisation.review.ReviewException;
import org.mailmend.organisation.review.ReviewPoint;
import org.mailmend.organisation.review.ReviewPoints;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The administrator's review: all points with their state, and what is to be looked at in the one that is selected. */
final class ReviewPane extends Composite {
    private static final int NARROW = 760;
    private static String resolver;
    private static String seen = "";

    private final Locale locale = Language.locale();
    private final Text domain;
    private final Text selectors;
    private final Button check;
    private final Button cancel;
    private final Label progress;
    private final StatusLabel notice;
    private final Table table;
    private final StyledText details;
    private final Combo status;
    private final Text note;
    private final Text evidence;
    private final Text owner;
    private final Text due;
    private final Button article;
    private final Button items;
    private Review review;
    private Review previous;
    private final Map<String, Set<Long>> affected = new HashMap<>();
    private Cancellation running;
    private boolean filled;

    /** What is shown. */
    private record Read(Review review, Optional<Review> previous) {
    }

    ReviewPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        Composite row = Parts.row(this);
        Parts.label(row, Messages.Rev_domain);
        domain = Widgets.id(new Text(row, SWT.BORDER), "domain");
        domain.setMessage("example.com");
        domain.setLayoutData(new RowData(160, SWT.DEFAULT));
        Widgets.accessibleName(domain, Messages.Rev_domain);
        Parts.label(row, Messages.Rev_selectors);
        selectors = Widgets.id(new Text(row, SWT.BORDER), "selectors");
        selectors.setMessage("google, selector1");
        selectors.setLayoutData(new RowData(120, SWT.DEFAULT));
        Widgets.accessibleName(selectors, Messages.Rev_selectors);
        check = Parts.push(row, "check", Messages.Rev_check, this::check);
        cancel = Parts.push(row, "cancel", Messages.Rev_cancel, this::cancel);
        cancel.setEnabled(false);
        Parts.push(row, "next", Messages.Rev_next, this::beginNext);
        domain.addListener(SWT.DefaultSelection, event -> check());
        progress = Widgets.id(new Label(this, SWT.NONE), "progress");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(progress);
        notice = Parts.status(this, "notice");
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        table = Parts.painted(Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "points"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Rev_list);
        for (String title : List.of(Messages.Rev_point, Messages.Rev_status, Messages.Rev_affects, Messages.Rev_due)) {
            new TableColumn(table, title.equals(Messages.Rev_affects) ? SWT.RIGHT : SWT.LEFT).setText(title);
        }
        table.addListener(SWT.Selection, event -> showPoint());
        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 0).spacing(8, 6).applyTo(right);
        details = Widgets.id(Prose.field(right), "details");
        Widgets.accessibleName(details, Messages.Rev_details);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(320, 180).applyTo(details);
        Composite links = Parts.row(right);
        ((org.eclipse.swt.layout.GridData) links.getLayoutData()).horizontalSpan = 2;
        article = Parts.push(links, "article", Messages.Rev_article,
                () -> point().ifPresent(p -> Services.with(ArticleOpener.class, a -> a.open(p.article()))));
        items = Parts.push(links, "items", Messages.Rev_items, this::showItems);
        Parts.label(right, Messages.Rev_status);
        status = Parts.combo(right, "status", Messages.Rev_status, this::save,
                Stream.of(Status.values()).map(s -> s.text(locale)).toArray(String[]::new));
        owner = Parts.text(right, "owner", Messages.Rev_owner, 0);
        due = Parts.text(right, "due", Messages.Rev_dueDay, 0);
        note = Parts.text(right, "note", Messages.Rev_note, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        evidence = Parts.text(right, "evidence", Messages.Rev_evidence, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        new Label(right, SWT.NONE);
        Parts.push(right, "save", Messages.Rev_save, this::save);
        sash.setWeights(5, 6);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        House.get().onChange(this, this::read);
        Theme.onChange(this, this::paint);
        addDisposeListener(event -> cancel());
        paint();
        read();
    }

    /** Asks this DNS server from now on, {@code host:port}; null for the system's. For tests. */
    public static void resolver(String server) {
        resolver = server;
    }

    void focus() {
        table.setFocus();
    }

    // --- reading

    private void read() {
        House.deliver(this, House.get().askReviews(store -> new Read(store.current(), store.previous())), read -> {
            review = read.review();
            previous = read.previous().orElse(null);
            if (!filled) {
                filled = true;
                domain.setText(review.domain());
            }
            paint();
        }, words -> Parts.say(notice, State.FAULT, words));
        House.deliver(this, House.get().snapshot().thenApply(ReviewPane::affected), found -> {
            affected.clear();
            affected.putAll(found);
            paint();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    /** By point the items that it can break, counted by the point's rule. */
    private static Map<String, Set<Long>> affected(House.Snapshot snapshot) {
        Map<String, Set<Long>> all = new HashMap<>();
        for (ReviewPoint point : ReviewPoints.all()) {
            all.put(point.id(),
                    snapshot.items().stream().filter(i -> i.kind().sends())
                            .filter(i -> point.affects().fits(f -> value(snapshot, i, f)))
                            .map(Item::id).collect(Collectors.toSet()));
        }
        return all;
    }

    private static String value(House.Snapshot snapshot, Item item, String field) {
        return switch (field) {
            case "kind" -> item.kind().id();
            case "route" -> snapshot.now().of(item.id()).map(a -> a.judgement().route().id()).orElse("");
            case "account" -> item.get(Field.ACCOUNT).isEmpty() ? snapshot.holds().account().id() : item.get(Field.ACCOUNT);
            default -> Field.fromId(field).map(item::get).orElse("");
        };
    }

    // --- showing

    private void paint() {
        String selected = point().map(ReviewPoint::id).orElse(seen);
        table.setRedraw(false);
        table.removeAll();
        Set<String> changed = review == null || previous == null ? Set.of()
                : review.since(previous).stream().map(d -> d.now().point()).collect(Collectors.toSet());
        ReviewPoint.Checklist list = null;
        for (ReviewPoint point : ReviewPoints.all()) {
            if (point.list() != list) {
                list = point.list();
                TableItem heading = Widgets.plain(new TableItem(table, SWT.NONE));
                heading.setText(list.text(locale));
                heading.setFont(Widgets.boldFont());
            }
            ReviewEntry entry = review == null ? ReviewEntry.of(point.id()) : review.entry(point.id());
            TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
            item.setData(point);
            Set<Long> breaks = affected.getOrDefault(point.id(), Set.of());
            item.setText(new String[] {point.title().in(locale),
                    entry.status().text(locale) + (changed.contains(point.id()) ? " – " + Messages.Rev_changed : ""),
                    breaks.isEmpty() ? "" : Integer.toString(breaks.size()), entry.due() == null ? "" : entry.due().toString()});
            item.setImage(1, Icons.of(state(entry.status())));
            if (point.id().equals(selected)) {
                table.setSelection(item);
            }
        }
        if (table.getSelectionIndex() < 0) {
            table.setSelection(1);
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        table.setRedraw(true);
        if (review != null) {
            progress.setText(NLS.bind(Messages.Rev_progress,
                    new Object[] {review.number(), review.looked(), ReviewPoints.all().size()})
                    + (previous == null ? "" : "   " + Messages.Rev_since + ": " + changed.size()));
            // Japanese letters are higher than those of an empty label.
            progress.requestLayout();
        }
        showPoint();
    }

    private static State state(Status status) {
        return switch (status) {
            case OPEN -> State.WAITING;
            case RIGHT -> State.OK;
            case TO_CHANGE -> State.FAULT;
            case IN_WORK -> State.RUNNING;
            case NOT_NEEDED -> State.SKIPPED;
        };
    }

    private Optional<ReviewPoint> point() {
        TableItem[] selected = table.getSelection();
        return selected.length == 0 || !(selected[0].getData() instanceof ReviewPoint point) ? Optional.empty()
                : Optional.of(point);
    }

    private void showPoint() {
        ReviewPoint point = point().orElse(null);
        boolean any = point != null && review != null;
        for (org.eclipse.swt.widgets.Control control : List.of(status, note, evidence, owner, due)) {
            control.setEnabled(any);
        }
        article.setEnabled(any && !point.article().isEmpty());
        items.setEnabled(any && !affected.getOrDefault(point.id(), Set.of()).isEmpty());
        if (!any) {
            new Prose(details).aside(Messages.Rev_details).show();
            return;
        }
        ReviewEntry entry = review.entry(point.id());
        if (!point.id().equals(seen) || !note.isFocusControl() && !evidence.isFocusControl() && !owner.isFocusControl()
                && !due.isFocusControl()) {
            status.select(entry.status().ordinal());
            note.setText(entry.note());
            evidence.setText(entry.evidence());
            owner.setText(entry.owner());
            due.setText(entry.due() == null ? "" : entry.due().toString());
        }
        seen = point.id();
        Prose prose = new Prose(details);
        prose.title(point.title().in(locale));
        if (previous != null) {
            ReviewEntry before = previous.entry(point.id());
            if (before.status() != Status.OPEN) {
                boolean differs = before.status() != entry.status();
                prose.coloured(Messages.Rev_was + ": " + before.status().text(locale),
                        differs && entry.status() != Status.OPEN ? Palette.current().warning() : Palette.current().dim());
            }
        }
        int breaks = affected.getOrDefault(point.id(), Set.of()).size();
        section(prose, Messages.Rev_where, point.where().in(locale));
        section(prose, Messages.Rev_look, point.look().in(locale));
        section(prose, Messages.Rev_right, point.right().in(locale));
        section(prose, Messages.Rev_breaks,
                breaks == 0 ? point.breaks().in(locale) : NLS.bind(Messages.Rev_breaks_count, point.breaks().in(locale), breaks));
        prose.heading(Messages.Rev_sources);
        point.sources().forEach(s -> prose.item("•", s.verified() ? NLS.bind(Messages.Rev_source, s.url(), s.read())
                : NLS.bind(Messages.Rev_source_unread, s.url())));
        prose.show();
    }

    private static void section(Prose prose, String heading, String text) {
        prose.heading(heading).paragraph(ReviewPoint.plain(text));
        if (ReviewPoint.isUnverified(text)) {
            prose.aside("(" + Messages.Rev_unverified + ")");
        }
    }

    private void showItems() {
        point().ifPresent(point -> Places.inventory(affected.getOrDefault(point.id(), Set.of()), point.title().in(locale)));
    }

    // --- saving

    private void save() {
        ReviewPoint point = point().orElse(null);
        if (point == null || review == null) {
            return;
        }
        LocalDate day = null;
        if (!due.getText().isBlank()) {
            try {
                day = LocalDate.parse(due.getText().strip());
            } catch (DateTimeParseException e) {
                Parts.say(notice, State.FAULT, NLS.bind(Messages.Rev_dueBad, due.getText().strip()));
                due.setFocus();
                return;
            }
        }
        ReviewEntry entry = review.entry(point.id()).withStatus(Status.values()[Math.max(0, status.getSelectionIndex())])
                .withTexts(note.getText(), evidence.getText(), owner.getText().strip(), day);
        keep(List.of(entry), Messages.Rev_saved);
    }

    private void keep(List<ReviewEntry> entries, String words) {
        long number = review.number();
        House.deliver(this, House.get().askReviews(store -> {
            store.save(number, entries);
            return new Read(store.current(), store.previous());
        }), read -> {
            review = read.review();
            previous = read.previous().orElse(null);
            paint();
            Parts.say(notice, State.OK, words);
        }, failure -> Parts.say(notice, State.FAULT, failure));
    }

    private void beginNext() {
        House.deliver(this, House.get().askReviews(store -> {
            store.beginNext();
            return new Read(store.current(), store.previous());
        }), read -> {
            review = read.review();
            previous = read.previous().orElse(null);
            paint();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    // --- DNS

    private void check() {
        if (running != null || review == null) {
            return;
        }
        String wanted = domain.getText().strip();
        List<String> names = Stream.of(selectors.getText().split("[,\\s]+")).filter(s -> !s.isEmpty()).toList();
        Cancellation mine = new Cancellation();
        running = mine;
        check.setEnabled(false);
        cancel.setEnabled(true);
        Parts.say(notice, State.RUNNING, NLS.bind(Messages.Rev_checking, wanted));
        UiThread ui = UiThread.of(this);
        CompletableFuture<List<DnsPoint>> work = CompletableFuture.supplyAsync(() -> {
            try {
                return DnsReview.run(new DnsReview.Request(wanted, names, resolver, Duration.ofSeconds(30)), point -> {
                }, mine);
            } catch (ReviewException e) {
                throw new CompletionException(e);
            }
        }, task -> Thread.ofVirtual().name("mailmend-review").start(task));
        work.whenComplete((points, failure) -> ui.execute(() -> {
            running = null;
            check.setEnabled(true);
            cancel.setEnabled(false);
            Throwable cause = failure == null ? null : Objects.requireNonNullElse(failure.getCause(), failure);
            if (cause instanceof ReviewException known) {
                Parts.say(notice, State.FAULT, known.text(locale));
                domain.setFocus();
            } else if (cause != null) {
                Parts.say(notice, State.FAULT, House.sentence(cause));
            } else {
                List<ReviewEntry> entries = new ArrayList<>();
                points.forEach(p -> entries.add(review.entry(p.kind().id()).withFinding(p, locale)));
                House.get().askReviews(store -> {
                    store.setDomain(review.number(), wanted);
                    return null;
                });
                seen = entries.stream().filter(e -> e.status() == Status.TO_CHANGE).findFirst().orElse(entries.getFirst())
                        .point();
                select(seen);
                keep(entries, NLS.bind(Messages.Rev_checked, wanted));
            }
        }));
    }

    private void select(String id) {
        for (TableItem item : table.getItems()) {
            if (item.getData() instanceof ReviewPoint point && point.id().equals(id)) {
                table.setSelection(item);
            }
        }
    }

    private void cancel() {
        if (running != null) {
            running.cancel();
        }
    }
}
