package org.mailmend.knowledge.ui.internal.article;

import java.util.Locale;
import java.util.Set;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.knowledge.ui.internal.parts.SignIns;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.SignInOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** One page at a time, with the way back and forward, as in a web browser. */
public final class ArticlePane extends Composite {
    private static final int USUAL_SIZE = 100;
    private static final int LEAST_SIZE = 60;
    private static final int MOST_SIZE = 300;
    private static final int SIZE_STEP = 10;
    private static final Set<String> OFTEN_DISABLED = Set.of("back", "forward", "edit", "sign-in");

    private final Runnable changed;
    private final Visits visits = new Visits();
    private final ToolItem back;
    private final ToolItem forward;
    private final ToolItem edit;
    private final ToolItem signIn;
    private final ToolItem language;
    private final StackLayout stack = new StackLayout();
    private final Composite area;
    private final Composite waiting;
    private final StatusLabel state;
    private final Body body;
    private Page page;
    private PageRef drawn;
    private int focusedStep = -1;

    /** What the buttons do that is not done here. */
    public interface Actions {
        /** The page as a text for mail or chat. */
        void copy();

        void export();

        void print();

        /** Changes the page, or makes one's own of it. */
        void edit();
    }

    /**
     * Makes the widgets.
     *
     * @param actions what the buttons do that is not done here; null where a page is only read
     * @param changed run when another page is shown
     */
    public ArticlePane(Composite parent, PageRef first, Actions actions, Runnable changed) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.changed = changed;
        visits.visit(first);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        ToolBar tools = Widgets.id(new ToolBar(this, SWT.FLAT | SWT.HORIZONTAL | SWT.RIGHT), "tools");
        Widgets.accessibleName(tools, Messages.Article_tools);
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 4).applyTo(tools);
        back = tool(tools, "back", Messages.Article_back, this::back);
        forward = tool(tools, "forward", Messages.Article_forward, this::forward);
        tool(tools, "home", Messages.Article_home, () -> show(PageRef.home()));
        new ToolItem(tools, SWT.SEPARATOR);
        tool(tools, "smaller", Messages.Article_smaller, this::smaller);
        tool(tools, "larger", Messages.Article_larger, this::larger);
        new ToolItem(tools, SWT.SEPARATOR);
        if (actions == null) {
            edit = null;
            signIn = null;
        } else {
            tool(tools, "copy", Messages.Article_copy, actions::copy);
            tool(tools, "export", Messages.Article_export, actions::export);
            tool(tools, "print", Messages.Article_print, actions::print);
            edit = tool(tools, "edit", Messages.Article_edit, actions::edit);
            new ToolItem(tools, SWT.SEPARATOR);
            signIn = tool(tools, "sign-in", Messages.Article_signIn, this::signIn);
        }
        language = tool(tools, "language", Messages.Article_language, this::switchLanguage);

        area = new Composite(this, SWT.NONE);
        area.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        waiting = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(24, 24).applyTo(waiting);
        state = new StatusLabel(waiting);
        state.set(State.RUNNING, Messages.Article_reading);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(state);
        // The browser lies in a composite of its own, in the colour of the surface: it stays invisible until it has something to show.
        Composite holder = Widgets.surface(new Composite(area, SWT.NONE));
        holder.setLayout(new org.eclipse.swt.layout.FillLayout());
        body = Body.create(holder, this::follow);
        Widgets.accessibleName(body.control(), () -> page == null ? "" : page.title());
        stack.topControl = waiting;
        Theme.onChange(this, () -> {
            icons(tools);
            redraw(false);
        });
        Shelf.get().onChange(this, this::contentsChanged);
        icons(tools);
        enableTools();
    }

    private static ToolItem tool(ToolBar bar, String id, String text, Runnable action) {
        ToolItem item = Widgets.id(new ToolItem(bar, SWT.PUSH), id);
        item.setImage(Icons.of(ArticlePane.class, id));
        item.setToolTipText(text);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    private static void icons(ToolBar bar) {
        for (ToolItem item : bar.getItems()) {
            if (item.getData(Widgets.ID) instanceof String id) {
                item.setImage(Icons.of(ArticlePane.class, id));
                if (OFTEN_DISABLED.contains(id)) {
                    // The platform makes a grey that is brighter than the icon in a dark theme.
                    item.setDisabledImage(Icons.of(ArticlePane.class, id + "-off"));
                }
            }
        }
    }

    private void contentsChanged() {
        Contents contents = Shelf.get().contents();
        if (contents == null) {
            state.set(State.FAULT, Shelf.get().failure());
        } else {
            redraw(false);
        }
    }

    // --- where one is

    /** Goes to a page. */
    public void show(PageRef next) {
        visits.visit(next);
        redraw(true);
    }

    /** The page that is shown. */
    public PageRef ref() {
        return visits.current();
    }

    /** The text that is shown; null until the knowledge has been read. */
    public Page page() {
        return page;
    }

    /** Whether there is a page to go back to. */
    public boolean canBack() {
        return visits.canBack();
    }

    /** Whether there is a page to go forward to. */
    public boolean canForward() {
        return visits.canForward();
    }

    /** Goes one page back. */
    public void back() {
        visits.back();
        redraw(true);
    }

    /** Goes one page forward. */
    public void forward() {
        visits.forward();
        redraw(true);
    }

    /** Shows the same page in the other language. */
    public void switchLanguage() {
        visits.replace(ref().in(Words.other(page == null ? ref().language() : page.language())));
        redraw(true);
    }

    private void follow(String target) {
        PageRef next = ref().link(target);
        if (next != null) {
            show("home".equals(next.id()) ? PageRef.home().in(next.language()) : next);
        } else if (target.startsWith(Body.TICK)) {
            tick(target.substring(Body.TICK.length()));
        } else if (target.equals(Body.RESET)) {
            resetTicks();
        } else if (target.matches("https?://.*")) {
            // Only ever after a click of the user; what is there is the business of the user's own browser.
            if (!Program.launch(target)) {
                ILog.of(ArticlePane.class).warn("No program opens " + target);
            }
        }
    }

    /** The sign-in that the page is about; null when it is about none or nobody leads through it. */
    private SignInOpener.Wish wish() {
        Contents contents = Shelf.get().contents();
        return contents == null || ref().isHome() || SignIns.opener() == null ? null : SignIns.of(ref(), contents.base());
    }

    private void signIn() {
        SignInOpener opener = SignIns.opener();
        SignInOpener.Wish wish = wish();
        if (opener != null && wish != null) {
            opener.open(wish);
        }
    }

    private void tick(String number) {
        try {
            focusedStep = Integer.parseInt(number);
            Ticks.toggle(ref(), focusedStep);
            redraw(false);
        } catch (NumberFormatException e) {
            ILog.of(ArticlePane.class).warn("No step has the number " + number);
        }
    }

    /** Takes the ticks of all steps away. */
    public void resetTicks() {
        Ticks.reset(ref());
        focusedStep = -1;
        redraw(false);
    }

    // --- how large

    /** Makes the text larger. */
    public void larger() {
        size(size() + SIZE_STEP);
    }

    /** Makes the text smaller. */
    public void smaller() {
        size(size() - SIZE_STEP);
    }

    /** Gives the text the size of the system font. */
    public void usualSize() {
        size(USUAL_SIZE);
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode("org.mailmend.knowledge.ui");
    }

    static int size() {
        return Math.clamp(preferences().getInt("textSize", USUAL_SIZE), LEAST_SIZE, MOST_SIZE);
    }

    private void size(int percent) {
        preferences().putInt("textSize", Math.clamp(percent, LEAST_SIZE, MOST_SIZE));
        redraw(false);
    }

    // --- what is shown

    private void redraw(boolean anew) {
        Contents contents = Shelf.get().contents();
        if (contents == null) {
            return;
        }
        boolean other = !ref().equals(drawn);
        if (other) {
            focusedStep = -1;
        }
        page = Pages.find(contents.base(), ref());
        Shown shown = new Shown(page, Ticks.of(ref()), size(), focusedStep);
        if (anew || other) {
            body.show(shown);
        } else {
            body.update(shown);
        }
        drawn = ref();
        if (stack.topControl == waiting) {
            stack.topControl = body.control().getParent();
            area.layout();
        }
        enableTools();
        changed.run();
    }

    private void enableTools() {
        back.setEnabled(canBack());
        forward.setEnabled(canForward());
        if (edit != null) {
            edit.setEnabled(page != null && !ref().isHome());
            signIn.setEnabled(wish() != null);
        }
        // The name of the language in the language itself.
        Locale shown = page == null ? ref().language() : page.language();
        language.setText(Locale.JAPANESE.equals(shown) ? "English" : "日本語");
    }

    /** What is shown, for paper and files: without ticks, in the usual size. */
    Shown plain() {
        return new Shown(page, Ticks.of(ref()), USUAL_SIZE, -1);
    }

    @Override
    public boolean setFocus() {
        return stack.topControl == waiting ? super.setFocus() : body.control().setFocus();
    }
}
