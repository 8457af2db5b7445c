package org.mailmend.tickets.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.mailmend.diagnosis.Explainer;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.reply.FirstAnswer;

/**
 * The intake of a desk: takes messages from several sources at once, each in a thread of its own, answers new ones at once where that is
 * wanted, and knows how each source stands. Safe for every thread.
 */
public final class Intake implements Closeable {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());
    private static final Duration END = Duration.ofSeconds(3);

    private final Locale locale;
    private final Supplier<Explainer> explainer;
    private final FirstAnswer answers;
    private final Runnable changed;
    private final ExecutorService answering = Executors
            .newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().name("mailmend-first-answer").unstarted(task));
    private final Map<String, IntakeLoop> loops = new LinkedHashMap<>();
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private boolean closed;
    private Entry failedAnswer;

    /** How a source is. */
    public enum Phase {
        /** It is being asked for the first time, or again. */
        LOOKING,
        /** All is taken in; it waits for more. */
        WAITING,
        /** It failed, and is tried again by itself. */
        TROUBLE,
        /** Its sign-in was refused; it is not tried again before somebody asks for that. */
        REFUSED
    }

    /**
     * How a source stands.
     *
     * @param phase    how it is
     * @param taken    messages that were new, since the beginning
     * @param tickets  tickets that were made of them
     * @param sentence what is wrong, for the user; null for nothing
     * @param cause    what was met; null for nothing
     * @param next     when it is tried again; null where it is not waiting for that
     */
    public record Standing(Phase phase, int taken, int tickets, String sentence, Exception cause, Instant next) {
        static final Standing FIRST = new Standing(Phase.LOOKING, 0, 0, null, null, null);

        Standing with(MailIntake.Taken mail) {
            int more = mail.kept().isNew() ? 1 : 0;
            return new Standing(phase, taken + more, tickets + (mail.kept().newTicket() ? more : 0), sentence, cause, next);
        }

        Standing in(Phase other, String why, Exception met, Instant when) {
            return new Standing(other, taken, tickets, why, met, when);
        }
    }

    /**
     * Begins at once.
     *
     * @param store     where messages go
     * @param providers the sources
     * @param locale    language of sentences, and of what mails do not say
     * @param explainer explains mails, and what goes wrong
     * @param answers   answers new mails; null where that is not wanted
     * @param pauses    pauses after failures
     * @param changed   run after each change of how a source stands, in the thread of that source
     */
    public Intake(TicketStore store, List<TicketSourceProvider> providers, Locale locale, Supplier<Explainer> explainer,
            FirstAnswer answers, IntakeLoop.Pauses pauses, Runnable changed) {
        this.locale = Objects.requireNonNull(locale);
        this.explainer = Objects.requireNonNull(explainer);
        this.answers = answers;
        this.changed = Objects.requireNonNull(changed);
        for (TicketSourceProvider provider : providers) {
            synchronized (this) {
                standings.put(provider.id(), Standing.FIRST);
            }
        }
        for (TicketSourceProvider provider : providers) {
            IntakeLoop loop = new IntakeLoop(source(provider, store), new MailIntake(store, locale, explainer),
                    new Watch(provider.id()), pauses);
            synchronized (this) {
                loops.put(provider.id(), loop);
            }
        }
    }

    /** A source that cannot even be made fails like one that cannot be reached. */
    private static TicketSource source(TicketSourceProvider provider, TicketStore store) {
        try {
            return provider.open(store);
        } catch (RuntimeException e) {
            return new Broken(provider.id(), e);
        }
    }

    private record Broken(String id, RuntimeException why) implements TicketSource {
        @Override
        public int fetch(MailIntake intake, Taker taker) throws IOException {
            throw new IOException(String.valueOf(why.getMessage()), why);
        }

        @Override
        public void await(Duration most) throws InterruptedException {
            Thread.sleep(most);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /** How each source stands, by the id of its provider. */
    public synchronized Map<String, Standing> standings() {
        return new LinkedHashMap<>(standings);
    }

    /** The last instant answer that could not be sent; null when the last one was. It can be sent again from its ticket. */
    public synchronized Entry failedAnswer() {
        return failedAnswer;
    }

    /** Tries a source again now that waits after a failure. */
    public void again(String id) {
        IntakeLoop loop;
        synchronized (this) {
            loop = loops.get(id);
        }
        if (loop != null) {
            loop.again();
        }
    }

    private void set(String id, java.util.function.UnaryOperator<Standing> change) {
        synchronized (this) {
            if (closed) {
                return;
            }
            standings.computeIfPresent(id, (key, standing) -> change.apply(standing));
        }
        changed.run();
    }

    /** Follows one source. */
    private final class Watch implements IntakeLoop.Listener {
        private final String id;

        Watch(String id) {
            this.id = id;
        }

        @Override
        public void taken(MailIntake.Taken mail) {
            set(id, standing -> standing.with(mail));
            if (answers != null) {
                try {
                    answering.execute(() -> answer(mail));
                } catch (RejectedExecutionException e) {
                    LOG.log(System.Logger.Level.DEBUG, "The intake ends; nothing more is answered", e);
                }
            }
        }

        @Override
        public void waiting() {
            set(id, standing -> standing.in(Phase.WAITING, null, null, null));
        }

        @Override
        public void failed(Exception error, Duration pause) {
            LOG.log(System.Logger.Level.DEBUG, "A source of tickets failed", error);
            set(id, standing -> standing.in(pause == null ? Phase.REFUSED : Phase.TROUBLE, sentence(error), error,
                    pause == null ? null : Instant.now().plus(pause)));
        }
    }

    private String sentence(Exception error) {
        return switch (error) {
            case SourceException told -> told.sentence(explainer.get(), locale);
            case TicketException told -> told.text(locale);
            default -> SourceException.met(null, error.getClass().getName() + ": " + error.getMessage(), false, error)
                    .sentence(explainer.get(), locale);
        };
    }

    private void answer(MailIntake.Taken mail) {
        try {
            Entry answer = answers.answer(mail).orElse(null);
            if (answer == null) {
                return;
            }
            synchronized (this) {
                failedAnswer = answer.state() == Entry.State.FAILED ? answer : null;
            }
            changed.run();
        } catch (TicketException e) {
            // the store went away in between: the ticket is there, and waits for a person
            LOG.log(System.Logger.Level.WARNING, "A new mail could not be answered at once", e);
        }
    }

    /** Ends all sources; what is being taken in is kept or comes again. Waits for that a few seconds at most. */
    @Override
    public void close() {
        List<IntakeLoop> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(loops.values());
        }
        answering.shutdown();
        try {
            for (IntakeLoop loop : ending) {
                try {
                    loop.close();
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "A source of tickets did not close", e);
                }
            }
            Instant end = Instant.now().plus(END);
            for (IntakeLoop loop : ending) {
                loop.join(Duration.ofMillis(Math.max(1, Duration.between(Instant.now(), end).toMillis())));
            }
            answering.awaitTermination(Math.max(1, Duration.between(Instant.now(), end).toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
