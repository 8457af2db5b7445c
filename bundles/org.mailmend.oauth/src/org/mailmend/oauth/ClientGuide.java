package org.mailmend.oauth;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How somebody who has never seen the provider's console makes a client of their own there: step by step, with the names that the console
 * shows in the reader's language, what to copy into it, and why.
 */
public final class ClientGuide {
    private static final String GOOGLE = "https://console.cloud.google.com/";
    private static final String ENTRA = "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade";

    /** The steps of each provider: the page that each is done on, and what is copied into it. */
    private static final Map<String, List<Place>> PLACES = Map.of(
            "google", List.of(new Place(GOOGLE + "projectcreate", "Mailmend"), new Place(GOOGLE + "auth/overview", "Mailmend"),
                    new Place(GOOGLE + "auth/audience", null), new Place(GOOGLE + "auth/audience", null),
                    new Place(GOOGLE + "auth/clients/create", "Mailmend"), new Place(GOOGLE + "auth/clients", null)),
            "microsoft", List.of(new Place(ENTRA, "Mailmend"), new Place(ENTRA, null), new Place(ENTRA, "http://localhost"),
                    new Place(ENTRA, "SMTP.Send"), new Place(ENTRA, null)));

    /** Those for a service account: the key first, then what the administrator enters. */
    private static final List<Place> DELEGATION = List.of(
            new Place("https://console.cloud.google.com/iam-admin/serviceaccounts", "Mailmend"),
            new Place("https://console.cloud.google.com/iam-admin/serviceaccounts", null), new Place(null, null),
            new Place("https://admin.google.com/ac/owl/domainwidedelegation", null), new Place(null, null));
    private static final int KEY_STEPS = 3;

    private record Place(String page, String copy) {
    }

    private ClientGuide() {
    }

    /**
     * A step.
     *
     * @param number counted from 1
     * @param what   what to do
     * @param why    why it is needed
     * @param page   the page of the console; null where the provider has none that is known
     * @param copy   what to copy into it; null for nothing
     */
    public record Step(int number, String what, String why, URI page, String copy) {
    }

    /** The steps at a provider, in English or Japanese; empty for a provider whose console is not known. */
    public static List<Step> steps(Provider provider, Locale locale) {
        String console = switch (provider.id()) {
            case "google" -> "google";
            case "microsoft365", "outlook" -> "microsoft";
            default -> "";
        };
        return steps(PLACES.getOrDefault(console, List.of()), "guide." + console + ".", locale);
    }

    /** How the key of a service account is made in the Google Cloud console, in English or Japanese. */
    public static List<Step> keySteps(Locale locale) {
        return steps(DELEGATION, "guide.delegation.", locale).subList(0, KEY_STEPS);
    }

    /** What the administrator does in the Admin console of Google Workspace, in English or Japanese; the numbers go on. */
    public static List<Step> adminSteps(Locale locale) {
        return steps(DELEGATION, "guide.delegation.", locale).subList(KEY_STEPS, DELEGATION.size());
    }

    private static List<Step> steps(List<Place> places, String prefix, Locale locale) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            String key = prefix + (i + 1);
            String page = places.get(i).page();
            steps.add(new Step(i + 1, Remark.of(key + ".what").text(locale), Remark.of(key + ".why").text(locale),
                    page == null ? null : URI.create(page), places.get(i).copy()));
        }
        return steps;
    }

    /** What it means that a client is internal, in testing or in production, in English or Japanese. */
    public static String meaning(ClientRegistration.Publishing publishing, Locale locale) {
        return Remark.of("guide.publishing." + publishing.name().toLowerCase(Locale.ROOT)).text(locale);
    }
}
