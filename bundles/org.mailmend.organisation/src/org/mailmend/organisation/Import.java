package org.mailmend.organisation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.exchange.Sheet;

/**
 * Items from a table: of one's own, or an export of a console. It is read as a whole and every row is checked; nothing is saved before
 * {@link #save}. What stands in columns without a meaning is kept with the item; passwords never are.
 */
public final class Import {
    /** The most bytes that a table may have. */
    public static final int LIMIT = 100 * 1024 * 1024;

    private static final Pattern PASSWORD = Pattern
            .compile("password(?! (hash function|changed|strength|length|compliance))|パスワード|passwd|secret|暗証");
    private static final Pattern LEGACY = Pattern.compile("\\b(smtp|imap4?|pop3?)\\b|less.secure.app|less_secure_app|安全性の低いアプリ",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FAILED = Pattern.compile("fail|denied|revoke|deny|失敗|拒否|取り消し|interrupted",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL_SCOPE = Pattern.compile("mail\\.google\\.com|gmail|imap|smtp|pop\\.access",
            Pattern.CASE_INSENSITIVE);
    private static final String SETTING = "mapping:";

    private final Clients clients;
    private final Options options;
    private final List<String> headings;
    private final List<Sheet.Row> rows;
    private final Map<Integer, Column> columns = new TreeMap<>();
    private final List<Integer> secret = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private Format format = Format.TABLE;
    private int skipped;

    /** What kind of table it is. */
    public enum Format {
        /** A table of one's own. */
        TABLE("", ""),
        /** Users of the Admin console: Directory, Users, Download users. */
        GOOGLE_USERS("https://support.google.com/a/answer/7348070", "https://support.google.com/a/answer/40057"),
        /** OAuth log events of the Admin console. */
        GOOGLE_OAUTH_LOG("https://support.google.com/a/answer/6124308",
                "https://developers.google.com/admin-sdk/reports/v1/appendix/activity/token"),
        /** User log events (sign-ins) of the Admin console. */
        GOOGLE_SIGN_IN_LOG("https://support.google.com/a/answer/4580120",
                "https://developers.google.com/admin-sdk/reports/v1/appendix/activity/login"),
        /** Sign-in log of Microsoft Entra. */
        ENTRA_SIGN_IN_LOG("https://learn.microsoft.com/entra/identity/monitoring-health/howto-customize-filter-logs", "");

        private final List<String> sources;

        Format(String page, String reference) {
            sources = List.of(page, reference).stream().filter(url -> !url.isEmpty()).toList();
        }

        /** The name on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The name for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "format." + id());
        }

        /** Pages that describe its columns; empty for a table of one's own. */
        public List<String> sources() {
            return sources;
        }
    }

    /**
     * What is not said in the table.
     *
     * @param kind     what its rows are; null to find out
     * @param account  kind of account of all; null to find out
     * @param language language of all people; empty to leave open
     */
    public record Options(Kind kind, AccountKind account, String language) {
        /** Everything is found out. */
        public static final Options NONE = new Options(null, null, "");
    }

    /**
     * A row that cannot be taken in.
     *
     * @param line  line of the file, from 1
     * @param error why not
     */
    public record Problem(int line, OrganisationException error) {
        /** The sentence with its line, in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "import.line", String.valueOf(line), error.text(locale));
        }
    }

    private Import(List<Sheet.Row> rows, Clients clients, Options options) {
        if (rows.isEmpty()) {
            throw new OrganisationException("import.empty");
        }
        this.headings = rows.getFirst().cells().stream().map(String::strip).toList();
        this.rows = rows.subList(1, rows.size());
        this.clients = clients;
        this.options = options;
    }

    /**
     * Reads a table.
     *
     * @param bytes   UTF-8, UTF-16 or the Japanese code page of Windows
     * @param mapping headings with the column that each means; null as the column for one that is to have no meaning; others are known
     *                by their names
     * @throws OrganisationException when it is no table of an organisation: the sentence says why
     * @throws TicketException       when a quotation mark is never closed, or it has more than 200 columns
     */
    public static Import read(byte[] bytes, Map<String, Column> mapping, Options options, Clients clients) {
        return read(bytes, null, mapping, options, clients);
    }

    /**
     * The same of a table of which somebody says how its characters are written.
     *
     * @param charset one of {@link Sheet#charsets}; null to find out
     */
    public static Import read(byte[] bytes, Charset charset, Map<String, Column> mapping, Options options, Clients clients) {
        if (bytes.length > LIMIT) {
            throw new OrganisationException("import.big", LIMIT >> 20);
        }
        Import table = new Import(rows(bytes, charset), clients, options);
        table.map(mapping);
        table.format = table.recognise();
        table.readRows();
        return table;
    }

    private static List<Sheet.Row> rows(byte[] bytes, Charset charset) {
        return charset == null ? Sheet.read(bytes) : Sheet.read(bytes, charset);
    }

    /** The columns that were chosen the last time for a table with the same headings; empty for none. */
    public static Map<String, Column> remembered(Inventory inventory, byte[] bytes) {
        return remembered(inventory, bytes, null);
    }

    /** The same of a table of which somebody says how its characters are written; null to find out. */
    public static Map<String, Column> remembered(Inventory inventory, byte[] bytes, Charset charset) {
        List<Sheet.Row> rows = rows(bytes, charset);
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<String, Column> mapping = new LinkedHashMap<>();
        inventory.setting("", SETTING + hash(rows.getFirst().cells())).ifPresent(text -> text.lines().forEach(line -> {
            int tab = line.lastIndexOf('\t');
            mapping.put(line.substring(0, tab), Column.fromId(line.substring(tab + 1)).orElse(null));
        }));
        return mapping;
    }

    /** Keeps what each heading means for the next table with the same headings. */
    public void remember(Inventory inventory) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < headings.size(); i++) {
            if (!headings.get(i).isEmpty()) {
                Column column = columns.get(i);
                text.append(headings.get(i).replace('\n', ' ').replace('\t', ' ')).append('\t')
                        .append(column == null ? "" : column.id()).append('\n');
            }
        }
        inventory.setSetting("", SETTING + hash(headings), text.toString());
    }

    private static String hash(List<String> headings) {
        try {
            String all = String.join("\u001F", headings.stream().map(String::strip).toList());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void map(Map<String, Column> mapping) {
        for (String heading : mapping.keySet()) {
            if (!headings.contains(heading)) {
                throw new OrganisationException("import.no-heading", heading, shown());
            }
        }
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            boolean chosen = mapping.containsKey(heading);
            Optional<Column> known = chosen ? Optional.ofNullable(mapping.get(heading)) : Column.fromHeading(heading);
            if (PASSWORD.matcher(Fold.width(heading)).find() && (known.isEmpty() || !chosen)) {
                secret.add(i);
            } else if (known.isPresent() && !columns.containsValue(known.get())) {
                columns.put(i, known.get());
            } else if (known.isPresent() && chosen) {
                throw new OrganisationException("import.twice", known.get().id());
            }
        }
        boolean named = List
                .of(Column.NAME, Column.MAIL, Column.USER, Column.PROGRAM, Column.SERIAL, Column.HOST, Column.LAST_NAME,
                        Column.CLIENT)
                .stream().anyMatch(columns::containsValue);
        if (!named) {
            throw new OrganisationException("import.nothing", shown());
        }
    }

    private String shown() {
        String all = String.join(", ", headings);
        return Redactor.visible(all.length() > 300 ? all.substring(0, 300) + "…" : all);
    }

    private Format recognise() {
        List<String> folded = headings.stream().map(Fold::width).toList();
        if (folded.stream().anyMatch(heading -> heading.startsWith("client app") || heading.startsWith("クライアント アプリ"))
                && columns.containsValue(Column.LAST_USED)) {
            return Format.ENTRA_SIGN_IN_LOG;
        }
        if (folded.stream().anyMatch(heading -> heading.startsWith("email address [") || heading.startsWith("org unit path ["))) {
            return Format.GOOGLE_USERS;
        }
        boolean log = columns.containsValue(Column.EVENT) || columns.containsValue(Column.DESCRIPTION);
        if (log && columns.containsValue(Column.PROGRAM) && (columns.containsValue(Column.SCOPE)
                || folded.stream().anyMatch(heading -> heading.equals("client id") || heading.equals("クライアント id")))) {
            return Format.GOOGLE_OAUTH_LOG;
        }
        return log && columns.containsValue(Column.LAST_USED) ? Format.GOOGLE_SIGN_IN_LOG : Format.TABLE;
    }

    private void readRows() {
        Map<String, Integer> merged = new HashMap<>();
        for (Sheet.Row row : rows) {
            try {
                if (row.cells().size() > headings.size()) {
                    throw new OrganisationException("import.cells", row.cells().size(), headings.size());
                }
                Map<Column, String> cells = new EnumMap<>(Column.class);
                StringBuilder other = new StringBuilder();
                cells(row, cells, other);
                take(row.line(), cells, other.toString(), merged);
            } catch (OrganisationException e) {
                problems.add(new Problem(row.line(), e));
            }
        }
    }

    private void cells(Sheet.Row row, Map<Column, String> cells, StringBuilder other) {
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i).strip();
            if (cell.isEmpty() || secret.contains(i)) {
                continue;
            }
            Column column = columns.get(i);
            boolean free = column == null || column == Column.NOTE;
            String clean = free ? Redactor.GENERAL.redactPasted(cell) : cell;
            if (column == null) {
                other.append(headings.get(i).isEmpty() ? "#" + (i + 1) : headings.get(i)).append(": ")
                        .append(clean.replace('\n', ' ')).append('\n');
            } else {
                cells.put(column, clean);
            }
        }
    }

    private void take(int line, Map<Column, String> cells, String other, Map<String, Integer> merged) {
        switch (format) {
            case GOOGLE_OAUTH_LOG -> {
                String text = all(cells) + other;
                String scope = cells.getOrDefault(Column.SCOPE, "");
                boolean mail = scope.isEmpty() ? MAIL_SCOPE.matcher(text).find() : MAIL_SCOPE.matcher(scope).find();
                if (!mail || FAILED.matcher(cells.getOrDefault(Column.EVENT, "")).find()) {
                    skipped++;
                    return;
                }
                cells.put(Column.SIGN_IN, "oauth");
                logged(line, cells, AccountKind.WORKSPACE);
            }
            case GOOGLE_SIGN_IN_LOG, ENTRA_SIGN_IN_LOG -> {
                String text = cells.getOrDefault(Column.LOGIN_TYPE, "") + " " + cells.getOrDefault(Column.EVENT, "") + " "
                        + cells.getOrDefault(Column.DESCRIPTION, "") + " " + cells.getOrDefault(Column.PROTOCOLS, "");
                boolean failed = format == Format.ENTRA_SIGN_IN_LOG
                        && FAILED.matcher(cells.getOrDefault(Column.RESULT, "")).find();
                if (!LEGACY.matcher(text).find() || failed) {
                    skipped++;
                    return;
                }
                boolean oauth = Fold.width(text).contains("oauth");
                cells.put(Column.SIGN_IN, oauth ? "oauth" : "password");
                String protocols = protocols(text);
                if (!protocols.isEmpty()) {
                    cells.put(Column.PROTOCOLS, protocols);
                }
                if (format == Format.ENTRA_SIGN_IN_LOG) {
                    // the application of the console is the server, not the client
                    cells.remove(Column.PROGRAM);
                }
                logged(line, cells, format == Format.ENTRA_SIGN_IN_LOG ? AccountKind.MICROSOFT365 : AccountKind.WORKSPACE);
            }
            default -> row(line, cells, other, merged);
        }
    }

    private static String all(Map<Column, String> cells) {
        return String.join(" ", cells.values());
    }

    private static String protocols(String text) {
        String folded = Fold.width(text);
        return ((folded.contains("smtp") ? "smtp " : "") + (folded.contains("imap") ? "imap " : "")
                + (folded.matches(".*\\bpop3?\\b.*") ? "pop3" : "")).strip();
    }

    /** A row of a log: a person and the client that was used; the same two become one. */
    private void logged(int line, Map<Column, String> cells, AccountKind account) {
        String user = Optional.ofNullable(cells.get(Column.MAIL)).orElse(cells.getOrDefault(Column.USER, ""));
        Item person = Item.of(Kind.PERSON).with(Field.MAIL, user).with(Field.DEPARTMENT,
                cells.getOrDefault(Column.DEPARTMENT, ""));
        if (person.get(Field.MAIL).isEmpty()) {
            throw new OrganisationException("import.no-user");
        }
        Item client = Item.of(Kind.CLIENT).with(Field.MAIL, person.get(Field.MAIL))
                .with(Field.ACCOUNT, (options.account == null ? account : options.account).id());
        for (Column column : List.of(Column.PROGRAM, Column.VERSION, Column.PROTOCOLS, Column.SIGN_IN, Column.LAST_USED)) {
            if (cells.containsKey(column)) {
                client = client.with(column.field().orElseThrow(), cells.get(column));
            }
        }
        client = recognised(client, false);
        int at = put(person, line);
        // what signs in may be a device or script
        put(client, line, new Candidate.Tie(Link.Type.USES, at, false));
    }

    private void row(int line, Map<Column, String> cells, String other, Map<String, Integer> merged) {
        Kind kind = kind(cells);
        Item item = Item.of(kind);
        if (!cells.containsKey(Column.NAME) && (cells.containsKey(Column.FIRST_NAME) || cells.containsKey(Column.LAST_NAME))) {
            cells.put(Column.NAME, name(cells.getOrDefault(Column.FIRST_NAME, ""), cells.getOrDefault(Column.LAST_NAME, "")));
        }
        String login = cells.getOrDefault(Column.MAIL, "");
        if (!login.isEmpty() && !login.contains("@") && Fold.width(headings.get(index(Column.MAIL))).matches(".*(user|ユーザ).*")) {
            // a name to sign in with, not an address
            cells.remove(Column.MAIL);
            cells.putIfAbsent(Column.NAME, login);
        }
        String user = cells.getOrDefault(Column.USER, "");
        if (!user.isEmpty() && !cells.containsKey(user.contains("@") ? Column.MAIL : Column.NAME)) {
            cells.put(user.contains("@") ? Column.MAIL : Column.NAME, user);
        }
        boolean split = kind == Kind.PERSON && (cells.containsKey(Column.PROGRAM) || cells.containsKey(Column.CLIENT));
        Item client = Item.of(Kind.CLIENT);
        for (Map.Entry<Column, String> cell : cells.entrySet()) {
            Field field = cell.getKey().field().orElse(null);
            if (field == null || format == Format.GOOGLE_USERS && never(cell.getValue())) {
                continue;
            }
            String value = value(field, cell.getValue(), kind);
            if (split && ofClient(field)) {
                client = client.with(field, value);
            } else {
                item = item.with(field, value);
            }
        }
        if (!cells.containsKey(Column.RESULT)) {
            item = item.with(Field.OTHER, other);
        } else {
            item = item.with(Field.OTHER, other + headings.get(index(Column.RESULT)) + ": " + cells.get(Column.RESULT));
        }
        AccountKind account = options.account != null ? options.account
                : format == Format.GOOGLE_USERS ? AccountKind.WORKSPACE : null;
        if (account != null && item.get(Field.ACCOUNT).isEmpty()) {
            item = item.with(Field.ACCOUNT, account.id());
        }
        if (!options.language.isEmpty() && item.get(Field.LANGUAGE).isEmpty()) {
            item = item.with(Field.LANGUAGE, options.language);
        }
        if (item.title().startsWith(kind.id() + " ")) {
            throw new OrganisationException("import.unnamed");
        }
        item = recognised(item, true);
        int at = put(item, line);
        if (split) {
            client = client.with(Field.MAIL, item.get(Field.MAIL)).with(Field.SITE, item.get(Field.SITE))
                    .with(Field.LANGUAGE, item.get(Field.LANGUAGE)).with(Field.ACCOUNT, item.get(Field.ACCOUNT))
                    .with(Field.TWO_STEP, item.get(Field.TWO_STEP)).with(Field.DEPARTMENT, item.get(Field.DEPARTMENT));
            if (item.get(Field.MAIL).isEmpty()) {
                client = client.with(Field.NAME, item.get(Field.NAME));
            }
            put(recognised(client, true), line, new Candidate.Tie(Link.Type.USES, at, false));
        }
        belongings(item, at, line, merged);
    }

    private int index(Column column) {
        return columns.entrySet().stream().filter(each -> each.getValue() == column).findFirst().orElseThrow().getKey();
    }

    /** The console writes so for somebody who has never signed in. */
    private static boolean never(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith("never");
    }

    private static boolean ofClient(Field field) {
        return switch (field) {
            case PROGRAM, CLIENT, VERSION, PROTOCOLS, SIGN_IN, SERVER, LAST_USED, RECEIVES, RECIPIENTS, HOST, SERIAL -> true;
            default -> false;
        };
    }

    /** What is written in other words than the field's own; what stands for a person need not be an address. */
    private static String value(Field field, String value, Kind kind) {
        if (field == Field.OWNER && !value.contains("@")) {
            return "";
        }
        if (field == Field.ACCOUNT) {
            return account(value);
        }
        boolean contact = field == Field.MAIL && kind != Kind.PERSON && kind != Kind.MAILBOX && !value.contains("@");
        return contact ? "" : value;
    }

    private static String account(String value) {
        String folded = Fold.width(value);
        if (AccountKind.fromId(folded).isPresent()) {
            return folded;
        }
        return folded.contains("workspace") || folded.contains("g suite") || folded.equals("google") ? AccountKind.WORKSPACE.id()
                : folded.contains("365") || folded.contains("exchange") ? AccountKind.MICROSOFT365.id()
                        : folded.contains("gmail") ? AccountKind.PERSONAL.id()
                                : folded.contains("outlook") || folded.contains("hotmail") ? AccountKind.OUTLOOK_COM.id() : value;
    }

    /** Family name first in Japanese. */
    private static String name(String first, String last) {
        return Fold.isJapanese(first + last) ? (last + " " + first).strip() : (first + " " + last).strip();
    }

    private Kind kind(Map<Column, String> cells) {
        String word = cells.getOrDefault(Column.KIND, "");
        if (!word.isEmpty()) {
            return kind(word).orElseThrow(() -> new OrganisationException("import.kind", word));
        }
        if (options.kind != null) {
            return options.kind;
        }
        if (format == Format.GOOGLE_USERS) {
            return Kind.PERSON;
        }
        if (cells.containsKey(Column.SERIAL) || cells.containsKey(Column.HOST)) {
            return Kind.DEVICE;
        }
        if (cells.containsKey(Column.PROGRAM) && !cells.containsKey(Column.USER)) {
            Clients.Match match = clients.find(cells.get(Column.PROGRAM), cells.getOrDefault(Column.VERSION, ""));
            Kind known = match.client().isEmpty() ? Kind.CLIENT : clients.kind(match.client());
            if (known != Kind.CLIENT) {
                return known;
            }
        }
        boolean network = cells.containsKey(Column.NETWORK) && !cells.containsKey(Column.MAIL);
        return network ? Kind.SITE : Kind.PERSON;
    }

    private static Optional<Kind> kind(String word) {
        String folded = Fold.width(word);
        for (Kind kind : Kind.values()) {
            if (folded.equals(kind.id()) || folded.equals(Fold.width(kind.text(Locale.ENGLISH)))
                    || folded.equals(Fold.width(kind.text(Locale.JAPANESE)))) {
                return Optional.of(kind);
            }
        }
        if (folded.matches(".*(copier|printer|scanner|mfp|nas|camera|ups|複合機|プリンタ|スキャナ|コピー機|カメラ|機器|装置|デバイス).*")) {
            return Optional.of(Kind.DEVICE);
        }
        if (folded.matches(".*(user|member|staff|ユーザ|社員|職員|利用者|人).*")) {
            return Optional.of(Kind.PERSON);
        }
        if (folded.matches(".*(script|batch|cron|スクリプト|バッチ).*")) {
            return Optional.of(Kind.SCRIPT);
        }
        if (folded.matches(".*(service|system|application|server|サービス|システム|サーバ).*")) {
            return Optional.of(Kind.SERVICE);
        }
        if (folded.matches(".*(mailbox|shared|group|メールボックス|共有).*")) {
            return Optional.of(Kind.MAILBOX);
        }
        return folded.matches(".*(client|software|mail program|ソフト|クライアント).*") ? Optional.of(Kind.CLIENT) : Optional.empty();
    }

    /** With the profile of the knowledge base that its program means. */
    private Item recognised(Item item, boolean keepKind) {
        if (!item.kind().sends() || !item.get(Field.CLIENT).isEmpty()) {
            return item;
        }
        String program = item.get(Field.PROGRAM).isEmpty() && item.kind() != Kind.CLIENT ? item.get(Field.NAME)
                : item.get(Field.PROGRAM);
        Clients.Match match = clients.find(program, item.get(Field.VERSION));
        if (match.client().isEmpty()) {
            return item;
        }
        Kind kind = keepKind ? item.kind() : clients.kind(match.client());
        Kind own = kind == item.kind() || kind == Kind.DEVICE ? item.kind() : kind;
        return new Item(0, 0, own, item.values(), 0, false, null).with(Field.CLIENT, match.client());
    }

    private void belongings(Item item, int at, int line, Map<String, Integer> merged) {
        String owner = item.get(Field.OWNER);
        if (!owner.isEmpty() && item.kind() != Kind.PERSON) {
            int person = merged.computeIfAbsent("owner " + owner, key -> put(Item.of(Kind.PERSON).with(Field.MAIL, owner), line));
            tie(at, new Candidate.Tie(Link.Type.LOOKS_AFTER, person, false));
        }
        String site = item.get(Field.SITE);
        if (!site.isEmpty() && item.kind() != Kind.SITE) {
            int place = merged.computeIfAbsent("site " + site, key -> put(Item.of(Kind.SITE).with(Field.NAME, site), line));
            tie(at, new Candidate.Tie(Link.Type.AT, place, true));
        }
    }

    private void tie(int at, Candidate.Tie tie) {
        Candidate old = candidates.get(at);
        List<Candidate.Tie> ties = new ArrayList<>(old.links());
        ties.add(tie);
        candidates.set(at, new Candidate(old.item(), ties, old.at()));
    }

    /** Adds an item, or brings it together with one of the same table; its place. */
    private int put(Item item, int line, Candidate.Tie... ties) {
        List<String> keys = Candidate.keys(item);
        Integer there = keys.stream().map(places::get).filter(place -> place != null).findFirst().orElse(null);
        if (there == null) {
            int place = candidates.size();
            candidates.add(new Candidate(item, List.of(ties), line));
            keys.forEach(key -> places.putIfAbsent(key, place));
            return place;
        }
        Candidate old = candidates.get(there);
        Item joined = old.item();
        for (Map.Entry<Field, String> each : item.values().entrySet()) {
            boolean newer = each.getKey() != Field.LAST_USED || each.getValue().compareTo(joined.get(Field.LAST_USED)) > 0;
            String value = each.getKey() == Field.PROTOCOLS ? joined.get(Field.PROTOCOLS) + " " + each.getValue()
                    : each.getValue();
            if (newer && !joined.get(each.getKey()).equals(value)) {
                boolean later = item.get(Field.LAST_USED).compareTo(old.item().get(Field.LAST_USED)) >= 0;
                joined = each.getKey() == Field.SIGN_IN && !later ? joined : joined.with(each.getKey(), value);
            }
        }
        if (joined != old.item()) {
            candidates.set(there, new Candidate(joined, old.links(), old.at()));
        }
        for (Candidate.Tie tie : ties) {
            if (!candidates.get(there).links().contains(tie)) {
                tie(there, tie);
            }
        }
        return there;
    }

    // what came of it

    /** What kind of table it is. */
    public Format format() {
        return format;
    }

    /** The headings in the order of the columns. */
    public List<String> headings() {
        return headings;
    }

    /** The rows as they are in the file, for a preview; passwords are dots. */
    public List<List<String>> preview(int most) {
        return rows.stream().limit(most).map(row -> {
            List<String> cells = new ArrayList<>(row.cells());
            secret.stream().filter(i -> i < cells.size()).forEach(i -> cells.set(i, Redactor.DOTS));
            return List.copyOf(cells);
        }).toList();
    }

    /** The headings that have a meaning, with it. */
    public Map<String, Column> meanings() {
        Map<String, Column> meanings = new LinkedHashMap<>();
        columns.forEach((index, column) -> meanings.put(headings.get(index), column));
        return meanings;
    }

    /** The headings whose columns are kept with the item as they are. */
    public List<String> others() {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            if (!columns.containsKey(i) && !secret.contains(i) && !headings.get(i).isEmpty()) {
                others.add(headings.get(i));
            }
        }
        return others;
    }

    /** The headings whose columns are left out because passwords may stand in them. */
    public List<String> secrets() {
        return secret.stream().map(headings::get).toList();
    }

    /** The rows that cannot be taken in. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How many rows the table has. */
    public int rows() {
        return rows.size();
    }

    /** How many rows of a log are about something else than mail, or about a sign-in that failed. */
    public int skipped() {
        return skipped;
    }

    /** The items of the rows that can be taken in. */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    /** What {@link #save} would do. */
    public Loaded dryRun(Inventory inventory) {
        return inventory.preview(candidates);
    }

    /** Takes in what can be taken in: all of it or nothing. */
    public Loaded save(Inventory inventory, String source, String who) {
        Loaded loaded = inventory.load(candidates, source, who);
        proveBySignIns(inventory, who);
        return loaded;
    }

    /** Of a log, counts as moved what it shows to sign in with OAuth; a table of one's own only says so. */
    private void proveBySignIns(Inventory inventory, String who) {
        Set<String> keys = format == Format.TABLE || format == Format.GOOGLE_USERS ? Set.of()
                : candidates.stream().map(Candidate::item).filter(item -> "oauth".equals(item.get(Field.SIGN_IN)))
                        .flatMap(item -> Candidate.keys(item).stream()).collect(Collectors.toSet());
        if (!keys.isEmpty()) {
            new Plan(inventory, Clock.systemDefaultZone()).proveBySignIns(inventory.items().stream()
                    .filter(item -> Candidate.keys(item).stream().anyMatch(keys::contains)).toList(), who);
        }
    }
}
