import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Completes each product that the build has put together: copies the launch scripts into it and writes <code>cli/mailmend-cli.jar</code>,
 * an empty jar whose manifest names the few bundles that the command line needs, so that it starts from a flat class path without OSGi.
 * <p>
 * Arguments: the folder of the scripts, the folder <code>os/ws/arch/mailmend</code> of products lies in, the version.
 */
public final class Launchers {

    private static final String COMMAND_LINE = "org.mailmend.cli";

    /** What a library finds by name at run time, so that no manifest says that it is needed. */
    private static final List<String> FOUND_BY_NAME = List.of("slf4j.jdk14", "org.eclipse.angus.mail", "angus-activation");

    private record Bundle(String name, Path jar, List<String> exports, List<String> imports, List<String> requires) {
    }

    private Launchers() {
    }

    public static void main(String[] arguments) throws IOException {
        Path scripts = Path.of(arguments[0]);
        try (Stream<Path> products = Files.find(Path.of(arguments[1]), 4,
                (path, attributes) -> attributes.isDirectory() && Files.isDirectory(path.resolve("plugins")))) {
            for (Path product : (Iterable<Path>) products::iterator) {
                boolean windows = product.getParent().getParent().getFileName().toString().equals("win32");
                boolean mac = product.getParent().getParent().getFileName().toString().equals("cocoa");
                for (String script : windows ? List.of("mailmend.cmd") : mac ? List.of("mailmend", "mailmend.command") : List.of("mailmend")) {
                    Path target = Files.copy(scripts.resolve(script), product.resolve(script), StandardCopyOption.REPLACE_EXISTING);
                    if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
                Path cli = Files.createDirectories(product.resolve("cli"));
                Files.copy(scripts.resolve("logging.properties"), cli.resolve("logging.properties"), StandardCopyOption.REPLACE_EXISTING);
                writeJar(cli.resolve("mailmend-cli.jar"), classPath(product.resolve("plugins")));
                // Caches of the launch scripts are kept under this name: another build, another cache.
                Files.writeString(cli.resolve("build"), arguments[2] + "-" + Instant.now().getEpochSecond() + "\n");
            }
        }
    }

    private static void writeJar(Path jar, List<Path> classPath) throws IOException {
        List<String> entries = classPath.stream().map(entry -> "../plugins/" + entry.getFileName()).toList();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, COMMAND_LINE + ".Main");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", entries));
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
    }

    /** The command line and all that it needs, found as OSGi would find it: by what each bundle requires and imports. */
    private static List<Path> classPath(Path plugins) throws IOException {
        Set<String> names = new HashSet<>();
        Map<String, Bundle> byName = new TreeMap<>();
        Map<String, Bundle> byPackage = new HashMap<>();
        try (Stream<Path> jars = Files.list(plugins)) {
            for (Path jar : (Iterable<Path>) jars.filter(path -> path.toString().endsWith(".jar")).sorted()::iterator) {
                Bundle bundle = read(jar);
                if (!names.add(bundle.name())) {
                    throw new IOException("Two versions of " + bundle.name() + " are in " + plugins);
                }
                if (!bundle.name().startsWith("org.eclipse.") || FOUND_BY_NAME.contains(bundle.name())) {
                    byName.put(bundle.name(), bundle);
                    bundle.exports().forEach(name -> byPackage.putIfAbsent(name, bundle));
                }
            }
        }
        Deque<Bundle> open = new ArrayDeque<>();
        open.add(byName.get(COMMAND_LINE));
        FOUND_BY_NAME.stream().map(byName::get).forEach(open::add);
        Set<Path> classPath = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Bundle bundle = open.remove();
            if (classPath.add(bundle.jar())) {
                bundle.requires().stream().filter(byName::containsKey).map(byName::get).forEach(open::add);
                bundle.imports().stream().filter(byPackage::containsKey).map(byPackage::get).forEach(open::add);
            }
        }
        return List.copyOf(classPath);
    }

    private static Bundle read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes headers = file.getManifest().getMainAttributes();
            return new Bundle(names(headers, "Bundle-SymbolicName").getFirst(), jar, names(headers, "Export-Package"),
                    names(headers, "Import-Package"), names(headers, "Require-Bundle"));
        }
    }

    /** The names in a manifest header, without their attributes and directives. */
    private static List<String> names(Attributes headers, String header) {
        List<String> names = new ArrayList<>();
        String value = headers.getValue(header);
        if (value != null) {
            for (String clause : value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                for (String part : clause.split(";")) {
                    if (!part.contains("=")) {
                        names.add(part.strip());
                    }
                }
            }
        }
        return names;
    }
}
