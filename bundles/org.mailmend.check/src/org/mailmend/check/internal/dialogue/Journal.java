package org.mailmend.check.internal.dialogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckResult.Reply;
import org.mailmend.check.CheckResult.StageResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Detail;
import org.mailmend.check.Redactor;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Stage;

/**
 * What happened in a check so far, told to its listener at once. All text from the wire enters through here and loses its
 * secrets on the way.
 */
public final class Journal {
    /** Longest piece of a server's text within a detail, in characters. */
    private static final int MAX_EVIDENCE = 400;

    private final CheckListener listener;
    private final long start;
    private final Map<Stage, StageResult> stages = new EnumMap<>(Stage.class);
    private final List<TranscriptLine> transcript = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private CauseId gravest = CauseId.OK;
    private Redactor redactor;
    private Stage stage = Stage.DNS;
    private long stageStart;
    private boolean open;
    private boolean muted;

    /**
     * @param listener told of everything
     * @param redactor knows the secrets of the check
     * @param start    {@link System#nanoTime()} at the start of the check
     */
    public Journal(CheckListener listener, Redactor redactor, long start) {
        this.listener = listener;
        this.redactor = redactor;
        this.start = start;
    }

    /** A journal that knows the same secrets and that nobody reads, for a second look at the server. */
    public Journal aside() {
        Journal aside = new Journal(CheckListener.NONE, redactor, start);
        aside.muted = true;
        return aside;
    }

    /** A stage begins; one that has been before goes on. */
    public void begin(Stage next) {
        stage = next;
        stageStart = System.nanoTime();
        open = true;
        if (!muted) {
            listener.stageStarted(next);
        }
    }

    /** The stage has passed. */
    public void pass(Detail detail) {
        end(Status.OK, CauseId.OK, detail);
    }

    /** The stage has ended. */
    public void end(Status status, CauseId cause, Detail detail) {
        StageResult before = stages.get(stage);
        long nanos = System.nanoTime() - stageStart + (before == null ? 0 : before.nanos());
        open = false;
        put(new StageResult(stage, status, cause, nanos, detail));
    }

    /** A stage has a result without having run, or another one than when it ended. */
    public void put(StageResult result) {
        stages.put(result.stage(), result);
        if (!muted) {
            listener.stageFinished(result);
        }
    }

    /** Whether a stage has begun and not ended. */
    public boolean isOpen() {
        return open;
    }

    /** The stage that runs or ran last. */
    public Stage stage() {
        return stage;
    }

    /** The result of a stage; null when it has none. */
    public StageResult result(Stage of) {
        return stages.get(of);
    }

    /** The results of all stages that have one, in their order. */
    public List<StageResult> stages() {
        return List.copyOf(stages.values());
    }

    /** Keeps a message that contains a secret out of what follows. */
    public void protect(String message) {
        redactor = redactor.withMessage(message);
    }

    /** Text from the wire as it may be shown. */
    public String show(String text) {
        return redactor.show(text);
    }

    /** A piece of evidence for a detail: as it may be shown, and not too long. */
    public String evidence(String text) {
        String shown = show(text.length() > 2 * MAX_EVIDENCE ? text.substring(0, 2 * MAX_EVIDENCE) : text).strip();
        return shown.length() > MAX_EVIDENCE ? shown.substring(0, MAX_EVIDENCE) + "…" : shown;
    }

    /** A line was said. */
    public void said(Speaker speaker, String text) {
        if (!muted) {
            add(new TranscriptLine(System.nanoTime() - start, speaker, show(text)));
        }
    }

    private void add(TranscriptLine line) {
        transcript.add(line);
        listener.said(line);
    }

    /** Takes over what another check, done for this one, said. */
    public void append(List<TranscriptLine> lines) {
        lines.forEach(this::add);
    }

    /** Keeps a reply. */
    public void reply(String command, Answer answer) {
        if (!muted) {
            replies.add(new Reply(stage, command, answer.code(), answer.status() == null ? null : show(answer.status()),
                    show(answer.text())));
        }
    }

    /** A finding that does not stop mail but that somebody should look at: it makes the verdict a warning. */
    public void warn(CauseId cause, Detail detail) {
        warnings.removeIf(w -> w.cause() == cause);
        warnings.add(new Warning(cause, detail));
        if (gravest == CauseId.OK) {
            gravest = cause;
        }
    }

    /** A finding about the server that does not touch this check: it leaves the verdict as it is. */
    public void remark(CauseId cause, Detail detail) {
        warnings.add(new Warning(cause, detail));
    }

    /** The first warning that makes the verdict one; OK when there is none. */
    public CauseId gravest() {
        return gravest;
    }

    /** The dialogue. */
    public List<TranscriptLine> transcript() {
        return transcript;
    }

    /** The replies. */
    public List<Reply> replies() {
        return replies;
    }

    /** All warnings. */
    public List<Warning> warnings() {
        return warnings;
    }
}
