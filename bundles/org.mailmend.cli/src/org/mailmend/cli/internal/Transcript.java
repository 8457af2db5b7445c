package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;

import org.mailmend.check.CheckResult;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.report.CheckReport;
import org.mailmend.check.report.ReportTexts;

/** The file of redacted dialogues; one that was not asked for takes everything and keeps nothing. */
final class Transcript implements AutoCloseable {
    private final Writer out;

    private Transcript(Writer out) {
        this.out = out;
    }

    /**
     * Opens the file before anything is checked.
     *
     * @param name its name; null for none
     */
    static Transcript open(String name) throws UsageException, IOException {
        if (name == null) {
            return new Transcript(Writer.nullWriter());
        }
        try {
            return new Transcript(Files.newBufferedWriter(Inputs.path(name)));
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", name);
        }
    }

    void write(CheckResult result) {
        StringBuilder text = new StringBuilder("# ").append(result.started()).append(' ')
                .append(ReportTexts.url(result.target())).append(' ').append(result.cause()).append('\n');
        for (TranscriptLine line : result.transcript()) {
            text.append(CheckReport.line(line)).append('\n');
        }
        try {
            out.write(text.append('\n').toString());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
