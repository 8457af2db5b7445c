package org.mailmend.diagnosis.internal.bounce;

/**
 * A recipient as a report names it, before its cause is judged.
 *
 * @param address  the address
 * @param original the address that the sender wrote, null when it is the same or unknown
 * @param status   enhanced status code, null when none is written
 * @param code     SMTP reply code, 0 when none is written
 * @param action   what became of the message
 * @param text     what was said about this recipient, with its line breaks; may be empty
 * @param before   what was said before about this recipient and perhaps others; may be empty
 */
record Failed(String address, String original, String status, int code, Action action, String text,
        String before) {
    enum Action {
        FAILED, DELAYED, DELIVERED
    }

    Failed withText(String other) {
        return new Failed(address, original, status, code, action, other, "");
    }
}
