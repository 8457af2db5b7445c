package org.mailmend.diagnosis.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The mail providers by id, with what each is a part of and the other names under which it is known. */
final class Providers {
    private final Map<String, String> parents = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    void add(String id, String parent, String otherNames) {
        parents.put(id, parent);
        aliases.put(id, id);
        for (String name : otherNames.split(",")) {
            if (!name.isBlank()) {
                aliases.put(name.strip(), id);
            }
        }
    }

    /** The id for any name of a provider; null when it is not known. */
    String canonical(String name) {
        return name == null ? null : aliases.get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a provider is another or a part of it. Unknown providers belong to themselves. */
    boolean belongs(String provider, String whole) {
        for (String one = provider; one != null && !one.isEmpty(); one = parents.get(one)) {
            if (one.equals(whole)) {
                return true;
            }
        }
        return false;
    }
}
