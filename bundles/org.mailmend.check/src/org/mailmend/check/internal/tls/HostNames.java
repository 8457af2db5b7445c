package org.mailmend.check.internal.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a certificate is for a host (RFC 9525; RFC 7817 says the same for mail). */
final class HostNames {
    private static final int DNS = 2;
    private static final int IP = 7;
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final List<String> dns = new ArrayList<>();
    private final List<String> ips = new ArrayList<>();
    private final String commonName;

    HostNames(X509Certificate certificate) {
        Collection<List<?>> alternatives = alternatives(certificate);
        for (List<?> name : alternatives) {
            if (name.size() == 2 && name.get(1) instanceof String value) {
                if (name.get(0).equals(DNS)) {
                    dns.add(value);
                } else if (name.get(0).equals(IP)) {
                    ips.add(value);
                }
            }
        }
        commonName = !alternatives.isEmpty() ? null : Der.commonName(certificate.getSubjectX500Principal());
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            // unreadable names are for nobody
            return List.of(List.of());
        }
    }

    /** The DNS names and addresses that the certificate is for; without any, its common name as of old. */
    List<String> all() {
        List<String> all = new ArrayList<>(dns);
        all.addAll(ips);
        if (commonName != null) {
            all.add(commonName);
        }
        return all;
    }

    /** Whether the host is one of the alternative names. */
    boolean match(String host) {
        byte[] address = address(host);
        if (address != null) {
            return ips.stream().anyMatch(ip -> Arrays.equals(address, address(ip)));
        }
        return dns.stream().anyMatch(name -> matches(name, host));
    }

    /** Whether the host is the common name of a certificate without alternative names, which clients of today ignore. */
    boolean matchCommonName(String host) {
        return commonName != null
                && (address(host) != null ? commonName.equals(host) : matches(commonName, host));
    }

    /** A wildcard stands for exactly one label, the leftmost one, and all of it. */
    private static boolean matches(String pattern, String host) {
        String name = ascii(pattern);
        String wanted = ascii(host);
        if (name.startsWith("*.")) {
            int dot = wanted.indexOf('.');
            return name.indexOf('.', 2) > 0 && dot > 0 && name.indexOf('*', 1) < 0
                    && wanted.substring(dot).equals(name.substring(1));
        }
        return name.indexOf('*') < 0 && name.equals(wanted);
    }

    private static String ascii(String name) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return plain.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the host is an address literal: then no server name is sent (RFC 6066 section 3). */
    static boolean isAddress(String host) {
        return address(host) != null;
    }

    private static byte[] address(String text) {
        if (text.indexOf(':') < 0 && !V4.matcher(text).matches()) {
            return null;
        }
        try {
            int zone = text.indexOf('%');
            return InetAddress.getByName(zone < 0 ? text : text.substring(0, zone)).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
