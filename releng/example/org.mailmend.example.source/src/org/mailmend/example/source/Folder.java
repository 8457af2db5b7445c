package org.mailmend.example.source;

import java.nio.file.Path;
import java.util.Locale;

import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.TicketSource;
import org.mailmend.tickets.mail.TicketSourceProvider;

/** What stands in the preferences of the intake, where somebody switches it on. */
record Folder(Path path) implements TicketSourceProvider {
    @Override
    public String id() {
        return "org.mailmend.example.source.folder";
    }

    @Override
    public String name(Locale locale) {
        return (Locale.JAPANESE.getLanguage().equals(locale.getLanguage()) ? "フォルダー " : "Folder ") + path;
    }

    @Override
    public TicketSource open(TicketStore store) {
        return new FolderSource(path);
    }
}
