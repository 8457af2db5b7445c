package org.mailmend.organisation.review;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The {@code tag=value;} lists of DKIM, DMARC, MTA-STS and TLS-RPT. */
final class Tags {
    private Tags() {
    }

    /** The tags in their order, names in lower case; of one that stands there twice the first. */
    static Map<String, String> read(String record) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String part : record.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1).strip());
            }
        }
        return tags;
    }
}
