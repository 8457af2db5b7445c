package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * How a client is to fetch mail with POP3. Each part is null when it is not given.
 *
 * @param leaveMessagesOnServer       whether messages stay on the server
 * @param daysToLeaveMessagesOnServer for how many days
 * @param downloadOnBiff              whether new messages are fetched as soon as they are noticed
 * @param rest                        whatever else there is, for example {@code checkInterval}
 */
public record Pop3Settings(Boolean leaveMessagesOnServer, Integer daysToLeaveMessagesOnServer, Boolean downloadOnBiff,
        Rest rest) {
    public Pop3Settings {
        Objects.requireNonNull(rest);
    }
}
