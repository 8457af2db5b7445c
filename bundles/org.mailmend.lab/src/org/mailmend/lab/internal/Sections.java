package org.mailmend.lab.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a data file of this bundle: {@code [name]} begins a section, {@code #} a comment line, empty lines do not count.
 */
public final class Sections {
    private Sections() {
    }

    /** The lines of each section, in the order of the file. */
    public static Map<String, List<String>> read(String resource) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        try (InputStream in = Sections.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> section = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("[") && line.endsWith("]")) {
                    section = new ArrayList<>();
                    if (result.put(line.substring(1, line.length() - 1), section) != null) {
                        throw new IllegalStateException(resource + ": " + line + " stands there twice");
                    }
                } else if (section == null) {
                    throw new IllegalStateException(resource + ": a line before the first section: " + line);
                } else {
                    section.add(line);
                }
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The lines {@code key = value} of a section as a map. */
    public static Map<String, String> properties(List<String> lines) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalStateException("no \"=\" in the line " + line);
            }
            result.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
        return result;
    }
}
