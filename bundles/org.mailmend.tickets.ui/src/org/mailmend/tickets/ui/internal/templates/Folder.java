package org.mailmend.tickets.ui.internal.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.reply.Template;
import org.mailmend.tickets.reply.Templates;

/** The templates as they are being edited: what was read, and what is to become of each. Knows nothing of windows. */
final class Folder {
    private final List<Sheet> sheets = new ArrayList<>();

    /** A template that is being edited. */
    static final class Sheet {
        private final Template before;
        private Template now;
        private boolean deleted;

        private Sheet(Template before, Template now) {
            this.before = before;
            this.now = now;
        }

        Template now() {
            return now;
        }

        /** Whether something is to be saved. */
        boolean isTouched() {
            return deleted ? before != null : !now.equals(before);
        }

        /** Gives it another text; the text that Mailmend brings makes it what Mailmend brings. */
        void text(String text) {
            Template written = now.withText(text);
            now = !now.isOwn() && text.equals(Templates.original(now.id(), now.language()))
                    ? new Template(now.id(), "", now.channel(), now.language(), text, false)
                    : written;
        }

        void now(Template template) {
            now = template;
        }
    }

    Folder(List<Template> read) {
        read.forEach(template -> sheets.add(new Sheet(template, template)));
    }

    /** Those that are not deleted. */
    List<Sheet> sheets() {
        return sheets.stream().filter(sheet -> !sheet.deleted).toList();
    }

    /** Adds a new one behind all others. */
    Sheet add(Template template) {
        Sheet sheet = new Sheet(null, template);
        sheets.add(sheet);
        return sheet;
    }

    void delete(Sheet sheet) {
        sheet.deleted = true;
    }

    void restore(Sheet sheet) {
        sheet.deleted = false;
    }

    /** Whether something is to be saved. */
    boolean isTouched() {
        return sheets.stream().anyMatch(Sheet::isTouched);
    }

    /** The first that cannot be saved, with the reason; empty when all can. */
    Optional<Wrong> wrong() {
        for (Sheet sheet : sheets()) {
            try {
                if (sheet.isTouched()) {
                    Templates.check(sheet.now);
                }
            } catch (TicketException e) {
                return Optional.of(new Wrong(sheet, e));
            }
        }
        return Optional.empty();
    }

    /** A template that cannot be saved. */
    record Wrong(Sheet sheet, TicketException why) {
    }

    /**
     * Saves what was changed.
     *
     * @throws TicketException when one cannot be saved; those before it are saved then
     */
    void save(Templates templates) {
        for (Sheet sheet : List.copyOf(sheets)) {
            if (sheet.isTouched()) {
                boolean gone = sheet.deleted || !sheet.now.isOwn() && !sheet.now.changed();
                templates.keep(sheet.before, gone ? null : sheet.now);
                sheets.set(sheets.indexOf(sheet), new Sheet(sheet.now, sheet.now));
                if (sheet.deleted) {
                    sheets.removeIf(each -> each.before == sheet.now && each.now == sheet.now);
                }
            }
        }
    }
}
