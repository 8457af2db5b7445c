package org.mailmend.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;

/** A client that says exactly what a test tells it. */
final class RawClient implements AutoCloseable {
    private final Target target;
    private final List<X509Certificate> anchors;
    private Socket socket;
    private InputStream in;

    RawClient(PracticeServer server) throws IOException {
        this(server.targets().get(0), server.trustAnchors());
    }

    RawClient(Target target, List<X509Certificate> anchors) throws IOException {
        this.target = target;
        this.anchors = anchors;
        socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
        if (target.security() == Security.TLS) {
            tls();
        }
    }

    /** Changes to TLS, trusting the practice CA only and checking the host name. */
    RawClient tls() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate anchor : anchors) {
                store.setCertificateEntry(anchor.getSubjectX500Principal().getName(), anchor);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", target.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            socket = tls;
            in = tls.getInputStream();
            return this;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Sends a line. */
    RawClient say(String line) throws IOException {
        return send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next reply: for SMTP all of its lines joined by line feeds, otherwise one line; null at the end. */
    String hear() throws IOException {
        String line = line();
        if (line == null || target.protocol() != Protocol.SMTP) {
            return line;
        }
        StringBuilder reply = new StringBuilder(line);
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = line();
            reply.append('\n').append(line);
        }
        return reply.toString();
    }

    /** Sends a line and waits for the reply. */
    String ask(String line) throws IOException {
        say(line);
        return hear();
    }

    /** Sends an IMAP command and waits for its tagged response; all lines joined by line feeds. */
    String command(String line) throws IOException {
        say(line);
        String tag = line.substring(0, line.indexOf(' ') + 1);
        StringBuilder result = new StringBuilder();
        for (String next = line(); next != null; next = line()) {
            result.append(next).append('\n');
            if (next.startsWith(tag)) {
                break;
            }
        }
        return result.toString();
    }

    /** The next line; null at the end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether one letter comes and no other with it. */
    boolean dripsALetter() throws IOException {
        return in.read() >= 0 && in.available() == 0;
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** A submission session that is signed in. */
    static RawClient signedIn(PracticeServer server, String user, String secret) throws IOException {
        RawClient client = new RawClient(server);
        try {
            client.signIn(user, secret);
            return client;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** EHLO, STARTTLS, EHLO, AUTH PLAIN. */
    void signIn(String user, String secret) throws IOException {
        hear();
        ask("EHLO client.example");
        ask("STARTTLS");
        tls();
        ask("EHLO client.example");
        String reply = ask("AUTH PLAIN " + plain(user, secret));
        if (!reply.startsWith("235")) {
            throw new IOException(reply);
        }
    }

    static String plain(String user, String secret) {
        return base64("\0" + user + "\0" + secret);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
