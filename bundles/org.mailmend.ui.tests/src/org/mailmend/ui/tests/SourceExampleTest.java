package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.internal.intake.IntakeCentre;
import org.mailmend.tickets.ui.internal.intake.IntakeSettings;
import org.mailmend.ui.tests.pages.IntakePreferences;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** The documented example of a plug-in that brings tickets: compiled, and installed into the workbench while it runs. */
class SourceExampleTest extends UiTest {
    private static final String NAME = "org.mailmend.example.source";
    private static final Path EXAMPLE = Path.of(System.getProperty("mailmend.example"), NAME);
    private static final String FOLDER = NAME + ".folder";

    @TempDir
    Path folder;
    private Path mails;

    @BeforeEach
    void open() throws IOException {
        mails = Files.createDirectories(folder.resolve("mails"));
        System.setProperty(FOLDER, mails.toString());
        TicketsPage.clear();
        TicketsPage.open(driver).search("").filter("open");
    }

    @AfterEach
    void close() throws InterruptedException {
        System.clearProperty(FOLDER);
        new IntakeSettings(List.of(), Set.of(), false).save();
        IntakeCentre.get().restart();
        Job.getJobManager().join(IntakeCentre.FAMILY, null);
        TicketsPage.clear();
    }

    @Test
    void filesOfTheFolderBecomeTickets() throws IOException, BundleException {
        Bundle bundle = FrameworkUtil.getBundle(SourceExampleTest.class).getBundleContext()
                .installBundle(pack().toUri().toString());
        try {
            bundle.start();
            IntakePreferences page = IntakePreferences.open(driver);
            assertTrue(page.sources().getFirst().getFirst().endsWith(mails.toString()), page.sources().toString());
            page.part().mark("sources", 0, true);
            page.accept();
            Path written = Files.writeString(mails.resolve("1.part"),
                    "From: ann@example.com\r\nSubject: From the example\r\n\r\nhello\r\n");
            Files.move(written, mails.resolve("1.eml"));
            TicketsPage.open(driver).waitFor("From the example");
            driver.waitUntil("it is put aside", () -> Files.exists(mails.resolve("done").resolve("1.eml")));
        } finally {
            bundle.uninstall();
        }
        driver.waitUntil("the source is gone with the plug-in", () -> IntakeCentre.get().standings().isEmpty());
        int tickets = TicketsPage.ask(store -> (int) store.count(TicketFilter.all()));
        assertEquals(1, tickets);
    }

    /** The plug-in as its README says that it is compiled and packed. */
    private Path pack() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("bin"));
        List<String> arguments = new ArrayList<>(
                List.of("--release", "21", "-proc:none", "-encoding", "UTF-8", "-cp", classPath(),
                        "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("src"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        Path jar = folder.resolve(NAME + "_1.0.0.jar");
        Manifest manifest;
        try (InputStream in = Files.newInputStream(EXAMPLE.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static String classPath() {
        Stream<Path> bundles = Stream.of(TicketStore.class, CauseId.class, Secret.class).map(FrameworkUtil::getBundle)
                .map(bundle -> FileLocator.getBundleFileLocation(bundle).orElseThrow().toPath());
        // the framework itself is in no bundle
        Path framework = Path.of(URI.create(BundleContext.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        return Stream.concat(bundles, Stream.of(framework)).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
