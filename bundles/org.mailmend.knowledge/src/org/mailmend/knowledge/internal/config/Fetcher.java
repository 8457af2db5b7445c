package org.mailmend.knowledge.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.internal.config.Network.Fetched;

/** Fetches small documents over HTTP: a few redirects, none from HTTPS to HTTP, and no more than an autoconfig file can have. */
final class Fetcher implements AutoCloseable {
    private static final int MAX_REDIRECTS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final UnaryOperator<URI> route;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /**
     * @param route where an address really leads to
     */
    Fetcher(UnaryOperator<URI> route) {
        this.route = route;
    }

    /** See {@link Network#fetch}. */
    Fetched fetch(URI address, Duration time) throws InterruptedException {
        long end = System.nanoTime() + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
        URI next = address;
        try {
            for (int i = 0; i <= MAX_REDIRECTS; i++) {
                Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
                HttpRequest request = HttpRequest.newBuilder(route.apply(next)).timeout(left)
                        .header("User-Agent", "Mailmend").header("Accept", "application/xml, text/xml, */*;q=0.1").build();
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    int status = response.statusCode();
                    if (status == 200) {
                        byte[] bytes = body.readNBytes(Autoconfig.LIMIT + 1);
                        return bytes.length > Autoconfig.LIMIT
                                ? Fetched.failed(Notice.of("lookup.large", Autoconfig.LIMIT / 1024))
                                : Fetched.of(bytes);
                    }
                    String location = response.headers().firstValue("Location").orElse(null);
                    if (status < 301 || status > 308 || location == null) {
                        boolean nothing = status == 404 || status == 410;
                        return nothing ? Fetched.nothing(Notice.of("lookup.none"))
                                : Fetched.failed(Notice.of("lookup.status", status));
                    }
                    URI to = next.resolve(URI.create(location));
                    if (!isAllowed(next, to)) {
                        return Fetched.failed(Notice.of("lookup.redirect", MailAddress.shown(location)));
                    }
                    next = to;
                }
            }
            return Fetched.failed(Notice.of("lookup.redirects", MAX_REDIRECTS));
        } catch (HttpTimeoutException e) {
            return Fetched.failed(Notice.of("lookup.timeout"));
        } catch (ConnectException e) {
            return causedBy(e, UnresolvedAddressException.class) ? Fetched.nothing(Notice.of("lookup.host", next.getHost()))
                    : Fetched.failed(Notice.of("lookup.refused", next.getHost()));
        } catch (SSLException e) {
            return Fetched.failed(Notice.of("lookup.tls", next.getHost()));
        } catch (IOException e) {
            if (causedBy(e, InterruptedException.class)) {
                throw new InterruptedException();
            }
            return Fetched.failed(Notice.of("lookup.broken", next.getHost()));
        } catch (IllegalArgumentException e) {
            // an address that is none, or a name that no host can have
            return Fetched.failed(Notice.of("lookup.address"));
        }
    }

    private static boolean isAllowed(URI from, URI to) {
        boolean https = "https".equalsIgnoreCase(to.getScheme());
        return to.getHost() != null && to.getUserInfo() == null
                && (https || "http".equalsIgnoreCase(to.getScheme()) && !"https".equalsIgnoreCase(from.getScheme()));
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < 8; i++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
