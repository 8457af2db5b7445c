package org.mailmend.training.ui.internal;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.render.Page;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** All articles, what of the selected one the room will see, and while it is presented: slide by slide, with the time that has passed. */
final class PresentPane extends Composite {
    private static final int NARROW = 700;
    private static final int SECOND = 1000;

    private final UiThread ui = UiThread.of(this);
    private final Text filter;
    private final Table table;
    private final Button start;
    private final Button back;
    private final Button next;
    private final Button end;
    private final StyledText slide;
    private final StyledText following;
    private final Label followingName;
    private final StatusLabel state;
    private List<Article> articles = List.of();
    private List<Slide> slides = List.of();
    private String title = "";
    private int current;
    private PresenterWindow window;
    private long began;

    PresentPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().applyTo(this);
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        Composite left = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(0, 8).applyTo(left);
        filter = Widgets.id(new Text(left, SWT.SEARCH | SWT.ICON_CANCEL), "filter");
        filter.setMessage(Messages.Present_filter);
        Widgets.accessibleName(filter, Messages.Present_filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        table = Widgets.id(new Table(left, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "articles");
        Widgets.accessibleName(table, Messages.Present_articles);
        new TableColumn(table, SWT.LEFT);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 160).applyTo(table);
        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(right);
        Composite buttons = Widgets.surface(new Composite(right, SWT.NONE));
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(buttons);
        start = push(buttons, "present", Messages.Present_start, this::present);
        back = push(buttons, "back", Messages.Present_back, () -> step(-1));
        next = push(buttons, "next", Messages.Present_next, () -> step(1));
        end = push(buttons, "end", Messages.Present_end, this::end);
        state = Widgets.id(new StatusLabel(right), "state");
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(state);
        slide = Widgets.id(SlideText.field(right), "preview");
        // Until the articles have been read, there is no text that could say what it is.
        Widgets.accessibleName(slide, Messages.Present_preview);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 160).applyTo(slide);
        followingName = new Label(right, SWT.NONE);
        followingName.setText(Messages.Present_following);
        following = Widgets.id(SlideText.field(right), "following");
        Widgets.accessibleName(following, Messages.Present_following);
        GridDataFactory.fillDefaults().grab(true, false).hint(240, 140).applyTo(following);
        sash.setWeights(2, 3);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        table.addListener(SWT.Resize, event -> table.getColumn(0).setWidth(table.getClientArea().width));
        table.addListener(SWT.Selection, event -> choose());
        table.addListener(SWT.DefaultSelection, event -> present());
        filter.addListener(SWT.Modify, event -> list());
        Theme.onChange(this, this::show);
        addDisposeListener(event -> end());
        state.set(State.RUNNING, Messages.Present_reading);
        show();
        read();
    }

    private static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private static Locale locale() {
        return "ja".equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** Reads the articles in the background. */
    private void read() {
        Job.createSystem(Messages.Present_reading, (IProgressMonitor monitor) -> {
            try {
                List<Article> read = new ArrayList<>(
                        KnowledgeBase.of(Knowledge.in(Home.directory()).folder()).articles(locale()));
                read.sort(Comparator.comparing(Article::kind).thenComparing(Article::title));
                ui.execute(() -> {
                    articles = read;
                    list();
                });
            } catch (RuntimeException e) {
                // RuntimeException: a folder that cannot be listed, and what a hostile file may provoke
                ILog.of(PresentPane.class).error("The articles cannot be read", e);
                ui.execute(() -> state.set(State.FAULT, Messages.Present_failed));
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private void list() {
        String wanted = plain(filter.getText().strip());
        Object selected = table.getSelectionCount() == 0 ? null : table.getSelection()[0].getData();
        table.setRedraw(false);
        table.removeAll();
        for (Article article : articles) {
            if (plain(article.title() + " " + article.id() + " " + String.join(" ", article.tags())).contains(wanted)) {
                TableItem item = new TableItem(table, SWT.NONE);
                item.setText(article.title());
                item.setData(article);
                if (article.equals(selected)) {
                    table.setSelection(item);
                }
            }
        }
        if (table.getSelectionCount() == 0 && table.getItemCount() > 0) {
            table.setSelection(0);
        }
        table.setRedraw(true);
        choose();
    }

    private void choose() {
        if (isPresenting()) {
            return;
        }
        if (table.getSelectionCount() == 0) {
            slides = List.of();
        } else {
            Article article = (Article) table.getSelection()[0].getData();
            title = article.title();
            slides = Slide.of(Page.of(article));
        }
        current = 0;
        show();
    }

    private void show() {
        int size = Math.max(9, getFont().getFontData()[0].getHeight() + 2);
        boolean any = !slides.isEmpty();
        if (any) {
            SlideText.write(slides.get(current), size, slide);
        } else {
            SlideText.write(new Slide("", List.of()), size, slide);
        }
        boolean more = current + 1 < slides.size();
        SlideText.write(more ? slides.get(current + 1) : new Slide(any ? Messages.Present_last : "", List.of()), size - 2,
                following);
        start.setEnabled(canPresent());
        back.setEnabled(current > 0);
        next.setEnabled(more);
        end.setEnabled(isPresenting());
        table.setEnabled(!isPresenting());
        filter.setEnabled(!isPresenting());
        tell();
    }

    /** Where the presentation stands, in words. */
    private void tell() {
        if (isPresenting()) {
            Duration past = Duration.ofNanos(System.nanoTime() - began);
            state.set(State.RUNNING, NLS.bind(Messages.Present_running, new Object[] {current + 1, slides.size(),
                    String.format("%d:%02d", past.toMinutes(), past.toSecondsPart())}));
        } else if (!slides.isEmpty()) {
            state.set(State.WAITING, NLS.bind(Messages.Present_ready, current + 1, slides.size()));
        } else if (!articles.isEmpty()) {
            state.set(State.WAITING, Messages.Present_nothing);
        }
    }

    boolean isPresenting() {
        return window != null && window.isOpen();
    }

    boolean canPresent() {
        return !slides.isEmpty() && !isPresenting();
    }

    /** Opens the window for the room. */
    void present() {
        if (!canPresent()) {
            return;
        }
        began = System.nanoTime();
        window = new PresenterWindow(getShell(), title, slides, current, slideNow -> {
            current = slideNow;
            show();
        }, () -> ui.execute(() -> {
            window = null;
            show();
            choose();
        }));
        show();
        tick();
    }

    private void tick() {
        getDisplay().timerExec(SECOND, () -> {
            if (!isDisposed() && isPresenting()) {
                tell();
                tick();
            }
        });
    }

    /** Turns slides, here and for the room. */
    void step(int by) {
        int wanted = current + by;
        if (wanted < 0 || wanted >= slides.size()) {
            return;
        }
        if (isPresenting()) {
            window.go(wanted);
        } else {
            current = wanted;
            show();
        }
    }

    private void end() {
        if (isPresenting()) {
            window.close();
        }
    }

    @Override
    public boolean setFocus() {
        return isPresenting() ? next.setFocus() : filter.setFocus();
    }
}
