package org.mailmend.training.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.QuizQuestion;

/** Reads cases. After the story come four sections: hints, what to ask, what to do, and the explanation. */
final class CaseReader implements Library.Reader<Case> {
    private static final Set<String> KEYS = Set.of("id", "title", "language", "scenario", "cause", "level", "updated");
    private static final int SECTIONS = 4;

    @Override
    public Case read(String id, Locale language, TextFile file, boolean own, KnowledgeBase base) {
        file.checkKeys(KEYS, Set.of(), id, language);
        CauseId cause = Arrays.stream(CauseId.values()).filter(each -> each.name().equals(file.value("cause"))).findFirst()
                .orElse(null);
        Scenario scenario = Scenarios.byId(file.value("scenario")).orElse(null);
        if (cause == null) {
            file.problem(file.line("cause"), "cause", file.value("cause"));
        }
        if (scenario == null) {
            file.problem(file.line("scenario"), "scenario", file.value("scenario"));
        } else if (cause != null && scenario.cause() != cause) {
            file.problem(file.line("cause"), "cause-other", scenario.id(), scenario.cause(), cause);
        }
        if (!file.value("level").matches("[123]")) {
            file.problem(file.line("level"), "level", file.value("level"));
        }
        String story = TextFile.text(file.introduction());
        int start = file.introduction().isEmpty() ? 1 : file.introduction().getFirst().number();
        List<TextFile.Section> sections = file.sections();
        if (story.isEmpty() || sections.size() != SECTIONS) {
            file.problem(start, "case-sections");
            return null;
        }
        TextCheck.check(file, start, story, language, base);
        List<String> hints = file.bullets(sections.get(0).lines()).stream().map(TextFile.Line::text).toList();
        if (hints.isEmpty()) {
            file.problem(sections.get(0).number(), "hints");
        }
        QuizQuestion ask = file.question("ask", sections.get(1));
        QuizQuestion act = file.question("act", sections.get(2));
        TextFile.Section last = sections.get(3);
        String explanation = TextFile.text(last.lines());
        TextCheck.check(file, last.number() + 1, explanation, language, base);
        if (cause == null || scenario == null || !file.value("level").matches("[123]")) {
            return null;
        }
        return new Case(id, file.value("title"), language, scenario.id(), cause, Integer.parseInt(file.value("level")),
                file.day("updated"), story, hints, ask, act, explanation, own);
    }
}
