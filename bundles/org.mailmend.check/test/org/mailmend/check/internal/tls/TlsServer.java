package org.mailmend.check.internal.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.mailmend.check.internal.tls.Pki.Identity;

/** A TLS server on loopback that greets after the handshake. */
final class TlsServer implements AutoCloseable {
    private final SSLServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Server names that clients sent; a dash for none. */
    final List<String> names = new CopyOnWriteArrayList<>();

    TlsServer(Identity identity, List<X509Certificate> chain, Consumer<SSLServerSocket> settings)
            throws IOException, GeneralSecurityException {
        char[] password = "x".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), password, chain.toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("client", chain.getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(clients);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {trust.getTrustManagers()[0]}, null);
        listener = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getByName("127.0.0.1"));
        settings.accept(listener);
        threads.submit(this::serve);
    }

    TlsServer(Identity identity, Consumer<SSLServerSocket> settings) throws IOException, GeneralSecurityException {
        this(identity, identity.chain(), settings);
    }

    int port() {
        return listener.getLocalPort();
    }

    private Void serve() throws IOException {
        while (!listener.isClosed()) {
            SSLSocket socket = (SSLSocket) listener.accept();
            threads.submit(() -> {
                try (socket) {
                    socket.startHandshake();
                    names.add(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames().stream()
                            .map(n -> ((SNIHostName) n).getAsciiName()).findFirst().orElse("-"));
                    socket.getOutputStream().write("220 ready\r\n".getBytes());
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                return null;
            });
        }
        return null;
    }

    /** Interrupting a virtual thread closes the socket that it reads from; closing a TLS socket elsewhere would wait for its peer. */
    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
