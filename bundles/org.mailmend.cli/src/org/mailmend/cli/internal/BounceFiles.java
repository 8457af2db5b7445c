package org.mailmend.cli.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mailmend.check.report.ExplainReport;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounces;
import org.mailmend.knowledge.KnowledgeBase;

/** The messages that {@code mailmend explain --eml} reads: files, all files of a folder, and mailboxes in the form of mbox. */
final class BounceFiles {
    static final String OPTION = "--eml";
    private static final int LONGEST_LINE = 64 * 1024;
    /** The line before each message of an mbox (RFC 4155); its end is a year. */
    private static final Pattern MBOX = Pattern.compile("From \\S{1,320} .{10,60}\\d{4}\\s*(?:[+-]\\d{4})?\\s*");

    private final Arguments arguments;
    private final Context context;
    private final boolean many;
    private final Bounces bounces;

    private BounceFiles(Arguments arguments, Context context, boolean many) {
        this.arguments = arguments;
        this.context = context;
        this.many = many;
        bounces = Bounces.with(KbCommand.knowledge(context).explainer());
    }

    /** Explains each message as it is read. */
    static int explain(Arguments arguments, Context context) throws UsageException, IOException {
        List<String> names = new ArrayList<>(arguments.all(OPTION));
        // What follows the first file is more of them.
        names.addAll(arguments.operands());
        if (arguments.has("--file")) {
            throw new UsageException("usage.explain.eml");
        }
        List<String> files = new ArrayList<>();
        for (String name : names) {
            files.addAll(filesOf(name));
        }
        if (files.isEmpty()) {
            throw new UsageException("usage.explain.folder", names.getFirst());
        }
        BounceFiles reader = new BounceFiles(arguments, context, files.size() > 1);
        for (String file : files) {
            reader.explain(file);
        }
        return 0;
    }

    private static List<String> filesOf(String name) throws UsageException, IOException {
        if (name.equals(Inputs.STANDARD_INPUT)) {
            return List.of(name);
        }
        Path path = Inputs.path(name);
        if (!Files.isDirectory(path)) {
            if (!Files.isReadable(path)) {
                throw new UsageException(Files.exists(path) ? "usage.file.denied" : "usage.file.missing", name);
            }
            return List.of(name);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")).sorted()
                    .map(Path::toString).toList();
        } catch (FileSystemException e) {
            throw Inputs.complaint(name, e);
        } catch (UncheckedIOException e) {
            throw new UsageException("usage.file.denied", name);
        }
    }

    private void explain(String file) throws UsageException, IOException {
        if (file.equals(Inputs.STANDARD_INPUT)) {
            show(file, bounces.read(context.in()), many);
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Inputs.path(file)), 1 << 16)) {
            in.mark(LONGEST_LINE);
            String first = new String(in.readNBytes(400), StandardCharsets.ISO_8859_1);
            in.reset();
            if (isMbox(file, first)) {
                explainMbox(file, in);
            } else {
                show(file, bounces.read(in), many);
            }
        } catch (FileSystemException e) {
            throw Inputs.complaint(file, e);
        }
    }

    private static boolean isMbox(String file, String first) {
        int end = first.indexOf('\n');
        return !file.endsWith(".eml") && end > 0 && MBOX.matcher(first.substring(0, end)).matches();
    }

    /** Explains each message of an mbox; the number behind the file's name counts them. */
    private void explainMbox(String file, InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int number = 0;
        boolean afterBlank = true;
        byte[] line = line(in);
        while (line.length > 0) {
            if (afterBlank && line.length < 500 && line[0] == 'F'
                    && MBOX.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches()) {
                if (message.size() > 0) {
                    show(file + "#" + ++number, bounces.read(message.toByteArray()), true);
                    message.reset();
                }
            } else if (message.size() < Bounces.LONGEST_MESSAGE) {
                message.write(line);
            }
            afterBlank = line.length <= 2 && (line[0] == '\n' || line[0] == '\r');
            line = line(in);
        }
        show(file + "#" + ++number, bounces.read(message.toByteArray()), true);
    }

    /** A line with its end, or a piece of a very long one; empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0) {
            line.write(c);
            if (c == '\n' || line.size() >= LONGEST_LINE) {
                break;
            }
            c = in.read();
        }
        return line.toByteArray();
    }

    private void show(String source, Bounce bounce, boolean named) {
        if (arguments.has(Option.JSON)) {
            List<String> articles = bounce.isBounce() ? List.of(KnowledgeBase.articleId(bounce.diagnosis().cause())) : List.of();
            context.json(ExplainReport.toJson(source, bounce, articles, context.locale(), arguments.has(Option.PRETTY)));
        } else {
            if (named) {
                context.out().println(source + ":");
            }
            context.out().print(ExplainReport.toText(bounce, context.locale(), context.style()));
            context.out().flush();
        }
    }
}
