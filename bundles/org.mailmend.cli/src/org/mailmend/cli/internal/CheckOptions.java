package org.mailmend.cli.internal;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.check.Anchors;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Profiles;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.check.Targets;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.lab.Attempt;

/** The options of a check and what they make of a target. */
final class CheckOptions {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String NONE = "none";
    private static final String AUTO = "auto";

    private static final List<String> SECURITIES = Choices.ids(Security.values(), Security::id);

    private final Context context;
    private final Stage stopAfter;
    private final Duration deadline;
    private final List<X509Certificate> anchors;
    private final boolean cleartext;
    private final boolean send;
    private final Target lookup;
    private final String resolver;

    private CheckOptions(Arguments arguments, Context context)
            throws UsageException, IOException, InvalidInputException {
        this.context = context;
        stopAfter = Choices.find(Stage.values(), Stage::id, arguments.get("--stop-after"));
        deadline = arguments.has("--deadline")
                ? Durations.parse("--deadline", arguments.get("--deadline"), SHORTEST, LONGEST)
                : CheckRequest.DEFAULT_DEADLINE;
        anchors = new ArrayList<>();
        for (String file : arguments.all("--ca")) {
            anchors.addAll(Anchors.read(Inputs.path(file)));
        }
        cleartext = arguments.has("--insecure-cleartext");
        send = arguments.has("--send");
        if (arguments.has("--find") && !send) {
            throw new UsageException("usage.find");
        }
        lookup = arguments.has("--find") ? Targets.parse(arguments.get("--find"), null) : null;
        resolver = resolver(arguments.get("--dns"));
    }

    /** What holds for all targets. */
    static CheckOptions of(Arguments arguments, Context context)
            throws UsageException, IOException, InvalidInputException {
        return new CheckOptions(arguments, context);
    }

    static List<Option> all() {
        return List.of(Option.choice("--security", "option.check.security", SECURITIES),
                Option.choice("--auth", "option.check.auth", authChoices()),
                Option.value("--user", "NAME", "option.check.user"),
                Option.value("--password-file", "FILE", "option.check.password-file"),
                Option.value("--password-env", "VARIABLE", "option.check.password-env"),
                Option.value("--token-file", "FILE", "option.check.token-file"),
                Option.value("--token-env", "VARIABLE", "option.check.token-env"),
                Option.value("--account", "ID", "option.check.account"),
                Option.value("--helo", "NAME", "option.check.helo"), Option.value("--from", "ADDRESS", "option.check.from"),
                Option.value("--to", "ADDRESS", "option.check.to"), Option.flag("--send", "option.check.send"),
                Option.value("--find", "TARGET", "option.check.find"),
                Option.choice("--stop-after", "option.check.stop-after", Choices.ids(Stage.values(), Stage::id)),
                Option.value("--deadline", "TIME", "option.check.deadline"),
                Option.value("--as", "PROFILE", "option.check.as"), Option.values("--ca", "FILE", "option.check.ca"),
                Option.flag("--insecure-cleartext", "option.check.insecure-cleartext"),
                Option.value("--dns", "HOST:PORT", "option.check.dns"));
    }

    private static List<String> authChoices() {
        List<String> choices = new ArrayList<>(List.of(NONE, AUTO));
        choices.addAll(Choices.ids(Mechanism.values(), Mechanism::id));
        return choices;
    }

    /** How the connection is to be protected; null for what is usual for the target. */
    Security security(Settings settings) throws UsageException {
        return Choices.find(Security.values(), Security::id, choice(settings, "--security", SECURITIES));
    }

    /**
     * The check of a target.
     *
     * @param practiceAnchors what else to trust
     */
    CheckRequest request(Target target, List<X509Certificate> practiceAnchors, Settings settings)
            throws UsageException, IOException {
        List<X509Certificate> trusted = new ArrayList<>(anchors);
        trusted.addAll(practiceAnchors);
        String to = address(settings, "--to");
        if (send && to == null) {
            throw new UsageException("usage.send");
        }
        return CheckRequest.of(target).withSignIn(signIn(settings)).withHelo(helo(settings))
                .withEnvelope(address(settings, "--from"), to, send).withLookup(lookup).withStopAfter(stopAfter)
                .withDeadline(deadline).withProfile(profile(settings)).withTrustAnchors(trusted).withAllowCleartext(cleartext)
                .withResolver(resolver);
    }

    /** Signs in to a practice server and writes to whom its scenario says, as far as the user has not said otherwise. */
    CheckRequest practise(CheckRequest request, Attempt attempt, Settings settings) {
        CheckRequest result = attempt.applyTo(request);
        if (NONE.equals(settings.get("--auth"))) {
            return result.withSignIn(SignIn.NONE);
        }
        if (result.signIn() != request.signIn()) {
            context.secrets().add(result.signIn().secret(), result.signIn().user());
        }
        return result;
    }

    private SignIn signIn(Settings settings) throws UsageException, IOException {
        // an account of the store is named by its address
        String user = settings.get("--user") == null ? settings.get("--account") : settings.get("--user");
        String auth = choice(settings, "--auth", authChoices());
        if (NONE.equals(auth)) {
            return SignIn.NONE;
        }
        if (user == null) {
            if (auth != null) {
                throw new UsageException("usage.auth.without.user", auth);
            }
            for (String option : Secrets.OPTIONS) {
                if (settings.get(option) != null) {
                    throw new UsageException("usage.secret.without.user", option);
                }
            }
            return SignIn.NONE;
        }
        if (user.isEmpty() || user.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("usage.user");
        }
        Secret secret = Secrets.read(settings, context);
        if (secret == null) {
            throw new UsageException("usage.secret.missing", String.join(", ", Secrets.OPTIONS));
        }
        context.secrets().add(secret, user);
        Mechanism mechanism = auth == null || AUTO.equals(auth) ? null : Mechanism.fromName(auth).orElseThrow();
        if (mechanism != null && mechanism.usesToken() != (secret.kind() == SecretKind.TOKEN)) {
            throw new UsageException(mechanism.usesToken() ? "usage.auth.needs.token" : "usage.auth.needs.password", auth);
        }
        return new SignIn(user, secret, mechanism);
    }

    private static String choice(Settings settings, String option, List<String> choices) throws UsageException {
        String value = settings.get(option);
        if (value != null && !choices.contains(value)) {
            throw new UsageException("usage.option.choice", option, value, String.join(", ", choices));
        }
        return value;
    }

    /** A team may have a profile of its own for a client that is built in: the knowledge base is asked first. */
    private ClientProfile profile(Settings settings) throws UsageException {
        String id = settings.get("--as");
        if (id == null) {
            return ClientProfile.CURRENT;
        }
        KnowledgeBase base = KbCommand.knowledge(context).base();
        Optional<ClientProfile> known = base.client(id.toLowerCase(Locale.ROOT)).map(Client::checkProfile)
                .or(() -> Profiles.byId(id));
        if (known.isEmpty()) {
            List<String> near = new ArrayList<>(Nearest.of(id, Profiles.all().stream().map(ClientProfile::id).toList()));
            base.similarClients(id).stream().filter(client -> !near.contains(client)).forEach(near::add);
            throw near.isEmpty() ? new UsageException("usage.client", id)
                    : new UsageException("usage.client.near", id, String.join(", ", near));
        }
        return known.get();
    }

    /** An address for an envelope: nothing in it may end the command that it becomes a part of. */
    private static String address(Settings settings, String option) throws UsageException {
        String address = settings.get(option);
        if (address == null) {
            return null;
        }
        if ("--from".equals(option) && ("<>".equals(address) || address.isEmpty())) {
            return "";
        }
        int at = address.lastIndexOf('@');
        boolean harmless = address.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == '<' || c == '>');
        if (at < 1 || at == address.length() - 1 || !harmless || address.length() > 320) {
            throw new UsageException("usage.address", option, address);
        }
        return address;
    }

    private static String helo(Settings settings) throws UsageException {
        String name = settings.get("--helo");
        if (name != null && (name.isEmpty() || name.length() > 255 || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7F))) {
            throw new UsageException("usage.helo", name);
        }
        return name;
    }

    /** A DNS server: a name or an address, with or without a port; an IPv6 address with a port stands in brackets. */
    static String resolver(String text) throws UsageException {
        if (text == null) {
            return null;
        }
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = bracket < 0 && text.indexOf(':') != colon;
        String host = bracket > 0 ? text.substring(1, bracket) : bareIpv6 || colon < 0 ? text : text.substring(0, colon);
        String rest = bracket > 0 ? text.substring(bracket + 1) : bareIpv6 || colon < 0 ? "" : text.substring(colon);
        String allowed = bracket > 0 || bareIpv6 ? "[0-9A-Fa-f:.]+(%[0-9A-Za-z._-]+)?" : "[0-9A-Za-z._-]+";
        if (!host.matches(allowed) || !rest.isEmpty() && !isPort(rest)) {
            throw new UsageException("usage.dns", text);
        }
        return text;
    }

    private static boolean isPort(String text) {
        return text.matches(":[0-9]{1,5}") && Integer.parseInt(text.substring(1)) >= 1
                && Integer.parseInt(text.substring(1)) <= 65535;
    }
}
