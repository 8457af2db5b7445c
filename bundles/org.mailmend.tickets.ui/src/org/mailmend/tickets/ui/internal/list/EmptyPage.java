package org.mailmend.tickets.ui.internal.list;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Widgets;

/** What stands in the place of the list while there is nothing in it: why, and what can be done first. */
final class EmptyPage extends Composite {
    private static final int WIDTH = 420;

    private final StyledText words;
    private final Composite first;
    private final Button all;
    private final Button again;

    /**
     * @param showAll takes all filters away
     * @param reopen  tries once more to open the tickets
     */
    EmptyPage(Composite parent, TicketsPane.Actions actions, Runnable showAll, Runnable reopen) {
        super(parent, SWT.NONE);
        Widgets.id(Widgets.surface(this), "empty");
        GridLayoutFactory.fillDefaults().margins(16, 24).spacing(0, 12).applyTo(this);
        words = Widgets.id(Prose.block(this), "empty.words");
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(words);
        first = Widgets.surface(new Composite(this, SWT.NONE));
        first.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(first);
        push(first, "empty.new", Messages.Empty_new, actions::create);
        push(first, "empty.import", Messages.Empty_import, actions::importFiles);
        push(first, "empty.database", Messages.Empty_database, actions::preferences);
        all = push(this, "empty.all", Messages.Empty_all, showAll);
        again = push(this, "empty.again", Messages.Empty_again, reopen);
    }

    static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    static void showIf(Control control, boolean shown) {
        if (control.getLayoutData() == null) {
            control.setLayoutData(GridDataFactory.swtDefaults().create());
        }
        control.setVisible(shown);
        ((GridData) control.getLayoutData()).exclude = !shown;
    }

    /**
     * Says why there is nothing.
     *
     * @param trouble why the tickets cannot be opened; null when they are
     * @param start   whether there are no tickets at all
     * @param text    what is looked for; empty for nothing
     */
    void show(String trouble, boolean start, String text) {
        Prose prose = new Prose(words);
        if (trouble != null) {
            prose.title(Messages.Empty_closedTitle).paragraph(trouble).show();
        } else if (start) {
            prose.title(Messages.Empty_title).paragraph(Messages.Empty_words).gap().paragraph(Messages.Empty_keys).show();
        } else {
            prose.title(Messages.Empty_noneTitle)
                    .paragraph(text.isBlank() ? Messages.Empty_none : NLS.bind(Messages.Empty_notFound, text)).show();
        }
        showIf(first, start || trouble != null);
        showIf(all, !start && trouble == null);
        showIf(again, trouble != null);
    }
}
