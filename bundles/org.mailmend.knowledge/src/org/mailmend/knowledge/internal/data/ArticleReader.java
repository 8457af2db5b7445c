package org.mailmend.knowledge.internal.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.ArticleKind;
import org.mailmend.knowledge.Source;

/** Reads articles; their Markdown and links are checked by {@link Library#problems()}. */
final class ArticleReader {
    private static final Set<String> KEYS = Set.of("id", "title", "kind", "language", "tags", "applies", "updated", "sources");
    /** Longest title in characters: it has to fit a list. */
    private static final int TITLE = 70;

    private final Sources sources;
    private final Problems problems;

    ArticleReader(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** The article, null when it has a mistake. */
    Article read(String id, Locale language, String path, String text) {
        DataFile file = DataFile.parse(path, text, problems);
        if (file == null) {
            return null;
        }
        int before = problems.count();
        file.fields().forEach((key, field) -> {
            if (!KEYS.contains(key)) {
                problems.add(path, field.line(), "key-unknown", key, String.join(", ", KEYS.stream().sorted().toList()));
            }
        });
        boolean guide = ArticleKind.GUIDE.id().equals(file.value("kind"));
        for (String key : KEYS) {
            boolean list = key.equals("sources") || key.equals("applies");
            if (!key.equals("tags") && !(guide && key.equals("sources"))
                    && (list ? file.items(key).isEmpty() : file.value(key) == null)) {
                problems.add(path, file.line(key), "key-missing", key);
            }
        }
        if (problems.count() > before) {
            return null;
        }
        if (!id.equals(file.value("id"))) {
            problems.add(path, file.line("id"), "id", id);
        }
        if (!language.getLanguage().equals(file.value("language"))) {
            problems.add(path, file.line("language"), "value", "language", file.value("language"), language.getLanguage());
        }
        String title = file.value("title");
        if (title.length() > TITLE || title.endsWith(".") || title.endsWith("。")) {
            problems.add(path, file.line("title"), "title", title);
        }
        ArticleKind kind = ArticleKind.fromId(file.value("kind")).orElse(null);
        if (kind == null || !id.startsWith(kind.prefix())) {
            problems.add(path, file.line("kind"), "article-kind", id, file.value("kind"));
        }
        LocalDate updated = Sources.day(path, file.line("updated"), file.value("updated"), problems);
        List<Source> read = new ArrayList<>();
        for (DataFile.Line line : file.items("sources")) {
            Source source = sources.item(path, line, problems);
            if (source != null) {
                read.add(source);
            }
        }
        if (problems.count() > before) {
            return null;
        }
        return new Article(id, title, kind, language, texts(file, "tags"), texts(file, "applies"), updated, read,
                file.bodyText());
    }

    private static List<String> texts(DataFile file, String key) {
        return file.items(key).stream().map(DataFile.Line::text).toList();
    }
}
