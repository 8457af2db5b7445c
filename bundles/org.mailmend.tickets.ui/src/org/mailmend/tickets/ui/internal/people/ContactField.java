package org.mailmend.tickets.ui.internal.people;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketException;
import org.mailmend.workbench.Widgets;

/**
 * A field for a person, found by a few letters of the name, the address, the phone number or the organisation. Whoever is not known yet
 * becomes a new contact.
 */
public final class ContactField {
    private static final int MOST = 8;
    private static final int DEBOUNCE = 120;
    private static final Point POPUP = new Point(360, 180);

    /** Finds people; the answer comes later in the UI thread. */
    @FunctionalInterface
    public interface Finder {
        /** @param most how many are wanted */
        void find(String text, int most, Consumer<List<Contact>> answer);
    }

    private final Text text;
    private final Finder finder;
    private final Proposals proposals;
    private List<Contact> found = List.of();
    private String foundFor = "";
    private Contact chosen;
    private boolean filling;
    private Consumer<Contact> changed = contact -> {
        // nobody is interested yet
    };
    private Runnable typing = () -> {
        // nobody is interested yet
    };

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
        private final Contact contact;

        Proposal(Contact contact, String label) {
            super(contact.shown(), label, null);
            this.contact = contact;
        }
    }

    /** An empty field. */
    public ContactField(Composite parent, String id, Finder finder) {
        this.finder = finder;
        text = Widgets.id(new Text(parent, SWT.BORDER | SWT.SINGLE), id);
        text.setMessage(Messages.Contact_hint);
        text.setTextLimit(500);
        proposals = new Proposals(text, (contents, position) -> proposals());
        proposals.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_IGNORE);
        proposals.setPopupSize(POPUP);
        proposals.setPropagateKeys(true);
        proposals.addContentProposalListener(proposal -> {
            fill(((Proposal) proposal).contact);
            text.setSelection(text.getCharCount());
            changed.accept(chosen);
        });
        text.addListener(SWT.Modify, event -> {
            if (!filling) {
                typing.run();
                String typed = text.getText();
                text.getDisplay().timerExec(DEBOUNCE, () -> {
                    if (!text.isDisposed() && typed.equals(text.getText())) {
                        search(typed);
                    }
                });
            }
        });
        text.addListener(SWT.DefaultSelection, event -> {
            if (!proposals.isProposalPopupOpen()) {
                take();
            }
        });
        text.addListener(SWT.FocusOut, event -> text.getDisplay().asyncExec(() -> {
            if (!text.isDisposed() && !text.isFocusControl() && !proposals.hasProposalPopupFocus()) {
                take();
            }
        }));
    }

    /** The widget, for its place in a layout. */
    public Text control() {
        return text;
    }

    /** Shows somebody without telling anybody; null for nobody. */
    public void fill(Contact contact) {
        filling = true;
        chosen = contact;
        text.setText(contact == null ? "" : Visible.line(contact.shown()));
        text.setToolTipText(contact == null ? Messages.Contact_tip : label(contact));
        filling = false;
    }

    /** Writes a name or an address in, as if it were typed. */
    public void put(String written) {
        text.setText(written);
    }

    /** Whether nothing stands there. */
    public boolean isEmpty() {
        return text.getText().isBlank();
    }

    /**
     * Who stands there: a contact with the id 0 is a new one, null is nobody.
     *
     * @throws TicketException when what is typed cannot be a person
     */
    public Contact get() {
        return isTyping() ? Written.contact(text.getText()) : chosen;
    }

    /** Whether something was typed that is not taken yet. */
    public boolean isTyping() {
        return !text.getText().strip().equals(chosen == null ? "" : Visible.line(chosen.shown()).strip());
    }

    /** Called when somebody else was chosen: a contact with the id 0 is a new one, null is nobody. */
    public void onChange(Consumer<Contact> action) {
        changed = action;
    }

    /** Called with each key. */
    public void onTyping(Runnable action) {
        typing = action;
    }

    private void search(String typed) {
        if (typed.isBlank()) {
            found = List.of();
            proposals.closeProposalPopup();
            return;
        }
        finder.find(typed.strip(), MOST, contacts -> {
            if (!text.isDisposed() && typed.equals(text.getText())) {
                found = contacts;
                foundFor = typed;
                if (text.isFocusControl() && isTyping()) {
                    if (proposals.isProposalPopupOpen()) {
                        proposals.refresh();
                    } else {
                        proposals.open();
                    }
                }
            }
        });
    }

    private IContentProposal[] proposals() {
        if (!text.getText().equals(foundFor)) {
            search(text.getText());
        }
        java.util.ArrayList<Proposal> all = new java.util.ArrayList<>();
        found.forEach(contact -> all.add(new Proposal(contact, label(contact))));
        Contact fresh = parse(text.getText());
        if (fresh != null && found.stream().noneMatch(contact -> same(contact, fresh))) {
            all.add(new Proposal(fresh, NLS.bind(Messages.Contact_new, text.getText().strip())));
        }
        return all.toArray(IContentProposal[]::new);
    }

    private static String label(Contact contact) {
        StringBuilder label = new StringBuilder(contact.shown());
        if (contact.mail() != null && !contact.mail().equals(contact.shown())) {
            label.append(" · ").append(contact.mail());
        }
        if (contact.phone() != null && !contact.phone().equals(contact.shown())) {
            label.append(" · ").append(contact.phone());
        }
        if (contact.organisation() != null) {
            label.append(" · ").append(contact.organisation().name());
        }
        return Visible.line(label.toString());
    }

    /** Takes what was typed: somebody who is known by it, else somebody new. */
    private void take() {
        if (!isTyping()) {
            return;
        }
        String typed = text.getText();
        if (typed.isBlank()) {
            fill(null);
            changed.accept(null);
            return;
        }
        Contact fresh = parse(typed);
        finder.find(fresh == null || fresh.mail() == null ? typed.strip() : fresh.mail(), MOST, contacts -> {
            if (text.isDisposed() || !typed.equals(text.getText())) {
                return;
            }
            Contact known = contacts.stream().filter(contact -> fresh != null && same(contact, fresh)).findFirst().orElse(fresh);
            if (known != null) {
                fill(known);
                changed.accept(known);
            }
        });
    }

    private static boolean same(Contact known, Contact typed) {
        return typed.mail() != null ? typed.mail().equalsIgnoreCase(known.mail())
                : fold(known.shown()).equals(fold(typed.shown()));
    }

    private static String fold(String name) {
        return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("\\s+",
                "");
    }

    /** The person that was typed; null for nobody, and where it cannot be one. */
    private static Contact parse(String typed) {
        try {
            return Written.contact(typed);
        } catch (TicketException e) {
            // whoever needs to know asks with get()
            return null;
        }
    }
}
