package org.mailmend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.House.Bundle;

/**
 * Each bundle knows only those below it, and the core knows nothing of Eclipse. The manifests say so here; that the sources keep to their
 * manifests is the compiler's business.
 */
class LayersTest {

    /** From the bottom to the top. */
    private static final List<Set<String>> LAYERS = List.of(Set.of("diagnosis", "oauth.bridge"), Set.of("check"),
            Set.of("knowledge", "oauth", "lab"),
            Set.of("tickets"), Set.of("training"), Set.of("organisation"), Set.of("cli", "workbench"),
            Set.of("check.ui"), Set.of("knowledge.ui"),
            Set.of("oauth.ui"), Set.of("tickets.ui"), Set.of("training.ui", "organisation.ui"),
            Set.of("ui.tests"));

    private static final int FIRST_UI_LAYER = 6;

    private static final Pattern ECLIPSE = Pattern.compile("\\borg\\.eclipse\\.(?!angus\\.)[a-z]+");

    static Stream<Bundle> bundles() throws IOException {
        return House.bundles().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void knowsOnlyTheLayersBelow(Bundle bundle) {
        int own = layer(bundle.name());
        Set<String> known = new TreeSet<>(bundle.header("Require-Bundle").keySet());
        known.addAll(bundle.header("Import-Package").keySet());
        for (String name : known) {
            if (name.startsWith("org.mailmend.")) {
                String other = owner(name.substring("org.mailmend.".length()));
                assertTrue(layer(other) < own, () -> bundle + " must not know " + other + ", which is not below it");
                assertFalse(own >= FIRST_UI_LAYER && other.equals("cli"), () -> bundle + " must not know the command line");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void coreKnowsNothingOfEclipse(Bundle bundle) throws IOException {
        if (!isCore(bundle)) {
            return;
        }
        for (String header : List.of("Require-Bundle", "Import-Package", "DynamicImport-Package")) {
            for (String name : bundle.header(header).keySet()) {
                assertFalse(ECLIPSE.matcher(name).find(), () -> bundle + ", " + header + ": " + name);
            }
        }
        for (Path source : House.files(bundle.folder(), ".java")) {
            for (String line : Files.readAllLines(source)) {
                assertFalse(line.startsWith("import ") && ECLIPSE.matcher(line).find(), () -> source + ": " + line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void exportsItsInterfaceAndNothingElse(Bundle bundle) {
        if (bundle.name().equals("ui.tests") || bundle.name().equals("oauth.bridge")) {
            return;
        }
        assertAll(bundle.header("Export-Package").entrySet().stream().map(export -> () -> {
            if (export.getKey().contains(".internal")) {
                assertTrue(export.getValue().matches(".*\\bx-(friends|internal):=.*"),
                        () -> bundle + " exports " + export.getKey() + " to everybody");
            } else {
                assertTrue(export.getValue().matches(".*\\bversion=.*"),
                        () -> bundle + " exports " + export.getKey() + " without a version");
            }
        }));
        List<String> exported = bundle.header("Export-Package").keySet().stream().filter(name -> !name.contains(".internal"))
                .sorted().toList();
        List<String> open = bundle.packages().stream().filter(name -> !name.contains(".internal")).toList();
        assertEquals(open, exported,
                () -> bundle + ": what is not exported belongs into a package with \"internal\" in its name");
    }

    private static boolean isCore(Bundle bundle) {
        return bundle.name().equals("cli") || layer(bundle.name()) < FIRST_UI_LAYER;
    }

    private static int layer(String bundle) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(bundle)) {
                return i;
            }
        }
        throw new AssertionError("Bundle " + bundle + " belongs to no layer; give it one in " + LayersTest.class.getSimpleName());
    }

    /** The bundle that a bundle's or a package's name belongs to, both without <code>org.mailmend.</code>. */
    private static String owner(String name) {
        return LAYERS.stream().flatMap(Set::stream).filter(bundle -> name.equals(bundle) || name.startsWith(bundle + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow(() -> new AssertionError("No bundle is known for " + name));
    }
}
