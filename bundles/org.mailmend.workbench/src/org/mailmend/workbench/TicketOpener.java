package org.mailmend.workbench;

/** Shows tickets and makes new ones. A service, so that views need not know who does it. Used in the UI thread. */
public interface TicketOpener {

    /** Opens the ticket with this number. */
    void open(long number);

    /** Begins a new ticket with what is known already; the user still says who asks for help, and saves it. */
    void create(TicketDraft draft);

    /**
     * Asks which ticket, and adds to it what is known: the evidence, and whatever it does not know yet itself. Nothing that it says is
     * changed.
     */
    void attach(TicketDraft draft);

    /** The one that there is; null when there are no tickets in this window. */
    static TicketOpener find() {
        return Services.find(TicketOpener.class);
    }
}
