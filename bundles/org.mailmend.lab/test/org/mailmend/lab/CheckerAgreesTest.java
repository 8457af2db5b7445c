package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;

/** What a scenario promises is what the tester finds when it tries it as suggested. */
@Execution(ExecutionMode.SAME_THREAD)
class CheckerAgreesTest {
    /** Scenarios whose point is that the server takes longer than anybody waits. */
    private static final List<String> ENDLESS = List.of("silent", "slow", "drip", "stalls");

    @TestFactory
    Stream<DynamicTest> everyScenario() {
        return Scenarios.all().stream().map(scenario -> DynamicTest.dynamicTest(scenario.id(), () -> check(scenario)));
    }

    private static void check(Scenario scenario) throws Exception {
        try (PracticeServer server = PracticeServer.start(scenario)) {
            Duration deadline = Duration.ofSeconds(ENDLESS.contains(scenario.id()) ? 3 : 15);
            CheckResult result = Checker.run(server.suggestedCheck().withDeadline(deadline), CheckListener.NONE,
                    new Cancellation());
            String dialogue = result.stages() + "\n" + String.join("\n", result.transcript().stream()
                    .map(line -> line.from() + " " + line.text()).toList());
            assertEquals(scenario.cause(), result.cause(), dialogue);
            if (scenario.stage() != null) {
                assertEquals(scenario.stage(), result.stage(), dialogue);
            }
        }
    }
}
