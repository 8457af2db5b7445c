package org.mailmend.tickets.ui;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.mailmend.workbench.Icons;

/**
 * What the editor of a ticket shows; an editor that is still open when Mailmend ends comes back with it.
 *
 * @param number of the ticket
 */
public record TicketInput(long number) implements IEditorInput, IPersistableElement {
    private static final String FACTORY = "org.mailmend.tickets.ui.ticket";
    private static final String NUMBER = "number";

    /** Brings it back after a restart. */
    public static final class Factory implements IElementFactory {
        @Override
        public IAdaptable createElement(IMemento memento) {
            String number = memento.getString(NUMBER);
            return number == null || !number.matches("\\d{1,18}") ? null : new TicketInput(Long.parseLong(number));
        }
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.descriptor(TicketInput.class, "ticket");
    }

    @Override
    public String getName() {
        return "#" + number;
    }

    @Override
    public IPersistableElement getPersistable() {
        return this;
    }

    @Override
    public String getToolTipText() {
        return getName();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    @Override
    public String getFactoryId() {
        return FACTORY;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(NUMBER, String.valueOf(number));
    }
}
