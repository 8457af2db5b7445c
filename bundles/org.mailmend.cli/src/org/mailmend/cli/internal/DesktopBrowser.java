package org.mailmend.cli.internal;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.oauth.Browser;

/**
 * Opens the system's browser by the program that each desktop has for that.
 *
 * @param env environment variables
 */
record DesktopBrowser(Map<String, String> env) implements Browser {
    @Override
    public void open(URI address) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command;
        if (system.startsWith("windows")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", address.toString());
        } else if (system.startsWith("mac")) {
            command = List.of("open", address.toString());
        } else if (env.getOrDefault("DISPLAY", "").isEmpty() && env.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
            throw new IOException("no display");
        } else {
            command = List.of("xdg-open", address.toString());
        }
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
