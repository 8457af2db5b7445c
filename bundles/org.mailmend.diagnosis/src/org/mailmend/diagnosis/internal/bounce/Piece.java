package org.mailmend.diagnosis.internal.bounce;

/**
 * A part of a mail that has no parts itself.
 *
 * @param kind what it is
 * @param text its text; null for {@link Kind#MESSAGE}
 * @param mail the mail that it is; only for {@link Kind#MESSAGE}
 */
record Piece(Kind kind, String text, Mail mail) {
    enum Kind {
        /** Words for people. */
        TEXT,
        /** The fields of a delivery status notification (RFC 3464, RFC 6533). */
        STATUS,
        /** The fields of a feedback report (RFC 5965). */
        FEEDBACK,
        /** The fields of a message disposition notification (RFC 8098). */
        DISPOSITION,
        /** Only the header of a mail. */
        HEADER,
        /** A whole mail. */
        MESSAGE
    }
}
