package org.mailmend.organisation.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Data files beside this class. */
public final class Data {
    private Data() {
    }

    /** The rows of a table with tabs between its cells; lines that begin with a number sign are remarks. */
    public static List<String[]> table(String name) {
        try (InputStream in = Data.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
