package org.mailmend.knowledge.ui;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.parts.ClientField;

/** A field in which a client or device of the knowledge base is found by any part of its name. Used in the UI thread. */
public final class ClientChoice {
    private final ClientField field;
    private String wanted;

    /**
     * @param id    id of the field
     * @param hint  what stands in it while it is empty
     * @param first id of the client that stands in it at first; null for none
     */
    public ClientChoice(Composite parent, String id, String hint, String first) {
        field = new ClientField(parent, id, hint);
        wanted = first;
    }

    /** The widget, for its place in a layout. */
    public Text control() {
        return field.control();
    }

    /**
     * Calls with the client that is chosen, null for none: whenever another is, and once the knowledge base has been read. Not before this
     * are clients offered.
     */
    public void onChange(Consumer<Client> action) {
        field.onChange(action);
        Shelf.get().onChange(field.control(), () -> {
            Optional<KnowledgeBase> base = base();
            if (base.isPresent()) {
                field.clients(base.get().clients());
                if (wanted != null) {
                    field.fill(base.get().client(wanted).orElse(null));
                    wanted = null;
                }
                action.accept(field.get());
            }
        });
    }

    /** The client that stands in the field; null for none. */
    public Client get() {
        return field.get();
    }

    /** The knowledge base; empty until it has been read. */
    public static Optional<KnowledgeBase> base() {
        Contents contents = Shelf.get().contents();
        return contents == null ? Optional.empty() : Optional.of(contents.base());
    }
}
