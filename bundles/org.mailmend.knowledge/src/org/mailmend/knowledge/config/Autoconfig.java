package org.mailmend.knowledge.config;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.mailmend.knowledge.internal.config.AutoconfigReader;
import org.mailmend.knowledge.internal.config.AutoconfigWriter;

/**
 * Files in Thunderbird's autoconfig format (wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat). What is read and
 * written again gives an equal model; only comments and passwords are left out.
 */
public final class Autoconfig {
    /** The largest file that is read, in bytes. The largest in Thunderbird's database has some 10 KiB. */
    public static final int LIMIT = 256 * 1024;

    private Autoconfig() {
    }

    /**
     * A file that was read.
     *
     * @param config  what it says
     * @param notices what a person has to know about it, for example that a password was left out
     */
    public record Imported(ClientConfig config, List<Notice> notices) {
        public Imported {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Reads a file. Neither external entities nor a document type are read.
     *
     * @throws ConfigException when it is too large, not well-formed, or no autoconfig file
     */
    public static Imported read(byte[] file) throws ConfigException {
        return AutoconfigReader.read(file);
    }

    /** The file of a configuration, with a line end at its end. */
    public static String write(ClientConfig config) {
        return AutoconfigWriter.write(config, List.of());
    }

    /** The same in UTF-8. */
    public static byte[] bytes(ClientConfig config) {
        return write(config).getBytes(StandardCharsets.UTF_8);
    }
}
