package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.RuleFile;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.Question;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.ServerSettings;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.Text;
import org.mailmend.knowledge.When;
import org.mailmend.knowledge.internal.Ids;

/** All data of some folders; what a later folder has replaces what an earlier one has under the same id. */
public final class Library {
    /** Raised whenever the index is made in another way out of the same texts. */
    private static final int INDEX_FORMAT = 2;

    private final List<DataFolder> folders;
    private final Problems problems = new Problems();
    private final Lazy<Sources> sources = new Lazy<>(this::readSources);
    private final Lazy<ClientReader> clientReader = new Lazy<>(this::openClients);
    private final Lazy<Map<String, Client>> clients = new Lazy<>(this::readClients);
    private final Map<Locale, Lazy<Map<String, Article>>> articles = Map.of(
            Locale.ENGLISH, new Lazy<>(() -> readArticles(Locale.ENGLISH)),
            Locale.JAPANESE, new Lazy<>(() -> readArticles(Locale.JAPANESE)));
    private final Lazy<Map<Route, RouteTexts>> routes = new Lazy<>(this::readRoutes);
    private final Lazy<List<Rule>> rules = new Lazy<>(this::readRules);
    private final Lazy<List<Question>> questions = new Lazy<>(this::readQuestions);
    private final Lazy<List<Servers>> servers = new Lazy<>(this::readServers);
    private final Lazy<List<List<String>>> synonyms = new Lazy<>(this::readSynonyms);
    private final Lazy<Set<String>> appliesTo = new Lazy<>(this::applies);
    private final Lazy<List<Problem>> checked = new Lazy<>(this::check);

    /** What to enter for a way out, in a case. */
    public record Servers(Route route, When when, ServerSettings settings) {
    }

    /**
     * Data of these folders; each part is read when it is first asked for. Mistakes are noted, see {@link #problems()}, and
     * leave out only what they are in.
     */
    public Library(List<DataFolder> folders) {
        this.folders = List.copyOf(folders);
    }

    /** A value that is made when it is first asked for. */
    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private T value;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        T get(Object lock) {
            synchronized (lock) {
                if (value == null) {
                    value = maker.get();
                }
                return value;
            }
        }
    }

    private <T> T get(Lazy<T> lazy) {
        return lazy.get(problems);
    }

    private Sources sources() {
        return get(sources);
    }

    private interface Reader {
        void read(String path, String text);
    }

    private void each(String path, Reader reader) {
        for (DataFolder folder : folders) {
            String text = folder.read(path, problems);
            if (text != null) {
                reader.read(folder.describe(path), text);
            }
        }
    }

    private Sources readSources() {
        Sources read = new Sources();
        each("sources.tsv", (path, text) -> read.readTable(path, text, problems));
        return read;
    }

    private ClientReader openClients() {
        return new ClientReader(folders, sources(), problems);
    }

    private Map<String, Client> readClients() {
        ClientReader reader = get(clientReader);
        Map<String, Client> all = new TreeMap<>();
        for (String id : reader.ids()) {
            Client client = reader.client(id);
            if (client != null) {
                all.put(id, client);
            }
        }
        return all;
    }

    private Map<String, Article> readArticles(Locale language) {
        Map<String, Article> read = new TreeMap<>();
        ArticleReader reader = new ArticleReader(sources(), problems);
        for (DataFolder folder : folders) {
            String place = "articles/" + language.getLanguage();
            for (String id : folder.ids(place)) {
                String path = place + "/" + id + ".md";
                String text = folder.read(path, problems);
                Article article = text == null ? null : reader.read(id, language, folder.describe(path), text);
                if (article != null) {
                    read.put(id, article);
                }
            }
        }
        return read;
    }

    private List<Rule> readRules() {
        Map<String, Rule> read = new LinkedHashMap<>();
        each("rules.txt", (path, text) -> new RuleReader(path, sources(), problems).read(text)
                .forEach(rule -> read.put(rule.reason().rule(), rule)));
        return read.values().stream().sorted(Comparator.comparingInt((Rule rule) -> -Math.abs(rule.points()))).toList();
    }

    private Map<Route, RouteTexts> readRoutes() {
        Map<Route, RouteTexts> read = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            each("routes/" + route.id() + ".md", (path, text) -> readRoute(route, path, text, read));
        }
        return read;
    }

    private List<List<String>> readSynonyms() {
        List<List<String>> read = new ArrayList<>();
        each("synonyms.txt", (path, text) -> text.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> read.add(List.of(line.split("\\s*,\\s*")))));
        return read;
    }

    private void readRoute(Route route, String path, String text, Map<Route, RouteTexts> read) {
        DataFile file = DataFile.parse(path, text, problems);
        if (file == null) {
            return;
        }
        List<RouteTexts.Part> parts = new ArrayList<>();
        for (SectionReader.Block block : new SectionReader(file, sources(), problems).read()) {
            if (!Set.of("before", "client", "after").contains(block.name())) {
                problems.add(path, block.line(), "section-name", block.name());
            } else {
                parts.add(new RouteTexts.Part(block.name(), block.when(), block.statements()));
            }
        }
        read.put(route, new RouteTexts(route, file.items("articles").stream().map(DataFile.Line::text).toList(), parts));
    }

    /** Each section of {@code questions.md}: the question, why it is asked, then one item an answer as {@code id: text}. */
    private List<Question> readQuestions() {
        Map<String, Question> read = new LinkedHashMap<>();
        each("questions.md", (path, text) -> readQuestions(path, text, read));
        return List.copyOf(read.values());
    }

    private void readQuestions(String path, String text, Map<String, Question> read) {
        DataFile file = DataFile.parse(path, text, problems);
        if (file == null) {
            return;
        }
        for (SectionReader.Block block : new SectionReader(file, sources(), problems).read()) {
            List<Question.Choice> choices = new ArrayList<>();
            List<Statement> items = block.statements();
            for (Statement item : items.subList(Math.min(2, items.size()), items.size())) {
                String[] en = item.text().en().split(":\\s*", 2);
                String[] ja = item.text().ja().split(":\\s*", 2);
                if (en.length != 2 || ja.length != 2 || !en[0].equals(ja[0])) {
                    problems.add(path, block.line(), "question-choice", item.text().en());
                } else {
                    choices.add(new Question.Choice(en[0], new Text(en[1], ja[1])));
                }
            }
            if (choices.size() < 2) {
                problems.add(path, block.line(), "question-short", block.name());
            } else {
                read.put(block.name(), new Question(block.name(), items.get(0).text(), items.get(1).text(), choices));
            }
        }
    }

    /** Rows of route, condition, protocol, host, port, security, sign-in and sources; those of a later folder come first. */
    private List<Servers> readServers() {
        List<Servers> read = new ArrayList<>();
        each("servers.tsv", (path, text) -> {
            List<Servers> rows = new ArrayList<>();
            readServers(path, text, rows);
            read.addAll(0, rows);
        });
        return read;
    }

    private void readServers(String path, String text, List<Servers> read) {
        String[] lines = text.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            String[] parts = lines[i].split("\t", -1);
            Optional<Route> route = Route.fromId(parts[0]);
            Optional<Protocol> protocol = parts.length == 8 ? Protocol.fromId(parts[2]) : Optional.empty();
            Optional<Security> security = parts.length == 8 ? Ids.find(Security.values(), Security::id, parts[5])
                    : Optional.empty();
            if (route.isEmpty() || protocol.isEmpty() || security.isEmpty() || !parts[4].matches("[1-9][0-9]{0,4}")) {
                problems.add(path, i + 1, "server-row");
                continue;
            }
            List<Source> said = sources().strip(path, i + 1, "x [" + parts[7] + "]", problems).sources();
            read.add(new Servers(route.get(), Vocabulary.when(path, i + 1, parts[1], problems), new ServerSettings(
                    protocol.get(), parts[3], Integer.parseInt(parts[4]), security.get(), parts[6], said)));
        }
    }

    /** Checks what a team has added; what comes with Mailmend is checked when nothing was added. */
    private List<Problem> check() {
        List<DataFolder> own = folders.stream().filter(folder -> !(folder instanceof DataFolder.Bundled)).toList();
        tables();
        for (DataFolder folder : own.isEmpty() ? folders : own) {
            folder.ids("clients").forEach(id -> checkClient(folder, id));
            for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                folder.ids("articles/" + language.getLanguage()).forEach(id -> checkArticle(folder, language, id));
            }
            for (Route route : Route.values()) {
                checkRoute(folder, route);
            }
            folder.unexpected().forEach(path -> problems.add(folder.describe(path), 0, "file-unexpected"));
        }
        return problems.all();
    }

    private void tables() {
        rules();
        questions();
        servers();
        synonyms();
        Explainer.with(replies(), error -> problems.add(error.file(), error.line(),
                "reply-" + error.kind().name().toLowerCase(Locale.ROOT), error.detail()));
    }

    /**
     * What is wrong with one file of the last folder; reads little else.
     *
     * @param path the file, in the layout of a folder of knowledge
     */
    public List<Problem> problems(String path) {
        DataFolder folder = folders.getLast();
        String[] parts = path.split("[/.]");
        switch (parts[0]) {
            case "articles" -> checkArticle(folder, "ja".equals(parts[1]) ? Locale.JAPANESE : Locale.ENGLISH, parts[2]);
            case "clients" -> {
                if (parts[1].equals("base")) {
                    clients();
                } else {
                    checkClient(folder, parts[1]);
                }
            }
            case "routes" -> Route.fromId(parts[1]).ifPresent(route -> checkRoute(folder, route));
            default -> {
                tables();
                sources();
            }
        }
        String file = folder.describe(path);
        return problems.all().stream().filter(problem -> problem.file().equals(file)).toList();
    }

    /** The text of a file in the last folder that has it, null when none has. */
    public String text(String path) {
        for (DataFolder folder : folders.reversed()) {
            String text = folder.read(path, problems);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Whether any folder has this file. */
    public boolean has(String path) {
        return text(path) != null;
    }

    /** Words that an article may apply to. */
    private Set<String> applies() {
        Set<String> applies = new HashSet<>(Set.of("any", "gmail", "yahoo", "icloud"));
        Arrays.stream(AccountKind.values()).map(AccountKind::id).forEach(applies::add);
        Arrays.stream(ClientKind.values()).map(ClientKind::id).forEach(applies::add);
        applies.addAll(get(clientReader).ids());
        return applies;
    }

    private void checkRoute(DataFolder folder, Route route) {
        String path = "routes/" + route.id() + ".md";
        if (folder.read(path, problems) != null) {
            RouteTexts texts = route(route);
            texts.articles().forEach(id -> checkLink(folder.describe(path), id));
            texts.sections().forEach(part -> part.steps().forEach(step -> checkLink(folder.describe(path), step.article())));
        }
    }

    /** Rules for replies and error texts that a team has made. */
    public List<RuleFile> replies() {
        List<RuleFile> files = new ArrayList<>();
        for (DataFolder folder : folders) {
            for (String path : folder.replies()) {
                String text = folder.read(path, problems);
                if (text != null) {
                    files.add(new RuleFile(folder.describe(path), text));
                }
            }
        }
        return files;
    }

    private void checkClient(DataFolder folder, String id) {
        String path = "clients/" + id + ".md";
        if (folder.read(path, problems) == null) {
            problems.add(folder.describe("clients/index.txt"), 0, "index-stale", id);
        } else if (client(id) != null) {
            client(id).statements().forEach(statement -> checkLink(folder.describe(path), statement.article()));
        }
    }

    private void checkArticle(DataFolder folder, Locale language, String id) {
        Set<String> clientIds = get(clientReader).ids();
        Set<String> applies = get(appliesTo);
        Map<String, Article> all = articles(language);
        Article article = all.get(id);
        String place = "articles/" + language.getLanguage() + "/" + id + ".md";
        String text = folder.read(place, problems);
        if (article == null || text == null) {
            return;
        }
        String path = folder.describe(place);
        Article other = articles(language == Locale.ENGLISH ? Locale.JAPANESE : Locale.ENGLISH).get(id);
        if (other == null && folder instanceof DataFolder.Bundled) {
            problems.add(path, 0, "article-language", id, language == Locale.ENGLISH ? "ja" : "en");
        } else if (other != null && (other.kind() != article.kind() || !other.applies().equals(article.applies()))) {
            problems.add(path, 0, "article-differs", id);
        }
        article.applies().stream().filter(word -> !applies.contains(word))
                .forEach(word -> problems.add(path, 0, "article-applies", word));
        MarkdownCheck.check(DataFile.parse(path, text, problems), link -> {
            String target = link.substring(link.indexOf(':') + 1);
            return link.startsWith("kb:") ? all.containsKey(target)
                    : !link.startsWith("client:") || clientIds.contains(target);
        }, problems);
    }

    private void checkLink(String path, String article) {
        if (article != null
                && !(articles(Locale.ENGLISH).containsKey(article) && articles(Locale.JAPANESE).containsKey(article))) {
            problems.add(path, 0, "link-dead", "kb:" + article);
        }
    }

    /** The profile with this id, null when there is none; reads no other. */
    public Client client(String id) {
        synchronized (problems) {
            return get(clientReader).client(id);
        }
    }

    /** Profiles by id, in the order of ids. */
    public Map<String, Client> clients() {
        return get(clients);
    }

    /** Articles of a language by id, in the order of ids. */
    public Map<String, Article> articles(Locale language) {
        return get(articles.get(Text.isJapanese(language) ? Locale.JAPANESE : Locale.ENGLISH));
    }

    /** Steps of a way out, none when there is no file for it. */
    public RouteTexts route(Route route) {
        return get(routes).getOrDefault(route, new RouteTexts(route, List.of(), List.of()));
    }

    /** The rules of the advice, those with the most points first. */
    public List<Rule> rules() {
        return get(rules);
    }

    /** The questions of the dialogue in the order in which they are asked. */
    public List<Question> questions() {
        return get(questions);
    }

    /** What to enter, in the order of preference. */
    public List<Servers> servers() {
        return get(servers);
    }

    /** Groups of words that mean the same to the search. */
    public List<List<String>> synonyms() {
        return get(synonyms);
    }

    /** Something that differs whenever the texts differ, so that an index of older texts is never taken for a current one. */
    public String fingerprint() {
        CRC32C sum = new CRC32C();
        folders.forEach(folder -> folder.stamp(sum));
        return String.format(Locale.ROOT, "%d-%08x", INDEX_FORMAT, sum.getValue());
    }

    /** Reads and checks everything: all that is wrong, in the order of reading. */
    public List<Problem> problems() {
        return get(checked);
    }
}
