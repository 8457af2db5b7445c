package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.mailmend.check.Security;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.OAuthFault;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenario;

/** {@code mailmend lab start}: runs a practice server until the process is stopped. */
final class LabStartCommand extends Command {
    private static final int HIGHEST_PORT = 65535;

    LabStartCommand() {
        super("lab start");
    }

    @Override
    String operands() {
        return "SCENARIO";
    }

    @Override
    List<Option> options() {
        return List.of(Option.value("--port", "N", "option.lab.port"), Option.value("--ca", "FILE", "option.lab.ca"),
                Option.value("--client-file", "FILE", "option.lab.client-file"),
                new Option("--fault", "FAULT", Choices.ids(OAuthFault.values(), OAuthFault::id), "option.lab.fault", true));
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageException("usage.scenario.missing");
        }
        if (arguments.operands().size() > 1) {
            throw new UsageException("usage.scenario.several", arguments.operands().get(1));
        }
        Scenario scenario = LabCommand.scenario(arguments.operands().getFirst());
        int port = arguments.has("--port") ? Numbers.parse("--port", arguments.get("--port"), 1, HIGHEST_PORT) : 0;
        Path ca = arguments.has("--ca") ? Inputs.path(arguments.get("--ca")) : null;
        Path client = arguments.has("--client-file") ? Inputs.path(arguments.get("--client-file")) : null;
        EventLog log = new EventLog(context.err(), context.messages(), context);
        try (PracticeServer server = start(scenario, PracticeServer.Options.DEFAULT.withPort(port).withListener(log::print),
                port)) {
            if (ca != null) {
                write(ca, server.trustAnchorsPem());
            }
            if (server.authorization() == null && (client != null || arguments.has("--fault"))) {
                throw new UsageException("usage.lab.no-authorization", scenario.id());
            }
            if (client != null) {
                write(client, server.authorization().clientFile() + "\n");
            }
            if (arguments.has("--fault")) {
                server.authorization().faults(arguments.all("--fault").stream()
                        .map(fault -> Choices.find(OAuthFault.values(), OAuthFault::id, fault)).toArray(OAuthFault[]::new));
            }
            context.out().println(server.targets().stream()
                    .map(target -> target.protocol().id() + (target.security() == Security.TLS ? "s" : "") + " 127.0.0.1:"
                            + target.port())
                    .collect(Collectors.joining(" ", "READY ",
                            server.authorization() == null ? "" : " oauth 127.0.0.1:" + server.authorization().port())));
            context.out().flush();
            introduce(scenario, context);
            if (server.authorization() != null) {
                context.err().println(context.messages().get("lab.oauth", server.authorization().issuer(), Attempt.USER));
                context.err().flush();
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static PracticeServer start(Scenario scenario, PracticeServer.Options options, int port)
            throws UsageException, IOException {
        try {
            return PracticeServer.start(scenario, options);
        } catch (BindException e) {
            throw new UsageException("usage.scenario.port", String.valueOf(port));
        }
    }

    private static void write(Path file, String text) throws UsageException, IOException {
        try {
            Files.writeString(file, text);
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", file);
        }
    }

    private static void introduce(Scenario scenario, Context context) {
        Messages messages = context.messages();
        PrintStream err = context.err();
        err.println(scenario.title(context.locale()));
        err.println(scenario.story(context.locale()));
        err.println(messages.get("lab.try", scenario.tryThis(context.locale())));
        err.println(messages.get("lab.secrets", Attempt.USER, Attempt.PASSWORD, Attempt.APP_PASSWORD, Attempt.TOKEN));
        err.println(messages.get("lab.stop"));
        err.flush();
    }

    /** Tells what clients do, a line each. */
    private record EventLog(PrintStream err, Messages messages, Context context) {
        void print(PracticeEvent event) {
            LocalTime time = LocalTime.ofInstant(event.time(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
            String line = time + " #" + event.connection() + " " + text(event);
            synchronized (err) {
                err.println(line);
                err.flush();
            }
        }

        private String text(PracticeEvent event) {
            return switch (event) {
                case PracticeEvent.Connected e -> messages.get("lab.event.connected", e.protocol(), e.client());
                case PracticeEvent.Secured e -> messages.get("lab.event.secured", e.version(), e.cipher());
                case PracticeEvent.HandshakeFailed e -> messages.get("lab.event.handshake", e.reason());
                case PracticeEvent.Introduced e -> messages.get("lab.event.introduced", e.name());
                case PracticeEvent.SignInTried e -> messages.get(e.accepted() ? "lab.event.accepted" : "lab.event.refused",
                        e.user(), e.mechanism());
                case PracticeEvent.Replied e -> "> " + e.command() + "\n         < " + e.reply().replace("\n", "\n         < ");
                case PracticeEvent.MessageAccepted e -> messages.get("lab.event.message");
                case PracticeEvent.Closed e -> messages.get("lab.event.closed", e.reason().text(context.locale()));
            };
        }
    }
}
