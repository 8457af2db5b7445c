package org.mailmend.training.ui.internal;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Control;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Session;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseText;
import org.mailmend.training.course.Courses;
import org.mailmend.training.course.Part;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.UiThread;

/**
 * The courses as the window shows them, with the knowledge base of which they are made. They are read in the background when they are
 * first wanted, and again after a trainer's own courses have changed.
 */
public final class Library {
    private static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();
    private static CompletableFuture<Library> read;

    private final KnowledgeBase base;
    private final Courses courses;

    private Library(KnowledgeBase base, Courses courses) {
        this.base = base;
        this.courses = courses;
    }

    /** What there is; made in the background. Safe for every thread. */
    static synchronized CompletableFuture<Library> get() {
        if (read == null || read.isCompletedExceptionally()) {
            read = CompletableFuture.supplyAsync(Library::make);
        }
        return read;
    }

    private static Library make() {
        KnowledgeBase base = KnowledgeBase.of(Knowledge.in(Home.directory()).folder());
        return new Library(base, Courses.in(Home.directory(), base));
    }

    /** Reads all courses again, and tells all who listen. Safe for every thread. */
    public static void readAgain() {
        CompletableFuture<Library> again = CompletableFuture.supplyAsync(Library::make);
        synchronized (Library.class) {
            read = again;
        }
        again.whenComplete((library, failure) -> LISTENERS.forEach(Runnable::run));
    }

    /** Runs the action in the UI thread each time that courses were read again, as long as the control lives. */
    static void onChange(Control control, Runnable action) {
        Runnable told = UiThread.of(control).coalesced(action);
        LISTENERS.add(told);
        control.addDisposeListener(event -> LISTENERS.remove(told));
    }

    KnowledgeBase base() {
        return base;
    }

    Courses courses() {
        return courses;
    }

    /** The course of a session in its language; empty when there is none any more. */
    Optional<Course> course(Session session) {
        return courses.course(session.course(), session.language());
    }

    /** The names of all clients and devices in the language of the window, sorted. */
    List<String> clientNames() {
        return base.clients().stream().map(client -> client.name().in(Language.locale())).sorted().toList();
    }

    /** The id of the client that is meant by a name, an alias or an id in any of the languages; the text itself when none is. */
    String clientId(String text) {
        String wanted = fold(text);
        if (wanted.isEmpty()) {
            return "";
        }
        for (Client client : base.clients()) {
            if (Stream.concat(Stream.of(client.id(), client.name().en(), client.name().ja()), client.aliases().stream())
                    .anyMatch(name -> fold(name).equals(wanted))) {
                return client.id();
            }
        }
        return text;
    }

    /** A text as it is compared: without regard to case, width and spaces. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    /** What is shown for the client of an attendee: the name of a profile, or what was written. */
    String clientName(String client) {
        return base.client(client).map(known -> known.name().in(Language.locale())).orElse(client);
    }

    /** The slides of a part: the first has the part's title where none of its own stands at the beginning. */
    List<Slide> slides(Part part, Locale language) {
        List<Slide> slides = new java.util.ArrayList<>();
        for (CourseText.Slide each : CourseText.slides(part, language, base)) {
            slides.addAll(Slide.of(each.title().isEmpty() ? part.title() : each.title(), each.body()));
        }
        if (slides.isEmpty()) {
            slides.add(new Slide(part.title(), List.of()));
        }
        return slides;
    }

    /** A text in CommonMark with the texts of its articles. */
    String resolved(String text, Locale language) {
        return CourseText.resolved(text, language, base);
    }
}
