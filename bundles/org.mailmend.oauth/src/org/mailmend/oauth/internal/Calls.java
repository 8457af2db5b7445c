package org.mailmend.oauth.internal;

import java.io.IOException;
import java.util.Map;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.UrlEncodedContent;

/** Single questions to a provider. */
final class Calls {
    /** The library writes whole requests and answers into its log unless it is told not to, and they are full of secrets. */
    static final HttpRequestInitializer QUIET = Calls::silence;

    private Calls() {
    }

    /** An answer that is no success, caught before the library makes an exception of it, which it prints. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        RefusedException(Answer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /** As {@link #QUIET}, and throws a {@link RefusedException} for each answer that is no success. */
    static void refuse(HttpRequest request) {
        silence(request);
        request.setResponseInterceptor(response -> {
            if (!response.isSuccessStatusCode()) {
                throw new RefusedException(new Answer(response.getStatusCode(), response.parseAsString()));
            }
        });
    }

    /**
     * An answer.
     *
     * @param status status of HTTP
     * @param body   the answer
     */
    record Answer(int status, String body) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** The JSON object that it holds; empty when it holds none. */
        Map<String, Object> object() {
            try {
                return Json.object(body);
            } catch (Json.NoJsonException e) {
                return Map.of();
            }
        }
    }

    private static void silence(HttpRequest request) {
        request.setLoggingEnabled(false);
        request.setCurlLoggingEnabled(false);
        request.setContentLoggingLimit(0);
        request.setSuppressUserAgentSuffix(true);
        request.setFollowRedirects(false);
        request.setNumberOfRetries(0);
    }

    /**
     * Asks with GET.
     *
     * @param token goes along as the authorization; null for none
     */
    static Answer get(HttpTransport http, String address, String token) throws IOException {
        HttpRequest request = http.createRequestFactory(QUIET).buildGetRequest(new GenericUrl(address, true));
        return send(request, token);
    }

    /**
     * Sends a form.
     *
     * @param token goes along as the authorization; null for none
     */
    static Answer post(HttpTransport http, String address, Map<String, String> form, String token) throws IOException {
        HttpContent content = new UrlEncodedContent(form);
        return send(http.createRequestFactory(QUIET).buildPostRequest(new GenericUrl(address, true), content), token);
    }

    private static Answer send(HttpRequest request, String token) throws IOException {
        request.setThrowExceptionOnExecuteError(false);
        request.getHeaders().setAccept("application/json");
        if (token != null) {
            request.getHeaders().setAuthorization("Bearer " + token);
        }
        HttpResponse response = request.execute();
        try {
            return new Answer(response.getStatusCode(), response.parseAsString());
        } finally {
            response.disconnect();
        }
    }
}
