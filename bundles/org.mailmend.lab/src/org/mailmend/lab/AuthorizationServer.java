package org.mailmend.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.mailmend.lab.internal.oauth.Endpoints;

import com.sun.net.httpserver.HttpServer;

/**
 * A practice authorization server on this computer: a page to agree on, codes with PKCE, refresh, revocation, introspection, the device
 * flow and service accounts, and a switch for everything that goes wrong with the real ones. It listens to 127.0.0.1 unless its practice
 * server was given another address. Its tokens open
 * the practice mail servers that were started with it, and nothing else.
 */
public final class AuthorizationServer implements AutoCloseable {
    static {
        // a client that never finishes its request must not keep a connection for ever; the JDK offers this for the whole process only
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "30");
        }
    }

    /** The client that it knows. */
    public static final String CLIENT_ID = "mailmend-practice";
    /** The secret of that client; a practice secret. */
    public static final String CLIENT_SECRET = "practice-secret-of-the-client";
    /** The scope for mail. */
    public static final String MAIL_SCOPE = "https://mail.google.com/";
    /** The account that signs in where {@link OAuthFault#WRONG_ACCOUNT} is on. */
    public static final String OTHER_USER = "somebody.else@example.com";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Endpoints endpoints;

    private AuthorizationServer(HttpServer server, ExecutorService threads, Endpoints endpoints) {
        this.server = server;
        this.threads = threads;
        this.endpoints = endpoints;
    }

    /** What a mail server finds in a token. */
    public enum Finding {
        /** It opens the mailbox. */
        VALID,
        /** It has ended or was revoked. */
        EXPIRED,
        /** It is another account's. */
        WRONG_ACCOUNT,
        /** It does not cover mail. */
        SCOPE_MISSING,
        /** Nobody here made it. */
        UNKNOWN
    }

    /**
     * Starts a server for this computer.
     *
     * @param port   its port; 0 for any that is free
     * @param faults what goes wrong
     * @throws java.net.BindException when the port is taken
     */
    public static AuthorizationServer start(int port, Set<OAuthFault> faults) throws IOException {
        return start(null, port, faults);
    }

    /**
     * Starts a server.
     *
     * @param address the only address to listen to, which whoever reaches it can use; null for 127.0.0.1
     * @param port    its port; 0 for any that is free
     * @param faults  what goes wrong
     * @throws java.net.BindException when the port is taken
     */
    static AuthorizationServer start(InetAddress address, int port, Set<OAuthFault> faults) throws IOException {
        InetAddress listens = address == null ? InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}) : address;
        HttpServer server = HttpServer.create(new InetSocketAddress(listens, port), 64);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        String host = PracticeServer.host(listens);
        Endpoints endpoints = new Endpoints("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort());
        endpoints.faults(faults);
        server.createContext("/", endpoints);
        server.start();
        return new AuthorizationServer(server, threads, endpoints);
    }

    /** Its identity (RFC 8414): what a program is told as the issuer. */
    public String issuer() {
        return endpoints.issuer();
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Lets exactly these go wrong from now on. */
    public void faults(OAuthFault... faults) {
        endpoints.faults(faults.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(faults)));
    }

    /** The client file of {@link #CLIENT_ID} in the form of Google's console. */
    public String clientFile() {
        return endpoints.clientFile();
    }

    /** The key of a service account that may stand for every mailbox of {@code example.com}. */
    public String serviceAccountKey() {
        return endpoints.serviceAccountKey();
    }

    /** An access token for a mailbox, as after a sign-in. */
    public String issue(String user) {
        return endpoints.issue(user);
    }

    /** What a mail server finds in a token that somebody shows for a mailbox. */
    public Finding check(String user, String token) {
        return endpoints.check(user, token);
    }

    /** Lets all access tokens that are there end, as an hour does. */
    public void endAccessTokens() {
        endpoints.endAccessTokens();
    }

    /** How often tokens were asked for, with a code or a refresh token. */
    public int tokenRequests() {
        return endpoints.tokenRequests();
    }

    /** How many tokens were revoked. */
    public int revocations() {
        return endpoints.revocations();
    }

    @Override
    public void close() {
        endpoints.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
