package org.mailmend.oauth;

import java.util.Locale;

/**
 * A letter that asks the administrator of an organisation to allow a client that its rules block: which one, for what, and which setting
 * to change. It holds no secret.
 *
 * @param subject subject of the mail
 * @param body    its text, paragraphs separated by an empty line
 */
public record AdministratorLetter(String subject, String body) {

    /**
     * Writes the letter; for a service account it asks for domain-wide delegation.
     *
     * @param account  the address that cannot sign in
     * @param program  what the client is called there, for example {@code Mailmend}
     * @param client   the client
     * @param provider the provider
     * @param locale   Japanese, or English for every other locale
     */
    public static AdministratorLetter of(String account, String program, ClientRegistration client, Provider provider,
            Locale locale) {
        if (client.kind() == ClientRegistration.Kind.SERVICE_ACCOUNT) {
            return new AdministratorLetter(Remark.of("letter.delegation.subject", client.email()).text(locale),
                    Remark.of("letter.delegation.body", client.email(), program, client.id(), Delegation.scopes(provider),
                            provider.name()).text(locale));
        }
        String setting = switch (provider.id()) {
            case "google" -> "letter.setting.google";
            case "microsoft365" -> "letter.setting.microsoft";
            default -> "letter.setting.other";
        };
        return new AdministratorLetter(Remark.of("letter.subject", program, account).text(locale),
                Remark.of("letter.body", account, program, client.id(), String.join("\n    ", provider.mailScopes()),
                        Remark.of(setting).text(locale), provider.name()).text(locale));
    }
}
