package org.mailmend.oauth.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.OAuthException;

/** A provider that says nothing. */
class SilenceTest {
    @Test
    void whoeverDoesNotAnswerInTimeIsNamed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Http http = new Http(Duration.ofMillis(200), new Cancellation());
            HttpTimeoutException late = assertThrows(HttpTimeoutException.class,
                    () -> Calls.get(http, "http://127.0.0.1:" + silent.getLocalPort() + "/", null));
            OAuthException failure = Failures.ofNetwork(late, "id.example.com", true);
            assertEquals(CauseId.NET_TIMEOUT, failure.causeId());
            assertEquals("id.example.com does not answer.", failure.remark().text(Locale.ENGLISH));
            assertEquals("id.example.com から応答がありません。", failure.remark().text(Locale.JAPANESE));
        }
    }

    @Test
    void withoutANameServerNothingIsHeldAgainstAKnownProvider() {
        OAuthException known = Failures.ofNetwork(new UnknownHostException("x"), "oauth2.googleapis.com", true);
        assertEquals(CauseId.NOT_TESTED, known.causeId());
        OAuthException other = Failures.ofNetwork(new UnknownHostException("x"), "id.example.com", false);
        assertEquals(CauseId.DNS_NO_SUCH_HOST, other.causeId());
        assertEquals("There is no host id.example.com; check how the issuer is written.", other.remark().text(Locale.ENGLISH));
    }
}
