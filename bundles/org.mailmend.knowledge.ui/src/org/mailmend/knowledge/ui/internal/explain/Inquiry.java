package org.mailmend.knowledge.ui.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounces;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Symptom;
import org.mailmend.knowledge.Client;

/**
 * A text with all that is known besides.
 *
 * @param text     what somebody pasted, typed or read out
 * @param mail     the same as a mail message; null when it is none
 * @param protocol the protocol; null when nobody said
 * @param client   the client or device; null when nobody said
 * @param answers  answers to questions, by the question's id: an option's id, or free words
 */
record Inquiry(String text, byte[] mail, Protocol protocol, Client client, Map<String, String> answers) {
    /** What an answer leaves of the doubt. */
    private static final double DOUBT_LEFT = 0.5;

    Inquiry {
        answers = Map.copyOf(answers);
    }

    /**
     * What the text means.
     *
     * @param diagnosis the diagnosis; its question is null when it was answered
     * @param notMail   whether the answers show that it is not mail that fails
     * @param bounce    what the message says of the delivery of another one; null when it is no mail message
     */
    record Finding(Diagnosis diagnosis, boolean notMail, Bounce bounce) {
    }

    /** The text with all that was answered in words. */
    String words() {
        StringBuilder words = new StringBuilder(text);
        answers.forEach((question, answer) -> {
            if (Option.of(question, answer) == null) {
                words.append('\n').append(answer);
            }
        });
        return words.toString();
    }

    /**
     * Finds the cause; takes a time in proportion to the length of the text.
     *
     * @param explainer has the rules
     */
    Finding find(Explainer explainer) {
        Bounce bounce = mail == null ? null : Bounces.with(explainer).read(mail);
        if (bounce != null && bounce.isBounce()) {
            Diagnosis diagnosis = bounce.diagnosis();
            return new Finding(with(diagnosis, diagnosis.cause(), diagnosis.confidence(), diagnosis.alternatives(), null), false,
                    bounce);
        }
        SecretKind secret = SecretKind.UNKNOWN;
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Option option = Option.of(answer.getKey(), answer.getValue());
            if (option != null && option.secret() != null) {
                secret = option.secret();
            }
        }
        String family = client == null ? null : client.family().isEmpty() ? client.id() : client.family();
        Diagnosis diagnosis = explainer.classifier()
                .classify(new Symptom(protocol, null, null, null, words(), null, null, secret, family));
        boolean notMail = false;
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Option option = Option.of(answer.getKey(), answer.getValue());
            if (option != null && !option.causes().isEmpty()) {
                diagnosis = prefer(diagnosis, option.causes());
                notMail |= option.notMail();
            }
        }
        boolean answered = diagnosis.question() != null && answers.containsKey(diagnosis.question());
        return new Finding(answered ? with(diagnosis, diagnosis.cause(), diagnosis.confidence(), diagnosis.alternatives(), null)
                : diagnosis, notMail, bounce);
    }

    /** The diagnosis in the light of an answer that speaks for one of these causes. */
    private static Diagnosis prefer(Diagnosis diagnosis, List<CauseId> causes) {
        if (diagnosis.cause() == CauseId.UNKNOWN && diagnosis.alternatives().isEmpty()) {
            return diagnosis;
        }
        CauseId best = causes.contains(diagnosis.cause()) ? diagnosis.cause()
                : diagnosis.alternatives().stream().map(Alternative::cause).filter(causes::contains).findFirst()
                        .orElse(causes.getFirst());
        double surer = 1 - (1 - diagnosis.confidence()) * DOUBT_LEFT;
        List<Alternative> others = new ArrayList<>();
        if (best != diagnosis.cause() && diagnosis.cause() != CauseId.UNKNOWN) {
            others.add(new Alternative(diagnosis.cause(), Math.min(diagnosis.confidence(), 1 - surer)));
        }
        diagnosis.alternatives().stream().filter(other -> other.cause() != best)
                .map(other -> new Alternative(other.cause(), other.confidence() * DOUBT_LEFT)).forEach(others::add);
        others.sort((a, b) -> Double.compare(b.confidence(), a.confidence()));
        return with(diagnosis, best, surer, others, diagnosis.question());
    }

    private static Diagnosis with(Diagnosis diagnosis, CauseId cause, double confidence, List<Alternative> alternatives,
            String question) {
        return new Diagnosis(cause, confidence, alternatives, diagnosis.evidence(), diagnosis.symptom(), question,
                diagnosis.basis());
    }

    /**
     * An answer to choose.
     *
     * @param id      stable id
     * @param text    what it says
     * @param secret  what it says of the secret; null for nothing
     * @param causes  the causes that it speaks for; empty when it only settles the question
     * @param notMail whether it shows that it is not mail that fails
     */
    record Option(String id, String text, SecretKind secret, List<CauseId> causes, boolean notMail) {

        private static Option secret(String id, String text, SecretKind secret) {
            return new Option(id, text, secret, List.of(), false);
        }

        private static Option causes(String id, String text, CauseId... causes) {
            return new Option(id, text, null, List.of(causes), false);
        }

        private static Option notMail(String id, String text) {
            return new Option(id, text, null, List.of(CauseId.CLIENT_CONFIG), true);
        }

        /** The answers to choose from; empty for a question that is answered in words. */
        static List<Option> of(String question) {
            return switch (question) {
                case "secret-kind" -> List.of(secret("account", Messages.Answer_accountPassword, SecretKind.PASSWORD),
                        secret("app", Messages.Answer_appPassword, SecretKind.APP_PASSWORD));
                case "token-or-password" -> List.of(secret("token", Messages.Answer_providersPage, SecretKind.TOKEN),
                        secret("password", Messages.Answer_password, SecretKind.PASSWORD));
                case "sender-or-sign-in" -> List.of(
                        causes("same", Messages.Answer_sameAddress, CauseId.AUTH_REQUIRED, CauseId.AUTH_BAD_CREDENTIALS),
                        causes("other", Messages.Answer_otherAddress, CauseId.SENDER_NOT_ALLOWED));
                case "destination-kind" -> List.of(causes("mail", Messages.Answer_byMail),
                        notMail("other", Messages.Answer_folderOrFax));
                case "machine-login" -> List.of(
                        causes("sending", Messages.Answer_whenSending, CauseId.AUTH_BAD_CREDENTIALS, CauseId.MS_BASIC_DISABLED),
                        notMail("login", Messages.Answer_whenLoggingIn));
                case "reach-or-sign-in" -> List.of(
                        causes("reach", Messages.Answer_noConnection, CauseId.NET_REFUSED, CauseId.NET_TIMEOUT,
                                CauseId.TLS_MODE_MISMATCH, CauseId.DNS_NO_SUCH_HOST),
                        causes("refused", Messages.Answer_signInRefused, CauseId.AUTH_BAD_CREDENTIALS));
                default -> List.of();
            };
        }

        /** The answer with this id; null when the question is answered in words. */
        static Option of(String question, String id) {
            return of(question).stream().filter(option -> option.id.equals(id)).findFirst().orElse(null);
        }
    }
}
