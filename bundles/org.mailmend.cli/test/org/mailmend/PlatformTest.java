package org.mailmend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The list of what Mailmend is built from. */
class PlatformTest {

    private static final Path TARGET = House.ROOT.resolve("releng/platform/platform.target");

    private final Map<String, String> versions = new HashMap<>();

    @BeforeEach
    void read() throws Exception {
        NodeList dependencies = parse(TARGET).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String name = text(dependency, "groupId") + ":" + text(dependency, "artifactId");
            assertNull(versions.put(name, text(dependency, "version")), () -> name + " is listed twice");
        }
    }

    @Test
    void hasOneVersionOfEach() {
        assertTrue(versions.size() > 100, "the list was not read");
    }

    @Test
    void hasOneVersionOfSwt() {
        String host = versions.get("org.eclipse.platform:org.eclipse.swt");
        versions.forEach((name, version) -> {
            if (name.matches(".*:org\\.eclipse\\.swt\\..*")) {
                assertEquals(host, version, name);
            }
        });
    }

    @Test
    void takesNothingOfItself() throws Exception {
        NodeList locations = parse(TARGET).getElementsByTagName("location");
        for (int i = 0; i < locations.getLength(); i++) {
            assertEquals("none", ((Element) locations.item(i)).getAttribute("includeDependencyDepth"));
        }
    }

    @Test
    void testsRunOnTheSameLibraries() throws Exception {
        Document pom = parse(House.ROOT.resolve("pom.xml"));
        Map.of("junit", "org.junit.jupiter:junit-jupiter-api", "bouncycastle", "org.bouncycastle:bcpkix-jdk18on", "angus",
                "org.eclipse.angus:angus-mail").forEach(
                        (name, library) -> assertEquals(versions.get(library),
                                pom.getElementsByTagName(name + ".version").item(0).getTextContent(), library));
    }

    @Test
    void theNoticeNamesAllOfIt() throws Exception {
        Set<String> named = Files.readAllLines(House.ROOT.resolve("NOTICE")).stream().filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
        Set<String> taken = versions.keySet().stream().map(name -> name.split(":")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(taken, named);
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Document parse(Path file) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(file.toFile());
    }
}
