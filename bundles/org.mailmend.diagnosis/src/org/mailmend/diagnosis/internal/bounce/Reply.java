package org.mailmend.diagnosis.internal.bounce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codes in what a server said. Only what stands there counts.
 *
 * @param code   SMTP reply code of a failure, 0 when there is none
 * @param status enhanced status code of a failure, null when there is none
 */
record Reply(int code, String status) {
    private static final Reply NONE = new Reply(0, null);
    private static final String STATUS = "([45])\\.(\\d{1,3})\\.(\\d{1,3})(?!\\d|\\.\\d)";
    private static final Pattern BOTH = Pattern.compile("(?<![\\w.])([45][0-7]\\d)[- ]{1,2}[#(\"']{0,2}" + STATUS);
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\w./-])" + STATUS);
    /** A number before which a word says that it counts or names something else. */
    private static final Pattern CODE = Pattern.compile(
            "(?<![\\w.,/@+-])(?<!\\b(?:port|line|size|page|room|rfc|pid)[ :=])([45][0-7]\\d)(?![\\w@/%]|[.,:]\\d|\\s?(?:[KMG]i?B|kb|bytes?|messages?|ms|sec(?:onds)?|hours?|days?|通|件)\\b)");
    private static final Pattern VERSION = Pattern.compile("(?:exim|sendmail|postfix|version|ver\\.?|release|v)[ /]?$",
            Pattern.CASE_INSENSITIVE);

    /** Reads the first codes of a text: those that stand together before those that stand alone. */
    static Reply in(String text) {
        Matcher both = BOTH.matcher(text);
        while (both.find()) {
            if (both.group(1).charAt(0) == both.group(2).charAt(0)) {
                return new Reply(Integer.parseInt(both.group(1)), status(both, 2));
            }
        }
        int code = 0;
        Matcher plain = CODE.matcher(text);
        if (plain.find()) {
            code = Integer.parseInt(plain.group(1));
        }
        String status = null;
        Matcher enhanced = ENHANCED.matcher(text);
        while (status == null && enhanced.find()) {
            String before = text.substring(Math.max(0, enhanced.start() - 10), enhanced.start());
            if (!VERSION.matcher(before).find()) {
                status = status(enhanced, 1);
            }
        }
        return code == 0 && status == null ? NONE : new Reply(code, status);
    }

    boolean isNone() {
        return code == 0 && status == null;
    }

    private static String status(Matcher matcher, int from) {
        return matcher.group(from) + "." + Integer.parseInt(matcher.group(from + 1)) + "."
                + Integer.parseInt(matcher.group(from + 2));
    }
}
