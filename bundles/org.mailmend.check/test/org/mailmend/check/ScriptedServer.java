package org.mailmend.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.mailmend.diagnosis.Protocol;

/** A server on loopback that does to a client whatever its script says. */
public final class ScriptedServer implements AutoCloseable {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();
    private static final KeyStore STORE = store();

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Script {
        /** Plays with one client; an exception ends the connection. */
        void play(Session session) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread acceptor = Thread.ofPlatform().daemon().unstarted(this::accept);
    private volatile int connections;

    private ScriptedServer(Script script, int backlog) throws IOException {
        this.script = script;
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), backlog);
    }

    /** A server that plays this script with every client. */
    public static ScriptedServer start(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer(script, 50);
        server.acceptor.start();
        return server;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections++;
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // the test is over
            end.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(new Session(socket));
        } catch (IOException e) {
            heard.add("[" + e.getClass().getSimpleName() + "]");
        } finally {
            open.remove(socket);
        }
    }

    /** The certificate authority that the server's certificate comes from: itself. */
    public static List<X509Certificate> trustAnchors() {
        try {
            return List.of((X509Certificate) STORE.getCertificate("localhost"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server as a target. */
    public Target target(Protocol protocol, Security security) {
        return new Target(protocol, "127.0.0.1", listener.getLocalPort(), security);
    }

    /** All lines that clients sent, in order. */
    public List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** How many connections there were. */
    public int connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore store() {
        try (InputStream in = ScriptedServer.class.getResourceAsStream("localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, STORE_PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext tls() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(STORE, STORE_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** One client. */
    public final class Session {
        private Socket socket;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        /** Says lines, each with its line end. */
        public void say(String... lines) throws IOException {
            send(String.join("\r\n", lines) + "\r\n");
        }

        /** Sends text as it stands. */
        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends bytes. */
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Sends text byte by byte, with a pause after each. */
        public void drip(String text, long pauseMillis) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                send(new byte[] {b});
                pause(pauseMillis);
            }
        }

        /** Does nothing for a while, or until the test is over. */
        public void pause(long millis) throws IOException {
            try {
                if (end.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    throw new IOException("over");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Reads a line; an empty text at the end of the stream. */
        public String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    heard.add("[end]");
                    throw new IOException("end");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            String text = line.toString(StandardCharsets.UTF_8);
            heard.add(text);
            return text;
        }

        /** Reads whatever comes next, at least a byte. */
        public void some() throws IOException {
            if (socket.getInputStream().read(new byte[8192]) < 0) {
                throw new IOException("end");
            }
        }

        /** Reads a line and answers it. */
        public void answer(String... lines) throws IOException {
            line();
            say(lines);
        }

        /** Reads whatever comes until the client has gone. */
        public void listen() throws IOException {
            while (true) {
                line();
            }
        }

        /** Bytes that the client has sent and nobody has read. */
        public int unread() throws IOException {
            return socket.getInputStream().available();
        }

        /** Changes to TLS as a server does. */
        public void tls() throws IOException {
            SSLSocket secured = (SSLSocket) ScriptedServer.tls().getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            heard.add("[tls]");
            socket = secured;
        }

        /** Goes as if the network had failed. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Ends the connection. */
        public void close() throws IOException {
            socket.close();
        }

        /** Greets, answers EHLO with these capabilities. */
        public void smtpHello(String... capabilities) throws IOException {
            say("220 mx.example.com ESMTP");
            ehlo(capabilities);
        }

        /** Answers EHLO with these capabilities. */
        public void ehlo(String... capabilities) throws IOException {
            line();
            for (int i = 0; i <= capabilities.length; i++) {
                say("250" + (i == capabilities.length ? " " : "-") + (i == 0 ? "mx.example.com" : capabilities[i - 1]));
            }
        }

        /** Goes through STARTTLS up to the EHLO within TLS. */
        public void smtpWithinTls(String... capabilities) throws IOException {
            smtpHello("STARTTLS", "SIZE 1000000");
            answer("220 2.0.0 Ready");
            tls();
            ehlo(capabilities);
        }
    }
}
