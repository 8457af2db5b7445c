package org.mailmend.tickets.ui.internal.create;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.mailmend.tickets.Drafts;
import org.mailmend.workbench.TicketDraft;

/**
 * Keeps tickets that are still being written in the journal of drafts, so that a crash loses none. Each has an entry of its own; one that
 * was handed over keeps its evidence with the files that are texts.
 */
final class Journal {
    private static final String KIND = "new-";
    private static final String CALLER = "caller";
    private static final String STEP = "way.step.";
    private static final String ARTICLE = "way.article.";
    private static final String EVIDENCE = "evidence.";

    private Journal() {
    }

    /** What was kept: a draft, and what stood in the field for the caller. */
    record Kept(String kind, TicketDraft draft, String caller, java.time.Instant at) {
    }

    /** A name for a new entry. */
    static String fresh() {
        return KIND + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    }

    /** Keeps what stands there now; nothing is kept when nothing was written. */
    static void keep(Drafts drafts, String kind, TicketDraft draft, String caller) {
        drafts.keep(0, kind, write(draft, caller));
    }

    /** Forgets an entry: it was saved or thrown away. */
    static void forget(Drafts drafts, String kind) {
        drafts.discard(0, kind);
    }

    /** All that is kept but for one entry, the newest first. */
    static List<Kept> others(Drafts drafts, String but) {
        List<Kept> all = new ArrayList<>();
        for (Drafts.Draft each : drafts.all()) {
            if (each.ticket() == 0 && each.kind().startsWith(KIND) && !each.kind().equals(but)) {
                all.add(new Kept(each.kind(), read(each.values()), each.value(CALLER), each.at()));
            }
        }
        return all;
    }

    // --- as texts

    static Map<String, String> write(TicketDraft draft, String caller) {
        Map<String, String> values = new HashMap<>();
        put(values, "symptom", draft.symptom());
        put(values, CALLER, caller);
        put(values, "client", draft.client());
        put(values, "version", draft.clientVersion());
        put(values, "provider", draft.provider());
        put(values, "cause", draft.cause());
        put(values, "certainty", draft.cause() == null ? null : String.valueOf(draft.certainty()));
        if (draft.way() != null) {
            put(values, "way.account", draft.way().account());
            put(values, "way.route", draft.way().route());
            list(values, STEP, draft.way().steps());
            list(values, ARTICLE, draft.way().articles());
        }
        for (int i = 0; i < draft.evidence().size(); i++) {
            evidence(values, EVIDENCE + number(i) + ".", draft.evidence().get(i));
        }
        return values;
    }

    private static void evidence(Map<String, String> values, String name, TicketDraft.Evidence evidence) {
        put(values, name + "kind", evidence.kind());
        put(values, name + "title", evidence.title());
        put(values, name + "text", evidence.text());
        evidence.data().forEach((key, value) -> put(values, name + "data." + key, value));
        for (int i = 0; i < evidence.files().size(); i++) {
            TicketDraft.File file = evidence.files().get(i);
            if (file.type().startsWith("text/") || file.type().equals("application/json")) {
                put(values, name + "file." + number(i), file.type() + "\n" + file.name() + "\n"
                        + new String(file.content(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Numbers in the order in which they sort. */
    private static String number(int i) {
        return "%04d".formatted(i);
    }

    private static void list(Map<String, String> values, String name, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            put(values, name + number(i), list.get(i));
        }
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
        }
    }

    static TicketDraft read(Map<String, String> kept) {
        TreeMap<String, String> values = new TreeMap<>(kept);
        List<String> steps = below(values, STEP);
        List<String> articles = below(values, ARTICLE);
        boolean way = values.keySet().stream().anyMatch(name -> name.startsWith("way."));
        return new TicketDraft(values.getOrDefault("symptom", ""), values.get("client"), values.get("version"),
                values.get("cause"), certainty(values.get("certainty")), null, values.get("provider"),
                way ? new TicketDraft.Way(values.get("way.account"), values.get("way.route"), steps, articles) : null,
                evidence(values));
    }

    private static double certainty(String text) {
        try {
            return text == null ? 0 : Math.clamp(Double.parseDouble(text), 0, 1);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static List<String> below(TreeMap<String, String> values, String name) {
        return List.copyOf(values.subMap(name, name + Character.MAX_VALUE).values());
    }

    private static List<TicketDraft.Evidence> evidence(TreeMap<String, String> values) {
        List<TicketDraft.Evidence> all = new ArrayList<>();
        for (int i = 0; values.containsKey(EVIDENCE + number(i) + ".kind"); i++) {
            String name = EVIDENCE + number(i) + ".";
            Map<String, String> data = new HashMap<>();
            values.subMap(name + "data.", name + "data." + Character.MAX_VALUE)
                    .forEach((key, value) -> data.put(key.substring((name + "data.").length()), value));
            List<TicketDraft.File> files = new ArrayList<>();
            for (String file : below(values, name + "file.")) {
                String[] parts = file.split("\n", 3);
                if (parts.length == 3) {
                    files.add(new TicketDraft.File(parts[1], parts[0], parts[2].getBytes(StandardCharsets.UTF_8)));
                }
            }
            all.add(new TicketDraft.Evidence(values.get(name + "kind"), values.getOrDefault(name + "title", ""),
                    values.getOrDefault(name + "text", ""), data, files));
        }
        return all;
    }
}
