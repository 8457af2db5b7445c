package org.mailmend.knowledge.ui.internal.explain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the text of a file whose character set nobody told. */
final class Decoded {
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final byte ESCAPE = 0x1b;

    private Decoded() {
    }

    /** The text: as UTF-16 where the file begins so, else in the first character set that fits. */
    static String of(byte[] bytes) {
        if (bytes.length > 1 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) == BYTE_ORDER_MARK
                || bytes.length > 1 && ((bytes[1] & 0xff) << 8 | bytes[0] & 0xff) == BYTE_ORDER_MARK) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        if (escapes(bytes)) {
            return new String(bytes, Charset.forName("ISO-2022-JP"));
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"), Charset.forName("EUC-JP"))) {
            try {
                String text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                // the next one may fit
                continue;
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether the escape sequences of ISO-2022-JP (RFC 1468) are there. */
    private static boolean escapes(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == ESCAPE && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }
}
