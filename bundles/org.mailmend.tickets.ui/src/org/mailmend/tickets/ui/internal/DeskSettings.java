package org.mailmend.tickets.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.Services;
import org.osgi.service.prefs.BackingStoreException;

/** Where the tickets are, and who works on them here: what the preferences keep. */
public final class DeskSettings {
    private static final String NODE = "org.mailmend.tickets.ui";
    private static final String DATABASE = "database";
    private static final String TECHNICIAN = "technician";
    private static final int LONGEST_NAME = 100;

    private DeskSettings() {
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** The address of the database; empty for the file in Mailmend's own folder. */
    public static String database() {
        return node().get(DATABASE, "");
    }

    /** The name under which changes are made here; that of the user of this computer until another is given. */
    public static String technician() {
        String name = node().get(TECHNICIAN, "").strip();
        if (name.isEmpty()) {
            name = System.getProperty("user.name", "").strip();
        }
        name = name.isEmpty() ? "technician" : name;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Keeps the technician's name. */
    public static void technician(String name) {
        node().put(TECHNICIAN, name.strip());
        flush();
    }

    /** Keeps the address of the database; empty for the file in Mailmend's own folder. */
    public static void database(String address) {
        node().put(DATABASE, address.strip());
        flush();
    }

    private static void flush() {
        try {
            node().flush();
        } catch (BackingStoreException e) {
            ILog.of(DeskSettings.class).error("The preferences of the tickets could not be saved", e);
        }
    }

    /**
     * The place that is chosen, with its password; may wait for the keyring.
     *
     * @throws org.mailmend.tickets.TicketException when the address is none
     */
    public static StoreLocation location() {
        String address = database();
        if (address.isEmpty()) {
            return StoreLocation.inHome(Home.directory());
        }
        CredentialStore credentials = credentials();
        char[] password = credentials == null || !address.startsWith("jdbc:postgresql:") ? null
                : credentials.get(credentialHost(address), credentialUser(address));
        return StoreLocation.of(address, password);
    }

    /** The host under which the password of a database is kept. */
    public static String credentialHost(String address) {
        return address.replaceFirst("\\?.*", "");
    }

    /** The user under whom the password of a database is kept. */
    public static String credentialUser(String address) {
        java.util.regex.Matcher user = java.util.regex.Pattern.compile("[?&]user=([^&]*)").matcher(address);
        return user.find() ? user.group(1) : "-";
    }

    /** Who keeps passwords; null when nobody does. */
    public static CredentialStore credentials() {
        return Services.find(CredentialStore.class);
    }
}
