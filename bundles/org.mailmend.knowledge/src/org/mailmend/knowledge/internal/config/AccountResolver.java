package org.mailmend.knowledge.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Abilities;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Provider;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.ServerSettings;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.ConfigRequest;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.OAuth2;
import org.mailmend.knowledge.config.Rest;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.config.SignInMethod;

/** Finds the settings of an account in a client: from the advice, from the presets of a provider, or from a file. */
public final class AccountResolver {
    /** Formats that nothing reads without a server to fetch from. */
    private static final Set<ConfigFormat> FETCHING = Set.of(ConfigFormat.AUTOCONFIG, ConfigFormat.MOBILECONFIG,
            ConfigFormat.POLICIES, ConfigFormat.PRF);
    /** Ways that end with servers to enter. */
    private static final Set<Route> ROUTES = Set.of(Route.OAUTH, Route.APP_PASSWORD, Route.SMTP_RELAY, Route.RESTRICTED_SMTP,
            Route.LOCAL_BRIDGE);

    private final KnowledgeBase base;

    public AccountResolver(KnowledgeBase base) {
        this.base = base;
    }

    /** See {@link org.mailmend.knowledge.config.Configurations#settings}. */
    public AccountSettings resolve(ConfigRequest request, ConfigFormat format) throws ConfigException {
        MailAddress address = MailAddress.parse(request.address());
        String name = request.name() == null || request.name().isBlank() ? null : oneLine(request.name());
        if (request.servers() != null) {
            return ofFile(request, address, name);
        }
        Optional<KnownDomains.Known> known = KnownDomains.of(address.domain());
        List<Notice> notices = new ArrayList<>();
        AccountKind account = request.account();
        if (account == null) {
            account = known.map(KnownDomains.Known::account).orElse(AccountKind.WORKSPACE);
            if (known.isEmpty()) {
                notices.add(Notice.of("notice.account-assumed", address.domain(), account));
            }
        }
        if (format == ConfigFormat.PRF && account.isMicrosoft()) {
            throw new ConfigException("prf.microsoft");
        }
        if (account == AccountKind.OTHER) {
            KnownDomains.Known provider = known.filter(each -> each.account() == AccountKind.OTHER)
                    .orElseThrow(() -> new ConfigException("servers.unknown", address.domain()));
            return ofPresets(request, address, name, provider, notices);
        }
        return ofAdvice(request, format, account, address, name, notices);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }

    // what the knowledge base advises

    private AccountSettings ofAdvice(ConfigRequest request, ConfigFormat format, AccountKind account, MailAddress address,
            String name, List<Notice> notices) throws ConfigException {
        Client client = request.client();
        boolean receives = Abilities.answer(client.abilities().receives()) == Answer.YES;
        AdviceRequest asked = AdviceRequest.of(client.id(), account).withIncoming(request.incoming())
                .withReceives(receives ? Answer.YES : Answer.UNKNOWN);
        Advice advice = new Adviser(base).advise(asked);
        Advice.Option option = option(advice, request.route(), format);
        Advice.Option best = advice.best();
        if (!ROUTES.contains(best.route()) && request.route() == null && !best.because().isEmpty()) {
            notices.add(Notice.of("notice.better", best.route(), best.because().getFirst().text()));
        }
        List<ServerSettings> settings = option.settings();
        AccountServer incoming = settings.stream().filter(each -> each.protocol() != Protocol.SMTP).findFirst()
                .map(each -> server(each, address)).orElse(null);
        AccountServer outgoing = settings.stream().filter(each -> each.protocol() == Protocol.SMTP).findFirst()
                .map(each -> server(each, address)).orElse(null);
        boolean exchange = format == ConfigFormat.MOBILECONFIG && account.isMicrosoft();
        if (incoming == null && FETCHING.contains(format) && !exchange) {
            incoming = usualIncoming(client, account, option.route(), request.incoming(), address);
            notices.add(Notice.of("notice.incoming-added"));
        }
        if (format != ConfigFormat.TEXT && (outgoing != null && outgoing.isOpen() || incoming != null && incoming.isOpen())) {
            throw new ConfigException("servers.open", option.route());
        }
        if (outgoing != null && outgoing.host().contains(".mail.protection.outlook.com")) {
            notices.add(Notice.of("notice.mx-name", outgoing.host()));
        }
        if (!client.verified() || settings.stream().anyMatch(each -> each.sources().stream().noneMatch(Source::verified))) {
            notices.add(Notice.of("notice.unverified"));
        }
        return new AccountSettings(client, address.toString(), name, account, providerName(account), option.route(), incoming,
                outgoing, uses(SignInMethod.OAUTH2, incoming, outgoing) ? oAuth2(account) : null, option.steps(), notices);
    }

    private static Advice.Option option(Advice advice, Route wanted, ConfigFormat format) throws ConfigException {
        List<Advice.Option> usable = advice.options().stream()
                .filter(option -> ROUTES.contains(option.route())
                        && (!option.settings().isEmpty() || withoutServers(advice, format)))
                .toList();
        if (wanted != null) {
            Optional<Advice.Option> found = usable.stream().filter(option -> option.route() == wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            for (Advice.Excluded excluded : advice.excluded()) {
                if (excluded.route() == wanted && !excluded.because().isEmpty()) {
                    throw new ConfigException("route.excluded", wanted, excluded.because().getFirst().text());
                }
            }
            throw new ConfigException("route.no-servers", wanted);
        }
        Route preferred = preferred(advice, format);
        Optional<Advice.Option> best = usable.stream().filter(option -> option.route() == preferred).findFirst();
        if (best.isEmpty() && format != ConfigFormat.TEXT) {
            // such a file is made for an account, so one with a sign-in comes first
            best = usable.stream().filter(option -> option.route() == Route.OAUTH || option.route() == Route.APP_PASSWORD)
                    .findFirst();
        }
        if (best.isEmpty()) {
            best = usable.stream().findFirst();
        }
        return best.orElseThrow(() -> new ConfigException("route.none", advice.client().name(),
                advice.best().because().isEmpty() ? advice.best().route().id() : advice.best().because().getFirst().text()));
    }

    /** Whether something sensible can be written without servers: steps, or a profile of Apple's own account types. */
    private static boolean withoutServers(Advice advice, ConfigFormat format) {
        return format == ConfigFormat.TEXT || format == ConfigFormat.MOBILECONFIG && advice.request().account().isMicrosoft();
    }

    /** The way that a format can hold best; null for the one that the advice puts first. */
    private static Route preferred(Advice advice, ConfigFormat format) {
        return switch (format) {
            case PRF, POSTFIX -> Route.APP_PASSWORD;
            case MOBILECONFIG -> advice.request().account().isGoogle() ? Route.APP_PASSWORD : Route.OAUTH;
            case MSMTP -> Route.OAUTH;
            case AUTOCONFIG, POLICIES, TEXT -> null;
        };
    }

    private static AccountServer server(ServerSettings settings, MailAddress address) {
        SignInMethod signIn = switch (settings.auth()) {
            case "oauth2" -> SignInMethod.OAUTH2;
            case "app-password" -> SignInMethod.APP_PASSWORD;
            case "password" -> SignInMethod.PASSWORD;
            default -> SignInMethod.NONE;
        };
        // the name of a domain's exchanger at Microsoft: its dots become hyphens
        String host = settings.host().replace("<your-domain>", address.domain().replace('.', '-'));
        return new AccountServer(settings.protocol(), host, settings.port(), settings.security(), signIn,
                signIn == SignInMethod.NONE ? null : address.toString());
    }

    private static AccountServer usualIncoming(Client client, AccountKind account, Route route, Protocol wanted,
            MailAddress address) {
        String presets = switch (account) {
            case PERSONAL, WORKSPACE -> "gmail";
            case MICROSOFT365 -> "microsoft365";
            case OUTLOOK_COM -> "outlook.com";
            case OTHER -> throw new IllegalStateException("other providers have presets of their own");
        };
        boolean oauth = account.isMicrosoft() || route != Route.APP_PASSWORD
                && client.abilities().oauthAnswer(Provider.GOOGLE, Protocol.IMAP) == Answer.YES;
        return new KnownDomains.Known(account, presets, false, false, oauth ? SignInMethod.OAUTH2 : SignInMethod.APP_PASSWORD)
                .server(wanted == null ? Protocol.IMAP : wanted, address);
    }

    private static boolean uses(SignInMethod method, AccountServer... servers) {
        for (AccountServer server : servers) {
            if (server != null && server.signIn() == method) {
                return true;
            }
        }
        return false;
    }

    private static String providerName(AccountKind account) {
        return switch (account) {
            case PERSONAL -> "Gmail";
            case WORKSPACE -> "Google Workspace";
            case MICROSOFT365 -> "Microsoft 365";
            case OUTLOOK_COM -> "Outlook.com";
            case OTHER -> throw new IllegalStateException("other providers have names of their own");
        };
    }

    /** The endpoints of developers.google.com/identity/protocols/oauth2 and learn.microsoft.com/entra/identity-platform. */
    private static OAuth2 oAuth2(AccountKind account) {
        if (account.isGoogle()) {
            return new OAuth2("accounts.google.com", "https://mail.google.com/", "https://accounts.google.com/o/oauth2/v2/auth",
                    "https://oauth2.googleapis.com/token", Rest.NONE);
        }
        String tenant = account == AccountKind.OUTLOOK_COM ? "consumers" : "common";
        return new OAuth2("login.microsoftonline.com",
                "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All "
                        + "https://outlook.office.com/SMTP.Send offline_access",
                "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/authorize",
                "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token", Rest.NONE);
    }

    // the presets of another provider

    private static AccountSettings ofPresets(ConfigRequest request, MailAddress address, String name,
            KnownDomains.Known provider, List<Notice> notices) throws ConfigException {
        if (request.route() != null && request.route() != Route.APP_PASSWORD) {
            throw new ConfigException("route.no-servers", request.route());
        }
        AccountServer incoming = provider.server(request.incoming() == null ? Protocol.IMAP : request.incoming(), address);
        if (incoming == null && request.incoming() != null) {
            throw new ConfigException("servers.protocol", provider.name(), request.incoming().name());
        }
        boolean sendsOnly = Abilities.answer(request.client().abilities().receives()) == Answer.NO;
        return new AccountSettings(request.client(), address.toString(), name, AccountKind.OTHER, provider.name(),
                provider.signIn() == SignInMethod.APP_PASSWORD ? Route.APP_PASSWORD : null, sendsOnly ? null : incoming,
                provider.server(Protocol.SMTP, address), null, List.of(), notices);
    }

    // a file

    private static AccountSettings ofFile(ConfigRequest request, MailAddress address, String name) throws ConfigException {
        ClientConfig config = request.servers();
        EmailProvider provider = config.emailProvider();
        Client client = request.client();
        List<Notice> notices = new ArrayList<>();
        AccountServer outgoing = choose(provider.outgoingServers(), Protocol.SMTP, client, address);
        AccountServer incoming = request.incoming() != null
                ? choose(provider.incomingServers(), request.incoming(), client, address)
                : firstOf(provider.incomingServers(), client, address);
        if (outgoing == null || request.incoming() != null && incoming == null) {
            throw new ConfigException("servers.unusable",
                    outgoing == null ? Protocol.SMTP.name() : request.incoming().name());
        }
        for (AccountServer server : new AccountServer[] {incoming, outgoing}) {
            if (server != null && server.userName() != null && server.userName().indexOf('%') >= 0) {
                notices.add(Notice.of("notice.placeholder", server.userName()));
            }
        }
        boolean sendsOnly = Abilities.answer(client.abilities().receives()) == Answer.NO;
        String providerName = provider.displayName() == null ? address.domain() : oneLine(fill(provider.displayName(), address));
        AccountKind account = request.account() == null
                ? KnownDomains.of(address.domain()).map(KnownDomains.Known::account).orElse(AccountKind.OTHER)
                : request.account();
        return new AccountSettings(client, address.toString(), name, account, providerName, null, sendsOnly ? null : incoming,
                outgoing, uses(SignInMethod.OAUTH2, incoming, outgoing) ? config.oAuth2() : null, List.of(), notices);
    }

    private static AccountServer firstOf(List<Server> servers, Client client, MailAddress address) {
        AccountServer imap = choose(servers, Protocol.IMAP, client, address);
        return imap == null ? choose(servers, Protocol.POP3, client, address) : imap;
    }

    /** The first server of a protocol that the client can use; null when there is none. */
    private static AccountServer choose(List<Server> servers, Protocol protocol, Client client, MailAddress address) {
        Set<Security> securities = client.checkProfile().securities();
        for (Server server : servers) {
            Security security = server.security().orElse(null);
            SignInMethod signIn = server.authentications().stream().map(each -> signIn(each, client, server.hostname()))
                    .flatMap(Optional::stream).findFirst().orElse(null);
            String host = server.hostname() == null ? null : fill(server.hostname(), address);
            if (server.protocol().orElse(null) == protocol && server.port() != null && security != null && signIn != null
                    && securities.contains(security) && MailAddress.isHost(host)) {
                return new AccountServer(protocol, host, server.port(), security, signIn, signIn == SignInMethod.NONE ? null
                        : server.username() == null ? address.toString() : oneLine(fill(server.username(), address)));
            }
        }
        return null;
    }

    private static Optional<SignInMethod> signIn(String authentication, Client client, String host) {
        return switch (authentication) {
            case "OAuth2" -> oauth(client, host) ? Optional.of(SignInMethod.OAUTH2) : Optional.empty();
            case "password-cleartext", "plain", "password-encrypted", "secure" -> Optional.of(SignInMethod.PASSWORD);
            case "none", "client-IP-address", "smtp-after-pop" -> Optional.of(SignInMethod.NONE);
            default -> Optional.empty();
        };
    }

    /** Whether the client has a sign-in page for this server's provider. */
    private static boolean oauth(Client client, String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".google.com") || name.endsWith(".gmail.com") || name.endsWith(".googlemail.com")) {
            return client.abilities().oauthAnswer(Provider.GOOGLE, Protocol.SMTP) == Answer.YES;
        }
        if (name.endsWith(".office365.com") || name.endsWith(".outlook.com")) {
            return client.abilities().oauthAnswer(Provider.MICROSOFT, Protocol.SMTP) == Answer.YES;
        }
        return client.canOAuth();
    }

    private static String fill(String text, MailAddress address) {
        return text.replace("%EMAILADDRESS%", address.toString()).replace("%EMAILLOCALPART%", address.localPart())
                .replace("%EMAILDOMAIN%", address.domain());
    }
}
