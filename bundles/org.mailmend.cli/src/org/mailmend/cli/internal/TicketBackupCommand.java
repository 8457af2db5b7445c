package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;

import org.mailmend.tickets.TicketStore;

/** {@code mailmend ticket backup}: writes a copy of everything to a file. */
final class TicketBackupCommand extends TicketAction {
    TicketBackupCommand() {
        super("ticket backup");
    }

    @Override
    String operands() {
        return "FILE";
    }

    @Override
    List<Option> own() {
        return List.of();
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        String name = TicketRestoreCommand.file(arguments);
        try (TicketStore store = open(arguments, context)) {
            store.backUp(Inputs.path(name));
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("usage.ticket.file.there", name);
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", name);
        }
        context.err().println(context.messages().get("ticket.backup", name));
        context.err().flush();
        return 0;
    }
}
