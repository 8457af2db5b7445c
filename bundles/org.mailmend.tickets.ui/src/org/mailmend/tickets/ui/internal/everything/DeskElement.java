package org.mailmend.tickets.ui.internal.everything;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.mailmend.workbench.Icons;

/** Something of the desk that the search over everything found. */
final class DeskElement extends QuickAccessElement {
    private final String id;
    private final String label;
    private final String query;
    private final int rank;
    private final String icon;
    private final Runnable open;

    /**
     * Something that was found.
     *
     * @param query what was looked for
     * @param rank  its place among what was found, from 0
     * @param open  shows it; run in the UI thread
     */
    DeskElement(String id, String label, String query, int rank, String icon, Runnable open) {
        this.id = id;
        this.label = label;
        this.query = query;
        this.rank = rank;
        this.icon = icon;
        this.open = open;
    }

    @Override
    public String getLabel() {
        return label;
    }

    /** What was looked for may stand anywhere in a ticket: its label alone would hide it. */
    @Override
    public String getMatchLabel() {
        return query;
    }

    @Override
    public String getSortLabel() {
        return "%03d".formatted(rank);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.descriptor(DeskElement.class, icon);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public void execute() {
        open.run();
    }
}
