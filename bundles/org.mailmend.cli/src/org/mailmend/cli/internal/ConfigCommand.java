package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFile;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.ConfigRequest;
import org.mailmend.knowledge.config.Configurations;
import org.mailmend.knowledge.config.DomainLookup;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupRequest;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.Notice;

/** {@code mailmend config}: writes, reads and looks up configuration files. */
final class ConfigCommand extends Command {
    private static final int NOT_FOUND = 3;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Ways that end with servers to enter. */
    private static final List<String> ROUTES = List.of(Route.OAUTH.id(), Route.APP_PASSWORD.id(), Route.SMTP_RELAY.id(),
            Route.RESTRICTED_SMTP.id(), Route.LOCAL_BRIDGE.id());

    ConfigCommand() {
        super("config");
    }

    @Override
    String operands() {
        return "CLIENT";
    }

    @Override
    List<Option> options() {
        return List.of(Option.value("--address", "ADDRESS", "option.config.address"),
                Option.choice("--format", "option.config.format", Choices.ids(ConfigFormat.values(), ConfigFormat::id)),
                Option.value("--output", "FILE", "option.config.output"), Option.flag("--force", "option.config.force"),
                Option.value("--name", "NAME", "option.config.name"),
                Option.choice("--account", "option.config.account", Choices.ids(AccountKind.values(), AccountKind::id)),
                Option.choice("--route", "option.config.route", ROUTES),
                Option.choice("--incoming", "option.config.incoming", List.of("imap", "pop3")),
                Option.value("--import", "FILE", "option.config.import"),
                Option.value("--domain", "DOMAIN", "option.config.domain"),
                Option.flag("--https-only", "option.config.https-only"),
                Option.value("--dns", "HOST:PORT", "option.check.dns"),
                Option.value("--deadline", "TIME", "option.config.deadline"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        check(arguments);
        Path output = output(arguments);
        try {
            return run(arguments, output, context);
        } catch (ConfigException e) {
            throw new UsageException("usage.config", e.text(context.locale()));
        }
    }

    private static int run(Arguments arguments, Path output, Context context)
            throws UsageException, ConfigException, IOException {
        boolean json = arguments.has(Option.JSON);
        boolean pretty = arguments.has(Option.PRETTY);
        ConfigFormat format = ConfigFormat.fromId(arguments.get("--format")).orElse(null);
        ClientConfig servers = null;
        List<Notice> notices = new ArrayList<>();
        if (arguments.has("--import")) {
            String file = arguments.get("--import");
            Autoconfig.Imported imported = Autoconfig.read(Inputs.read(file, Autoconfig.LIMIT, context));
            servers = imported.config();
            notices.addAll(imported.notices());
            if (format == null) {
                if (json) {
                    context.json(ConfigJson.imported(file, imported, pretty, context.locale()));
                } else {
                    print(new ConfigText(context).model(servers), context);
                }
                notices(notices, context);
                return 0;
            }
        }
        if (arguments.has("--domain")) {
            LookupResult result = lookUp(arguments, context);
            servers = result.winner().map(LookupAnswer::config).orElse(null);
            if (format == null) {
                if (json) {
                    context.json(ConfigJson.lookup(result, pretty, context.locale()));
                } else {
                    print(new ConfigText(context).lookup(result), context);
                }
                return servers == null ? NOT_FOUND : 0;
            }
            if (servers == null) {
                context.err().print(new ConfigText(context).lookup(result));
                context.err().flush();
                return NOT_FOUND;
            }
        }
        ConfigFile file = file(arguments, format, servers, notices, context);
        if (output != null) {
            write(output, file.bytes(), arguments);
        }
        if (json) {
            context.json(ConfigJson.file(file, output == null ? null : output.toString(), pretty, context.locale()));
        } else if (output == null) {
            context.out().write(file.bytes());
            context.out().flush();
        }
        notices(file.notices(), context);
        if (output != null && !json) {
            context.err().println(context.messages().get("config.written", output));
        }
        return 0;
    }

    /** What was asked for belongs together. */
    private static void check(Arguments arguments) throws UsageException {
        boolean from = arguments.has("--import") || arguments.has("--domain");
        if (arguments.operands().size() > 1) {
            throw new UsageException("usage.config.clients", arguments.operands().get(1));
        }
        if (arguments.has("--import") && arguments.has("--domain")) {
            throw new UsageException("usage.config.sources");
        }
        if (arguments.operands().isEmpty() && !from) {
            throw new UsageException("usage.config.client");
        }
        if (!arguments.operands().isEmpty()) {
            if (!arguments.has("--address")) {
                throw new UsageException("usage.config.address");
            }
            if (!arguments.has("--format")) {
                throw new UsageException("usage.config.format",
                        String.join(", ", Choices.ids(ConfigFormat.values(), ConfigFormat::id)));
            }
        } else if (arguments.has("--format") && !arguments.get("--format").equals(ConfigFormat.AUTOCONFIG.id())) {
            throw new UsageException("usage.config.format.client", arguments.get("--format"));
        }
        for (String option : List.of("--address", "--name", "--account", "--route", "--incoming")) {
            if (arguments.has(option) && arguments.operands().isEmpty()) {
                throw new UsageException("usage.config.client.missing", option);
            }
        }
        if (arguments.has("--output") && !arguments.has("--format")) {
            throw new UsageException("usage.config.output");
        }
        for (String option : List.of("--dns", "--deadline", "--https-only")) {
            if (arguments.has(option) && !arguments.has("--domain")) {
                throw new UsageException("usage.config.lookup", option);
            }
        }
    }

    /** Where to write to; null for standard output. Nothing is looked up for a file that cannot be written then. */
    private static Path output(Arguments arguments) throws UsageException {
        String name = arguments.get("--output");
        if (name == null || Inputs.STANDARD_INPUT.equals(name)) {
            return null;
        }
        Path file = Inputs.path(name);
        if (Files.isDirectory(file)) {
            throw new UsageException("usage.file.directory", name);
        }
        if (Files.exists(file) && !arguments.has("--force")) {
            throw new UsageException("usage.config.exists", name);
        }
        return file;
    }

    private static ConfigFile file(Arguments arguments, ConfigFormat format, ClientConfig servers, List<Notice> notices,
            Context context) throws UsageException, ConfigException, IOException {
        if (arguments.operands().isEmpty()) {
            return new ConfigFile(format, format.fileName(), Autoconfig.write(servers), notices);
        }
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            ConfigRequest request = ConfigRequest
                    .of(AdviseCommand.client(arguments.operands().getFirst(), knowledge.base()), arguments.get("--address"))
                    .withName(arguments.get("--name"))
                    .withAccount(AccountKind.fromId(arguments.get("--account")).orElse(null))
                    .withRoute(Route.fromId(arguments.get("--route")).orElse(null))
                    .withIncoming(Choices.find(Protocol.values(), Protocol::id, arguments.get("--incoming")))
                    .withServers(servers);
            ConfigFile file = new Configurations(knowledge.base()).write(request, format, context.locale());
            notices.addAll(file.notices());
            return new ConfigFile(format, file.fileName(), file.text(), notices);
        }
    }

    private static LookupResult lookUp(Arguments arguments, Context context) throws UsageException, ConfigException {
        LookupRequest request = LookupRequest.of(arguments.get("--domain"))
                .withResolver(CheckOptions.resolver(arguments.get("--dns"))).withCleartext(!arguments.has("--https-only"));
        if (arguments.has("--deadline")) {
            request = request.withDeadline(Durations.parse("--deadline", arguments.get("--deadline"), SHORTEST, LONGEST));
        }
        Progress progress = new Progress(context);
        progress.show("config.progress", request.domain());
        LookupResult result = DomainLookup.run(request, null, new Cancellation());
        progress.clear();
        return result;
    }

    private static void write(Path file, byte[] bytes, Arguments arguments) throws UsageException, IOException {
        try {
            if (arguments.has("--force")) {
                Files.write(file, bytes);
            } else {
                Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", file);
        }
    }

    /** Texts for people, in the terminal's own character set. */
    private static void print(String text, Context context) {
        context.out().print(text);
        context.out().flush();
    }

    private static void notices(List<Notice> notices, Context context) {
        for (Notice notice : notices) {
            context.err().println(context.messages().get("config.notice", notice.text(context.locale())));
        }
        context.err().flush();
    }
}
