package org.mailmend.knowledge.render;

import org.openpdf.text.pdf.DefaultSplitCharacter;
import org.openpdf.text.pdf.PdfChunk;

/** Where a line may be broken: after blanks and hyphens, and between Japanese characters as JIS X 4051 allows. */
final class PdfBreaks extends DefaultSplitCharacter {
    static final PdfBreaks INSTANCE = new PdfBreaks();

    private static final char FIRST_WIDE = 0x2E80;
    private static final String NOT_FIRST = "、。，．・：；？！」』）］｝〉》】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜…)]}.,:;!?";
    private static final String NOT_LAST = "「『（［｛〈《【([{";

    @Override
    public boolean isSplitCharacter(int start, int current, int end, char[] text, PdfChunk[] chunks) {
        char c = getCurrentCharacter(current, text, chunks);
        if (c == ' ' || c == '-' && current > start) {
            return true;
        }
        char next = current + 1 < end ? getCurrentCharacter(current + 1, text, chunks) : ' ';
        boolean wide = c >= FIRST_WIDE || next >= FIRST_WIDE;
        return wide && NOT_FIRST.indexOf(next) < 0 && NOT_LAST.indexOf(c) < 0 || c == '/' && next > ' ';
    }
}
