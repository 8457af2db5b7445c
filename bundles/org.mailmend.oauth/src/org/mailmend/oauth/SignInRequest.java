package org.mailmend.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Who is to be signed in, where and how.
 *
 * @param provider the provider
 * @param client   the client that the user brings
 * @param address  the address that is to sign in
 * @param scopes   what is asked for
 * @param timeout  how long to wait for the user
 * @param locale   language of the page that the browser shows at the end
 * @param port     port to come back to; 0 for any that is free
 * @param browser  opens the page
 * @param clock    tells the time
 */
public record SignInRequest(Provider provider, ClientRegistration client, String address, List<String> scopes, Duration timeout,
        Locale locale, int port, Browser browser, Clock clock) {
    /** Time enough for a password, a second factor and a look at the mail. */
    public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private static final int LONGEST_ADDRESS = 320;

    public SignInRequest {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(client);
        Objects.requireNonNull(address);
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(locale);
        Objects.requireNonNull(browser);
        Objects.requireNonNull(clock);
    }

    /**
     * A sign-in with the scopes of the provider and the usual time.
     *
     * @throws BadInputException when the address is none
     */
    public static SignInRequest of(Provider provider, ClientRegistration client, String address) throws BadInputException {
        return new SignInRequest(provider, client, checkAddress(address), provider.scopes(), USUAL_TIMEOUT, Locale.ENGLISH, 0,
                Browser.NONE,
                Clock.systemUTC());
    }

    /** The address without blanks around it, if it is one. */
    public static String checkAddress(String address) throws BadInputException {
        String text = address.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.length() > LONGEST_ADDRESS
                || text.chars().anyMatch(
                        c -> c <= ' ' || c == 0x7F || c == '<' || c == '>' || Character.isWhitespace(c) || c == 0x3000)) {
            throw new BadInputException(Remark.of("input.address", org.mailmend.oauth.internal.Failures.printable(address)));
        }
        return text;
    }

    /**
     * Asks for other scopes.
     *
     * @throws BadInputException when there is none, or one is no word
     */
    public SignInRequest withScopes(List<String> value) throws BadInputException {
        // RFC 6749 section 3.3
        if (value.isEmpty() || value.stream().anyMatch(scope -> !scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"))) {
            throw new BadInputException(Remark.of("input.scope"));
        }
        List<String> mail = value.stream().filter(scope -> !provider.otherScopes().contains(scope)).toList();
        return new SignInRequest(provider.withMailScopes(mail), client, address, value, timeout, locale, port, browser, clock);
    }

    public SignInRequest withTimeout(Duration value) {
        return new SignInRequest(provider, client, address, scopes, value, locale, port, browser, clock);
    }

    public SignInRequest withLocale(Locale value) {
        return new SignInRequest(provider, client, address, scopes, timeout, value, port, browser, clock);
    }

    public SignInRequest withPort(int value) {
        return new SignInRequest(provider, client, address, scopes, timeout, locale, value, browser, clock);
    }

    public SignInRequest withBrowser(Browser value) {
        return new SignInRequest(provider, client, address, scopes, timeout, locale, port, value, clock);
    }

    public SignInRequest withClock(Clock value) {
        return new SignInRequest(provider, client, address, scopes, timeout, locale, port, browser, value);
    }
}
