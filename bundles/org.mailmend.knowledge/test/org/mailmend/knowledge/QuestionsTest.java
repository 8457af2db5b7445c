package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final Questions questions = new Questions(KnowledgeBase.get());

    private List<String> path(String client, Map<String, String> answers) {
        Map<String, String> given = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>();
        for (Optional<Question> next = questions.next(client, given); next.isPresent(); next = questions.next(client, given)) {
            String id = next.get().id();
            asked.add(id);
            given.put(id, answers.getOrDefault(id, "unknown"));
        }
        return asked;
    }

    @Test
    void asksOnlyWhatChangesTheAnswer() {
        assertEquals(List.of("account"), path("thunderbird-153", Map.of("account", "personal", "needs", "send-receive"))
                .stream().limit(1).toList());
        assertFalse(path("thunderbird-153", Map.of("account", "personal")).contains("static-ip"),
                "a fixed address changes nothing for a mail program with OAuth");
        assertFalse(path("copier-unknown", Map.of("account", "personal")).contains("admin-relay"), "no administrator to ask");
        List<String> copier = path("copier-unknown", Map.of("account", "workspace"));
        assertTrue(copier.containsAll(List.of("account", "static-ip", "admin-app-password")), copier.toString());
        assertFalse(copier.contains("incoming"), "a copier fetches no mail");
        assertTrue(path("outlook-2019", Map.of("account", "personal", "needs", "send-receive")).contains("incoming"),
                "POP rules OAuth out");
    }

    @Test
    void asksNothingWhenNothingChangesTheAnswer() {
        assertEquals(List.of("account"), path("windows-mail", Map.of("account", "other")).stream().limit(1).toList());
        assertEquals(List.of(), path("scan-to-mail-service", Map.of()));
    }

    @Test
    void answersBecomeTheCase() {
        AdviceRequest request = Questions.request("becky", Map.of("account", "workspace", "needs", "send", "two-step", "yes",
                "static-ip", "unknown", "recipients", "internal", "admin-relay", "no", "incoming", "pop3"));
        assertEquals(AccountKind.WORKSPACE, request.account());
        assertEquals(Answer.NO, request.receives());
        assertEquals(Answer.YES, request.twoStep());
        assertEquals(Answer.UNKNOWN, request.staticIp());
        assertEquals(Answer.YES, request.internalOnly());
        assertEquals(Answer.NO, request.adminRelay());
    }

    @Test
    void everyQuestionHasAReasonAndAnEscape() {
        assertEquals(9, questions.all().size());
        for (Question question : questions.all()) {
            assertFalse(question.why().en().isBlank() || question.why().ja().isBlank(), question.id());
            assertEquals("unknown", question.choices().getLast().id(), question.id());
        }
    }
}
