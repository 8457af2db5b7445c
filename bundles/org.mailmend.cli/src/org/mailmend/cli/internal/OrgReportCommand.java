package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.render.PdfException;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Reports;

/** {@code mailmend org report}: writes a report. */
final class OrgReportCommand extends OrgAction {
    private static final List<String> FORMATS = List.of("html", "pdf", "csv");

    OrgReportCommand() {
        super("org report");
    }

    @Override
    String operands() {
        return "[FILE]";
    }

    @Override
    List<Option> own() {
        return List.of(Option.choice("--format", "option.org.format", FORMATS),
                Option.value("--output", "FILE", "option.org.output"),
                Option.choice("--for", "option.org.for", List.of("management", "auditors")));
    }

    @Override
    int work(Inventory inventory, Arguments arguments, Context context) throws UsageException, IOException {
        String output = arguments.get("--output");
        if (arguments.operands().size() != (output == null ? 1 : 0)) {
            throw new UsageException("usage.org.report");
        }
        String name = output == null ? arguments.operands().getFirst() : output;
        Path file = Inputs.path(name);
        String format = arguments.get("--format") == null ? ending(name) : arguments.get("--format");
        if (!FORMATS.contains(format)) {
            throw new UsageException("usage.org.report");
        }
        Assessment assessment = assess(inventory, context);
        Reports reports = new Reports(board(inventory, assessment, context), assessment, knowledge(context));
        Reports.Reader reader = "auditors".equals(arguments.get("--for")) ? Reports.Reader.AUDITORS : Reports.Reader.MANAGEMENT;
        try {
            switch (format) {
                case "pdf" -> reports.pdf(reader, context.locale(), file);
                case "html" -> Files.writeString(file, reports.html(reader, context.locale()), StandardCharsets.UTF_8);
                default -> Files.write(file, reports.csv(context.locale()));
            }
        } catch (PdfException e) {
            context.err().println(e.text(context.locale()));
            context.err().flush();
            return 3;
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", name);
        }
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.org-report/1");
                json.writeStringField("file", name);
                json.writeNumberField("bytes", Files.size(file));
            }));
        } else {
            context.err().println(context.messages().get("org.report.written", name));
            context.err().flush();
        }
        return 0;
    }

    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.equals("htm") ? "html" : ending;
    }
}
