package org.mailmend.check.internal;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Names and addresses as they are written in commands and details. */
final class Hosts {
    private Hosts() {
    }

    /** {@code 192.0.2.1:587} or {@code [2001:db8::1]:587}. */
    static String withPort(String address, int port) {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }

    /** The address literal of RFC 5321 section 4.1.3. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
    }

    /** A mail address with its domain in ASCII form, where that can be had. */
    static String asciiDomain(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0 || isAscii(address.substring(at))) {
            return address;
        }
        try {
            return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // no domain name: the server may say so
            return address;
        }
    }

    /** Whether the text has no character beyond ASCII. */
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
