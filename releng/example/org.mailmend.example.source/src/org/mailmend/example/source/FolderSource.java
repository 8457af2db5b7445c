package org.mailmend.example.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.mail.MailReader;
import org.mailmend.tickets.mail.TicketSource;

/**
 * A folder in which each file {@code *.eml} is a mail. What is kept goes into the folder {@code done} in it. A file that is read again
 * because everything stopped in between makes no second ticket: the intake knows each message by its hash.
 */
final class FolderSource implements TicketSource {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path folder;
    private final CountDownLatch closed = new CountDownLatch(1);

    FolderSource(Path folder) {
        this.folder = folder;
    }

    @Override
    public String id() {
        return folder.toUri().toString();
    }

    @Override
    public int fetch(MailIntake intake, Taker taker) throws IOException {
        Path done = Files.createDirectories(folder.resolve("done"));
        int taken = 0;
        for (Path file : files()) {
            if (closed.getCount() == 0) {
                break;
            }
            byte[] mail;
            try (InputStream in = Files.newInputStream(file)) {
                mail = in.readNBytes(MailReader.LIMIT + 1);
            }
            MailIntake.Taken kept = intake.take(mail);
            // only now, when it is in the store: a crash before this line loses nothing
            Files.move(file, done.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            taker.taken(kept);
            taken += kept.kept().isNew() ? 1 : 0;
        }
        return taken;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.eml")) {
            stream.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    @Override
    public void await(Duration most) throws InterruptedException {
        closed.await(Math.min(LOOK.toMillis(), most.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
