package org.mailmend.cli.internal;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Exchangers;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.Targets;
import org.mailmend.lab.PracticeServer;

/** What is to be checked, with the practice servers that were started for it. */
final class CheckPlan implements AutoCloseable {
    private static final String PRACTICE = "lab:";
    private static final int MX_PORT = 25;
    /** Some hundred thousand lines. */
    private static final int LIST_LIMIT = 16 * 1024 * 1024;

    private final Context context;
    private final CheckOptions options;
    private final Arguments arguments;
    private final List<CheckRequest> requests = new ArrayList<>();
    private final List<CheckResult> faults = new ArrayList<>();
    private final Map<String, PracticeServer> servers = new HashMap<>();

    private CheckPlan(CheckOptions options, Arguments arguments, Context context) {
        this.options = options;
        this.arguments = arguments;
        this.context = context;
    }

    /** Reads lists, fetches secrets and starts practice servers; nothing is checked yet. */
    static CheckPlan of(Arguments arguments, Context context) throws UsageException, IOException, InvalidInputException {
        CheckPlan plan = new CheckPlan(CheckOptions.of(arguments, context), arguments, context);
        try {
            if (arguments.has("--mx")) {
                plan.addExchangers(arguments.get("--mx"));
            }
            for (String target : arguments.operands()) {
                plan.add(target, arguments::get);
            }
            for (String file : arguments.all("--file")) {
                plan.addList(file);
            }
            return plan;
        } catch (UsageException | InvalidInputException | IOException | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    /** What is to be checked. */
    List<CheckRequest> requests() {
        return requests;
    }

    /** What turned out to be wrong already: exchangers that do not exist. */
    List<CheckResult> faults() {
        return faults;
    }

    private void addExchangers(String domain) throws UsageException, IOException, InvalidInputException {
        if (!arguments.operands().isEmpty() || arguments.has("--file")) {
            throw new UsageException("usage.mx.none");
        }
        Security security = options.security(arguments::get);
        Target target = Targets.parse("smtp://" + domain + ":" + MX_PORT, security);
        CheckRequest request = options.request(target, List.of(), arguments::get);
        Exchangers found = Exchangers.lookUp(target, request.resolver(), request.deadline(), new Cancellation());
        faults.addAll(found.faults());
        for (Target exchanger : found.targets()) {
            requests.add(options.request(exchanger, List.of(), arguments::get));
        }
    }

    private void addList(String file) throws UsageException, IOException {
        for (TargetList.Row row : TargetList.parse(file, Inputs.text(Inputs.read(file, LIST_LIMIT, context)))) {
            try {
                add(row.target(), option -> value(row, option));
            } catch (UsageException e) {
                throw new UsageException("usage.list.line", file, row.line(), e.text(context.locale()));
            } catch (InvalidInputException e) {
                throw new UsageException("usage.list.line", file, row.line(), Messages.sentence(e, context.locale()));
            }
        }
    }

    /** What a row says; a secret of its own replaces the one of the command line. */
    private String value(TargetList.Row row, String option) {
        String own = row.values().get(option);
        boolean ownSecret = Secrets.OPTIONS.contains(option) && Secrets.OPTIONS.stream().anyMatch(row.values()::containsKey);
        return own != null || ownSecret ? own : arguments.get(option);
    }

    private void add(String target, Settings settings) throws UsageException, IOException, InvalidInputException {
        Security security = options.security(settings);
        if (!target.startsWith(PRACTICE)) {
            List<String> presets = Presets.all().stream().map(Preset::id).toList();
            if (target.indexOf(':') < 0 && !presets.contains(target) && !Nearest.of(target, presets).isEmpty()) {
                throw Nearest.complaint("usage.target", target, presets);
            }
            requests.add(options.request(Targets.parse(target, security), List.of(), settings));
            return;
        }
        PracticeServer server = practice(target.substring(PRACTICE.length()));
        Target main = server.targets().getFirst();
        Target wanted = security == null ? main : new Target(main.protocol(), main.host(), main.port(), security);
        List<X509Certificate> anchors = server.trustAnchors();
        CheckRequest request = options.request(wanted, anchors, settings);
        CheckRequest practised = options.practise(request, server.scenario().attempt(), settings);
        requests.add(practised.withProfile(practised.profile().withAnyPort()));
    }

    private PracticeServer practice(String scenario) throws UsageException, IOException {
        PracticeServer server = servers.get(scenario);
        if (server == null) {
            server = PracticeServer.start(LabCommand.scenario(scenario));
            servers.put(scenario, server);
        }
        return server;
    }

    @Override
    public void close() {
        servers.values().forEach(PracticeServer::close);
    }
}
