package org.mailmend.training.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.mailmend.check.Redactor;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.exchange.Sheet;
import org.mailmend.training.Attendee;
import org.mailmend.training.internal.Messages;

/**
 * A roster from a file of comma-separated values, as a spreadsheet, a calendar or a registration form writes it: UTF-8, UTF-16 or the
 * Japanese code page of Windows, with commas, semicolons or tabs. Columns are known by their headings in English or Japanese; without a
 * known heading they are name, mail, client and organisation in this order.
 *
 * @param attendees who can be taken over, without ids, in the order of the file
 * @param problems  rows that cannot, or not as they are
 */
public record RosterImport(List<Attendee> attendees, List<Problem> problems) {
    /** Biggest file, in bytes. */
    public static final int MOST_BYTES = 4 << 20;
    private static final int MOST_PEOPLE = 1000;
    private static final int LONGEST = 200;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>\",;]{1,64}@[^\\s@<>\",;]{1,190}");
    private static final Pattern NAMED = Pattern.compile("[^<]*<([^<>]+)>\\s*");

    public RosterImport {
        attendees = List.copyOf(attendees);
        problems = List.copyOf(problems);
    }

    /**
     * What is wrong with a row.
     *
     * @param line  line of the file, from 1; 0 for the whole file
     * @param taken whether the person was taken over all the same
     * @param key   key of the messages
     * @param args  words of the file, made visible
     */
    public record Problem(int line, boolean taken, String key, List<String> args) {
        public Problem {
            args = List.copyOf(args);
        }

        /** What is wrong and what to do, in English or Japanese. */
        public String text(Locale locale) {
            String words = Messages.text(locale, "roster." + key, args.toArray());
            return line == 0 ? words : Messages.text(locale, "roster.line", String.valueOf(line), words);
        }
    }

    private enum Column {
        NAME, FAMILY, GIVEN, MAIL, CLIENT, ORGANISATION
    }

    private static final Map<String, Column> HEADINGS = headings();

    private static Map<String, Column> headings() {
        Map<String, Column> headings = new java.util.HashMap<>();
        Map<Column, String> words = new EnumMap<>(Column.class);
        words.put(Column.NAME, "name|full name|fullname|attendee|participant|display name|氏名|名前|お名前|参加者|参加者名|受講者|受講者名|表示名");
        words.put(Column.FAMILY, "last name|lastname|surname|family name|姓|苗字|名字");
        words.put(Column.GIVEN, "first name|firstname|given name|名");
        words.put(Column.MAIL, "mail|email|e-mail|mail address|email address|e-mail address|address|メール|メールアドレス|eメール|電子メール|アドレス");
        words.put(Column.CLIENT,
                "client|device|client or device|program|mail program|mail client|application|app|software|メールソフト|"
                        + "クライアント|機器|端末|アプリ|ソフト|メールアプリ|クライアントまたは機器");
        words.put(Column.ORGANISATION, "organisation|organization|company|department|school|office|組織|会社|会社名|所属|部署|団体|学校|勤務先");
        words.forEach((column, all) -> List.of(all.split("\\|")).forEach(word -> headings.put(fold(word), column)));
        return headings;
    }

    private static String fold(String heading) {
        return Fold.solid(heading.replaceAll("[\\[(（［][^\\])）］]{0,60}[\\])）］]", " ")).replaceAll("[\\s_*:：-]{1,60}", "");
    }

    /**
     * Reads a roster.
     *
     * @param bytes   the file
     * @param session id of the session
     * @param there   who is on the roster already; who has the same address is left out
     * @throws org.mailmend.tickets.TicketException for a file that is no table
     */
    public static RosterImport read(byte[] bytes, String session, List<Attendee> there, KnowledgeBase base) {
        if (bytes.length > MOST_BYTES) {
            return new RosterImport(List.of(), List.of(problem(0, false, "big", String.valueOf(MOST_BYTES >> 20))));
        }
        List<Sheet.Row> rows = new ArrayList<>(Sheet.read(bytes));
        List<Problem> problems = new ArrayList<>();
        if (rows.isEmpty()) {
            return new RosterImport(List.of(), List.of(problem(0, false, "empty")));
        }
        Map<Column, Integer> columns = columns(rows.getFirst());
        if (columns.isEmpty()) {
            columns = Map.of(Column.NAME, 0, Column.MAIL, 1, Column.CLIENT, 2, Column.ORGANISATION, 3);
        } else {
            rows.removeFirst();
        }
        Set<String> mails = new HashSet<>();
        there.forEach(each -> mails.add(each.mail().toLowerCase(Locale.ROOT)));
        mails.remove("");
        List<Attendee> attendees = new ArrayList<>();
        for (Sheet.Row row : rows) {
            if (attendees.size() == MOST_PEOPLE) {
                problems.add(problem(row.line(), false, "many", String.valueOf(MOST_PEOPLE)));
                break;
            }
            Attendee attendee = attendee(row, columns, session, base, problems);
            if (attendee != null && !attendee.mail().isEmpty() && !mails.add(attendee.mail().toLowerCase(Locale.ROOT))) {
                problems.add(problem(row.line(), false, "twice", attendee.mail()));
            } else if (attendee != null) {
                attendees.add(attendee);
            }
        }
        return new RosterImport(attendees, problems);
    }

    private static Map<Column, Integer> columns(Sheet.Row first) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < first.cells().size(); i++) {
            Column column = HEADINGS.get(fold(first.cells().get(i)));
            if (column != null) {
                columns.putIfAbsent(column, i);
            }
        }
        return columns;
    }

    private static Attendee attendee(Sheet.Row row, Map<Column, Integer> columns, String session, KnowledgeBase base,
            List<Problem> problems) {
        String name = cell(row, columns, Column.NAME);
        if (name.isEmpty()) {
            String family = cell(row, columns, Column.FAMILY);
            String given = cell(row, columns, Column.GIVEN);
            name = (Fold.isJapanese(family + given) ? family + " " + given : given + " " + family).strip();
        }
        String mail = cell(row, columns, Column.MAIL);
        String client = cell(row, columns, Column.CLIENT);
        String organisation = cell(row, columns, Column.ORGANISATION);
        if (name.isEmpty() && mail.isEmpty()) {
            if (!client.isEmpty() || !organisation.isEmpty()) {
                problems.add(problem(row.line(), false, "nobody"));
            }
            return null;
        }
        var named = NAMED.matcher(mail);
        mail = named.matches() ? named.group(1).strip() : mail;
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            problems.add(problem(row.line(), false, "mail", mail));
            return null;
        }
        if (name.isEmpty()) {
            name = mail.substring(0, mail.indexOf('@'));
        }
        if (name.length() > LONGEST || client.length() > LONGEST || organisation.length() > LONGEST) {
            problems.add(problem(row.line(), false, "long", String.valueOf(LONGEST)));
            return null;
        }
        List<Client> found = PlanProposal.clients(client, base);
        if (found.size() == 1) {
            client = found.getFirst().id();
        } else if (!client.isEmpty()) {
            problems.add(problem(row.line(), true, found.isEmpty() ? "client" : "clients", client, String.valueOf(found.size())));
        }
        return Attendee.of(session, name, mail, client, organisation);
    }

    private static String cell(Sheet.Row row, Map<Column, Integer> columns, Column column) {
        Integer index = columns.get(column);
        String text = index == null || index >= row.cells().size() ? "" : row.cells().get(index);
        return Redactor.visible(text.replaceAll("[\\s\u3000]{1,1000}", " ")).strip();
    }

    private static Problem problem(int line, boolean taken, String key, String... args) {
        return new Problem(line, taken, key, List.of(args).stream()
                .map(arg -> arg.length() > 80 ? arg.substring(0, 80) + "…" : arg).toList());
    }
}
