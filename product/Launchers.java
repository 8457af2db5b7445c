import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Completes each product that the build has put together: copies the launch scripts into it and writes <code>cli/mailmend-cli.jar</code>,
 * an empty jar whose manifest names the few bundles that the command line needs, so that it starts from a flat class path without OSGi.
 * <p>
 * Arguments: the folder of the scripts, the folder that <code>os/ws/arch</code> of products lie in, the version, the folder
 * of the icons.
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
        try (Stream<Path> products = Files.find(Path.of(arguments[1]), 6,
                (path, attributes) -> attributes.isDirectory() && Files.isDirectory(path.resolve("plugins")))) {
            for (Path product : (Iterable<Path>) products::iterator) {
                String windowing = Path.of(arguments[1]).relativize(product).getName(1).toString();
                switch (windowing) {
                    case "win32" -> copyScript(scripts.resolve("mailmend.cmd"), product, "\r\n");
                    case "cocoa" -> {
                        Path contents = product.getParent();
                        copyScript(scripts.resolve("mailmend"), Files.createDirectories(contents.resolve("MacOS")), "\n");
                        writeIcon(Files.createDirectories(contents.resolve("Resources")).resolve("mailmend.icns"), Path.of(arguments[3]));
                        Files.writeString(contents.resolve("Info.plist"), Files.readString(scripts.resolve("Info.plist"))
                                .replace("@version@", arguments[2].substring(0, arguments[2].lastIndexOf('.'))));
                    }
                    default -> copyScript(scripts.resolve("mailmend"), product, "\n");
                }
                Path cli = Files.createDirectories(product.resolve("cli"));
                copyScript(scripts.resolve("logging.properties"), cli, "\n");
                writeJar(cli.resolve("mailmend-cli.jar"), classPath(product.resolve("plugins")));
                // Caches of the launch scripts are kept under this name: another build, another cache.
                Files.writeString(cli.resolve("build"), arguments[2] + "-" + Instant.now().getEpochSecond() + "\n");
            }
        }
    }

    /** Copies a text with the line ends that its readers want, and lets it be started. */
    private static void copyScript(Path script, Path folder, String lineEnd) throws IOException {
        Path copy = folder.resolve(script.getFileName());
        Files.writeString(copy, Files.readString(script).lines().map(line -> line + lineEnd).collect(Collectors.joining()));
        if (!script.toString().endsWith(".properties") && copy.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** An icon file of macOS is a list of pictures, each after the name of its size. */
    private static void writeIcon(Path icon, Path pictures) throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(list);
        for (var size : Map.of("ic07", 128, "ic08", 256).entrySet()) {
            byte[] picture = Files.readAllBytes(pictures.resolve("mailmend-" + size.getValue() + ".png"));
            out.writeBytes(size.getKey());
            out.writeInt(picture.length + 8);
            out.write(picture);
        }
        try (DataOutputStream file = new DataOutputStream(Files.newOutputStream(icon))) {
            file.writeBytes("icns");
            file.writeInt(list.size() + 8);
            list.writeTo(file);
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
