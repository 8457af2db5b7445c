package org.mailmend.tickets.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.mailmend.tickets.internal.exchange.Csv;
import org.mailmend.tickets.internal.mail.Words;

/** Tables of comma-separated values as spreadsheets and consoles write them, for whoever gives their columns a meaning. */
public final class Sheet {
    private static final int LOOKED_AT = 4096;

    private Sheet() {
    }

    /**
     * A row.
     *
     * @param line  line of the file at which it begins, from 1
     * @param cells its cells, at most 200
     */
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The rows of a file; empty lines are none.
     *
     * @param bytes UTF-8 or UTF-16, with or without a mark at the beginning, or the Japanese code page of Windows
     * @throws org.mailmend.tickets.TicketException for a quotation mark that is never closed, and for more than 200 columns
     */
    public static List<Row> read(byte[] bytes) {
        Charset wide = wide(bytes);
        String text = wide == null ? Words.guess(bytes) : new String(bytes, wide);
        return Csv.read(text).stream().map(row -> new Row(row.line(), row.cells().stream().map(Csv::plain).toList())).toList();
    }

    /** A row with its line end. What a spreadsheet would take for a formula has an apostrophe before it. */
    public static String row(List<String> cells) {
        return Csv.write(cells);
    }

    /** UTF-16 without a mark: line ends, digits and separators have a zero in one half. */
    private static Charset wide(byte[] bytes) {
        boolean marked = bytes.length > 1 && ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) == 0xFEFF
                || bytes.length > 1 && ((bytes[1] & 0xFF) << 8 | bytes[0] & 0xFF) == 0xFEFF;
        if (marked) {
            return null;
        }
        int most = Math.min(bytes.length, LOOKED_AT) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < most; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int few = most / 40;
        // a few Japanese characters have a zero in the other half
        return most < 4 ? null
                : odd > few && odd > 4 * even ? StandardCharsets.UTF_16LE
                        : even > few && even > 4 * odd ? StandardCharsets.UTF_16BE : null;
    }
}
