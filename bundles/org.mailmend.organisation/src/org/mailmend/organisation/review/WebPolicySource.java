package org.mailmend.organisation.review;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import org.mailmend.check.Cancellation;

/** Gets the policy file from the domain's own web server, as RFC 8461 section 3.3 wants it: verified TLS, no redirects. */
final class WebPolicySource implements PolicySource {
    /** RFC 8461 section 3.3 suggests this limit. */
    private static final int LARGEST = 64 * 1024;

    private final Duration time;
    private final Cancellation cancellation;
    private final UnaryOperator<URI> where;

    /**
     * A source.
     *
     * @param time  after which to give up
     * @param where maps the address, for tests
     */
    WebPolicySource(Duration time, Cancellation cancellation, UnaryOperator<URI> where) {
        this.time = time;
        this.cancellation = cancellation;
        this.where = where;
    }

    @Override
    public Policy fetch(String domain) {
        URI address = where.apply(URI.create("https://mta-sts." + domain + "/.well-known/mta-sts.txt"));
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(time)
                .version(HttpClient.Version.HTTP_1_1).build();
        Cancellation.Registration registration = cancellation.onCancel(client::shutdownNow);
        try {
            HttpRequest request = HttpRequest.newBuilder(address).timeout(time).header("Accept", "text/plain").build();
            CompletableFuture<Policy> answer = client.sendAsync(request, BodyHandlers.ofInputStream())
                    .thenApplyAsync(response -> read(response, address), task -> Thread.ofVirtual().start(task));
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return problem(Rating.UNKNOWN, "sts.file-slow", address);
        } catch (ExecutionException e) {
            boolean tls = e.getCause() instanceof SSLException;
            return problem(tls ? Rating.WRONG : Rating.UNKNOWN, tls ? "sts.file-tls" : "sts.file-unreachable", address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(Rating.UNKNOWN, "sts.file-unreachable", address);
        } finally {
            registration.close();
            client.shutdownNow();
        }
    }

    private static Policy read(HttpResponse<InputStream> response, URI address) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                return problem(Rating.WRONG, response.statusCode() / 100 == 3 ? "sts.file-redirect" : "sts.file-status", address,
                        response.statusCode());
            }
            byte[] body = in.readNBytes(LARGEST + 1);
            return body.length > LARGEST ? problem(Rating.WRONG, "sts.file-large", address)
                    : new Policy(new String(body, StandardCharsets.UTF_8), null);
        } catch (IOException e) {
            // broken off on the way: the caller cannot know more than that the file did not come
            return problem(Rating.UNKNOWN, "sts.file-unreachable", address);
        }
    }

    private static Policy problem(Rating rating, String key, Object... args) {
        return new Policy(null, Remark.of(rating, key, args));
    }
}
