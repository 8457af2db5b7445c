package org.mailmend.check.internal;

import java.net.Socket;
import java.time.Duration;

import org.mailmend.check.Detail;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.io.Connector;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.tls.TlsHandshake;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Stage;

/**
 * Tells, on a connection of its own, whether the server executes a command that came in the clear before the handshake. The
 * command is one that does nothing, and a server that breaks off or does not answer is on the safe side.
 */
final class InjectionProbe {
    private static final Duration MOST = Duration.ofSeconds(2);
    /** A server that is not well has its answer under way by then; the rest depends on how far away it is. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private InjectionProbe() {
    }

    /**
     * Looks once.
     *
     * @param connector      opens the connection
     * @param handshakeNanos how long the handshake of the check itself took
     */
    static void look(Context context, Connector connector, long handshakeNanos) throws Stop {
        Socket socket = connector.again();
        if (socket == null) {
            return;
        }
        Deadline end = context.deadline().atMost(MOST);
        try (Wire wire = new Wire(socket, end, context.cancellation())) {
            Dialogue dialogue = context.dialogue(wire, context.journal().aside());
            if (!dialogue.greeting().ok() || !dialogue.hello(context.clientName(wire), true).startTls()
                    || !dialogue.startTlsWithCommandBehind().ok() || wire.hasUnread()) {
                return;
            }
            TlsHandshake.Outcome outcome = TlsHandshake.perform(socket, context.target().host(), context.request().profile(),
                    context.request().trustAnchors(), null, end, context.cancellation());
            if (outcome.cause() != CauseId.OK) {
                return;
            }
            wire.secure(outcome.socket());
            if (wire.await(PATIENCE.plusNanos(2 * handshakeNanos)) && dialogue.readBehind().ok()) {
                throw new Stop(Stage.STARTTLS, CauseId.STARTTLS_COMMAND_INJECTION, Detail.of("starttls.command-injection"));
            }
        } catch (WireException e) {
            // broken off, or nothing that could be an answer
            context.journal().said(Speaker.NOTE, "TLS ?");
        }
    }
}
