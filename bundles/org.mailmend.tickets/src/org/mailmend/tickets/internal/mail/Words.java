package org.mailmend.tickets.internal.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns bytes of mails into text, also where they are not in the character set that the mail says, or it says none. */
public final class Words {
    /** Character sets by the names that mails give to others: what Windows calls so has more characters. */
    private static final Map<String, String> KNOWN = Map.ofEntries(Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("csiso2022jp", "x-windows-iso2022jp"), Map.entry("cp932", "windows-31j"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"), Map.entry("sjis", "windows-31j"), Map.entry("x-sjis", "windows-31j"),
            Map.entry("ms_kanji", "windows-31j"), Map.entry("iso-8859-1", "windows-1252"), Map.entry("latin1", "windows-1252"),
            Map.entry("gb2312", "gb18030"), Map.entry("gbk", "gb18030"), Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("x-unknown", "us-ascii"), Map.entry("utf8", "utf-8"), Map.entry("unicode-1-1-utf-8", "utf-8"));
    /** An encoded word (RFC 2047), with a language (RFC 2231) or without. */
    private static final Pattern ENCODED = Pattern
            .compile("=\\?([A-Za-z0-9._:-]{1,40})(?:\\*[A-Za-z0-9-]{1,20})?\\?([bBqQ])\\?([^?]*)\\?=");

    private Words() {
    }

    /** The text of bytes that are said to be in a character set; null when nothing is said. */
    public static String decode(byte[] bytes, String charset) {
        Charset named = find(charset);
        if (named == null || StandardCharsets.US_ASCII.equals(named)) {
            return guess(bytes);
        }
        String strict = strict(bytes, named);
        if (strict != null) {
            return strict;
        }
        // wrong names are common: another one without errors is likelier than this one with errors
        String utf8 = strict(bytes, StandardCharsets.UTF_8);
        return utf8 != null ? utf8 : new String(bytes, named);
    }

    private static Charset find(String name) {
        if (name == null) {
            return null;
        }
        String plain = name.strip().toLowerCase(Locale.ROOT).replace("\"", "");
        String known = KNOWN.getOrDefault(plain, plain);
        try {
            return Charset.isSupported(known) ? Charset.forName(known) : null;
        } catch (IllegalArgumentException e) {
            // no name of a character set at all
            return null;
        }
    }

    /** The text of bytes of which nothing is known. */
    public static String guess(byte[] bytes) {
        if (contains(bytes, 0x1B, '$')) {
            return new String(bytes, Charset.forName("x-windows-iso2022jp"));
        }
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        String utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8;
        }
        String sjis = strict(bytes, Charset.forName("windows-31j"));
        String euc = strict(bytes, Charset.forName("EUC-JP"));
        if (sjis != null && kana(sjis) >= (euc == null ? 0 : kana(euc)) && kana(sjis) > 0) {
            return sjis;
        }
        return euc != null && kana(euc) > 0 ? euc : new String(bytes, Charset.forName("windows-1252"));
    }

    private static long kana(String text) {
        return text.chars().filter(c -> c >= 0x3041 && c <= 0x30FE).count();
    }

    private static boolean contains(byte[] bytes, int first, int second) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == first && bytes[i + 1] == second) {
                return true;
            }
        }
        return false;
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            // it is in another one
            return null;
        }
    }

    /** A header field's value as text: unfolded, encoded words decoded, bytes that stand there as they are guessed. */
    public static String header(String raw) {
        if (raw == null) {
            return "";
        }
        String line = raw.replaceAll("\\r?\\n[ \\t]?", " ").replaceAll("\\r", " ");
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = null;
        int end = 0;
        Matcher word = ENCODED.matcher(line);
        while (word.find()) {
            String between = line.substring(end, word.start());
            boolean joined = charset != null && between.isBlank();
            if (!joined || !word.group(1).equalsIgnoreCase(charset)) {
                flush(text, pending, charset);
            }
            if (!joined) {
                text.append(plain(between));
            }
            charset = word.group(1);
            // a character may be cut between two words: the bytes are put together first
            pending.writeBytes(bytes(word.group(2), word.group(3)));
            end = word.end();
        }
        flush(text, pending, charset);
        return text.append(plain(line.substring(end))).toString();
    }

    private static void flush(StringBuilder text, ByteArrayOutputStream pending, String charset) {
        if (pending.size() > 0) {
            text.append(decode(pending.toByteArray(), charset));
            pending.reset();
        }
    }

    private static byte[] bytes(String encoding, String text) {
        if ("b".equalsIgnoreCase(encoding)) {
            return Base64.getMimeDecoder().decode(base64(text));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int hex = c == '=' && i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            if (hex >= 0) {
                bytes.write(hex);
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /** Only what can be decoded: without the rest of a group that was cut. */
    private static String base64(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9+/]", "");
        return clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean;
    }

    private static int hex(char high, char low) {
        int value = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0 ? -1 : value;
    }

    private static String plain(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80 && c != 0x1B);
        boolean bytes = text.chars().allMatch(c -> c < 0x100);
        return ascii || !bytes ? text : guess(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
