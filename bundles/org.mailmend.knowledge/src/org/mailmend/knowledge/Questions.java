package org.mailmend.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mailmend.diagnosis.Protocol;

/**
 * The guided dialogue: asks, one after the other, only what still changes the answer. It keeps no state: the answers so far
 * are given each time, so a step back is the same call with one answer less.
 */
public final class Questions {
    private static final String UNKNOWN = "unknown";

    private final KnowledgeBase base;
    private final Adviser adviser;

    /** Asks with the data of this knowledge base. */
    public Questions(KnowledgeBase base) {
        this.base = base;
        this.adviser = new Adviser(base);
    }

    /** All questions in the order in which they may be asked. */
    public List<Question> all() {
        return base.library().questions();
    }

    /**
     * The next question; empty when none that is left changes the answer.
     *
     * @param client  id of the client's profile
     * @param answers the answers so far, choice by question, with {@code unknown} for "don't know"
     */
    public Optional<Question> next(String client, Map<String, String> answers) {
        List<Question> open = all().stream().filter(question -> !answers.containsKey(question.id())).toList();
        for (Question question : open) {
            List<Question> others = open.stream().filter(other -> other != question).toList();
            if (matters(client, answers, question, others)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }

    /** The case that the answers describe; what was not asked or not known stays unknown. */
    public static AdviceRequest request(String client, Map<String, String> answers) {
        AccountKind account = AccountKind.fromId(answers.getOrDefault("account", "")).orElse(AccountKind.OTHER);
        Answer receives = switch (answers.getOrDefault("needs", UNKNOWN)) {
            case "send" -> Answer.NO;
            case "send-receive" -> Answer.YES;
            default -> Answer.UNKNOWN;
        };
        Answer internal = switch (answers.getOrDefault("recipients", UNKNOWN)) {
            case "internal" -> Answer.YES;
            case "anyone" -> Answer.NO;
            default -> Answer.UNKNOWN;
        };
        return AdviceRequest.of(client, account).withReceives(receives)
                .withIncoming(Protocol.fromId(answers.getOrDefault("incoming", "")).orElse(null))
                .withTwoStep(answer(answers, "two-step"))
                .withAdmin(answer(answers, "admin-oauth"), answer(answers, "admin-app-password"),
                        answer(answers, "admin-relay"))
                .withStaticIp(answer(answers, "static-ip")).withInternalOnly(internal);
    }

    private static Answer answer(Map<String, String> answers, String question) {
        return Answer.fromId(answers.getOrDefault(question, UNKNOWN)).orElse(Answer.UNKNOWN);
    }

    /** Whether two answers to the question lead to different advice, whatever the answers to the others may be. */
    private boolean matters(String client, Map<String, String> answers, Question question, List<Question> others) {
        for (Map<String, String> rest : completions(answers, others)) {
            Set<Object> outcomes = new HashSet<>();
            for (Question.Choice choice : question.choices()) {
                if (!choice.id().equals(UNKNOWN)) {
                    rest.put(question.id(), choice.id());
                    outcomes.add(outcome(client, rest));
                }
            }
            if (outcomes.size() > 1) {
                return true;
            }
        }
        return false;
    }

    private static List<Map<String, String>> completions(Map<String, String> answers, List<Question> others) {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>(answers));
        for (Question question : others) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Question.Choice choice : question.choices()) {
                if (!choice.id().equals(UNKNOWN)) {
                    for (Map<String, String> each : all) {
                        Map<String, String> more = new LinkedHashMap<>(each);
                        more.put(question.id(), choice.id());
                        longer.add(more);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    /** What the user would see change: the way, what to do and what to enter. */
    private Object outcome(String client, Map<String, String> answers) {
        Advice.Option best = adviser.advise(request(client, answers)).best();
        return List.of(best.route(), best.steps().stream().map(step -> step.text().en()).toList(), best.settings());
    }
}
