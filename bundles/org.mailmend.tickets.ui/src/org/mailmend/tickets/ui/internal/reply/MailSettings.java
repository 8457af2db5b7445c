package org.mailmend.tickets.ui.internal.reply;

import java.util.Locale;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.mailmend.check.Security;
import org.osgi.service.prefs.BackingStoreException;

/**
 * How mail of tickets leaves here: what the preferences keep. Passwords are kept elsewhere.
 *
 * @param sending     the account through which replies leave
 * @param name        name of the sender
 * @param address     address of the sender; empty for the account's user
 */
public record MailSettings(Login sending, String name, String address) {
    /** Most characters of a field. */
    static final int LONGEST = 320;
    private static final String NODE = "org.mailmend.tickets.ui/mail";
    private static final int SUBMISSION = 587;

    /** What signs in. */
    public enum Auth {
        /** Nobody signs in. */
        NONE,
        /** A password or an app password, kept in the secure storage. */
        PASSWORD,
        /** An account of the Accounts place. */
        OAUTH
    }

    /**
     * A server and who signs in.
     *
     * @param host     server; empty for none
     * @param port     port
     * @param security how the connection is protected
     * @param auth     what signs in
     * @param user     who signs in
     */
    public record Login(String host, int port, Security security, Auth auth, String user) {

        /** Whether there is a server. */
        public boolean isSet() {
            return !host.isBlank();
        }
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** What is kept. */
    public static MailSettings load() {
        IEclipsePreferences node = node();
        return new MailSettings(login(node, "sending.", SUBMISSION, Security.STARTTLS), node.get("name", ""),
                node.get("address", ""));
    }

    private static Login login(IEclipsePreferences node, String prefix, int port, Security security) {
        return new Login(node.get(prefix + "host", ""), node.getInt(prefix + "port", port),
                value(Security.class, node.get(prefix + "security", ""), security),
                value(Auth.class, node.get(prefix + "auth", ""), Auth.PASSWORD), node.get(prefix + "user", ""));
    }

    /** The constant of this name, else another. */
    public static <E extends Enum<E>> E value(Class<E> type, String name, E otherwise) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return otherwise;
    }

    /** Keeps them. */
    public void save() {
        IEclipsePreferences node = node();
        put(node, "sending.", sending);
        node.put("name", name);
        node.put("address", address);
        try {
            node.flush();
        } catch (BackingStoreException e) {
            ILog.of(MailSettings.class).error("The preferences of mail could not be saved", e);
        }
    }

    private static void put(IEclipsePreferences node, String prefix, Login login) {
        node.put(prefix + "host", login.host());
        node.putInt(prefix + "port", login.port());
        node.put(prefix + "security", login.security().name());
        node.put(prefix + "auth", login.auth().name());
        node.put(prefix + "user", login.user());
    }

    /** The address from which replies are sent; empty for none. */
    public String from() {
        return address.isBlank() ? sending.user() : address;
    }
}
