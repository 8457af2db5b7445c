package org.mailmend.check;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts before anybody sees them: those it was given, in every form in which they travel, and
 * whatever looks like a token. Also makes characters visible that would hide or forge what a text says. Immutable.
 */
public final class Redactor {
    /** What stands in the place of a secret; says nothing of its length. */
    public static final String DOTS = "••••••••";

    /** Knows no secret, only what tokens look like. */
    public static final Redactor GENERAL = new Redactor(Set.of(), Set.of());

    /** A secret shorter than this is only found where it stands as a word of its own. */
    private static final int SHORT = 4;
    /** A form at least this long is also found by a part of it, as when it was wrapped over several lines. */
    private static final int LONG = 24;
    private static final int BLOCK = 8;
    /** Fewer characters of base64 than this turn up by chance. */
    private static final int CORE = 6;
    private static final int PART = 14;
    /** Words so long are tokens, whatever they look like. */
    private static final int ENDLESS = 200;

    private static final String TOKEN_CHARS = "[A-Za-z0-9._~+/=-]";

    /** Forms of the secrets as they are compared. */
    private final Set<String> forms;
    /** Messages of which a secret is only a part: found as a whole, because their other parts are no secrets. */
    private final Set<String> messages;
    /** Hashes of the blocks of the long forms, to see quickly that a text contains none; null when no form is long. */
    private final BitSet blocks;

    private Redactor(Set<String> forms, Set<String> messages) {
        this.forms = forms;
        this.messages = messages;
        BitSet found = new BitSet();
        for (String form : forms) {
            for (int i = 0; form.length() >= LONG && i + BLOCK <= form.length(); i += BLOCK) {
                found.set(form.substring(i, i + BLOCK).hashCode() & 0xffff);
            }
        }
        blocks = found.isEmpty() ? null : found;
    }

    /** A redactor that also knows this message, as it stands. */
    public Redactor withMessage(String message) {
        Set<String> all = new LinkedHashSet<>(messages);
        add(all, message);
        return new Redactor(forms, all);
    }

    /**
     * A redactor that knows one more secret.
     *
     * @param secret password, token, code or whatever must not be seen; nothing is changed when it is empty
     * @param user   the user name that goes with it in SASL messages; null for none
     */
    public Redactor with(CharSequence secret, String user) {
        String text = secret.toString();
        if (text.isBlank()) {
            return this;
        }
        Set<String> all = new LinkedHashSet<>(forms);
        Set<String> whole = new LinkedHashSet<>(messages);
        addForms(all, whole, text, user);
        String compact = text.replace(" ", "");
        if (!compact.equals(text)) {
            addForms(all, whole, compact, user);
        }
        if (compact.length() == 16) {
            // an app password as it is shown: four groups of four letters
            add(all, compact.replaceAll("(.{4})(?!$)", "$1 "));
        }
        return new Redactor(all, whole);
    }

    /** A redactor that also knows this secret; see {@link #with(CharSequence, String)}. */
    public Redactor with(Secret secret, String user) {
        char[] value = secret.reveal();
        try {
            return with(CharBuffer.wrap(value), user);
        } finally {
            Arrays.fill(value, '\0');
        }
    }

    private static void addForms(Set<String> forms, Set<String> messages, String secret, String user) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        add(forms, secret);
        add(forms, secret.replace("\\", "\\\\").replace("\"", "\\\""));
        add(forms, new String(bytes, StandardCharsets.ISO_8859_1));
        if (secret.length() >= SHORT) {
            add(forms, escaped(bytes, "%"));
            add(forms, escaped(bytes, "%").replace("%20", "+"));
            add(forms, escaped(bytes, "="));
            add(forms, escaped(bytes, "+"));
            add(forms, secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"));
            add(forms, HexFormat.of().formatHex(bytes));
            add(forms, HexFormat.ofDelimiter("%").formatHex(bytes));
            add(forms, jsonEscaped(secret));
        }
        addBase64(forms, bytes);
        addWholeBase64(forms, bytes);
        if (user != null) {
            addWholeBase64(messages, ("\0" + user + "\0" + secret).getBytes(StandardCharsets.UTF_8));
            addWholeBase64(messages, (user + "\0" + user + "\0" + secret).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(Set<String> forms, String text) {
        String form = lower(text);
        if (!form.isBlank()) {
            forms.add(form);
        }
    }

    private static void addWholeBase64(Set<String> forms, byte[] bytes) {
        add(forms, Base64.getEncoder().encodeToString(bytes));
        String bare = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        if (bare.length() >= CORE) {
            add(forms, bare);
            add(forms, bare.replace('+', '-').replace('/', '_'));
        }
    }

    /** What base64 makes of the secret within any longer message: it depends on where the secret begins, modulo 3. */
    private static void addBase64(Set<String> forms, byte[] bytes) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int start = before == 0 ? 0 : before + 1;
            int end = shifted.length * 8 / 6;
            if (end - start >= CORE) {
                String core = text.substring(start, end);
                add(forms, core);
                add(forms, core.replace('+', '-').replace('/', '_'));
            }
        }
    }

    /** Bytes with all but letters, digits and {@code -._~} written as an escape character with two hexadecimal digits. */
    private static String escaped(byte[] bytes, String escape) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || "-._~".indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append(escape).append(HexFormat.of().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static String jsonEscaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(Character.toLowerCase(c));
            }
        }
        return out.toString();
    }

    /** As texts are compared: in lower case, without characters that do not show. */
    private static String lower(String text) {
        char[] chars = new char[text.length()];
        return new String(chars, 0, lower(text, chars, new int[text.length()]));
    }

    private static int lower(String text, char[] chars, int[] places) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x1f && (c < 0x7f || c >= 0xa0 && Character.getType(c) != Character.FORMAT)) {
                places[length] = i;
                chars[length++] = Character.toLowerCase(c);
            }
        }
        return length;
    }

    /** The text without secrets, and with hidden characters made visible: fit to be shown and kept. */
    public String show(String text) {
        return visible(redact(text));
    }

    /** The text without secrets: those known, and whatever looks like an access token, refresh token or client secret. */
    public String redact(String text) {
        String out = hideKnown(text);
        // the patterns are only loaded when a text gives cause
        if (containsAny(out, "ya29.", "eyJ", "1//0", "4/0A", "GOCSPX-")) {
            out = Tokens.KNOWN_SHAPES.matcher(out).replaceAll(DOTS);
        }
        if (containsAny(out, "earer", "EARER", "oken", "OKEN")) {
            out = Tokens.BEARER.matcher(out).replaceAll(DOTS);
        }
        return out.length() < ENDLESS ? out : Tokens.OPAQUE.matcher(out).replaceAll(DOTS);
    }

    private static boolean containsAny(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The text without secrets where it is a log or a mail that somebody pasted: besides what {@link #redact} takes out,
     * the arguments of sign-in commands and the values of fields whose names announce a secret.
     */
    public String redactPasted(String text) {
        return Dialogues.hide(redact(text));
    }

    private String hideKnown(String text) {
        if (forms.isEmpty() && messages.isEmpty() || text.isEmpty()) {
            return text;
        }
        int[] places = new int[text.length()];
        char[] chars = new char[text.length()];
        int length = lower(text, chars, places);
        String where = new String(chars, 0, length);
        boolean[] hidden = markAll(markAll(null, where, messages), where, forms);
        if (blocks != null && mayContainPart(where)) {
            for (String form : forms) {
                hidden = form.length() >= LONG ? markParts(hidden, where, form) : hidden;
            }
        }
        return hidden == null ? text : blot(text, hidden, places, length);
    }

    private static boolean[] markAll(boolean[] before, String where, Set<String> forms) {
        boolean[] hidden = before;
        for (String form : forms) {
            for (int at = where.indexOf(form); at >= 0; at = where.indexOf(form, at + 1)) {
                if (form.length() >= SHORT || isWord(where, at, at + form.length())) {
                    hidden = mark(hidden, where, at, at + form.length());
                }
            }
        }
        return hidden;
    }

    private boolean mayContainPart(String where) {
        int hash = 0;
        int power = 1;
        for (int i = 0; i < BLOCK; i++) {
            power *= 31;
        }
        for (int i = 0; i < where.length(); i++) {
            // the hash of String over a window: the character that leaves it counts 31^8 by now
            hash = 31 * hash + where.charAt(i) - (i < BLOCK ? 0 : power * where.charAt(i - BLOCK));
            if (i >= BLOCK - 1 && blocks.get(hash & 0xffff)) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] markParts(boolean[] before, String where, String form) {
        boolean[] hidden = before;
        for (int i = 0; i + BLOCK <= form.length(); i += BLOCK) {
            String block = form.substring(i, i + BLOCK);
            for (int at = where.indexOf(block); at >= 0; at = where.indexOf(block, at + 1)) {
                int start = at;
                int end = at + BLOCK;
                for (int k = i - 1; k >= 0 && start > 0 && where.charAt(start - 1) == form.charAt(k); k--) {
                    start--;
                }
                for (int k = i + BLOCK; k < form.length() && end < where.length() && where.charAt(end) == form.charAt(k); k++) {
                    end++;
                }
                if (end - start >= PART) {
                    hidden = mark(hidden, where, start, end);
                }
            }
        }
        return hidden;
    }

    /** Hides the place, with the rest of the word when it is one of base64. */
    private static boolean[] mark(boolean[] before, String where, int from, int to) {
        boolean[] hidden = before == null ? new boolean[where.length()] : before;
        int start = from;
        int end = to;
        if (to - from >= CORE && isBase64(where, from, to)) {
            while (start > 0 && isBase64(where.charAt(start - 1))) {
                start--;
            }
            while (end < where.length() && isBase64(where.charAt(end))) {
                end++;
            }
        }
        Arrays.fill(hidden, start, end, true);
        return hidden;
    }

    private static boolean isBase64(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBase64(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static String blot(String text, boolean[] hidden, int[] places, int length) {
        StringBuilder out = new StringBuilder(text.length());
        int kept = 0;
        int i = 0;
        while (i < length) {
            if (!hidden[i]) {
                i++;
                continue;
            }
            out.append(text, kept, places[i]).append(DOTS);
            while (i < length && hidden[i]) {
                kept = places[i] + 1;
                i++;
            }
        }
        return out.append(text, kept, text.length()).toString();
    }

    /**
     * Makes characters visible that have no shape of their own or change the order of others: control characters as
     * {@code \x07}, characters of format and direction as {@code U+202E}, bytes that are no text as {@code \xff}. Line ends
     * and tabs stay.
     */
    public static String visible(String text) {
        StringBuilder out = null;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (isHidden(c)) {
                if (out == null) {
                    out = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                boolean beforeLineEnd = c == '\r' && next < text.length() && text.charAt(next) == '\n';
                if (!beforeLineEnd) {
                    name(out, c);
                }
            } else if (out != null) {
                out.appendCodePoint(c);
            }
            i = next;
        }
        return out == null ? text : out.toString();
    }

    private static boolean isHidden(int c) {
        if (c < 0x7f) {
            return c < 0x20 && c != '\n' && c != '\t';
        }
        if (c < 0xa0) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.CONTROL ->
                true;
            default -> false;
        };
    }

    private static void name(StringBuilder out, int c) {
        HexFormat hex = HexFormat.of();
        if (c < 0xa0) {
            out.append("\\x").append(hex.toHexDigits((byte) c));
        } else if (c >= 0xdc80 && c <= 0xdcff) {
            // a byte that was no UTF-8, as the wire hands it on
            out.append("\\x").append(hex.toHexDigits((byte) (c - 0xdc00)));
        } else {
            out.append("U+").append(hex.withUpperCase().toHexDigits(c, c > 0xffff ? 5 : 4));
        }
    }

    /** What tokens look like. */
    private static final class Tokens {
        /** Beginnings of tokens and client secrets, and enough of what follows for it to be one. */
        static final Pattern KNOWN_SHAPES = Pattern.compile("(?<![A-Za-z0-9])(?:ya29\\.|1//0|4/0A|GOCSPX-)" + TOKEN_CHARS
                + "{12,}+|(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{6,}+(?:\\.[A-Za-z0-9_-]*+){2,4}");
        static final Pattern BEARER = Pattern.compile("(?i)(?<=\\bbearer[ \\x01]{1,2}|\\btoken[\"']?[:=][ \"']{0,2})"
                + "(?=\\S{0,200}[0-9._])" + TOKEN_CHARS + "{16,}+");
        /** Opaque tokens have no mark but their length; base64 of JSON, as in the error of XOAUTH2, is none. */
        static final Pattern OPAQUE = Pattern.compile("(?<!" + TOKEN_CHARS + ")(?!eyJ)" + TOKEN_CHARS + "{" + ENDLESS + ",}+");
    }

    /** What sign-in commands and credential fields look like in pasted logs. */
    private static final class Dialogues {
        /** A SASL message after the mechanism's name: base64, which a word in one case is not. */
        private static final Pattern AUTH = Pattern.compile("(?m)((?i:\\bAUTH(?:ENTICATE)?)[ \"]++[A-Za-z0-9-]{3,20}+[ \"]++)"
                + "(?=[A-Za-z0-9+/]*[a-z=])(?=[A-Za-z0-9+/]*[A-Z0-9])[A-Za-z0-9+/]{4,}+={0,2}+");
        /** What a client says after the server asked for more. */
        private static final Pattern ANSWER = Pattern
                .compile("(?m)(^[^\\n]{0,60}?(?:\\b334|\\+)(?: [A-Za-z0-9+/=]*+)?[ \\t\\r]*+\\n"
                        + "[^\\n]{0,60}?)(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{4,}+={0,2}+(?=[ \\t\\r]*+$)");
        private static final Pattern PASS = Pattern
                .compile("(?m)(^(?:[^\\n]{0,40}[\\s>:-])?PASS )\\S++(?: \\S++){0,3}(?=[ \\t\\r]*+$)");
        private static final Pattern LOGIN = Pattern.compile("(?im)(^(?:[^\\n]{0,40}[\\s>:-])?[a-z]{0,4}\\d{1,6} LOGIN "
                + "(?:\"(?:[^\"\\\\\\n]|\\\\.)*+\"|[^\\s\"]++) )(?:\"(?:[^\"\\\\\\n]|\\\\.)*+\"|[^\\s\"]++)(?=[ \\t\\r]*+$)");
        private static final Pattern FIELD = Pattern.compile("(?i)((?:access_token|refresh_token|id_token|device_code"
                + "|client_secret|code_verifier|assertion|password|passwd|pwd|passphrase|パスワード)[\"']?\\s{0,2}[=:：]\\s{0,2}[\"']?)"
                + "(?!\\s|•)[^\\s\"'&,;}<]++");
        private static final Pattern CODE = Pattern.compile("([?&]code=)[^&\\s\"'<]++");
        private static final Pattern BASIC = Pattern.compile("(?i)(\\bBasic )[A-Za-z0-9+/]{6,}+={0,2}+");

        private static final List<Pattern> ALL = List.of(AUTH, ANSWER, PASS, LOGIN, FIELD, CODE, BASIC);

        static String hide(String text) {
            String out = text;
            for (Pattern pattern : ALL) {
                out = pattern.matcher(out).replaceAll("$1" + Matcher.quoteReplacement(DOTS));
            }
            return out;
        }
    }
}
