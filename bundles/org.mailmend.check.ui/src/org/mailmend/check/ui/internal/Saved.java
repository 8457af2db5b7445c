package org.mailmend.check.ui.internal;

import java.util.Optional;

import org.eclipse.ui.IMemento;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Presets;
import org.mailmend.check.Security;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.check.ui.TesterInput.SecretUse;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.Scenarios;

/** The form's contents from one session to the next; secrets are no part of them, nor is the leave to send mail or clear text. */
final class Saved {
    private Saved() {
    }

    /** What a new tester starts with. */
    static TesterInput fresh() {
        Preferences preferences = Preferences.load();
        return new TesterInput(null, null, Protocol.SMTP, "", Integer.toString(Ports.usual(Protocol.SMTP, Security.STARTTLS)),
                Security.STARTTLS,
                SecretUse.PASSWORD, "", null, preferences.profile(), "", "", false,
                Integer.toString(preferences.deadlineSeconds()), false);
    }

    /** What was written; what a new tester starts with where nothing was. */
    static TesterInput read(IMemento memento) {
        TesterInput fresh = fresh();
        if (memento == null || memento.getString("host") == null) {
            return fresh;
        }
        return new TesterInput(known(memento.getString("scenario"), Scenarios::byId),
                known(memento.getString("preset"), Presets::byId),
                value(Protocol.class, memento.getString("protocol"), fresh.protocol()), text(memento, "host"),
                text(memento, "port"),
                value(Security.class, memento.getString("security"), fresh.security()),
                value(SecretUse.class, memento.getString("secret"), fresh.secret()), text(memento, "user"),
                Mechanism.fromName(text(memento, "mechanism")).orElse(null), text(memento, "profile"), text(memento, "from"),
                text(memento, "to"), false, text(memento, "deadline"), false);
    }

    static void write(TesterInput input, IMemento memento) {
        memento.putString("scenario", input.scenario());
        memento.putString("preset", input.preset());
        memento.putString("protocol", input.protocol().name());
        memento.putString("host", input.host());
        memento.putString("port", input.port());
        memento.putString("security", input.security().name());
        memento.putString("secret", input.secret().name());
        memento.putString("user", input.user());
        memento.putString("mechanism", input.mechanism() == null ? null : input.mechanism().saslName());
        memento.putString("profile", input.profile());
        memento.putString("from", input.from());
        memento.putString("to", input.to());
        memento.putString("deadline", input.deadline());
    }

    private static String text(IMemento memento, String key) {
        String text = memento.getString(key);
        return text == null ? "" : text;
    }

    private static String known(String id, java.util.function.Function<String, Optional<?>> lookUp) {
        return id != null && lookUp.apply(id).isPresent() ? id : null;
    }

    private static <E extends Enum<E>> E value(Class<E> type, String name, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return otherwise;
    }
}
