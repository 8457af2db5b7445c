package org.mailmend.knowledge.internal.data;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.mailmend.knowledge.Route;

/** Which files a folder of knowledge has. */
public final class Layout {
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final Pattern KNOWN = Pattern.compile("articles/(en|ja)/" + ID + "\\.md|clients/(base/)?" + ID
            + "\\.md|replies/[A-Za-z0-9][A-Za-z0-9._-]*\\.tsv|routes/(" + Arrays.stream(Route.values()).map(Route::id)
                    .collect(Collectors.joining("|"))
            + ")\\.md");
    private static final Set<String> TABLES = Set.of("rules.txt", "questions.md", "servers.tsv", "sources.tsv", "synonyms.txt");
    /** What people put beside it, for themselves. */
    private static final Pattern BESIDE = Pattern.compile("(README|LICENSE|CHANGES|NOTICE)[A-Za-z0-9._-]*|articles/index\\.txt"
            + "|clients/index\\.txt");
    /** Longest path: what every platform takes. */
    private static final int LONGEST = 150;

    private Layout() {
    }

    /** Whether a file of this path, with slashes and below the folder, is read. */
    public static boolean isKnown(String path) {
        return path.length() <= LONGEST && (TABLES.contains(path) || KNOWN.matcher(path).matches());
    }

    /** Whether a file of this path is left alone without a word. */
    public static boolean isBeside(String path) {
        return BESIDE.matcher(path).matches();
    }
}
