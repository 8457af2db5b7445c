package org.mailmend.organisation.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Text;
import org.mailmend.organisation.review.ReviewPoint.Checklist;

/** All points of the review, from {@code points.txt}. */
public final class ReviewPoints {
    private static final List<String> TEXTS = List.of("title", "where", "look", "right", "breaks");
    private static volatile List<ReviewPoint> all;

    private ReviewPoints() {
    }

    /** All points, in the order of the lists. */
    public static List<ReviewPoint> all() {
        List<ReviewPoint> points = all;
        if (points == null) {
            List<String> problems = new ArrayList<>();
            points = read(text(), problems);
            if (!problems.isEmpty()) {
                throw new IllegalStateException(String.join("\n", problems));
            }
            all = points;
        }
        return points;
    }

    /** The point with this id; empty for none. */
    public static Optional<ReviewPoint> byId(String id) {
        return all().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    static String text() {
        try (InputStream in = ReviewPoints.class.getResourceAsStream("points.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads points.
     *
     * @param problems gets a sentence with line and remedy for each mistake; such a point is left out
     */
    static List<ReviewPoint> read(String text, List<String> problems) {
        List<ReviewPoint> points = new ArrayList<>();
        Map<String, List<String>> fields = new HashMap<>();
        String last = null;
        int number = 0;
        int begun = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ") && last != null) {
                List<String> values = fields.get(last);
                String more = line.substring(2);
                values.set(values.size() - 1, values.getLast() + (last.endsWith(".ja") ? "" : " ") + more);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                problems.add("line " + number + ": write KEY: VALUE");
                continue;
            }
            last = line.substring(0, colon);
            if (last.equals("id")) {
                add(fields, begun, points, problems);
                fields = new HashMap<>();
                begun = number;
            }
            fields.computeIfAbsent(last, key -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        add(fields, begun, points, problems);
        return points;
    }

    private static void add(Map<String, List<String>> fields, int line, List<ReviewPoint> points, List<String> problems) {
        if (fields.isEmpty()) {
            return;
        }
        String id = fields.getOrDefault("id", List.of("")).getFirst();
        String where = "line " + line + ", " + id + ": ";
        int before = problems.size();
        Checklist list = List.of(Checklist.values()).stream().filter(l -> id.matches(l.prefix + "[a-z0-9-]+")).findFirst()
                .orElse(null);
        if (list == null) {
            problems.add(where + "begin the id with g-, m- or dns-");
        }
        if (points.stream().anyMatch(p -> p.id().equals(id))) {
            problems.add(where + "there is a point with this id already");
        }
        for (String key : fields.keySet()) {
            boolean text = (key.endsWith(".en") || key.endsWith(".ja")) && TEXTS.contains(key.substring(0, key.length() - 3));
            if (!text && !List.of("id", "article", "affects", "source").contains(key)) {
                problems.add(where + "no such field: " + key);
            }
            if (!key.equals("source") && fields.get(key).size() > 1) {
                problems.add(where + key + " stands there twice");
            }
        }
        Map<String, Text> texts = new HashMap<>();
        for (String key : TEXTS) {
            String en = fields.getOrDefault(key + ".en", List.of("")).getFirst();
            String ja = fields.getOrDefault(key + ".ja", List.of("")).getFirst();
            if (en.isEmpty() || ja.isEmpty()) {
                problems.add(where + "write " + key + ".en and " + key + ".ja");
            } else if (ja.codePoints().noneMatch(c -> c > 0x3000)) {
                problems.add(where + key + ".ja is not Japanese");
            } else if (ReviewPoint.isUnverified(en) != ReviewPoint.isUnverified(ja)) {
                problems.add(where + key + " is marked as unverified in one language only");
            }
            texts.put(key, new Text(en, ja));
        }
        List<Source> sources = new ArrayList<>();
        fields.getOrDefault("source", List.of()).forEach(s -> source(s, where, sources, problems));
        if (sources.isEmpty()) {
            problems.add(where + "name a source");
        }
        Criterion affects = null;
        try {
            affects = Criterion.parse(fields.getOrDefault("affects", List.of("")).getFirst());
        } catch (IllegalArgumentException e) {
            problems.add(where + e.getMessage());
        }
        if (problems.size() == before) {
            points.add(new ReviewPoint(id, list, fields.getOrDefault("article", List.of("")).getFirst(), affects, sources,
                    texts.get("title"), texts.get("where"), texts.get("look"), texts.get("right"), texts.get("breaks")));
        }
    }

    private static void source(String text, String where, List<Source> sources, List<String> problems) {
        String[] parts = text.split(" \\| ", 4);
        try {
            if (parts.length == 4 && parts[0].matches("https?://\\S+") && List.of("verified", "unverified").contains(parts[2])) {
                sources.add(new Source(parts[0], LocalDate.parse(parts[1]), parts[2].equals("verified"), parts[3]));
                return;
            }
        } catch (DateTimeException e) {
            // named below with the form that it should have
            problems.add(where + "no day: " + parts[1]);
        }
        problems.add(where + "write a source as ADDRESS | day | verified or unverified | what it says: " + text);
    }
}
