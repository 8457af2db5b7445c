package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;
import org.mailmend.knowledge.internal.Messages;

/** What a client is. */
public enum ClientKind {
    /** A mail program on a computer. */
    MAIL_CLIENT,
    /** A mail program on a phone or tablet. */
    PHONE,
    /** A copier, printer or scanner that sends what it scans. */
    COPIER,
    /** Network storage that sends notices. */
    NAS,
    /** A mail server or a program that hands on mail of others. */
    MTA,
    /** A library or tool that programs send with. */
    LIBRARY,
    /** A program or web application that sends notices. */
    PROGRAM,
    /** Another device: UPS, camera, router, telephone system. */
    DEVICE,
    /** A service outside the house. */
    SERVICE;

    /** The name in data and JSON, for example {@code mail-client}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "kind." + id());
    }

    /** The kind with this id, in any case; empty when there is none. */
    public static Optional<ClientKind> fromId(String id) {
        return Ids.find(values(), ClientKind::id, id);
    }
}
