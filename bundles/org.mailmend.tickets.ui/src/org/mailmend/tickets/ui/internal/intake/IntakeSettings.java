package org.mailmend.tickets.ui.internal.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.mailmend.check.Security;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/**
 * What the preferences keep of the intake. Passwords are kept elsewhere.
 *
 * @param mailboxes  the mailboxes of this computer
 * @param on         ids of the sources that are switched on
 * @param firstAnswer whether new mails are answered at once
 */
public record IntakeSettings(List<Mailbox> mailboxes, Set<String> on, boolean firstAnswer) {
    private static final String NODE = "org.mailmend.tickets.ui/intake";
    private static final String BOXES = "mailboxes";
    private static final String ON = "on";
    private static final String ANSWER = "firstAnswer";

    public IntakeSettings {
        mailboxes = List.copyOf(mailboxes);
        on = Set.copyOf(on);
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** What is kept. */
    public static IntakeSettings load() {
        IEclipsePreferences node = node();
        List<Mailbox> mailboxes = new ArrayList<>();
        Set<String> on = new HashSet<>();
        try {
            for (String id : Arrays.stream(node.node(BOXES).childrenNames()).sorted().toList()) {
                mailboxes.add(mailbox(id, node.node(BOXES).node(id)));
            }
            on.addAll(List.of(node.node(ON).keys()));
        } catch (BackingStoreException e) {
            ILog.of(IntakeSettings.class).error("The preferences of the intake could not be read", e);
        }
        return new IntakeSettings(mailboxes, on, node.getBoolean(ANSWER, false));
    }

    private static Mailbox mailbox(String id, Preferences node) {
        long since = node.getLong("since", 0);
        return new Mailbox(id, new MailSettings.Login(node.get("host", ""), node.getInt("port", Mailbox.PORT),
                MailSettings.value(Security.class, node.get("security", ""), Security.TLS),
                MailSettings.value(MailSettings.Auth.class, node.get("auth", ""), MailSettings.Auth.PASSWORD),
                node.get("user", "")),
                node.get("folder", Mailbox.INBOX), node.getInt("minutes", 0), since == 0 ? null : Instant.ofEpochMilli(since));
    }

    /** Keeps them in the place of what was kept before. */
    public void save() {
        IEclipsePreferences node = node();
        try {
            for (String id : node.node(BOXES).childrenNames()) {
                node.node(BOXES).node(id).removeNode();
            }
            node.node(ON).clear();
            for (Mailbox mailbox : mailboxes) {
                Preferences box = node.node(BOXES).node(mailbox.id());
                box.put("host", mailbox.login().host());
                box.putInt("port", mailbox.login().port());
                box.put("security", mailbox.login().security().name());
                box.put("auth", mailbox.login().auth().name());
                box.put("user", mailbox.login().user());
                box.put("folder", mailbox.folder());
                box.putInt("minutes", mailbox.minutes());
                box.putLong("since", mailbox.since() == null ? 0 : mailbox.since().toEpochMilli());
            }
            on.forEach(id -> node.node(ON).putBoolean(id, true));
            node.putBoolean(ANSWER, firstAnswer);
            node.flush();
        } catch (BackingStoreException e) {
            ILog.of(IntakeSettings.class).error("The preferences of the intake could not be saved", e);
        }
    }
}
