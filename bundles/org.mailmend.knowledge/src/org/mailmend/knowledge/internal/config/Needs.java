package org.mailmend.knowledge.internal.config;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;

/** What a format cannot do without. */
final class Needs {
    private Needs() {
    }

    static void outgoing(AccountSettings settings, ConfigFormat format) throws ConfigException {
        if (settings.outgoing() == null) {
            throw new ConfigException("servers.missing", format, Protocol.SMTP.name());
        }
    }

    static void both(AccountSettings settings, ConfigFormat format) throws ConfigException {
        outgoing(settings, format);
        if (settings.incoming() == null) {
            throw new ConfigException("servers.missing", format, "IMAP");
        }
    }
}
