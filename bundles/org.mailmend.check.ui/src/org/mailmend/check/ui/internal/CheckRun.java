package org.mailmend.check.ui.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckResult;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.diagnosis.Stage;
import org.mailmend.workbench.State;

/**
 * One check as the view sees it, from the plan of its stages to the result. Written by the thread that runs the check and read by the UI
 * thread, each at its own pace; {@code changed} tells that there is something new to read.
 */
public final class CheckRun implements CheckListener {

    /**
     * A line in the list of stages.
     *
     * @param stage  the stage
     * @param state  its state
     * @param nanos  time it took, or has taken so far; 0 when it has not begun
     * @param detail evidence; empty for none
     */
    public record Row(Stage stage, State state, long nanos, String detail) {
    }

    private final TesterInput input;
    private final Duration deadline;
    private final Locale locale;
    private final Runnable changed;
    private final Map<Stage, Row> rows = new EnumMap<>(Stage.class);
    private final List<Stage> order;
    private final List<TranscriptLine> lines = new ArrayList<>();
    private final long start = System.nanoTime();
    private long stageStart;
    private long end;
    private CheckResult result;
    private String failure;

    CheckRun(TesterInput input, Duration deadline, Locale locale, Runnable changed) {
        this.input = input;
        this.deadline = deadline;
        this.locale = locale;
        this.changed = changed;
        order = StagePlan.of(input);
        order.forEach(stage -> rows.put(stage, new Row(stage, State.WAITING, 0, "")));
    }

    /** A check that is over, to be shown again. */
    CheckRun(TesterInput input, CheckResult result, Locale locale) {
        this(input, result.deadline(), locale, () -> {
            // nothing changes any more
        });
        lines.addAll(result.transcript());
        finish(result);
    }

    public TesterInput input() {
        return input;
    }

    public Duration deadline() {
        return deadline;
    }

    /** The stages in the order in which they happen. */
    public synchronized List<Row> rows() {
        return order.stream().map(rows::get).map(row -> row.state() == State.RUNNING
                ? new Row(row.stage(), row.state(), System.nanoTime() - stageStart, row.detail())
                : row).toList();
    }

    /** What was said, from the line with this index on. */
    public synchronized List<TranscriptLine> lines(int from) {
        return List.copyOf(lines.subList(Math.min(from, lines.size()), lines.size()));
    }

    /** Time since the start, or from start to end. */
    public synchronized Duration elapsed() {
        return result != null ? result.elapsed() : Duration.ofNanos((end == 0 ? System.nanoTime() : end) - start);
    }

    public synchronized boolean isOver() {
        return end != 0;
    }

    /** The result; null while the check runs and when it broke off. */
    public synchronized CheckResult result() {
        return result;
    }

    /** Why there is no result, a sentence; null when there is one or the check still runs. */
    public synchronized String failure() {
        return failure;
    }

    @Override
    public void stageStarted(Stage stage) {
        synchronized (this) {
            stageStart = System.nanoTime();
            put(new Row(stage, State.RUNNING, 0, ""));
        }
        changed.run();
    }

    @Override
    public void stageFinished(CheckResult.StageResult stage) {
        synchronized (this) {
            put(row(stage));
        }
        changed.run();
    }

    @Override
    public void said(TranscriptLine line) {
        synchronized (this) {
            lines.add(line);
        }
        changed.run();
    }

    void finish(CheckResult finished) {
        synchronized (this) {
            result = finished;
            // The result has the last word: what a listener was not told of was not reached.
            rows.replaceAll((stage, row) -> new Row(stage, State.SKIPPED, 0, ""));
            finished.stages().forEach(stage -> put(row(stage)));
            end = System.nanoTime();
        }
        changed.run();
    }

    void fail(String sentence) {
        synchronized (this) {
            failure = sentence;
            rows.replaceAll((stage, row) -> row.state() == State.RUNNING || row.state() == State.WAITING
                    ? new Row(stage, State.SKIPPED, 0, "")
                    : row);
            end = System.nanoTime();
        }
        changed.run();
    }

    private void put(Row row) {
        if (rows.put(row.stage(), row) == null) {
            order.add(row.stage());
        }
    }

    private Row row(CheckResult.StageResult stage) {
        return new Row(stage.stage(), Words.state(stage.status()), stage.nanos(),
                stage.detail() == null ? "" : stage.detail().text(locale));
    }
}
