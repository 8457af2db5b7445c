package org.mailmend.oauth.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.mailmend.oauth.Remark;

/**
 * Waits on this computer for the browser to come back (RFC 8252 section 7.3). Whoever else comes, with whatever, is answered briefly and
 * changes nothing: only a request with the secret state of this sign-in counts, and only the first.
 */
final class Callbacks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());
    /** Longest request with its headers; codes have some hundred characters. */
    private static final int LONGEST = 16 * 1024;
    private static final int AT_ONCE = 256;
    private static final int PATIENCE_MILLIS = 5000;
    private static final int ATTEMPTS = 20;

    private final String state;
    private final String issuer;
    private final String path;
    private final Pages pages;
    private final Consumer<Remark> ignored;
    private final List<ServerSocket> sockets = new ArrayList<>();
    /** Who is connected, the eldest first. */
    private final Set<Socket> clients = new LinkedHashSet<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    private volatile boolean strangers;
    private volatile boolean closed;

    /**
     * Starts to listen.
     *
     * @param port    port, 0 for any that is free
     * @param path    path that the browser comes back to; may be empty
     * @param state   secret of this sign-in
     * @param issuer  who has to answer (RFC 9207); null when that is not known
     * @param locale  language of the page at the end
     * @param ignored told of what does not belong to this sign-in
     * @throws BindException when the port is taken
     */
    Callbacks(int port, String path, String state, String issuer, Locale locale, Consumer<Remark> ignored) throws IOException {
        this.path = path.isEmpty() ? "/" : path;
        this.state = state;
        this.issuer = issuer;
        this.ignored = ignored;
        pages = new Pages(locale);
        listen(port);
        for (ServerSocket socket : sockets) {
            Thread.ofVirtual().name("mailmend-oauth-callback").start(() -> accept(socket));
        }
    }

    /** The first answer that belongs to this sign-in: its parameters. */
    CompletableFuture<Map<String, String>> answer() {
        return answer;
    }

    /** Whether something came that pretended to be the answer. */
    boolean strangers() {
        return strangers;
    }

    int port() {
        return sockets.getFirst().getLocalPort();
    }

    /** Whether 127.0.0.1 could not be listened to, so that the way back leads over [::1]. */
    boolean onlyIpv6() {
        return sockets.getFirst().getInetAddress().getAddress().length == 16;
    }

    private void listen(int port) throws IOException {
        InetAddress v4 = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        byte[] one = new byte[16];
        one[15] = 1;
        InetAddress v6 = InetAddress.getByAddress("localhost", one);
        for (int attempt = 1;; attempt++) {
            ServerSocket first = bind(v4, port);
            ServerSocket second = null;
            try {
                // a browser may take "localhost" for either
                second = bind(v6, first == null ? port : first.getLocalPort());
            } catch (BindException e) {
                if (first != null) {
                    first.close();
                }
                if (port != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
                continue;
            }
            if (first != null) {
                sockets.add(first);
            }
            if (second != null) {
                sockets.add(second);
            }
            if (sockets.isEmpty()) {
                throw new IOException("this computer has no loopback address");
            }
            return;
        }
    }

    /** Listens to an address; null when this computer has no such address. */
    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, port), AT_ONCE);
            return socket;
        } catch (BindException e) {
            socket.close();
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("assign")) {
                return null;
            }
            throw e;
        } catch (IOException e) {
            // no such family of addresses
            socket.close();
            return null;
        }
    }

    private void accept(ServerSocket listener) {
        while (!closed) {
            try {
                Socket client = listener.accept();
                admit(client);
                Thread.ofVirtual().name("mailmend-oauth-callback").start(() -> {
                    try (client) {
                        serve(client);
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.DEBUG, "a client of the waiting port went away");
                    } finally {
                        synchronized (clients) {
                            clients.remove(client);
                        }
                    }
                });
            } catch (IOException e) {
                if (!closed) {
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            }
        }
    }

    /** Makes room for a client: in a crowd the one that has been there longest goes, so that nobody keeps the browser out. */
    private void admit(Socket client) throws IOException {
        Socket eldest = null;
        synchronized (clients) {
            if (clients.size() >= AT_ONCE) {
                eldest = clients.iterator().next();
                clients.remove(eldest);
            }
            clients.add(client);
        }
        if (eldest != null) {
            eldest.close();
        }
    }

    private void serve(Socket client) throws IOException {
        client.setSoTimeout(PATIENCE_MILLIS);
        String head = head(client.getInputStream(), System.nanoTime() + PATIENCE_MILLIS * 1_000_000L);
        Pages.Page page = head == null ? ignore("callback.long", 431) : answerTo(head);
        OutputStream out = client.getOutputStream();
        out.write(page.bytes());
        out.flush();
        client.shutdownOutput();
        // what is still on its way would turn the page into a reset
        InputStream in = client.getInputStream();
        client.setSoTimeout(500);
        long until = System.nanoTime() + 1_000_000_000L;
        byte[] rest = new byte[8192];
        while (System.nanoTime() < until && in.read(rest) >= 0) {
            // thrown away
        }
    }

    /** The request up to the empty line; null when it is too long or comes too slowly. */
    private static String head(InputStream in, long until) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        while (length < LONGEST && System.nanoTime() < until) {
            int read = in.read(bytes, length, LONGEST - length);
            if (read < 0) {
                break;
            }
            length += read;
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (text.contains("\r\n\r\n") || text.contains("\n\n")) {
                return text;
            }
        }
        return null;
    }

    private Pages.Page answerTo(String head) {
        String[] lines = head.split("\r?\n");
        String[] request = lines.length == 0 ? new String[0] : lines[0].split(" ");
        if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
            return ignore("callback.foreign", 400);
        }
        if (!request[0].equals("GET")) {
            return ignore("callback.foreign", 405);
        }
        // a page elsewhere can make a browser believe that its name is this computer (DNS rebinding)
        String host = header(lines, "host");
        if (host == null || !host.matches("(127\\.0\\.0\\.1|localhost|\\[::1]):" + port())) {
            return ignore("callback.foreign", 400);
        }
        int question = request[1].indexOf('?');
        String target = question < 0 ? request[1] : request[1].substring(0, question);
        if (!target.equals(path)) {
            return target.equals("/favicon.ico") ? pages.of("page.ignored", 404) : ignore("callback.foreign", 404);
        }
        Map<String, String> parameters = parameters(question < 0 ? "" : request[1].substring(question + 1));
        return take(parameters);
    }

    /** Takes parameters for the answer if they are, wherever they came from. */
    Pages.Page take(Map<String, String> parameters) {
        if (parameters == null || !parameters.containsKey("state")
                || !(parameters.containsKey("code") || parameters.containsKey("error"))) {
            return ignore("callback.foreign", 400);
        }
        if (!same(parameters.get("state"), state)) {
            strangers = true;
            return ignore("callback.state", 400);
        }
        String from = parameters.get("iss");
        if (from != null && issuer != null && !from.equals(issuer)) {
            strangers = true;
            return ignore("callback.issuer", 400);
        }
        if (!taken.compareAndSet(false, true)) {
            return ignore("callback.second", 409);
        }
        boolean agreed = parameters.containsKey("code");
        answer.complete(parameters);
        return pages.of(agreed ? "page.done" : "page.refused", 200);
    }

    private Pages.Page ignore(String remark, int status) {
        ignored.accept(Remark.of(remark));
        return pages.of(status == 409 ? "page.second" : "page.ignored", status);
    }

    private static String header(String[] lines, String name) {
        for (String line : lines) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    /** The parameters of a query; null when one of ours stands there twice or it is no query. */
    static Map<String, String> parameters(String query) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                try {
                    String name = URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8);
                    if (result.put(name, URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8)) != null) {
                        return null;
                    }
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return result;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "the waiting port did not close", e);
            }
        }
    }
}
