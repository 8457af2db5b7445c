package org.mailmend.tickets.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.mailmend.tickets.internal.exchange.Csv;
import org.mailmend.tickets.internal.mail.Words;

/** Tables of comma-separated values as spreadsheets and consoles write them, for whoever gives their columns a meaning. */
public final class Sheet {
    private static final int LOOKED_AT = 4096;

    private static final List<Charset> CHARSETS = Stream
            .of("UTF-8", "windows-31j", "UTF-16", "UTF-16LE", "UTF-16BE", "EUC-JP", "ISO-2022-JP", "windows-1252")
            .filter(Charset::isSupported).map(Charset::forName).toList();

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
        return rows(text(bytes));
    }

    /** The same of a file of which somebody says how its characters are written. */
    public static List<Row> read(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        return rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static String text(byte[] bytes) {
        Charset wide = wide(bytes);
        return wide == null ? Words.guess(bytes) : new String(bytes, wide);
    }

    private static List<Row> rows(String text) {
        return Csv.read(text).stream().map(row -> new Row(row.line(), row.cells().stream().map(Csv::plain).toList())).toList();
    }

    /** How characters of tables are written, the most frequent first. */
    public static List<Charset> charsets() {
        return CHARSETS;
    }

    /** Which of {@link #charsets} {@link #read(byte[])} takes a file for; the first of those that make the same of it. */
    public static Charset guess(byte[] bytes) {
        String text = text(bytes);
        return CHARSETS.stream().filter(each -> {
            String other = new String(bytes, each);
            return text.equals(other.startsWith("\uFEFF") ? other.substring(1) : other);
        }).findFirst().orElse(StandardCharsets.UTF_8);
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
