package org.mailmend.knowledge.ui.internal.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Question;
import org.mailmend.knowledge.Questions;

/**
 * How far the dialogue has come.
 *
 * @param client  the client or device
 * @param path    the questions that were answered, in order, each with the answer
 * @param next    the question that is open; null when none that is left changes the advice
 * @param advice  the ways out as far as they are known; null as long as the kind of account is open
 * @param titles  titles of the articles that the advice names, by id
 */
record Case(Client client, List<Step> path, Question next, Advice advice, Map<String, String> titles) {
    private static final String ACCOUNT = "account";

    Case {
        path = List.copyOf(path);
        titles = Map.copyOf(titles);
    }

    /**
     * An answered question.
     *
     * @param question the question
     * @param choice   the answer
     */
    record Step(Question question, Question.Choice choice) {
    }

    /** The kind of account as it was answered; null when it is not known. */
    String account() {
        return path.stream().filter(step -> step.question().id().equals(ACCOUNT)).map(step -> step.choice().id()).findFirst()
                .orElse(null);
    }

    /**
     * Works out how far these answers lead. It can take a while, as it tries what each answer would change.
     *
     * @param answers the answers in the order in which they were given, choice by question
     */
    static Case of(KnowledgeBase base, Client client, Map<String, String> answers, java.util.Locale locale) {
        Questions questions = new Questions(base);
        List<Step> path = new ArrayList<>();
        Map<String, String> counted = new LinkedHashMap<>();
        Optional<Question> next = questions.next(client.id(), counted);
        // An answer counts only where its question still changes something.
        while (next.isPresent() && answers.containsKey(next.get().id())) {
            Question question = next.get();
            String answer = answers.get(question.id());
            Optional<Question.Choice> choice = question.choices().stream().filter(one -> one.id().equals(answer)).findFirst();
            if (choice.isEmpty()) {
                break;
            }
            path.add(new Step(question, choice.get()));
            counted.put(question.id(), answer);
            next = questions.next(client.id(), counted);
        }
        Advice advice = next.isPresent() && !counted.containsKey(ACCOUNT) ? null
                : new Adviser(base).advise(Questions.request(client.id(), counted));
        Map<String, String> titles = new LinkedHashMap<>();
        if (advice != null) {
            advice.options().forEach(option -> option.articles()
                    .forEach(id -> base.article(id, locale).ifPresent(article -> titles.put(id, article.title()))));
        }
        return new Case(client, path, next.orElse(null), advice, titles);
    }
}
