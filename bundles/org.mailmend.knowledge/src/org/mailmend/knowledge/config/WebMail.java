package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * Where the mailbox is found in a web browser ({@code webMail}).
 *
 * @param loginPage its address; null when none is given
 * @param rest      whatever else it has, for example {@code loginPageInfo}
 */
public record WebMail(String loginPage, Rest rest) {
    public WebMail {
        Objects.requireNonNull(rest);
    }
}
