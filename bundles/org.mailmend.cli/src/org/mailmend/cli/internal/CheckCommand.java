package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.Batch;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.Checker;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.report.ReportTexts;
import org.mailmend.diagnosis.Stage;

/** {@code mailmend check}: checks servers and says what is wrong. */
final class CheckCommand extends Command {
    private static final int UNTESTED = 3;
    private static final int SOME_FAULT = 1;
    /** More would only wait for each other: for file descriptors, the network or the resolver. */
    private static final int MOST_PARALLEL = 500;

    CheckCommand() {
        super("check");
    }

    @Override
    String operands() {
        return "TARGET...";
    }

    @Override
    List<Option> options() {
        List<Option> options = new ArrayList<>(CheckOptions.all());
        options.add(Option.value("--mx", "DOMAIN", "option.check.mx"));
        options.add(Option.values("--file", "FILE", "option.check.file"));
        options.add(Option.value("--parallel", "N", "option.check.parallel"));
        options.add(Option.value("--transcript", "FILE", "option.check.transcript"));
        options.add(Option.JSON);
        options.add(Option.PRETTY);
        return options;
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException, InvalidInputException {
        int parallel = arguments.has("--parallel")
                ? Numbers.parse("--parallel", arguments.get("--parallel"), 1, MOST_PARALLEL)
                : Batch.DEFAULT_PARALLEL;
        onlyOneReadsStandardInput(arguments);
        try (CheckPlan plan = CheckPlan.of(arguments, context);
                Transcript transcript = Transcript.open(arguments.get("--transcript"))) {
            if (plan.requests().isEmpty() && plan.faults().isEmpty()) {
                throw new UsageException("usage.check.nothing");
            }
            Output output = new Output(arguments, context, transcript);
            // a list gives a line for each target, even when it names only one
            boolean many = arguments.has("--file") || plan.requests().size() + plan.faults().size() > 1;
            return many ? many(plan, parallel, output, context) : one(plan, output, context);
        }
    }

    private static void onlyOneReadsStandardInput(Arguments arguments) throws UsageException {
        long readers = List.of("--file", "--password-file", "--token-file").stream()
                .flatMap(option -> arguments.all(option).stream()).filter(Inputs.STANDARD_INPUT::equals).count();
        if (readers > 1) {
            throw new UsageException("usage.stdin.twice");
        }
    }

    private static int one(CheckPlan plan, Output output, Context context) throws IOException {
        CheckResult result = plan.requests().isEmpty() ? plan.faults().getFirst() : check(plan.requests().getFirst(), context);
        output.full(result);
        if (result.limit() != null && KbCommand.knowledge(context).base().client(result.profileId()).isPresent()) {
            output.remark("check.limit", result.profileId());
        }
        return switch (result.verdict()) {
            case OK, WARNING -> 0;
            case UNTESTED -> UNTESTED;
            case FAULT -> result.stage() == null ? SOME_FAULT : result.stage().exitCode();
        };
    }

    private static CheckResult check(CheckRequest request, Context context) {
        Progress progress = new Progress(context);
        ReportTexts words = new ReportTexts(context.locale());
        String target = ReportTexts.url(request.target());
        CheckResult result = Checker.run(request, new CheckListener() {
            @Override
            public void stageStarted(Stage stage) {
                progress.show("check.progress", target, words.stage(stage));
            }
        }, new Cancellation());
        progress.clear();
        return result;
    }

    private static int many(CheckPlan plan, int parallel, Output output, Context context) throws IOException {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        Progress progress = new Progress(context);
        for (CheckResult fault : plan.faults()) {
            counts.merge(fault.verdict(), 1, Integer::sum);
            output.line(fault);
        }
        try {
            Batch.run(plan.requests().iterator(), parallel, (index, result, done) -> {
                counts.merge(result.verdict(), 1, Integer::sum);
                progress.clear();
                output.line(result);
                progress.show("check.progress.many", done, plan.requests().size(), counts.getOrDefault(Verdict.FAULT, 0));
            }, new Cancellation());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            counts.merge(Verdict.UNTESTED, 1, Integer::sum);
        }
        progress.clear();
        output.total(counts);
        return counts.containsKey(Verdict.FAULT) ? SOME_FAULT : counts.containsKey(Verdict.UNTESTED) ? UNTESTED : 0;
    }
}
