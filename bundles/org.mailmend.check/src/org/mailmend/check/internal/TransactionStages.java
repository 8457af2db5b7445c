package org.mailmend.check.internal;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.Detail;
import org.mailmend.check.TestMessage;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;
import org.mailmend.check.internal.smtp.SmtpDialogue;
import org.mailmend.diagnosis.Stage;

/** SMTP's transaction: MAIL and RCPT, then RSET, or DATA with a test message. */
final class TransactionStages {
    private final Context context;
    private final SmtpDialogue smtp;
    private final Journal journal;

    TransactionStages(Context context, SmtpDialogue smtp) {
        this.context = context;
        this.smtp = smtp;
        journal = context.journal();
    }

    /**
     * Runs the stages that are wanted.
     *
     * @return the Message-ID of the message that was accepted; null when none was sent
     */
    String run(Offer offer) throws Stop, WireException {
        CheckRequest request = context.request();
        Envelope envelope = new Envelope(request, offer);
        Stage last = request.stopAfter() == null ? Stage.DATA : request.stopAfter();
        journal.begin(Stage.MAIL);
        expect(Stage.MAIL, smtp.command(envelope.mailCommand(), "MAIL"), State.OK);
        journal.pass(envelope.from().isEmpty() ? Detail.of("mail.accepted-empty")
                : Detail.of("mail.accepted", journal.evidence(envelope.from())));
        if (last == Stage.MAIL) {
            return null;
        }
        journal.begin(Stage.RCPT);
        expect(Stage.RCPT, smtp.command(envelope.rcptCommand(), "RCPT"), State.OK);
        journal.pass(Detail.of("rcpt.accepted", journal.evidence(envelope.to())));
        if (!request.send() || last == Stage.RCPT) {
            smtp.command("RSET", "RSET");
            return null;
        }
        journal.begin(Stage.DATA);
        TestMessage message = TestMessage.of(envelope.from(), envelope.to(), envelope.isUtf8());
        expect(Stage.DATA, smtp.command("DATA", "DATA"), State.CONTINUE);
        expect(Stage.DATA, smtp.message(message.bytes(), context.analyst()::messageSent), State.OK);
        journal.pass(Detail.of("data.accepted", message.id()));
        return message.id();
    }

    private void expect(Stage stage, Answer answer, State state) throws Stop, WireException {
        if (answer.state() == State.REFUSED) {
            throw context.analyst().refused(stage, answer);
        }
        if (answer.state() != state) {
            throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
        }
    }
}
