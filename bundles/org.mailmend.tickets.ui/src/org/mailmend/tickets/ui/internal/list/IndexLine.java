package org.mailmend.tickets.ui.internal.list;

import java.util.OptionalInt;
import java.util.function.Supplier;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Says below the list that the search index is being built, and how far it is. Not there else. */
final class IndexLine extends Composite {
    /** How often it looks, in milliseconds. */
    private static final int LOOK = 500;
    /** After so many looks it is worth looking for the words again. */
    private static final int AGAIN = 6;

    private final Supplier<OptionalInt> percent;
    private final Runnable again;
    private final StatusLabel words;
    private boolean wanted;
    private boolean looking;
    private int looks;

    /**
     * @param percent how much is built; never waits
     * @param again   looks for the words again
     */
    IndexLine(Composite parent, Supplier<OptionalInt> percent, Runnable again) {
        super(parent, SWT.NONE);
        this.percent = percent;
        this.again = again;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().applyTo(this);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(this);
        setVisible(false);
        words = Widgets.id(new StatusLabel(this), "index");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(words);
    }

    /** @param search whether the list shows what was found */
    void follow(boolean search) {
        wanted = search;
        if (!looking) {
            look();
        }
    }

    private void look() {
        OptionalInt built = wanted ? percent.get() : OptionalInt.empty();
        boolean was = looking;
        looking = built.isPresent();
        if (looking) {
            words.set(State.RUNNING, NLS.bind(Messages.Index_building, built.getAsInt()));
            getDisplay().timerExec(LOOK, () -> {
                if (!isDisposed()) {
                    look();
                }
            });
        }
        if (was != looking) {
            looks = 0;
            EmptyPage.showIf(this, looking);
            getParent().layout(true, true);
        }
        if (was && wanted && (!looking || ++looks % AGAIN == 0)) {
            again.run();
        }
    }
}
