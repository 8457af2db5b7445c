package org.mailmend.cli.internal;

import java.util.Map;

import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.report.CheckReport;

/** Prints results of checks in the way that was asked for. */
final class Output {
    private final boolean json;
    private final boolean pretty;
    private final Context context;
    private final Transcript transcript;

    Output(Arguments arguments, Context context, Transcript transcript) {
        json = arguments.has(Option.JSON);
        pretty = arguments.has(Option.PRETTY);
        this.context = context;
        this.transcript = transcript;
    }

    /** All of one result. */
    void full(CheckResult result) {
        if (json) {
            line(result);
            return;
        }
        transcript.write(result);
        context.out().print(CheckReport.toText(result, context.locale(), context.style()));
        context.out().flush();
    }

    /** A remark after a result; for people only. */
    void remark(String key, Object... args) {
        if (!json) {
            context.out().println();
            context.out().println(context.messages().get(key, args));
            context.out().flush();
        }
    }

    /** One result among many. */
    void line(CheckResult result) {
        transcript.write(result);
        if (json) {
            context.json(CheckReport.toJson(result, context.locale(), pretty));
        } else {
            context.out().print(CheckReport.toLine(result, context.locale(), context.style()));
            context.out().flush();
        }
    }

    /** How many there were of each verdict; for people only. */
    void total(Map<Verdict, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        (json ? context.err() : context.out()).println(context.messages().get("check.total", all,
                count(counts, Verdict.OK), count(counts, Verdict.WARNING), count(counts, Verdict.FAULT),
                count(counts, Verdict.UNTESTED)));
    }

    private static int count(Map<Verdict, Integer> counts, Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
