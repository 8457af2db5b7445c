package org.mailmend.check.internal.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The hosts file of this computer (hosts(5)). Read anew each time: it is small, and people edit it while they search. */
final class Hosts {
    private static final int MAX_LINES = 500_000;

    private Hosts() {
    }

    /** The usual place on this platform. */
    static Path file() {
        String windows = System.getenv("SystemRoot");
        return System.getProperty("os.name").startsWith("Windows") && windows != null
                ? Path.of(windows, "System32", "drivers", "etc", "hosts")
                : Path.of("/etc/hosts");
    }

    /** All addresses that the file gives the name, in the order of the file; empty when it does not know it. */
    static List<InetAddress> lookup(Path file, String name) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.limit(MAX_LINES).filter(line -> contains(line, name))
                    .map(line -> line.replaceFirst("#.*", "").trim().split("\\s+"))
                    .filter(words -> Arrays.stream(words).skip(1).anyMatch(name::equalsIgnoreCase))
                    .map(words -> Literals.parse(words[0])).filter(Objects::nonNull).distinct().toList();
        } catch (IOException | UncheckedIOException e) {
            // no file, no entries
            return List.of();
        }
    }

    /** A cheap test that spares lists of hundred thousand blocked names the rest. */
    private static boolean contains(String line, String name) {
        for (int i = line.length() - name.length(); i > 0; i--) {
            if (line.regionMatches(true, i, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
