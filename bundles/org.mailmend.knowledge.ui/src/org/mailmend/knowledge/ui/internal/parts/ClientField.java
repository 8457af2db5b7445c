package org.mailmend.knowledge.ui.internal.parts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.Client;
import org.mailmend.workbench.Widgets;

/** A field for a client or device, found by any part of its name while one types; the arrow down shows what there is. */
public final class ClientField {
    private static final int MOST = 200;
    private static final Point POPUP = new Point(360, 240);

    private final Text text;
    private final Proposals proposals;
    private List<Entry> entries = List.of();
    private Client chosen;
    private boolean filling;
    private Runnable accepted = () -> {
        // nobody is interested yet
    };
    private Consumer<Client> changed = client -> {
        // nobody is interested yet
    };

    private record Entry(Client client, String name, String words) {
    }

    /** The list below the field. */
    private static final class Proposals extends ContentProposalAdapter {
        Proposals(Text text, IContentProposalProvider provider) {
            super(text, new TextContentAdapter(), provider, KeyStroke.getInstance(SWT.ARROW_DOWN), null);
        }

        void open() {
            openProposalPopup();
        }

        @Override
        public void closeProposalPopup() {
            super.closeProposalPopup();
        }
    }

    private static final class Proposal extends ContentProposal {
        private final Client client;

        Proposal(Client client, String name) {
            super(name, name, null);
            this.client = client;
        }
    }

    /**
     * A field without clients.
     *
     * @param hint what stands in it while it is empty
     */
    public ClientField(Composite parent, String id, String hint) {
        text = Widgets.id(new Text(parent, SWT.SEARCH | SWT.ICON_CANCEL), id);
        text.setMessage(hint);
        proposals = new Proposals(text, (contents, position) -> find(contents));
        proposals.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
        proposals.setPopupSize(POPUP);
        proposals.setPropagateKeys(true);
        proposals.addContentProposalListener(proposal -> choose(((Proposal) proposal).client));
        text.addListener(SWT.Modify, event -> {
            if (!filling) {
                set(named(text.getText()));
                suggest();
            }
        });
    }

    /** Shows what fits, also what an input method has put in, which sends no keys. */
    private void suggest() {
        if (!text.isFocusControl() || chosen != null || text.getText().isBlank()) {
            proposals.closeProposalPopup();
        } else if (proposals.isProposalPopupOpen()) {
            proposals.refresh();
        } else if (find(text.getText()).length > 0) {
            proposals.open();
        }
    }

    /** The clients to choose from. */
    public void clients(Iterable<Client> clients) {
        List<Entry> all = new ArrayList<>();
        for (Client client : clients) {
            all.add(new Entry(client, client.name().in(Words.locale()),
                    fold(String.join(" ", client.name().en(), client.name().ja(), client.id(), client.vendor(), client.family(),
                            String.join(" ", client.aliases())))));
        }
        all.sort(Comparator.comparing(Entry::name, String.CASE_INSENSITIVE_ORDER));
        entries = all;
        if (chosen == null && !text.getText().isBlank()) {
            set(named(text.getText()));
        }
    }

    /** The widget, for its place in a layout. */
    public Text control() {
        return text;
    }

    /** The client that stands in the field; null when none does. */
    public Client get() {
        return chosen;
    }

    /** Whether something stands in the field that is no client, and nobody is typing there. */
    public boolean isWrong() {
        return chosen == null && !text.getText().isBlank() && (!text.isFocusControl() || find(text.getText()).length == 0);
    }

    /** Fills the field without telling anybody; null empties it. */
    public void fill(Client client) {
        filling = true;
        text.setText(client == null ? "" : client.name().in(Words.locale()));
        chosen = client;
        filling = false;
    }

    /** Called when another client was chosen, with null for none. */
    public void onChange(Consumer<Client> action) {
        changed = action;
    }

    /** Called when one was taken from the list: the field is done with. */
    public void onAccept(Runnable action) {
        accepted = action;
    }

    private void choose(Client client) {
        filling = true;
        text.setText(client.name().in(Words.locale()));
        text.setSelection(text.getCharCount());
        filling = false;
        accepted.run();
        set(client);
    }

    private void set(Client client) {
        if (client != chosen) {
            chosen = client;
            changed.accept(client);
        }
    }

    private Client named(String name) {
        String wanted = fold(name).strip();
        return entries.stream().filter(entry -> fold(entry.name).equals(wanted) || entry.client.id().equals(wanted)).findFirst()
                .map(Entry::client).orElse(null);
    }

    private IContentProposal[] find(String typed) {
        // What stands there after a choice is no search.
        String[] wanted = chosen != null ? new String[0] : fold(typed).strip().split("\\s+");
        String first = wanted.length == 0 ? "" : wanted[0];
        // Whose name begins so is meant more likely than who has the word somewhere.
        return entries.stream().filter(entry -> matches(entry, wanted))
                .sorted(Comparator.comparing(entry -> !fold(entry.name).startsWith(first))).limit(MOST)
                .map(entry -> new Proposal(entry.client, entry.name)).toArray(IContentProposal[]::new);
    }

    private static boolean matches(Entry entry, String[] wanted) {
        for (String word : wanted) {
            if (!entry.words.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
