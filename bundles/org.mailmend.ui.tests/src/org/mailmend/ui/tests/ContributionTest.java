package org.mailmend.ui.tests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.ui.tests.pages.Knowledge;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** The documented example of a plug-in that contributes knowledge, installed into the workbench while it runs. */
class ContributionTest extends UiTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("mailmend.example"), "org.mailmend.example.knowledge");
    private static final String TITLE = "How the desk of Example Company works";

    @TempDir
    Path folder;

    @AfterEach
    void backToTheDesk() {
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
    }

    @Test
    void pagesOfAPlugInComeAndGoWithIt() throws IOException, BundleException {
        Knowledge knowledge = Knowledge.open(driver);
        knowledge.search("extension 1234");
        Bundle bundle = FrameworkUtil.getBundle(ContributionTest.class).getBundleContext()
                .installBundle(pack().toUri().toString());
        try {
            bundle.start();
            knowledge.waitForHit(TITLE);
            Knowledge.Article article = knowledge.openHit(TITLE);
            article.follow("client:example-erp").waitFor("Administration > Services > Outgoing mail");
        } finally {
            bundle.uninstall();
        }
        driver.waitUntil("the page has gone with the plug-in", () -> knowledge.part().isVisible("count")
                && (!knowledge.part().isVisible("hits") || knowledge.hits().stream().noneMatch(hit -> hit.startsWith(TITLE))));
    }

    /** The plug-in as its README says that it is packed. */
    private Path pack() throws IOException {
        Path jar = folder.resolve("org.mailmend.example.knowledge_1.0.0.jar");
        Manifest manifest;
        try (InputStream in = Files.newInputStream(EXAMPLE.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = EXAMPLE.relativize(file).toString().replace('\\', '/');
                if (name.equals("plugin.xml") || name.startsWith("knowledge/")) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
