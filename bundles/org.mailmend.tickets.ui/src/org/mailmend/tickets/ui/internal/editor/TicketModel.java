package org.mailmend.tickets.ui.internal.editor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.osgi.util.NLS;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.ConflictException;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketLink;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;

/**
 * A ticket that is worked at: what is known of it, and what was typed but is not saved yet. Changes go to the store one after the other;
 * what others change appears by itself. Used in the UI thread.
 */
public final class TicketModel {

    /**
     * A ticket with all that belongs to it, at one moment.
     *
     * @param ticket   the ticket
     * @param entries  its entries, the oldest first
     * @param history  what happened to it, the oldest first
     * @param links    its links in both directions
     * @param contacts the people that its history names, by id
     */
    public record Snapshot(Ticket ticket, List<Entry> entries, List<Event> history, List<TicketLink> links,
            Map<Long, Contact> contacts) {
        public Snapshot {
            entries = List.copyOf(entries);
            history = List.copyOf(history);
            links = List.copyOf(links);
            contacts = Map.copyOf(contacts);
        }
    }

    /** Asks a person which of two sets of changes is kept. */
    public interface Arbiter {
        /**
         * @param conflict both sets
         * @param contacts people that it names, by id
         * @return what is to be saved on top of {@link ConflictException#current}; null when that is not decided now
         */
        TicketChange decide(ConflictException conflict, Map<Long, Contact> contacts);
    }

    private final long number;
    private final Desking desk;
    private final Scraps scraps;
    private final Executor ui;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<Field, String> typed = new EnumMap<>(Field.class);
    private final Runnable unlisten;
    private Consumer<String> problems = text -> {
        // nobody shows them
    };
    private Arbiter arbiter = (conflict, contacts) -> null;
    private Snapshot now;
    /** The ticket as it was when the typing began. */
    private Ticket base;
    private boolean saving;
    private boolean stale;
    private boolean loading;
    private boolean closed;
    private long seen;
    private Runnable before;

    /** @param ui runs tasks in the UI thread as long as there is somebody to see them */
    public TicketModel(long number, Desking desk, Scraps scraps, Executor ui) {
        this.number = number;
        this.desk = desk;
        this.scraps = scraps;
        this.ui = ui;
        unlisten = desk.listen(numbers -> {
            if (numbers.isEmpty() || numbers.contains(number)) {
                ui.execute(this::load);
            }
        });
    }

    /** The ticket's number. */
    public long number() {
        return number;
    }

    /** What was typed and is not kept in the ticket. */
    public Scraps scraps() {
        return scraps;
    }

    /** What is known; null until it was read. */
    public Snapshot now() {
        return now;
    }

    /** As whom changes are made. */
    public String who() {
        return desk.who();
    }

    /** Runs an action after each change of what is known. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Who shows a sentence about what could not be done; null takes it away. */
    public void onProblem(Consumer<String> action) {
        problems = action;
    }

    /** Who decides between changes of two people. */
    public void arbiter(Arbiter value) {
        arbiter = value;
    }

    /** Runs before anything else is saved: fields hand in what was typed. */
    public void beforeSaving(Runnable action) {
        before = action;
    }

    // --- reading

    /** Reads the ticket again. */
    public void load() {
        if (loading) {
            stale = true;
            return;
        }
        loading = true;
        ask(store -> read(store, number), snapshot -> {
            loading = false;
            if (snapshot == null) {
                problem(Messages.Editor_gone);
            } else {
                accept(snapshot);
            }
            if (stale) {
                stale = false;
                load();
            }
        }, e -> {
            loading = false;
            problem(sentence(e));
        });
    }

    private static Snapshot read(TicketStore store, long number) {
        Ticket ticket = store.ticket(number).orElse(null);
        if (ticket == null) {
            return null;
        }
        List<Event> history = store.history(number);
        return new Snapshot(ticket, store.entries(number), history, store.links(number), people(store, history));
    }

    private static Map<Long, Contact> people(TicketStore store, List<Event> events) {
        Map<Long, Contact> people = new HashMap<>();
        for (Event event : events) {
            if (Field.REQUESTER.id().equals(event.field())) {
                for (String id : List.of(event.before() == null ? "" : event.before(),
                        event.after() == null ? "" : event.after())) {
                    if (id.matches("\\d{1,18}") && !people.containsKey(Long.valueOf(id))) {
                        store.contact(Long.parseLong(id)).ifPresent(contact -> people.put(contact.id(), contact));
                    }
                }
            }
        }
        return people;
    }

    private void accept(Snapshot snapshot) {
        now = snapshot;
        if (!closed && snapshot.ticket().lastEvent() != seen) {
            seen = snapshot.ticket().lastEvent();
            Ticket ticket = snapshot.ticket();
            desk.ask(store -> {
                store.markSeen(ticket, desk.who());
                return null;
            });
        }
        List.copyOf(listeners).forEach(Runnable::run);
    }

    // --- typing

    /** Somebody types a value for a field; it is not lost from now on. */
    public void typed(Field field, String value) {
        if (now == null) {
            return;
        }
        if (value.equals(now.ticket().get(field))) {
            typed.remove(field);
        } else {
            if (typed.isEmpty()) {
                base = now.ticket();
            }
            typed.put(field, value);
        }
        keepTyped();
    }

    /** The value of a field that was typed and is not saved; null for none. */
    public String typed(Field field) {
        return typed.get(field);
    }

    /** Whether something typed is not saved yet. */
    public boolean isDirty() {
        return !typed.isEmpty();
    }

    private void keepTyped() {
        if (typed.isEmpty()) {
            base = null;
            scraps.forget(Scraps.FIELDS);
        } else {
            scraps.keep(Scraps.FIELDS, FieldsText.write(typed, base));
        }
    }

    /** Puts back what a crash or a closed window left unsaved. */
    public boolean recover() {
        Map<String, String> kept = scraps.find(Scraps.FIELDS);
        Map<Field, String> values = FieldsText.read(kept);
        values.entrySet().removeIf(each -> now == null || each.getValue().equals(now.ticket().get(each.getKey())));
        if (values.isEmpty()) {
            return false;
        }
        base = FieldsText.base(kept, now.ticket());
        typed.putAll(values);
        List.copyOf(listeners).forEach(Runnable::run);
        return true;
    }

    /** Takes back what was typed and not saved. */
    public void forgetTyped() {
        typed.clear();
        keepTyped();
        problem(null);
        List.copyOf(listeners).forEach(Runnable::run);
    }

    // --- saving

    /** Saves what was typed. */
    public void commit() {
        if (saving || typed.isEmpty()) {
            return;
        }
        TicketChange change;
        Map<Field, String> values = new EnumMap<>(typed);
        try {
            change = TicketChange.of(values);
        } catch (TicketException e) {
            problem(e.text(Texts.locale()));
            return;
        }
        saving = true;
        save(base, change, () -> {
            saving = false;
            values.forEach((field, value) -> typed.remove(field, value));
            base = typed.isEmpty() ? null : now.ticket();
            keepTyped();
            problem(null);
        }, () -> saving = false);
    }

    /** Saves a change that needs no typing, on top of the ticket as it is shown. */
    public void change(TicketChange change) {
        if (now != null) {
            save(now.ticket(), change, () -> problem(null), () -> {
                // what is shown is told by the listeners
            });
        }
    }

    private void save(Ticket from, TicketChange change, Runnable done, Runnable failed) {
        answer(desk.change(words(change), (store, who) -> {
            store.change(from, change, who);
            return read(store, number);
        }), snapshot -> {
            accept(snapshot);
            done.run();
            List.copyOf(listeners).forEach(Runnable::run);
        }, e -> {
            if (e instanceof ConflictException conflict && !closed) {
                decide(conflict, done, failed);
            } else {
                failed.run();
                problem(sentence(e));
                List.copyOf(listeners).forEach(Runnable::run);
            }
        });
    }

    private void decide(ConflictException conflict, Runnable done, Runnable failed) {
        ask(store -> {
            List<Event> events = new ArrayList<>(conflict.others());
            conflict.conflicts()
                    .forEach(each -> events.add(new Event(0, 0, Event.Subject.TICKET, number, java.time.Instant.EPOCH, "",
                            Event.Kind.SET, each.field().id(), each.base(), each.mine())));
            return people(store, events);
        }, people -> {
            TicketChange merged = arbiter.decide(conflict, people);
            if (merged == null) {
                failed.run();
                problem(conflict.text(Texts.locale()));
                load();
            } else if (merged.isEmpty()) {
                ask(store -> read(store, number), snapshot -> {
                    accept(snapshot);
                    done.run();
                    List.copyOf(listeners).forEach(Runnable::run);
                }, e -> failed.run());
            } else {
                save(conflict.current(), merged, done, failed);
            }
        }, e -> {
            failed.run();
            problem(sentence(e));
        });
    }

    /** Adds an entry with files; what was typed is in the ticket when done runs. */
    public void add(Entry entry, List<Attachment.Content> files, Runnable done) {
        run(NLS.bind(Messages.Did_add, entry.kind().text(Texts.locale())), (store, who) -> store.add(number, entry, files, who),
                done);
    }

    /**
     * Changes something in the store, then reads the ticket again.
     *
     * @param words what is done, for the menu
     */
    public void run(String words, Desk.Change<?> work, Runnable done) {
        answer(desk.change(words, (store, who) -> {
            work.make(store, who);
            return read(store, number);
        }), snapshot -> {
            problem(null);
            done.run();
            if (snapshot != null) {
                accept(snapshot);
            }
        }, e -> problem(sentence(e)));
    }

    private static String words(TicketChange change) {
        return NLS.bind(Messages.Did_change, change.values().keySet().stream().limit(2).map(field -> field.text(Texts.locale()))
                .collect(java.util.stream.Collectors.joining(", ")));
    }

    /** Changes something in the store; the result comes in the UI thread, what goes wrong is told. */
    public <T> void make(String words, Desk.Change<T> work, Consumer<T> made) {
        make(words, work, made, e -> problem(sentence(e)));
    }

    /** Like {@link #make(String, Desk.Change, Consumer)}, and tells who asks of what goes wrong. */
    public <T> void make(String words, Desk.Change<T> work, Consumer<T> made, Consumer<RuntimeException> failed) {
        answer(desk.change(words, work), made, failed);
    }

    /** Asks something; what goes wrong is told. */
    public <T> void ask(Function<TicketStore, T> question, Consumer<T> answer) {
        ask(question, answer, e -> problem(sentence(e)));
    }

    /** Asks something; the answer comes in the UI thread. */
    public <T> void ask(Function<TicketStore, T> question, Consumer<T> answer, Consumer<RuntimeException> failed) {
        answer(desk.ask(question), answer, failed);
    }

    private <T> void answer(CompletableFuture<T> future, Consumer<T> answer, Consumer<RuntimeException> failed) {
        future.whenComplete((result, error) -> ui.execute(() -> {
            if (error == null) {
                answer.accept(result);
            } else {
                Throwable cause = error instanceof java.util.concurrent.CompletionException && error.getCause() != null
                        ? error.getCause()
                        : error;
                failed.accept(cause instanceof RuntimeException e ? e : new IllegalStateException(cause));
            }
        }));
    }

    /** Tells a sentence about what could not be done; null takes it away. */
    public void problem(String text) {
        problems.accept(text);
    }

    /** What to tell the user of a failure. */
    static String sentence(RuntimeException e) {
        if (e instanceof TicketException told) {
            return told.text(Texts.locale());
        }
        ILog.of(TicketModel.class).error("A ticket could not be read or changed", e);
        return Messages.Editor_failed;
    }

    /** The tickets of a link's other side. */
    public Set<Long> linked() {
        Set<Long> numbers = new java.util.TreeSet<>();
        now.links().forEach(link -> numbers.add(link.from() == number ? link.to() : link.from()));
        return numbers;
    }

    /** Nobody looks at it any more; what was typed and is right is saved. */
    public void close() {
        if (before != null) {
            before.run();
        }
        closed = true;
        unlisten.run();
        if (!typed.isEmpty() && !saving) {
            saveLast();
        }
    }

    /** The window is gone: what was typed goes to the store; what cannot be saved stays a draft. */
    private void saveLast() {
        try {
            TicketChange change = TicketChange.of(typed);
            Ticket from = base;
            Scraps kept = scraps;
            desk.change(words(change), (store, who) -> store.change(from, change, who)).thenRun(() -> kept.forget(Scraps.FIELDS));
        } catch (TicketException e) {
            ILog.of(TicketModel.class).info("What was typed stays a draft: " + e.getMessage());
        }
    }
}
