package org.mailmend.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/** Says of a case, in the words of the rules, what is known of it and what follows from the client's profile. */
final class CaseFacts {
    /** An app password at Google has 16 letters (support.google.com/accounts/answer/185833). */
    private static final int APP_PASSWORD = 16;

    private final AdviceRequest request;
    private final Map<String, String> facts = new HashMap<>();
    private final List<Fact<?>> decisive = new ArrayList<>();

    private CaseFacts(AdviceRequest request, Client client, LocalDate today) {
        this.request = request;
        Abilities can = client.abilities();
        boolean receives = Abilities.answer(can.receives()) == Answer.YES;
        boolean person = client.kind() == ClientKind.MAIL_CLIENT || client.kind() == ClientKind.PHONE;
        boolean fetches = receives
                && (request.receives() == Answer.YES || request.receives() == Answer.UNKNOWN && person);
        boolean personal = request.account() == AccountKind.PERSONAL || request.account() == AccountKind.OUTLOOK_COM;
        put("account", request.account().id());
        put("needs", fetches ? "send-receive" : "send");
        put("recipients", switch (request.internalOnly()) {
            case YES -> "internal";
            case NO -> "anyone";
            case UNKNOWN -> "unknown";
        });
        put("incoming", request.incoming() == null ? "unknown" : request.incoming().id());
        put("two-step", request.twoStep());
        put("admin-oauth", personal ? Answer.YES : request.adminOAuth());
        put("admin-app-password", personal ? Answer.YES : request.adminAppPassword());
        put("admin-relay", personal ? Answer.NO : request.adminRelay());
        put("static-ip", request.staticIp());
        put("client-kind", client.kind().id());
        put("client-receives", receives ? Answer.YES : Abilities.answer(can.receives()));
        put("client-native", answer(Optional.ofNullable(can.microsoftNative())));
        put("client-password", Abilities.answer(can.password()));
        put("client-any-server", Abilities.answer(can.anyServer()));
        put("client-without-sign-in", Abilities.answer(can.withoutSignIn()));
        put("client-works", yesNo(client.works() == null || client.works().value() != Answer.NO));
        put("client-ended", yesNo(client.endedOn(today)));
        put("client-password-fits", can.passwordMax() == null ? "unknown" : yesNo(can.passwordMax().value() >= APP_PASSWORD));
        put("client-tls", tls(can));
        put("client-starttls", offers(can, Security.STARTTLS));
        put("client-implicit-tls", offers(can, Security.TLS));
        oauth(can, fetches);
    }

    static CaseFacts of(AdviceRequest request, Client client, LocalDate today) {
        return new CaseFacts(request, client, today);
    }

    Map<String, String> map() {
        return facts;
    }

    /** The facts on which it rests that the client can sign in with OAuth. */
    List<Fact<?>> oauthFacts() {
        return decisive;
    }

    boolean is(String fact, String value) {
        return value.equals(facts.get(fact));
    }

    private void oauth(Abilities can, boolean fetches) {
        Provider provider = request.account().isGoogle() ? Provider.GOOGLE
                : request.account().isMicrosoft() ? Provider.MICROSOFT : null;
        Optional<Fact<OAuthAbility>> smtp = ability(can, provider, Protocol.SMTP);
        Optional<Fact<OAuthAbility>> imap = ability(can, provider, Protocol.IMAP);
        Optional<Fact<OAuthAbility>> pop = ability(can, provider, Protocol.POP3);
        List<Optional<Fact<OAuthAbility>>> needed = new ArrayList<>();
        boolean fetchesOnly = Abilities.answer(can.anyServer()) == Answer.NO && answer(smtp) == Answer.NO
                && (answer(imap) == Answer.YES || answer(pop) == Answer.YES);
        if (!fetchesOnly) {
            needed.add(smtp);
        }
        if (fetches) {
            needed.add(request.incoming() == Protocol.POP3
                    || request.incoming() == null && answer(imap) != Answer.YES && answer(pop) == Answer.YES ? pop : imap);
        }
        Answer all = Answer.YES;
        for (Optional<Fact<OAuthAbility>> each : needed) {
            Answer one = answer(each);
            all = one == Answer.NO || all == Answer.NO ? Answer.NO : one == Answer.UNKNOWN ? Answer.UNKNOWN : all;
            each.ifPresent(decisive::add);
        }
        put("client-oauth", all);
        put("client-pop-oauth", answer(pop));
        for (OAuthAbility.Condition condition : List.of(OAuthAbility.Condition.OWN_CLIENT, OAuthAbility.Condition.ADD_ON,
                OAuthAbility.Condition.ASSISTANT)) {
            put("client-" + condition.id(), yesNo(all == Answer.YES && needed.stream()
                    .anyMatch(each -> each.isPresent() && each.get().value().conditions().contains(condition))));
        }
        if (request.account().isMicrosoft() && can.microsoftNative() != null && all != Answer.YES) {
            decisive.clear();
            decisive.add(can.microsoftNative());
        }
    }

    private Optional<Fact<OAuthAbility>> ability(Abilities can, Provider provider, Protocol protocol) {
        return provider == null ? Optional.empty() : can.oauth(provider, protocol);
    }

    /** A sign-in that only accounts of organisations get is none for a personal account. */
    private Answer answer(Optional<Fact<OAuthAbility>> ability) {
        boolean personal = request.account() == AccountKind.PERSONAL || request.account() == AccountKind.OUTLOOK_COM;
        if (ability.isEmpty()) {
            return Answer.UNKNOWN;
        }
        OAuthAbility value = ability.get().value();
        boolean barred = personal && value.conditions().contains(OAuthAbility.Condition.ORGANISATION_ONLY);
        return barred ? Answer.NO : value.answer();
    }

    private static String tls(Abilities can) {
        boolean never = can.securities() != null && !can.securities().value().contains(Security.STARTTLS)
                && !can.securities().value().contains(Security.TLS);
        if (never || can.tls() != null && can.tls().value().isEmpty()) {
            return "none";
        }
        if (can.tls() == null) {
            return "unknown";
        }
        return can.tls().value().contains("TLSv1.2") || can.tls().value().contains("TLSv1.3") ? "current" : "old";
    }

    private static String offers(Abilities can, Security security) {
        return can.securities() == null ? "unknown" : yesNo(can.securities().value().contains(security));
    }

    private void put(String name, String value) {
        facts.put(name, value);
    }

    private void put(String name, Answer value) {
        facts.put(name, value.id());
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }
}
