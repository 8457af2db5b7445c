import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Clients;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Generator;
import org.mailmend.organisation.Import;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.ItemTable;
import org.mailmend.organisation.Kind;
import org.mailmend.tickets.StoreLocation;

/**
 * Times the inventory of a big organisation that the generator of the tests makes: taking it in, taking it in again, assessing it, and
 * filtering and sorting its table. Started by the script "run" beside it, with a heap of 384 MB.
 */
public final class OrganisationBenchmark {
    private OrganisationBenchmark() {
    }

    /** Arguments: the launch script of the product, which is not used, then how many items (50000 without it). */
    public static void main(String[] args) throws Exception {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 50_000;
        Path folder = Files.createTempDirectory("mailmend-benchmark");
        Clients clients = new Clients(KnowledgeBase.get());
        List<byte[]> tables = new Generator(1).organisation(count);
        try (Inventory inventory = Inventory.open(StoreLocation.embedded(folder.resolve("tickets.db")))) {
            for (String what : List.of("import", "import again")) {
                time(what, () -> {
                    for (byte[] table : tables) {
                        Import.read(table, Map.of(), Import.Options.NONE, clients).save(inventory, "table", "benchmark");
                    }
                    return null;
                });
            }
            System.out.printf(Locale.ROOT, "%d items, %d MB%n", inventory.size(), Files.size(folder.resolve("tickets.db")) >> 20);
            List<Item> items = time("load", inventory::items);
            Assessment now = null;
            for (String what : List.of("assess, cold", "assess", "assess")) {
                now = time(what, () -> Assessment.of(items, Circumstances.load(inventory), KnowledgeBase.get(), Clock.systemDefaultZone()));
            }
            Assessment first = now;
            time("what if app passwords were forbidden", () -> first.differences(
                    Assessment.of(items, first.circumstances().withoutAppPasswords(), KnowledgeBase.get(), Clock.systemDefaultZone())));
            time("groups by client", () -> first.groups(Assessment.By.CLIENT, KnowledgeBase.get(), Locale.JAPANESE));
            ItemTable table = time("prepare the table", () -> new ItemTable(items));
            for (Field field : List.of(Field.NAME, Field.SITE, Field.LAST_USED)) {
                time("sort by " + field.id() + ", first", () -> table.select("", item -> true, field, true));
                time("sort by " + field.id(), () -> table.select("", item -> true, field, false));
            }
            time("filter by two words and sort", () -> table.select("outlook 東京", item -> true, Field.MAIL, true));
            time("filter by kind and sort", () -> table.select("", item -> item.kind() == Kind.DEVICE, Field.NAME, true));
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(Locale.ROOT, "heap in use %d MB of %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    runtime.maxMemory() >> 20);
            System.out.println(table.size() + " " + first.all().size());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static <T> T time(String what, Callable<T> work) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        T result = work.call();
        System.out.printf(Locale.ROOT, "%-40s %8.1f ms (%.1f ms of the processor)%n", what, (System.nanoTime() - start) / 1e6,
                (threads.getCurrentThreadCpuTime() - processor) / 1e6);
        return result;
    }
}
