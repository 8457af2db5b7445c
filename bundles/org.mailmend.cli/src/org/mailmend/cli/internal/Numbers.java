package org.mailmend.cli.internal;

/** Whole numbers from the command line. */
final class Numbers {
    private Numbers() {
    }

    /**
     * Reads a number.
     *
     * @throws UsageException when it is none, or not within the bounds
     */
    static int parse(String option, String text, int least, int most) throws UsageException {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new UsageException("usage.number", option, text, least, most);
        }
        return Integer.parseInt(text);
    }
}
