package org.mailmend.workbench.internal;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** What somebody wants to know and choose who starts Mailmend for the first time: one page, nothing of which has to be filled in. */
final class WelcomePane extends Composite {
    /** No line is longer, so that it is read with ease. */
    private static final int WIDTH = 640;
    private static final int LEAST_WIDTH = 280;
    private static final int MARGIN = 32;
    private static final int GAP = 16;
    private static final int BUTTON = 240;
    private static final String PRACTICE = "org.mailmend.check.ui.practice";
    private static final String GUIDE = "org.mailmend.knowledge.ui.guide";
    private static final String TICKETS = "org.mailmend.tickets.ui.list";
    private static final String DATABASE_PAGE = "org.mailmend.tickets.ui.preferences";

    private final IWorkbenchWindow window;
    private final Runnable close;
    private final Button first;

    /** @param close closes the page */
    WelcomePane(Composite parent, IWorkbenchWindow window, Runnable close) {
        super(parent, SWT.NONE);
        this.window = window;
        this.close = close;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().applyTo(this);
        ScrolledComposite scroller = Widgets.surface(new ScrolledComposite(this, SWT.V_SCROLL | SWT.H_SCROLL));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scroller);
        Composite area = Widgets.surface(new Composite(scroller, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(MARGIN, MARGIN).spacing(0, 8).applyTo(area);

        Label title = text(area, Messages.Welcome_title);
        title.setFont(Widgets.headingFont());
        text(area, Messages.Welcome_words);

        first = choice(area, "practice", Messages.Welcome_practice, Messages.Welcome_practiceWords, this::practise);
        first.setEnabled(isThere(PRACTICE));
        choice(area, "desk", Messages.Welcome_desk, Messages.Welcome_deskWords, this::desk);
        choice(area, "team", Messages.Welcome_team, Messages.Welcome_teamWords, this::team);

        Composite settings = Widgets.surface(new Composite(area, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 8).applyTo(settings);
        GridDataFactory.fillDefaults().indent(0, GAP).applyTo(settings);
        Combo language = combo(settings, Messages.General_language, "language");
        LanguageChoice.fill(language);
        Combo theme = combo(settings, Messages.General_theme, "theme");
        theme.setItems(Messages.General_system, Messages.General_light, Messages.General_dark);
        theme.select(Theme.choice().ordinal());
        theme.addListener(SWT.Selection, event -> Theme.choose(Theme.Choice.values()[theme.getSelectionIndex()]));
        StatusLabel problem = new StatusLabel(area);
        GridDataFactory.fillDefaults().exclude(true).applyTo(problem);
        language.addListener(SWT.Selection, event -> {
            String why = LanguageChoice.keep(language, getShell());
            if (why != null) {
                GridDataFactory.fillDefaults().grab(true, false).hint(LEAST_WIDTH, SWT.DEFAULT).applyTo(problem);
                problem.set(State.FAULT, why);
                fit(scroller, area);
            }
        });

        Link more = Widgets.id(new Link(area, SWT.NONE), "guide");
        GridDataFactory.fillDefaults().grab(true, false).indent(0, GAP).hint(LEAST_WIDTH, SWT.DEFAULT).applyTo(more);
        Widgets.link(more, Messages.Welcome_guide, () -> run(GUIDE));
        dim(text(area, Messages.Welcome_again));

        scroller.setContent(area);
        scroller.setExpandHorizontal(true);
        scroller.setExpandVertical(true);
        scroller.addListener(SWT.Resize, event -> fit(scroller, area));
        fit(scroller, area);
    }

    /** Lets the lines be as long as the page is wide, up to what is read with ease; below the least width the page scrolls. */
    private static void fit(ScrolledComposite scroller, Composite area) {
        int width = Math.max(LEAST_WIDTH + 2 * MARGIN, scroller.getClientArea().width);
        ((GridLayout) area.getLayout()).marginRight = Math.max(0, width - 2 * MARGIN - WIDTH);
        scroller.setMinSize(LEAST_WIDTH + 2 * MARGIN, area.computeSize(width, SWT.DEFAULT).y);
        area.layout(true, true);
    }

    private static Label text(Composite area, String words) {
        Label label = new Label(area, SWT.WRAP);
        label.setText(words);
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST_WIDTH, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private static void dim(Label label) {
        Runnable paint = () -> label.setForeground(Palette.current().dim());
        Theme.onChange(label, paint);
        paint.run();
    }

    private static Button choice(Composite area, String id, String name, String words, Runnable action) {
        Button button = Widgets.id(new Button(area, SWT.PUSH), id);
        button.setText(name);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).indent(0, GAP).hint(BUTTON, SWT.DEFAULT).applyTo(button);
        text(area, words);
        return button;
    }

    private static Combo combo(Composite area, String label, String id) {
        new Label(area, SWT.NONE).setText(label);
        return Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), id);
    }

    private boolean isThere(String command) {
        return window.getService(ICommandService.class).getCommand(command).isDefined();
    }

    private void run(String command) {
        try {
            window.getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            ILog.of(WelcomePane.class).error("The command " + command + " failed", e);
        }
    }

    /** The page makes room for the tester. */
    private void practise() {
        close.run();
        run(PRACTICE);
    }

    private void desk() {
        close.run();
        try {
            if (PlatformUI.getWorkbench().getViewRegistry().find(TICKETS) != null) {
                window.getActivePage().showView(TICKETS);
            }
        } catch (PartInitException e) {
            ILog.of(WelcomePane.class).error("The list of tickets could not be opened", e);
        }
    }

    private void team() {
        PreferencesUtil.createPreferenceDialogOn(getShell(), DATABASE_PAGE, null, null).open();
    }

    @Override
    public boolean setFocus() {
        return first.setFocus();
    }
}
