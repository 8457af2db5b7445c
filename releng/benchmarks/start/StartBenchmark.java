import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Times the start of the workbench until its window is on the screen, against an empty workbench on the same platform, in turn.
 * Needs an X display of its own, and xdotool.
 */
public final class StartBenchmark {
    private static final int RUNS = 9;
    private static final int LONGEST_START_SECONDS = 60;

    private StartBenchmark() {
    }

    /** Argument: the launch script of the product. */
    public static void main(String[] args) throws Exception {
        Path mailmend = Path.of(args[0]);
        Path product = mailmend.getParent();
        Path work = Files.createTempDirectory("mailmend-start");
        Path own = work.resolve("mailmend");
        List<String> ours = List.of(mailmend.toString());
        List<String> empty = empty(product, work);
        List<Double> mine = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int i = -2; i < RUNS; i++) {
            // The first starts fill the caches of both.
            double a = start(ours, own, "^Mailmend", work.resolve("mailmend.log"));
            double b = start(empty, own, "^Empty workbench", work.resolve("empty.log"));
            if (i >= 0) {
                mine.add(a);
                peers.add(b);
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            ratios.add(mine.get(i) / peers.get(i));
        }
        System.out.println("| what | Mailmend | peer | ratio |\n|---|---:|---:|---:|");
        System.out.printf(Locale.ROOT, "| from start to the window; peer: an empty workbench | %.0f ms | %.0f ms | %.2f |%n",
                median(mine), median(peers), median(ratios));
    }

    /** Makes an empty workbench of the bundles of the product that are not Mailmend's; returns the command that starts it. */
    private static List<String> empty(Path product, Path work) throws IOException {
        Path sources = Path.of("releng/benchmarks/start/empty");
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> plugins;
        try (Stream<Path> files = Files.list(product.resolve("plugins"))) {
            plugins = files.map(Path::toString).filter(name -> name.endsWith(".jar")).toList();
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-nowarn", "-cp",
                String.join(":", plugins), "-d", classes.toString(), sources.resolve("EmptyWorkbench.java").toString());
        if (failed != 0) {
            throw new IOException("the empty workbench cannot be compiled");
        }
        Path bundle = work.resolve("empty.jar");
        Manifest manifest;
        try (var in = Files.newInputStream(sources.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        try (OutputStream out = Files.newOutputStream(bundle);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes)) {
            List<Path> all = Stream.concat(files, Stream.of(sources.resolve("plugin.xml"))).toList();
            for (Path file : all) {
                jar.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, jar);
            }
        }
        Path configuration = Files.createDirectories(work.resolve("configuration"));
        Properties settings = new Properties();
        try (var in = Files.newInputStream(product.resolve("configuration/config.ini"))) {
            settings.load(in);
        }
        List<String> bundles = new ArrayList<>();
        for (String entry : settings.getProperty("osgi.bundles").split(",")) {
            // reference:file:NAME.jar, after it perhaps @LEVEL:start
            String file = entry.replaceFirst("^reference:file:(plugins/)?", "");
            if (!file.startsWith("org.mailmend.")) {
                bundles.add("reference:" + product.resolve("plugins").toUri() + file);
            }
        }
        bundles.add("reference:" + bundle.toUri());
        settings.setProperty("osgi.bundles", String.join(",", bundles));
        settings.setProperty("osgi.framework",
                product.toUri() + settings.getProperty("osgi.framework").replaceFirst("^file:", ""));
        settings.setProperty("eclipse.product", "empty.product");
        settings.setProperty("eclipse.application", "empty.application");
        settings.remove("osgi.splashPath");
        try (OutputStream out = Files.newOutputStream(configuration.resolve("config.ini"))) {
            settings.store(out, null);
        }
        String launcher = plugins.stream().filter(name -> name.contains("org.eclipse.equinox.launcher_")).findFirst()
                .orElseThrow();
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true", "-jar", launcher, "-configuration", configuration.toString(), "-data",
                work.resolve("workspace").toString());
    }

    /** Milliseconds from the start of a command until its window is visible. */
    private static double start(List<String> command, Path home, String title, Path log) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MAILMEND_HOME", home.toString());
        long from = System.nanoTime();
        Process process = builder.start();
        try {
            while (!isVisible(title)) {
                if (System.nanoTime() - from > TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS) || !process.isAlive()) {
                    throw new IOException("no window came: " + Files.readString(log));
                }
            }
            double millis = (System.nanoTime() - from) / 1e6;
            // So that what a start leaves for later does not slow the next one.
            TimeUnit.SECONDS.sleep(3);
            return millis;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static boolean isVisible(String title) throws Exception {
        Process process = new ProcessBuilder("xdotool", "search", "--onlyvisible", "--name", title)
                .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor() == 0;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
