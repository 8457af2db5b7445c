package org.mailmend.tickets.ui.internal.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of a database and the user in it. */
final class Address {
    private static final String POSTGRES = "jdbc:postgresql:";

    private Address() {
    }

    /** The address without its user. */
    static String withoutUser(String address) {
        String rest = address.replaceAll("([?&])user=[^&]*", "$1").replace("?&", "?").replace("&&", "&");
        return rest.replaceAll("[?&]$", "");
    }

    /** An address as somebody writes it, with this user; {@code jdbc:postgresql:} need not be written. */
    static String withUser(String written, String user) {
        String address = withoutUser(written.strip());
        if (address.startsWith("postgresql:") || address.startsWith("postgres:")) {
            address = POSTGRES + address.substring(address.indexOf(':') + 1);
        } else if (!address.isEmpty() && !address.startsWith("jdbc:")) {
            address = POSTGRES + "//" + address;
        } else if (address.isEmpty()) {
            address = POSTGRES;
        }
        if (user.isBlank()) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + "user=" + URLEncoder.encode(user.strip(), StandardCharsets.UTF_8);
    }
}
