import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.mailmend.diagnosis.Bounces;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

/**
 * Times the explainer on one core against the plain way to do it: the same rules as regular expressions, tried one after the
 * other. Both work on the texts of the tests, in turn, so that a change of the machine's speed meets both. Started by the
 * script "run" beside it, in the top folder of the sources.
 */
public final class ExplainBenchmark {
    private static final Path TESTS = Path.of("bundles/org.mailmend.diagnosis/test/org/mailmend/diagnosis");
    private static final Path RULES = Path.of("bundles/org.mailmend.diagnosis/src/org/mailmend/diagnosis/internal");
    private static final int MEGABYTE = 1 << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 15;

    private ExplainBenchmark() {
    }

    /** Arguments: the launch script of the product, which is not used, then the parts to run (texts, load, hostile, bounces). */
    public static void main(String[] args) throws Exception {
        List<String> parts = args.length > 1 ? Arrays.asList(args).subList(1, args.length)
                : List.of("texts", "load", "hostile", "bounces");
        if (parts.equals(List.of("load-own"))) {
            long start = System.nanoTime();
            Explainer.get();
            System.out.println((System.nanoTime() - start) / 1e6);
            return;
        }
        if (parts.equals(List.of("load-peer"))) {
            long start = System.nanoTime();
            Peer.load();
            System.out.println((System.nanoTime() - start) / 1e6);
            return;
        }
        System.out.println("| what | Mailmend | peer | ratio |\n|---|---:|---:|---:|");
        if (parts.contains("texts")) {
            texts();
        }
        if (parts.contains("load")) {
            load();
        }
        if (parts.contains("hostile")) {
            hostile();
        }
        if (parts.contains("bounces")) {
            bounces();
        }
    }

    /** (a) Texts a second, one thread. */
    private static void texts() throws IOException {
        List<String> texts = testTexts();
        Explainer explainer = Explainer.get();
        Peer peer = Peer.load();
        Runnable own = () -> texts.forEach(text -> {
            if (explainer.explain(text, Hints.NONE).cause() == null) {
                throw new IllegalStateException(text);
            }
        });
        Runnable other = () -> texts.forEach(peer::causes);
        for (int i = 0; i < 60; i++) {
            own.run();
        }
        other.run();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(texts.size() * 20 / seconds(() -> repeat(own, 20)));
            theirs.add(texts.size() / seconds(other));
        }
        int characters = texts.stream().mapToInt(String::length).sum() / texts.size();
        row("texts a second, one core, " + texts.size() + " texts of " + characters
                + " characters on average; peer: the same rules as regular expressions", "%,.0f", ours, theirs);
    }

    /** (b) From nothing to ready, in a process of its own each time. */
    private static void load() throws Exception {
        Path classes = Files.createTempDirectory("mailmend-benchmark");
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"),
                "-d", classes.toString(), "releng/benchmarks/ExplainBenchmark.java");
        if (failed != 0) {
            throw new IllegalStateException("the benchmark does not compile");
        }
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(fresh(classes, "load-own"));
            theirs.add(fresh(classes, "load-peer"));
        }
        row("the rules loaded, fresh process; peer: the same rules as regular expressions", "%.1f ms", ours, theirs);
    }

    private static double fresh(Path classes, String part) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"), "ExplainBenchmark", "-", part)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String millis = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(part + " ended with " + process.exitValue());
        }
        return Double.parseDouble(millis);
    }

    /** (c) A megabyte of what could do harm. */
    private static void hostile() throws IOException {
        Explainer explainer = Explainer.get();
        List<String> pieces = new ArrayList<>(List.of("a", "(", "[<{", "1", "5.7.", "550 ", "550-5.1.1 ", "user unknown ", "timed out ",
                "a.", "@", "a@", "の", "\n", "535-5.7.8 x\n", "eyJ", "%20", "\\n", "five ", "五", "<br", "://", "NO [", "-ERR\n", "a@b.c ",
                "user mailbox account ", "authentication failed ", "password ", "the server ", "A".repeat(60) + " "));
        testTexts().stream().filter(text -> text.length() > 200).limit(40).forEach(pieces::add);
        String worst = "";
        double longest = 0;
        for (String piece : pieces) {
            String text = piece.repeat(MEGABYTE / piece.length());
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                best = Math.min(best, 1000 * seconds(() -> explainer.explain(text, Hints.NONE)));
            }
            if (best > longest) {
                longest = best;
                worst = piece;
            }
        }
        String shown = worst.length() > 24 ? worst.substring(0, 24) + "..." : worst;
        System.out.printf(Locale.ROOT, "| slowest of %d texts of 1 MB, each a piece over and over: `%s` | %.0f ms | | |%n", pieces.size(),
                shown.replace("\n", "\\n").replace("|", "\\|"), longest);
    }

    /** (d) Bounces a second, one thread. */
    private static void bounces() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS.resolve("bounces"))) {
            for (Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".eml")).sorted()::iterator) {
                messages.add(Files.readAllBytes(file));
            }
        }
        Runnable own = () -> messages.forEach(message -> Bounces.get().read(message));
        Runnable other = () -> messages.forEach(ExplainBenchmark::parse);
        repeat(own, 100);
        repeat(other, 100);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(messages.size() * 20 / seconds(() -> repeat(own, 20)));
            theirs.add(messages.size() * 20 / seconds(() -> repeat(other, 20)));
        }
        row("bounces a second, one core, " + messages.size() + " messages; peer: Jakarta Mail takes the same messages apart, and no more",
                "%,.0f", ours, theirs);
    }

    private static void parse(byte[] message) {
        try {
            parse(new MimeMessage(null, new ByteArrayInputStream(message)), 0);
        } catch (Exception e) {
            // Some of the messages are broken on purpose.
            return;
        }
    }

    private static void parse(Part part, int depth) throws Exception {
        Object content = depth < 8 ? part.getContent() : null;
        if (content instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                parse(multipart.getBodyPart(i), depth + 1);
            }
        } else if (content instanceof MimeMessage inner) {
            parse(inner, depth + 1);
        } else if (content instanceof InputStream in) {
            in.readAllBytes();
        }
    }

    private static List<String> testTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(TESTS.resolve("texts.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length > 2 && !line.startsWith("# ") && !line.startsWith("cause\t")) {
                texts.add(cells[2].replace("\\n", "\n"));
            }
        }
        return texts;
    }

    /** The patterns of the same tables as regular expressions, each tried on each text. */
    private static final class Peer {
        private final Map<Pattern, CauseId> patterns = new HashMap<>();

        static Peer load() throws IOException {
            Map<String, String> words = new HashMap<>();
            for (String line : Files.readAllLines(RULES.resolve("words.tsv"))) {
                String[] cells = line.split("\t", -1);
                if (cells.length > 1 && !line.startsWith("# ")) {
                    words.put(cells[0].replace("@", ""), cells[1]);
                }
            }
            Peer peer = new Peer();
            for (String table : List.of("replies", "general", "programs", "devices", "network", "oauth")) {
                for (String line : Files.readAllLines(RULES.resolve(table + ".tsv"))) {
                    String[] cells = line.split("\t", -1);
                    if (cells.length == 6 && !line.startsWith("# ") && !cells[0].equals("causes") && !cells[2].isBlank()) {
                        peer.patterns.put(Pattern.compile(regex(cells[2], words), Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
                                CauseId.valueOf(cells[0].split("\\|")[0]));
                    }
                }
            }
            return peer;
        }

        private static String regex(String patterns, Map<String, String> words) {
            List<String> all = new ArrayList<>();
            for (String pattern : patterns.split("\\|\\|")) {
                StringBuilder regex = new StringBuilder();
                for (String token : pattern.split(" ;")[0].strip().split("(?<=[ (|)])|(?=[ (|)])")) {
                    if (token.startsWith("…")) {
                        regex.append(".{0,60}");
                    } else if (token.startsWith("@") && words.containsKey(token.substring(1))) {
                        regex.append("(?:").append(alternatives(words.get(token.substring(1)))).append(')');
                    } else {
                        regex.append(token.equals("(") ? "(?:" : token.equals(" ") ? "\\W+"
                                : token.equals("|") || token.equals(")") ? token : Pattern.quote(token));
                    }
                }
                all.add(regex.toString().replace("\\W+.{0,60}\\W+", ".{0,60}"));
            }
            return String.join("|", all);
        }

        private static String alternatives(String words) {
            List<String> quoted = new ArrayList<>();
            for (String word : words.split("\\s*\\|{1,2}\\s*")) {
                quoted.add(Pattern.quote(word.strip()));
            }
            return String.join("|", quoted);
        }

        List<CauseId> causes(String text) {
            List<CauseId> causes = new ArrayList<>();
            patterns.forEach((pattern, cause) -> {
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    causes.add(cause);
                }
            });
            return causes;
        }
    }

    private static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    /** Time of this thread alone: it is the work on one core, whatever else the computer does. */
    private static double seconds(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Medians, and the median of the ratios of neighbours. */
    private static void row(String what, String format, List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        System.out.printf(Locale.ROOT, "| " + what + " | " + format + " | " + format + " | %.2f |%n", median(ours), median(theirs),
                median(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
