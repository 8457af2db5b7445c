package org.mailmend.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/** All causes with what is known of each. Immutable and safe for use by several threads. */
public final class Catalogue {
    private final Map<CauseId, Cause> causes;

    private Catalogue() {
        Map<CauseId, Cause> byId = new EnumMap<>(CauseId.class);
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Catalogue.class.getResourceAsStream("causes.tsv"), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                CauseId id = CauseId.valueOf(cells[0]);
                Set<Stage> stages = EnumSet.noneOf(Stage.class);
                for (String stage : cells[1].split(",")) {
                    Optional<Stage> one = Stage.fromId(stage);
                    if (one.isPresent()) {
                        stages.add(one.get());
                    }
                }
                List<Who> who = new ArrayList<>();
                for (String one : cells[2].split(",")) {
                    who.add(Who.fromId(one));
                }
                byId.put(id, new Cause(id, stages, who, Retry.fromId(cells[3])));
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
        ResourceBundle texts = ResourceBundle.getBundle("org.mailmend.diagnosis.causes", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        List<NextStep> steps = new ArrayList<>();
        for (StepKey key : StepKeys.BY_CAUSE.get(id)) {
            steps.add(new NextStep(key.step(), texts.getString(key.key())));
        }
        return new CauseText(texts.getString(id + ".title"), texts.getString(id + ".summary"), texts.getString(id + ".meaning"),
                steps);
    }

    /** The text of a question of {@link Diagnosis#question} in Japanese for a Japanese locale, else in English. */
    public String question(String id, Locale locale) {
        return Texts.of(locale).getString("question." + id);
    }

    private record StepKey(int position, String step, String key) {
    }

    /** The keys of all steps in their order; read only when a text is wanted. */
    private static final class StepKeys {
        private static final String MARK = ".step.";
        static final Map<CauseId, List<StepKey>> BY_CAUSE = new EnumMap<>(CauseId.class);

        static {
            for (CauseId id : CauseId.values()) {
                BY_CAUSE.put(id, new ArrayList<>());
            }
            ResourceBundle texts = ResourceBundle.getBundle("org.mailmend.diagnosis.causes", Locale.ROOT,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : texts.keySet()) {
                int mark = key.indexOf(MARK);
                if (mark > 0) {
                    int dot = key.indexOf('.', mark + MARK.length());
                    BY_CAUSE.get(CauseId.valueOf(key.substring(0, mark)))
                            .add(new StepKey(Integer.parseInt(key.substring(mark + MARK.length(), dot)), key.substring(dot + 1),
                                    key));
                }
            }
            BY_CAUSE.values().forEach(keys -> keys.sort(Comparator.comparingInt(StepKey::position)));
        }
    }

    private static final class Holder {
        static final Catalogue CATALOGUE = new Catalogue();
    }
}
