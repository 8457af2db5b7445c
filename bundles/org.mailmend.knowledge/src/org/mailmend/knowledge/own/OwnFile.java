package org.mailmend.knowledge.own;

import java.util.Objects;

/**
 * A file of a team's own knowledge.
 *
 * @param path      place below the folder, with slashes, for example {@code articles/en/topic-our-desk.md}
 * @param kind      what it holds
 * @param id        id of the article or profile; the file's name without its end for others
 * @param overrides whether it replaces or extends something that comes with Mailmend or from a plug-in
 */
public record OwnFile(String path, Kind kind, String id, boolean overrides) {
    public OwnFile {
        Objects.requireNonNull(path);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
    }

    /** What a file holds. */
    public enum Kind {
        /** An article in one language. */
        ARTICLE,
        /** The profile of a client or device. */
        CLIENT,
        /** What several profiles share. */
        BASE,
        /** Rules for replies and error texts. */
        REPLIES,
        /** Rules of the advice. */
        RULES,
        /** Steps of a way out. */
        ROUTE,
        /** Questions, servers, sources or synonyms. */
        TABLE,
        /** A file that is none of a folder of knowledge. */
        UNKNOWN
    }

    static Kind kind(String path) {
        if (path.startsWith("articles/")) {
            return Kind.ARTICLE;
        } else if (path.startsWith("clients/base/")) {
            return Kind.BASE;
        } else if (path.startsWith("clients/")) {
            return Kind.CLIENT;
        } else if (path.startsWith("replies/")) {
            return Kind.REPLIES;
        } else if (path.startsWith("routes/")) {
            return Kind.ROUTE;
        }
        return path.equals("rules.txt") ? Kind.RULES : Kind.TABLE;
    }

    static String id(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int end = name.lastIndexOf('.');
        return end < 1 ? name : name.substring(0, end);
    }
}
