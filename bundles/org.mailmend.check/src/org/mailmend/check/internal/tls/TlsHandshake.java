package org.mailmend.check.internal.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.TlsInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;

/** The TLS handshake of a check. */
public final class TlsHandshake {
    private TlsHandshake() {
    }

    /**
     * What came of a handshake.
     *
     * @param socket   the encrypted connection; null when the handshake failed. Not null with a certificate fault: then the
     *                 connection is not to be trusted and is only good for closing
     * @param info     what is known of the session; never null
     * @param cause    OK, a {@code TLS_…} cause, NOT_TESTED or USER_CANCELLED
     * @param detail   evidence
     * @param warnings findings that do not stop mail
     */
    public record Outcome(SSLSocket socket, TlsInfo info, CauseId cause, Detail detail, List<Warning> warnings) {
        public Outcome {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Performs the handshake on a connection at the point where it may start.
     *
     * @param plain        the connection; closed by this method when the handshake fails
     * @param host         name that the certificate must be for
     * @param profile      limits the TLS versions and says whether the server name is sent
     * @param extraAnchors trust anchors besides the JDK's
     * @param reconnect    opens another connection at the same point, null when that fails; itself null when there is none
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static Outcome perform(Socket plain, String host, ClientProfile profile, List<X509Certificate> extraAnchors,
            Supplier<Socket> reconnect, Deadline deadline, Cancellation cancellation) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            plain.setSoTimeout(Math.max(1, deadline.remainingMillis()));
            socket.startHandshake();
            return new Outcome(socket, new TlsInfo(socket.getSession().getProtocol(), socket.getSession().getCipherSuite(),
                    List.of(), List.of(), List.of()), CauseId.OK, Detail.of("tls.established"), List.of());
        } catch (IOException | GeneralSecurityException e) {
            return new Outcome(null, new TlsInfo(null, null, List.of(), List.of(), List.of()), CauseId.TLS_CLOSED,
                    Detail.of("tls.closed"), List.of());
        }
    }
}
