package org.mailmend.cli.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Secret;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.Browser;
import org.mailmend.oauth.ClientFile;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Delegation;
import org.mailmend.oauth.DeviceSignIn;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;

/** {@code mailmend oauth login}: signs an account in, in the browser or by a code, and keeps what comes of it. */
final class OAuthLoginCommand extends Command {
    private static final List<String> STORES = List.of("secure", "memory");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration DISCOVERY = Duration.ofSeconds(15);

    OAuthLoginCommand() {
        super("oauth login");
    }

    @Override
    List<Option> options() {
        return List.of(
                Option.choice("--provider", "option.oauth.provider",
                        List.of("google", "microsoft365", "outlook", "yahoo", "generic")),
                Option.value("--issuer", "URL", "option.oauth.issuer"),
                Option.value("--client-file", "FILE", "option.oauth.client-file"),
                Option.value("--address", "ADDRESS", "option.oauth.address"),
                Option.values("--scope", "SCOPE", "option.oauth.scope"),
                Option.flag("--no-browser", "option.oauth.no-browser"), Option.flag("--device", "option.oauth.device"),
                Option.flag("--service-account", "option.oauth.service-account"),
                Option.choice("--store", "option.oauth.store", STORES),
                Option.value("--timeout", "TIME", "option.oauth.timeout"), Option.value("--port", "N", "option.oauth.port"),
                Option.JSON,
                Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException {
        OAuthOutput output = new OAuthOutput(arguments, context);
        try {
            return login(arguments, context, output);
        } catch (BadInputException e) {
            throw new UsageException("usage.sentence", e.remark().text(context.locale()));
        } catch (OAuthException e) {
            return output.failed(e);
        } catch (IOException e) {
            throw new UsageException("usage.oauth.store");
        }
    }

    private static int login(Arguments arguments, Context context, OAuthOutput output)
            throws UsageException, BadInputException, OAuthException, IOException {
        String id = required(arguments, "--provider");
        boolean generic = id.equals(Provider.GENERIC);
        if (generic != arguments.has("--issuer")) {
            throw new UsageException(generic ? "usage.oauth.issuer.missing" : "usage.oauth.issuer.superfluous", id);
        }
        String address = SignInRequest.checkAddress(required(arguments, "--address"));
        String file = required(arguments, "--client-file");
        int port = arguments.has("--port") ? Numbers.parse("--port", arguments.get("--port"), 1, 65535) : 0;
        Duration timeout = arguments.has("--timeout")
                ? Durations.parse("--timeout", arguments.get("--timeout"), SHORTEST, LONGEST)
                : SignInRequest.USUAL_TIMEOUT;
        byte[] content = Inputs.read(file, ClientFile.LIMIT, context);
        boolean delegated = arguments.has("--service-account");
        Provider known = Providers.byId(id).orElse(null);
        ClientFile.Purpose purpose = delegated ? ClientFile.Purpose.DELEGATION : ClientFile.Purpose.SIGN_IN;
        // the file is looked at before anybody is asked over the network
        ClientRegistration client = ClientFile.read(content, purpose, known == null ? genericStandIn() : known);
        Arrays.fill(content, (byte) 0);
        if (client.secret() != null) {
            hide(context, client.secret());
        }
        Cancellation cancellation = new Cancellation();
        Provider provider = known != null ? known : Providers.discover(arguments.get("--issuer"), DISCOVERY, cancellation);
        SignInRequest request = SignInRequest.of(provider, client, address).withTimeout(timeout).withLocale(context.locale())
                .withPort(port).withBrowser(arguments.has("--no-browser") ? Browser.NONE : new DesktopBrowser(context.env()));
        if (arguments.has("--scope")) {
            request = request
                    .withScopes(arguments.all("--scope").stream().flatMap(text -> Arrays.stream(text.strip().split("[ ,]+")))
                            .filter(scope -> !scope.isEmpty()).toList());
        }
        String wanted = arguments.get("--store");
        if ("secure".equals(wanted)) {
            // before the user goes through all the rest in vain
            try (OAuthStores.Opened store = OAuthStores.open(wanted, context)) {
                return keep(signIn(request, delegated, arguments, context, output, cancellation), store, context, output);
            }
        }
        // the keyring takes its time, and the user too
        FutureTask<OAuthStores.Opened> opening = new FutureTask<>(() -> OAuthStores.open(wanted, context));
        Thread.ofVirtual().name("mailmend-oauth-store").start(opening);
        Account account = signIn(request, delegated, arguments, context, output, cancellation);
        try (OAuthStores.Opened store = opened(opening)) {
            return keep(account, store, context, output);
        }
    }

    private static OAuthStores.Opened opened(FutureTask<OAuthStores.Opened> opening) throws IOException {
        try {
            return opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static Account signIn(SignInRequest request, boolean delegated, Arguments arguments, Context context,
            OAuthOutput output,
            Cancellation cancellation) throws OAuthException {
        if (delegated) {
            return Delegation.signIn(request.provider(), request.client(), request.address(), Clock.systemUTC(), cancellation);
        }
        return arguments.has("--device") ? DeviceSignIn.run(request, new Progress(output, context), cancellation)
                : browser(request, arguments, context, output, cancellation);
    }

    private static int keep(Account account, OAuthStores.Opened store, Context context, OAuthOutput output) throws IOException {
        hide(context, account.tokens().access());
        if (account.tokens().refresh() != null) {
            hide(context, account.tokens().refresh());
        }
        store.store().put(account);
        output.done(account, store.store().isPersistent());
        return 0;
    }

    /** Stands for a provider that is not known yet; only its id counts for a client file. */
    private static Provider genericStandIn() {
        URI nowhere = URI.create("https://localhost/");
        return new Provider(Provider.GENERIC, Provider.GENERIC, null, nowhere, nowhere, null, null, null, null, List.of(),
                List.of(),
                java.util.Map.of(), "127.0.0.1", "/", List.of(), List.of(), List.of());
    }

    private static Account browser(SignInRequest request, Arguments arguments, Context context, OAuthOutput output,
            Cancellation cancellation) throws OAuthException {
        SignIn signIn = new SignIn(request, new Progress(output, context), cancellation);
        if (arguments.has("--no-browser") && !arguments.has(Option.JSON) && context.terminal().in()) {
            Thread.ofVirtual().name("mailmend-oauth-paste").start(() -> paste(signIn, context));
        }
        return signIn.run();
    }

    /** Takes the address at which a browser on another computer ended, as often as the user tries. */
    private static void paste(SignIn signIn, Context context) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(context.in(), Charset.defaultCharset()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    try {
                        signIn.paste(line);
                        return;
                    } catch (BadInputException e) {
                        context.err().println(e.remark().text(context.locale()));
                        context.err().flush();
                    }
                }
            }
        } catch (IOException e) {
            // then nothing is pasted, and the browser can still come back by itself
            context.err().flush();
        }
    }

    private static String required(Arguments arguments, String option) throws UsageException {
        String value = arguments.get(option);
        if (value == null) {
            throw new UsageException("usage.oauth.missing", option);
        }
        return value;
    }

    private static void hide(Context context, String secret) {
        context.secrets().add(Secret.token(secret.toCharArray()), "");
    }

    /** Tells how it goes on. */
    private record Progress(OAuthOutput output, Context context) implements SignInListener {
        @Override
        public void authorize(URI page) {
            output.authorize(page);
        }

        @Override
        public void browserFailed(Remark why) {
            output.note(why.text(context.locale()));
        }

        @Override
        public void ignored(Remark why) {
            output.note(why.text(context.locale()));
        }

        @Override
        public void answered() {
            output.note(context.messages().get("oauth.answered"));
        }

        @Override
        public void showCode(URI page, String code) {
            output.code(page, code);
        }
    }
}
