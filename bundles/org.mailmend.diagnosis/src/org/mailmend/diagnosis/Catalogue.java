package org.mailmend.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All causes with what is known of each. Immutable and safe for use by several threads. */
public final class Catalogue {
    private final Map<CauseId, Cause> causes;
    private final Map<CauseId, String> meanings;

    private Catalogue() {
        Map<CauseId, Cause> byId = new EnumMap<>(CauseId.class);
        meanings = new EnumMap<>(CauseId.class);
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Catalogue.class.getResourceAsStream("causes.tsv"), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                CauseId id = CauseId.valueOf(cells[0]);
                Set<Stage> stages = EnumSet.noneOf(Stage.class);
                for (String stage : cells[1].split(",")) {
                    Stage.fromId(stage).ifPresent(stages::add);
                }
                List<Who> who = new ArrayList<>();
                for (String one : cells[2].split(",")) {
                    who.add(Who.fromId(one));
                }
                byId.put(id, new Cause(id, stages, who, Retry.fromId(cells[3])));
                meanings.put(id, cells[4]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue of causes cannot be read.", e);
        }
        causes = Collections.unmodifiableMap(byId);
    }

    /** The catalogue, read when it is first asked for. */
    public static Catalogue get() {
        return Holder.CATALOGUE;
    }

    /** What is known of a cause. */
    public Cause cause(CauseId id) {
        return causes.get(id);
    }

    /** All causes in the order of their ids. */
    public Collection<Cause> causes() {
        return causes.values();
    }

    /** The texts of a cause in Japanese for a Japanese locale, else in English. */
    public CauseText text(CauseId id, Locale locale) {
        return new CauseText(id.name(), meanings.get(id), meanings.get(id), List.of());
    }

    /** The text of a question of {@link Diagnosis#question} in Japanese for a Japanese locale, else in English. */
    public String question(String id, Locale locale) {
        return Texts.of(locale).getString("question." + id);
    }

    private static final class Holder {
        static final Catalogue CATALOGUE = new Catalogue();
    }
}
