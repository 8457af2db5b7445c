package org.mailmend.oauth.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.mailmend.check.Cancellation;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;

/**
 * The way to a provider for Google's library, on the HTTP client of Java: through the system's proxy, never longer than allowed,
 * never more than {@value #MOST_BYTES} bytes of an answer, and broken off at once when the user cancels. Redirects are not followed: a
 * token endpoint has none, and a credential goes nowhere else.
 */
public final class Http extends HttpTransport {
    /** The most that is read of an answer. */
    static final int MOST_BYTES = 256 * 1024;

    private static final Set<String> SET_BY_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        SET_BY_CLIENT
                .addAll(List.of("Connection", "Content-Length", "Expect", "Host", "Upgrade", "Accept-Encoding", "User-Agent"));
    }

    private final Duration timeout;
    private final Cancellation cancellation;
    private final AtomicReference<String> lastDate = new AtomicReference<>();

    /**
     * @param timeout      for one request with its answer
     * @param cancellation breaks it off
     */
    public Http(Duration timeout, Cancellation cancellation) {
        this.timeout = timeout;
        this.cancellation = cancellation;
    }

    /** The time of the last answer as its server gave it; null when it gave none. */
    public String lastDate() {
        return lastDate.get();
    }

    @Override
    public boolean supportsMethod(String method) {
        return "GET".equals(method) || "POST".equals(method);
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, url);
    }

    private static HttpClient client() {
        return Holder.CLIENT;
    }

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final HttpRequest.Builder builder;

        Request(String method, String url) {
            this.method = method;
            builder = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).header("User-Agent", "Mailmend");
        }

        @Override
        public void addHeader(String name, String value) {
            if (!SET_BY_CLIENT.contains(name)) {
                builder.header(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
            if (getStreamingContent() != null) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                getStreamingContent().writeTo(bytes);
                body = HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray());
                if (getContentType() != null) {
                    builder.header("Content-Type", getContentType());
                }
            }
            CompletableFuture<Response> future = client()
                    .sendAsync(builder.method(method, body).build(), HttpResponse.BodyHandlers.ofInputStream())
                    .thenApplyAsync(Request::read, task -> Thread.ofVirtual().name("mailmend-oauth-http").start(task));
            try (Cancellation.Registration registration = cancellation.onCancel(() -> future.cancel(true))) {
                Response response = future.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
                response.header("Date").ifPresent(lastDate::set);
                return response;
            } catch (CancellationException e) {
                throw new InterruptedIOException("cancelled");
            } catch (TimeoutException e) {
                future.cancel(true);
                throw new HttpTimeoutException("no complete answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                future.cancel(true);
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IOException(e.getCause());
            }
        }

        private static Response read(HttpResponse<InputStream> answer) {
            try (InputStream in = answer.body()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return new Response(answer, bytes.length > MOST_BYTES ? new byte[0] : bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {
        private final int status;
        private final byte[] body;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();

        Response(HttpResponse<?> answer, byte[] body) {
            status = answer.statusCode();
            this.body = body;
            answer.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        }

        java.util.Optional<String> header(String name) {
            return headers.stream().filter(header -> header.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst();
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public String getContentEncoding() {
            return null;
        }

        @Override
        public long getContentLength() {
            return body.length;
        }

        @Override
        public String getContentType() {
            return header("Content-Type").orElse(null);
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + status;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getReasonPhrase() {
            return "";
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }
    }

    /** Made when it is first needed. */
    private static final class Holder {
        static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(20))
                .proxy(ProxySelector.getDefault()).build();
    }
}
