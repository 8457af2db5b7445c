package org.mailmend.tickets.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Names of files that came from elsewhere, made safe for every file system. */
public final class FileNames {
    private static final int LONGEST = 120;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    private FileNames() {
    }

    /**
     * A name without folders, characters that some system refuses or that hide what kind of file it is, and names of devices.
     *
     * @param taken names that it must not have
     */
    public static String safe(String told, Collection<String> taken) {
        StringBuilder safe = new StringBuilder();
        String name = told.substring(Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')) + 1);
        name.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || type == Character.PRIVATE_USE;
            safe.appendCodePoint(hidden || "<>:\"/\\|?*".indexOf(c) >= 0 ? '_' : c);
        });
        String plain = safe.toString().strip().replaceAll("[. ]{1,200}$", "").replaceAll("^[.]{1,200}", "_");
        int dot = plain.lastIndexOf('.');
        String end = dot > 0 && plain.length() - dot <= 12 ? plain.substring(dot) : "";
        String stem = Values.shorten(plain.substring(0, plain.length() - end.length()), LONGEST - end.length());
        String first = stem.contains(".") ? stem.substring(0, stem.indexOf('.')) : stem;
        String lower = first.toLowerCase(Locale.ROOT);
        if (DEVICES.contains(lower) || lower.matches("(com|lpt)[0-9]")) {
            stem = "_" + stem;
        }
        if (stem.isEmpty()) {
            stem = "file";
        }
        String result = stem + end;
        for (int i = 2; contains(taken, result); i++) {
            result = stem + " (" + i + ")" + end;
        }
        return result;
    }

    private static boolean contains(Collection<String> taken, String name) {
        return taken.stream().anyMatch(name::equalsIgnoreCase);
    }
}
