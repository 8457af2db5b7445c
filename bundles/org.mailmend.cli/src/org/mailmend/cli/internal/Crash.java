package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Keeps what is known of a bug of our own, without secrets, and says where it is. */
final class Crash {
    private final Context context;

    Crash(Context context) {
        this.context = context;
    }

    /** Writes the details to a file; returns the sentence for the user. */
    String report(Throwable bug) {
        Messages messages = context.messages();
        String kind = bug.getClass().getSimpleName();
        String name = "mailmend-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(Instant.now().atOffset(ZoneOffset.UTC)) + ".txt";
        for (Path folder : folders()) {
            try {
                Files.createDirectories(folder);
                return messages.get("crash.saved", kind, Files.writeString(folder.resolve(name), details(bug)));
            } catch (IOException e) {
                // the next folder may do; when none does, the user is told so
                bug.addSuppressed(e);
            }
        }
        return messages.get("crash.lost", kind);
    }

    private List<Path> folders() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return List.of(Home.folder(context.env()).resolve("logs"), temporary);
        } catch (InvalidPathException e) {
            return List.of(temporary);
        }
    }

    private String details(Throwable bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace, true));
        return Version.text() + "\n" + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\n\n" + context.secrets().redact(trace.toString());
    }
}
