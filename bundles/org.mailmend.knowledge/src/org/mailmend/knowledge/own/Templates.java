package org.mailmend.knowledge.own;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;

import org.mailmend.knowledge.ArticleKind;
import org.mailmend.knowledge.internal.Messages;

/** Texts to start new files from: complete, so that only the contents have to be put in. */
final class Templates {
    private Templates() {
    }

    static String article(String id, Locale language, String title) {
        String kind = "topic";
        for (ArticleKind each : ArticleKind.values()) {
            kind = id.startsWith(each.prefix()) ? each.id() : kind;
        }
        LocalDate today = LocalDate.now(Clock.systemDefaultZone());
        return """
                ---
                id: %s
                title: %s
                kind: %s
                language: %s
                tags: []
                applies: [any]
                updated: %s
                sources:
                  - https://intranet.example/ | %s | verified | %s
                ---
                %s

                ## %s

                1. %s

                ## %s

                %s
                """.formatted(id, title.replaceAll("\\s+", " ").strip(), kind, language.getLanguage(), today, today,
                text(language, "source"), text(language, "lead"), text(language, "steps"), text(language, "step"),
                text(language, "why"), text(language, "reason"));
    }

    static String client(String id, String name) {
        String plain = name.replaceAll("\\s+", " ").strip();
        LocalDate today = LocalDate.now(Clock.systemDefaultZone());
        return """
                ---
                id: %s
                base: program
                name: %s
                name-ja: %s
                kind: program
                password: unknown
                verified: no
                updated: %s
                sources:
                  - manual | https://intranet.example/ | %s | verified | our manual
                ---

                ## en

                ### where [?]
                %s

                ### notes
                - %s [?]

                ## ja

                ### where [?]
                %s

                ### notes
                - %s [?]
                """.formatted(id, plain, plain, today, today, text(Locale.ENGLISH, "where"), text(Locale.ENGLISH, "note"),
                text(Locale.JAPANESE, "where"), text(Locale.JAPANESE, "note"));
    }

    private static String text(Locale language, String key) {
        return Messages.text(language, "template." + key);
    }
}
