package org.mailmend.check.internal.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.Deadline;
import org.xbill.DNS.ResolverConfig;

/** Which resolvers this computer asks, and whether it has a network at all. */
final class Resolvers {
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final int MAX_LINES = 1000;
    private static final int PORT = 53;
    private static final Pattern NAMED = Pattern.compile("(?:\\[(?<v6>[^\\]]+)]|(?<host>[^:\\[\\]\\s]+))(?::(?<port>\\d{1,5}))?");

    private Resolvers() {
    }

    /**
     * The system's resolvers as configured at this moment: a notebook changes its network while the workbench runs. Empty
     * when there is none.
     */
    static List<InetSocketAddress> system() {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            return read(RESOLV_CONF);
        }
        ResolverConfig.refresh();
        return ResolverConfig.getCurrentConfig().servers();
    }

    /** The name servers of a file in the format of resolv.conf(5). */
    static List<InetSocketAddress> read(Path file) {
        List<InetSocketAddress> servers = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.limit(MAX_LINES).map(line -> line.trim().split("\\s+")).filter(w -> w.length > 1 && w[0].equals("nameserver"))
                    .forEach(words -> {
                        InetAddress address = Literals.parse(words[1]);
                        if (address != null) {
                            servers.add(new InetSocketAddress(address, PORT));
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            // without the file there is no resolver that we could name: the caller says so
            return List.of();
        }
        return servers;
    }

    /**
     * The resolver that a person named: {@code host}, {@code host:port} or {@code [v6]:port}; port 53 when none is given.
     * Empty when it is none of these or this computer cannot find the host.
     */
    static List<InetSocketAddress> named(String text, Deadline deadline, Cancellation cancellation) {
        Matcher parts = NAMED.matcher(text.strip());
        InetAddress literal = Literals.parse(text.strip());
        if (literal != null) {
            return List.of(new InetSocketAddress(literal, PORT));
        }
        if (!parts.matches()) {
            return List.of();
        }
        String host = parts.group("v6") != null ? parts.group("v6") : parts.group("host");
        int port = parts.group("port") == null ? PORT : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65535) {
            return List.of();
        }
        InetAddress address = Literals.parse(host);
        List<InetAddress> all = address != null ? List.of(address)
                : parts.group("v6") != null ? List.of() : SystemLookup.addresses(host, deadline, cancellation);
        return all.stream().map(a -> new InetSocketAddress(a, port)).toList();
    }

    /** Whether any interface but the loopback has an address that leads beyond its own link. */
    static boolean networkPresent() {
        try {
            Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
            while (all != null && all.hasMoreElements()) {
                NetworkInterface one = all.nextElement();
                if (one.isUp() && !one.isLoopback()
                        && one.inetAddresses().anyMatch(a -> !a.isLinkLocalAddress() && !a.isLoopbackAddress())) {
                    return true;
                }
            }
            return false;
        } catch (SocketException e) {
            // not allowed to look: assume the usual
            return true;
        }
    }

    /** {@code 192.0.2.1}, or {@code [2001:db8::1]:5353} where the port is not the usual one. */
    static String text(InetSocketAddress server) {
        String host = server.getAddress() == null ? server.getHostString() : server.getAddress().getHostAddress();
        if (server.getPort() == PORT) {
            return host;
        }
        return (server.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + server.getPort();
    }
}
