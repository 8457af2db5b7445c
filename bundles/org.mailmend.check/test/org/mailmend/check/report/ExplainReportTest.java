package org.mailmend.check.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Symptom;

class ExplainReportTest {
    private static final Diagnosis DIAGNOSIS = diagnosis(new Symptom(Protocol.SMTP, Stage.AUTH, 535, "5.7.8", "535 5.7.8 \"No\"",
            null, "gmail", SecretKind.UNKNOWN, null));

    private static Diagnosis diagnosis(Symptom symptom) {
        return new Diagnosis(CauseId.MAILBOX_FULL, 0.98, List.of(new Alternative(CauseId.POLICY, 0.4)), "5.7.8 \"No\"", symptom,
                null);
    }

    @Test
    void namesTheirOrderAndValuesAreTheContract() {
        String json = ExplainReport.toJson("-", DIAGNOSIS, List.of("gmail/app-password"), Locale.ENGLISH, false);
        String expected = "{\"schema\":\"mailmend.explain/1\",\"source\":\"-\",\"cause\":\"MAILBOX_FULL\",\"confidence\":0.98,"
                + "\"alternatives\":[{\"cause\":\"POLICY\",\"confidence\":0.4}],\"evidence\":\"5.7.8 \\\"No\\\"\","
                + "\"provider\":\"gmail\",\"client\":null,\"protocol\":\"smtp\",\"stage\":\"auth\",\"code\":535,"
                + "\"enhanced\":\"5.7.8\",\"who\":\"recipient\",\"retry\":\"later\",\"summary\":\"";
        assertEquals(expected, json.substring(0, Math.min(json.length(), expected.length())));
        assertTrue(
                json.matches(
                        ".*\",\"nextSteps\":\\[.*],\"articles\":\\[\"gmail/app-password\"],\"bounce\":null,\"question\":null}"),
                json);
    }

    @Test
    void unknownPartsAreNull() {
        Diagnosis unknown = diagnosis(Symptom.ofText("nothing"));
        String json = ExplainReport.toJson("a.txt", unknown, List.of(), Locale.JAPANESE, false);
        assertTrue(json.contains("\"provider\":null,\"client\":null,\"protocol\":null,\"stage\":null,\"code\":null,"
                + "\"enhanced\":null,"), json);
    }

    @Test
    void textNamesCauseAndCertainty() {
        String text = ExplainReport.toText(DIAGNOSIS, Locale.ENGLISH, TextStyle.PLAIN);
        assertTrue(text.startsWith("✗ " + Catalogue.get().text(CauseId.MAILBOX_FULL, Locale.ENGLISH).summary() + "\n"), text);
        assertTrue(text.contains("98 %") && text.contains("  40 %  ") && text.contains("5.7.8 \"No\""), text);
    }
}
