package org.mailmend.knowledge.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.openpdf.text.pdf.BaseFont;

/**
 * Finds a Japanese font of the system to put into a PDF. None is shipped: each is bigger than all of Mailmend's own parts, and
 * Windows, macOS and every Japanese Linux desktop have one.
 */
final class PdfFonts {
    private static final Logger LOG = Logger.getLogger(PdfFonts.class.getName());

    /** A regular font file and its bold companion, both lower case; the first that is there is taken. */
    private static final String[][] KNOWN = {
            {"notosanscjk-regular.ttc", "notosanscjk-bold.ttc"}, {"notosanscjkjp-regular.otf", "notosanscjkjp-bold.otf"},
            {"notosansjp-regular.otf", "notosansjp-bold.otf"}, {"notosansjp-regular.ttf", "notosansjp-bold.ttf"},
            {"yugothr.ttc", "yugothb.ttc"}, {"yugothm.ttc", "yugothb.ttc"}, {"biz-udgothicr.ttc", "biz-udgothicb.ttc"},
            {"meiryo.ttc", "meiryob.ttc"}, {"msgothic.ttc", ""},
            {"ヒラギノ角ゴシック w3.ttc", "ヒラギノ角ゴシック w6.ttc"}, {"hiraginosans-w3.ttc", "hiraginosans-w6.ttc"},
            {"arial unicode.ttf", ""}, {"ipaexg.ttf", ""}, {"ipagp.ttf", ""}, {"ipag.ttf", ""}, {"takaopgothic.ttf", ""},
            {"vl-pgothic-regular.ttf", ""}, {"vl-gothic-regular.ttf", ""}, {"droidsansfallbackfull.ttf", ""},
            {"droidsansfallback.ttf", ""}};
    private static final int DEPTH = 6;

    private PdfFonts() {
    }

    /**
     * The fonts to write with.
     *
     * @param regular Japanese font; null when there is none
     * @param bold    the same in bold; null when it has to be made of the regular one
     */
    record Japanese(BaseFont regular, BaseFont bold) {
    }

    /** The Japanese font of this system, both parts null when it has none that can be embedded. */
    static Japanese find() {
        return find(folders());
    }

    static Japanese find(List<Path> folders) {
        Map<String, Path> files = new TreeMap<>();
        folders.forEach(folder -> list(folder, files));
        for (String[] known : KNOWN) {
            BaseFont regular = load(files.get(known[0]));
            if (regular != null) {
                return new Japanese(regular, load(files.get(known[1])));
            }
        }
        return new Japanese(null, null);
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            folders.add(Path.of(System.getenv().getOrDefault("WINDIR", "C:\\Windows"), "Fonts"));
            folders.add(home.resolve("AppData/Local/Microsoft/Windows/Fonts"));
        } else if (system.startsWith("mac")) {
            folders.add(Path.of("/System/Library/Fonts"));
            folders.add(Path.of("/Library/Fonts"));
            folders.add(home.resolve("Library/Fonts"));
        } else {
            folders.add(Path.of("/usr/share/fonts"));
            folders.add(Path.of("/usr/local/share/fonts"));
            folders.add(home.resolve(".local/share/fonts"));
            folders.add(home.resolve(".fonts"));
        }
        return folders;
    }

    /** Notes the font files of a folder by their names in lower case; macOS takes names with kana apart. */
    private static void list(Path folder, Map<String, Path> files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder, DEPTH)) {
            found.forEach(file -> files.putIfAbsent(
                    Normalizer.normalize(file.getFileName().toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT), file));
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.log(Level.FINE, "fonts in " + folder + " cannot be listed", e);
        }
    }

    private static BaseFont load(Path file) {
        if (file == null) {
            return null;
        }
        try {
            String name = file.toString() + (file.toString().toLowerCase(Locale.ROOT).endsWith(".ttc") ? ",0" : "");
            BaseFont font = BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
            return font.charExists('\u8907') && font.charExists('\u3042') ? font : null;
        } catch (IOException | RuntimeException e) {
            // RuntimeException: from a font file that the library cannot make out
            LOG.log(Level.FINE, "the font " + file + " cannot be used", e);
            return null;
        }
    }
}
