package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PageHtml;
import org.mailmend.knowledge.render.PagePdf;
import org.mailmend.knowledge.render.PageStyle;
import org.mailmend.knowledge.render.PageText;
import org.mailmend.knowledge.render.PdfException;

/** {@code mailmend kb show}: an article, a profile or a cause. */
final class KbShowCommand extends Command {
    KbShowCommand() {
        super("kb show");
    }

    @Override
    String operands() {
        return "ID";
    }

    @Override
    List<Option> options() {
        return List.of(Option.value("--output", "FILE", "option.kb.output"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.kb.id");
        }
        String id = arguments.operands().getFirst();
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            KnowledgeBase base = knowledge.base();
            Locale other = context.locale().equals(Locale.JAPANESE) ? Locale.ENGLISH : Locale.JAPANESE;
            Page page = Page.find(base, id, context.locale()).or(() -> Page.find(base, id, other)).orElse(null);
            if (page == null) {
                throw unknown(id, base, context);
            }
            if (arguments.has("--output")) {
                save(page, arguments.get("--output"), context);
            }
            if (arguments.has(Option.JSON)) {
                context.json(json(page, arguments.has(Option.PRETTY)));
            } else if (!arguments.has("--output")) {
                for (String line : PageText.full(page).split("\n", -1)) {
                    String indent = " ".repeat(line.length() - line.replaceFirst("^( *([0-9]+\\.|-)?) *", "").length());
                    context.out().println(Columns.wrap(line, context.style().columns(), indent));
                }
                context.out().flush();
            }
        }
        return 0;
    }

    /** Writes the page in the form that the end of the name says. */
    private static void save(Page page, String name, Context context) throws UsageException, IOException {
        Path file = Inputs.path(name);
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!List.of("pdf", "html", "txt", "md").contains(end)) {
            throw new UsageException("usage.kb.output", name);
        }
        try {
            switch (end) {
                case "pdf" -> PagePdf.write(List.of(page), file);
                case "html" -> Files.writeString(file, PageHtml.html(page, PageStyle.FILE));
                case "txt" -> Files.writeString(file, PageText.full(page));
                default -> Files.writeString(file, "# " + page.title() + "\n\n" + page.body());
            }
        } catch (PdfException e) {
            throw new UsageException("usage.kb.refused", e.text(context.locale()));
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", name);
        }
    }

    private static UsageException unknown(String id, KnowledgeBase base, Context context) {
        List<String> known = new ArrayList<>();
        base.articles(context.locale()).forEach(article -> known.add(article.id()));
        base.clients().stream().map(Client::id).forEach(known::add);
        Arrays.stream(CauseId.values()).map(CauseId::name).forEach(known::add);
        List<String> near = new ArrayList<>(Nearest.of(id, known));
        base.similarClients(id).stream().filter(client -> !near.contains(client)).forEach(near::add);
        return near.isEmpty() ? new UsageException("usage.kb.unknown", id)
                : new UsageException("usage.kb.unknown.near", id, String.join(", ", near));
    }

    private static String json(Page page, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.kb/1");
            json.writeStringField("id", page.id());
            json.writeStringField("title", page.title());
            json.writeStringField("kind", page.kind().id());
            json.writeStringField("language", page.language().getLanguage());
            json.writeStringField("about", page.subtitle());
            json.writeStringField("text", PageText.plain(page));
            json.writeStringField("markdown", page.body());
            json.writeStringField("updated", page.updated() == null ? null : page.updated().toString());
            json.writeBooleanField("verified", page.verified());
            json.writeArrayFieldStart("sources");
            for (Source source : page.sources()) {
                json.writeStartObject();
                json.writeStringField("url", source.url());
                json.writeStringField("date", source.read().toString());
                json.writeBooleanField("verified", source.verified());
                json.writeStringField("note", source.note());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
