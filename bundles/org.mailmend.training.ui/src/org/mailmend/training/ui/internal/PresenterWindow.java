package org.mailmend.training.ui.internal;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Monitor;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/**
 * The window that the room sees: one slide in big letters on the whole of the second screen, or of the only one. The keys are those of all
 * programs for presentations, which clickers send.
 */
final class PresenterWindow {
    /** Letters are one part in so many of the height of the window. */
    private static final int LINES = 32;
    private static final int SMALLEST = 12;
    private static final int POINTS_PER_INCH = 72;

    private final Shell shell;
    private final StyledText field;
    private final Label place;
    private final List<Slide> slides;
    private final String title;
    private final IntConsumer moved;
    private int current;
    private boolean dark;
    private String told = "";

    PresenterWindow(Shell owner, String title, List<Slide> slides, int first, IntConsumer moved, Runnable closed) {
        this.slides = slides;
        this.title = title;
        this.moved = moved;
        Display display = owner.getDisplay();
        shell = new Shell(display, SWT.SHELL_TRIM);
        shell.setText(NLS.bind(Messages.Presenter_title, title));
        shell.setImages(owner.getImages());
        GridLayoutFactory.fillDefaults().margins(0, 0).spacing(0, 0).applyTo(shell);
        Widgets.surface(shell);
        field = Widgets.id(SlideText.field(shell), "slide");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(field);
        place = Widgets.id(new Label(shell, SWT.RIGHT), "place");
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 8).applyTo(place);
        Monitor own = owner.getMonitor();
        Monitor other = Stream.of(display.getMonitors()).filter(monitor -> !monitor.equals(own)).findFirst().orElse(own);
        shell.setBounds(other.getBounds());
        shell.addListener(SWT.Resize, event -> show());
        field.addListener(SWT.KeyDown, this::key);
        // Keys of the table of bindings, F5 among them, are for the other window.
        shell.addListener(SWT.Dispose, event -> closed.run());
        Theme.onChange(shell, this::show);
        current = Math.max(0, Math.min(first, slides.size() - 1));
        shell.open();
        shell.setFullScreen(true);
        field.setFocus();
        show();
    }

    private void key(Event event) {
        event.doit = false;
        switch (event.keyCode) {
            case SWT.PAGE_DOWN, SWT.ARROW_RIGHT, SWT.ARROW_DOWN, ' ', SWT.CR, SWT.KEYPAD_CR, 'n' -> go(current + 1);
            case SWT.PAGE_UP, SWT.ARROW_LEFT, SWT.ARROW_UP, SWT.BS, 'p' -> go(current - 1);
            case SWT.HOME, SWT.F5 -> go(0);
            case SWT.END -> go(slides.size() - 1);
            // a black screen, so that everybody looks at the trainer
            case 'b', '.' -> blank();
            case SWT.ESC -> close();
            default -> {
                // nothing
            }
        }
    }

    private void blank() {
        dark = !dark;
        show();
    }

    /** Shows this slide, counted from 0; nothing happens before the first and after the last one. */
    void go(int slide) {
        if (slide >= 0 && slide < slides.size()) {
            current = slide;
            dark = false;
            show();
            moved.accept(current);
        }
    }

    /** Shows a few words at the bottom, such as the time that is left. */
    void tell(String words) {
        if (!told.equals(words) && !shell.isDisposed()) {
            told = words;
            if (!dark) {
                tellPlace();
            }
        }
    }

    private void tellPlace() {
        place.setText((told.isEmpty() ? "" : told.replace("&", "&&") + "     ")
                + NLS.bind(Messages.Presenter_place, new Object[] {title.replace("&", "&&"), current + 1, slides.size()}));
    }

    int current() {
        return current;
    }

    boolean isOpen() {
        return !shell.isDisposed();
    }

    void close() {
        shell.dispose();
    }

    private void show() {
        int height = shell.getClientArea().height;
        int edge = Math.max(16, height / 18);
        int size = Math.max(SMALLEST, height * POINTS_PER_INCH / (LINES * shell.getDisplay().getDPI().y));
        field.setMargins(2 * edge, edge, 2 * edge, 0);
        place.setFont(Widgets.headingFont());
        place.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        if (dark) {
            field.setText("");
            shell.setBackground(shell.getDisplay().getSystemColor(SWT.COLOR_BLACK));
            field.setBackground(shell.getDisplay().getSystemColor(SWT.COLOR_BLACK));
            place.setText("");
            place.setBackground(shell.getDisplay().getSystemColor(SWT.COLOR_BLACK));
            return;
        }
        shell.setBackground(Palette.current().surface());
        place.setBackground(Palette.current().surface());
        place.setForeground(Palette.current().dim());
        tellPlace();
        shell.layout(true, true);
        // smaller letters where a slide would not fit; below the smallest ones it scrolls
        do {
            SlideText.write(slides.get(current), size, field);
            size--;
        } while (size >= SMALLEST && field.getLinePixel(field.getLineCount()) > field.getClientArea().height);
    }
}
