package org.mailmend.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.diagnosis.Protocol;

/** The servers of well-known providers, by id. The facts with their sources stand in {@code presets.tsv}. */
public final class Presets {
    private Presets() {
    }

    /** All presets, in the order in which they are to be listed. */
    public static List<Preset> all() {
        return Data.ALL;
    }

    /** The preset with this id, in any case; empty when there is none. */
    public static Optional<Preset> byId(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        return Data.ALL.stream().filter(preset -> preset.id().equals(wanted)).findFirst();
    }

    /** The provider whose server this is; null when it is not known. */
    public static String providerOf(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Data.PROVIDERS.get(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }

    private static final class Data {
        static final List<Preset> ALL = load();
        static final Map<String, String> PROVIDERS = providers();

        private static List<Preset> load() {
            List<Preset> presets = new ArrayList<>();
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(Presets.class.getResourceAsStream("presets.tsv"), StandardCharsets.UTF_8))) {
                reader.readLine();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String[] cell = line.split("\t");
                    presets.add(new Preset(cell[0], cell[1], new Target(Protocol.fromId(cell[2]).orElseThrow(), cell[3],
                            Integer.parseInt(cell[4]), Security.valueOf(cell[5].toUpperCase(Locale.ROOT))), cell[6]));
                }
                return List.copyOf(presets);
            } catch (IOException e) {
                throw new IllegalStateException("presets.tsv cannot be read", e);
            }
        }

        private static Map<String, String> providers() {
            Map<String, String> providers = new HashMap<>();
            for (Preset preset : ALL) {
                providers.put(preset.target().host(), preset.provider());
                // the same servers answer to both names
                providers.put(preset.target().host().replace(".gmail.com", ".googlemail.com"), preset.provider());
            }
            return Map.copyOf(providers);
        }
    }
}
