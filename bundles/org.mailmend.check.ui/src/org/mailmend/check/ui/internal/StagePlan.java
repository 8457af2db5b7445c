package org.mailmend.check.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.Security;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.check.ui.TesterInput.SecretUse;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** Which stages a check will have, in the order in which they happen. */
final class StagePlan {
    private StagePlan() {
    }

    static List<Stage> of(TesterInput input) {
        List<Stage> stages = new ArrayList<>(List.of(Stage.DNS, Stage.CONNECT));
        if (input.security() == Security.TLS) {
            stages.add(Stage.TLS);
        }
        stages.add(Stage.BANNER);
        stages.add(Stage.EHLO);
        if (input.security() == Security.STARTTLS) {
            stages.add(Stage.STARTTLS);
            stages.add(Stage.TLS);
        }
        if (input.secret() != SecretUse.NONE) {
            stages.add(Stage.AUTH);
        }
        if (input.protocol() == Protocol.SMTP && !input.to().isBlank()) {
            stages.add(Stage.MAIL);
            stages.add(Stage.RCPT);
            if (input.send()) {
                stages.add(Stage.DATA);
            }
        }
        return stages;
    }
}
