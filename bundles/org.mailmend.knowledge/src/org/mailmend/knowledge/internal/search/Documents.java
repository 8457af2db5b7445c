package org.mailmend.knowledge.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.ArticleText;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.knowledge.internal.data.Library;

/** Makes the documents of the index: one for each article, profile and cause in each language. */
final class Documents {
    static final String ID = "id";
    static final String KIND = "kind";
    static final String LANGUAGE = "language";
    static final String TITLE = "shown";
    static final String CLIENT = "client";
    static final String PROVIDER = "provider";
    /** Stands for every client or provider. */
    static final String ANY = "any";

    private static final Set<String> PROVIDERS = Set.of("gmail", "personal", "workspace", "microsoft365", "outlook.com", "yahoo",
            "icloud", "other");
    /** Text with the places of its words, so that passages need not be taken apart again. */
    private static final FieldType SHOWN = places(TextField.TYPE_STORED);
    private static final FieldType SEARCHED = places(TextField.TYPE_NOT_STORED);

    private final Library library;

    Documents(Library library) {
        this.library = library;
    }

    private static FieldType places(FieldType plain) {
        FieldType type = new FieldType(plain);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.freeze();
        return type;
    }

    List<Document> all() {
        List<Document> documents = new ArrayList<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            library.articles(language).values().forEach(article -> documents.add(article(article)));
            library.clients().values().forEach(client -> documents.add(client(client, language)));
            for (Cause cause : Catalogue.get().causes()) {
                if (cause.id() != CauseId.OK) {
                    documents.add(cause(cause.id(), language));
                }
            }
        }
        return documents;
    }

    private static Document article(Article article) {
        String cause = article.id().replaceFirst("^cause-", "").replace('-', '_');
        String tags = Stream.concat(article.tags().stream(), Stream.of(article.id().replace('-', ' '), cause))
                .collect(Collectors.joining("; "));
        Document document = document(SearchHit.Kind.ARTICLE, article.id(), article.language(), article.title(), tags,
                ArticleText.plain(article));
        List<String> providers = article.applies().stream().filter(PROVIDERS::contains).toList();
        List<String> clients = article.applies().stream().filter(word -> !PROVIDERS.contains(word)).toList();
        words(document, PROVIDER, providers.isEmpty() ? List.of(ANY) : providers);
        words(document, CLIENT, clients.isEmpty() ? List.of(ANY) : clients);
        return document;
    }

    private static Document client(Client client, Locale language) {
        String tags = Stream.of(client.aliases().stream(), Stream.of(client.vendor(), client.id().replace('-', ' '),
                client.name().en(), client.name().ja(), client.versions(), client.kind().text(language))).flatMap(words -> words)
                .collect(Collectors.joining("; "));
        String body = client.statements().map(each -> each.text().in(language).replaceAll("\\{[a-z-]+}", "…"))
                .collect(Collectors.joining("\n"));
        Document document = document(SearchHit.Kind.CLIENT, client.id(), language, client.name().in(language), tags, body);
        words(document, CLIENT, List.of(client.id(), client.kind().id()));
        words(document, PROVIDER, List.of(ANY));
        return document;
    }

    private static Document cause(CauseId cause, Locale language) {
        CauseText text = Catalogue.get().text(cause, language);
        String body = Stream.concat(Stream.of(text.summary(), text.meaning()), text.steps().stream().map(NextStep::text))
                .distinct().collect(Collectors.joining("\n"));
        Document document = document(SearchHit.Kind.CAUSE, cause.name(), language, text.title(),
                cause.name() + "; " + cause.name().replace('_', ' '), body);
        words(document, CLIENT, List.of(ANY));
        words(document, PROVIDER, List.of(ANY));
        return document;
    }

    private static Document document(SearchHit.Kind kind, String id, Locale language, String title, String tags,
            String body) {
        Document document = new Document();
        document.add(new StringField(KIND, kind.id(), Field.Store.YES));
        document.add(new StringField(ID, id, Field.Store.YES));
        document.add(new StringField(LANGUAGE, language.getLanguage(), Field.Store.YES));
        document.add(new StoredField(TITLE, title));
        part(document, "title", title, language);
        part(document, "tags", tags, language);
        part(document, "body", body, language);
        return document;
    }

    private static void part(Document document, String part, String text, Locale language) {
        boolean ja = "ja".equals(language.getLanguage());
        String main = Analysis.field(part, ja ? Analysis.JA : Analysis.EN);
        document.add(new Field(main, text, part.equals("body") ? SHOWN : SEARCHED));
        document.add(new TextField(Analysis.field(part, Analysis.WORDS), text, Field.Store.NO));
        if (Fold.isJapanese(text)) {
            document.add(new TextField(Analysis.field(part, Analysis.PAIRS), Fold.solid(text), Field.Store.NO));
            if (!part.equals("body")) {
                document.add(new TextField(Analysis.field(part, Analysis.READING), Analysis.reading(text), Field.Store.NO));
            }
        }
        if (ja) {
            document.add(new Field(Analysis.field(part, Analysis.EN), text, SEARCHED));
        }
    }

    private static void words(Document document, String field, List<String> words) {
        words.forEach(word -> document.add(new StringField(field, word, Field.Store.NO)));
    }
}
