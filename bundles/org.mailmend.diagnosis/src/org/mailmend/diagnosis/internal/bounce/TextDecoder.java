package org.mailmend.diagnosis.internal.bounce;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;

/** Turns bytes of a mail into text, also where it names no charset or a wrong one. */
final class TextDecoder {
    private static final char REPLACEMENT = '\ufffd';
    private static final List<String> JAPANESE = List.of("EUC-JP", "windows-31j");

    private TextDecoder() {
    }

    /**
     * The text.
     *
     * @param declared the charset that the mail names, null when it names none
     */
    static String decode(byte[] bytes, String declared) {
        boolean escapes = false;
        boolean high = false;
        for (int i = 0; i < bytes.length; i++) {
            high |= bytes[i] < 0;
            escapes |= bytes[i] == 0x1b && i + 1 < bytes.length && (bytes[i + 1] == '$' || bytes[i + 1] == '(');
        }
        Charset named = charset(declared);
        if (escapes && !high && (named == null || !named.name().startsWith("ISO-2022-"))) {
            named = charset("ISO-2022-JP");
        }
        if (named != null && named.name().equals("ISO-2022-JP")) {
            // What calls itself so has half-width kana and the characters of Windows in it.
            Charset windows = charset("x-windows-iso2022jp");
            named = windows == null || high ? null : windows;
        }
        if (!high && !escapes && (named == null || isAsciiCompatible(named))) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (named != null && !named.equals(StandardCharsets.US_ASCII)) {
            String text = new String(bytes, named);
            if (text.indexOf(REPLACEMENT) < 0) {
                return text;
            }
        }
        return guess(bytes, named);
    }

    /** The text of a header, whose bytes came as one character each. */
    static String decodeHeader(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == 0x1b || c >= 0x80) {
                return decode(raw.getBytes(StandardCharsets.ISO_8859_1), null);
            }
        }
        return raw;
    }

    private static String guess(byte[] bytes, Charset named) {
        String best = strict(bytes, StandardCharsets.UTF_8);
        if (best != null) {
            return best;
        }
        String text = new String(bytes,
                named == null || named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named);
        double bestScore = score(text);
        best = text;
        for (String name : JAPANESE) {
            Charset charset = charset(name);
            if (charset != null) {
                text = new String(bytes, charset);
                double score = score(text);
                if (score > bestScore) {
                    best = text;
                    bestScore = score;
                }
            }
        }
        return bestScore > 0 ? best : new String(bytes, Charset.forName("windows-1252"));
    }

    /** How much a text looks like one: kana speak for it, what could not be decoded and half-width kana against it. */
    private static double score(String text) {
        int good = 0;
        int bad = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\u3041' && c <= '\u30fe') {
                good += 2;
            } else if (c >= '\u4e00' && c <= '\u9fff' || c >= '\u3000' && c <= '\u3002') {
                good++;
            } else if (c == REPLACEMENT || c >= '\ue000' && c <= '\uf8ff') {
                bad += 8;
            } else if (c >= '\uff61' && c <= '\uff9f') {
                bad++;
            }
        }
        return good - bad;
    }

    private static String strict(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 8);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean bad = decoder.decode(in, text, true).isError();
        // The last character may have been cut off.
        return bad && in.remaining() > 3 ? null : text.flip().toString();
    }

    private static boolean isAsciiCompatible(Charset charset) {
        String name = charset.name().toLowerCase(Locale.ROOT);
        return !name.startsWith("utf-16") && !name.startsWith("utf-32") && !name.startsWith("ibm") && !name.startsWith("x-ibm");
    }

    private static Charset charset(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String plain = name.strip().toLowerCase(Locale.ROOT);
        try {
            return switch (plain) {
                case "shift_jis", "shift-jis", "sjis", "x-sjis", "cp932", "ms932", "ms_kanji" -> Charset.forName("windows-31j");
                case "utf8" -> StandardCharsets.UTF_8;
                default -> Charset.forName(plain);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // A charset that nobody knows says as little as none.
            return null;
        }
    }
}
