package org.mailmend.cli.internal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Mailmend keeps its data, for the workbench and the command line alike. */
final class Home {
    private Home() {
    }

    /** The folder; it need not exist. */
    static Path folder(Map<String, String> env) {
        String chosen = env.getOrDefault("MAILMEND_HOME", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path user = Path.of(System.getProperty("user.home"));
        if (system.startsWith("windows")) {
            return env.containsKey("APPDATA") ? Path.of(env.get("APPDATA"), "Mailmend") : user.resolve("Mailmend");
        }
        if (system.startsWith("mac")) {
            return user.resolve("Library/Application Support/Mailmend");
        }
        String data = env.getOrDefault("XDG_DATA_HOME", "");
        return (data.isEmpty() ? user.resolve(".local/share") : Path.of(data)).resolve("mailmend");
    }
}
