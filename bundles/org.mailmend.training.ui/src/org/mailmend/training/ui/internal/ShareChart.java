package org.mailmend.training.ui.internal;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Lying bars that show how many of how many: each with its name and its numbers. */
final class ShareChart extends Canvas {
    private static final int GAP = 4;
    private static final int PAD = 8;

    private final String title;
    private List<Share> shares = List.of();

    /**
     * A bar.
     *
     * @param name  what it counts
     * @param value how many
     * @param of    of how many
     */
    record Share(String name, int value, int of) {
    }

    ShareChart(Composite parent, String title) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.title = title;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.MouseMove, event -> {
            int index = at(event.y);
            String words = index < 0 ? null : words(shares.get(index));
            if (!java.util.Objects.equals(words, getToolTipText())) {
                setToolTipText(words);
            }
        });
        Theme.onChange(this, this::redraw);
        Widgets.accessibleName(this,
                () -> title + ": " + shares.stream().map(ShareChart::words).collect(Collectors.joining("; ")));
    }

    void show(List<Share> wanted) {
        shares = List.copyOf(wanted);
        redraw();
    }

    private static String words(Share share) {
        return share.name() + " " + NLS.bind(Messages.Results_of, share.value(), share.of());
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        GC gc = new GC(this);
        int line = gc.getFontMetrics().getHeight();
        gc.dispose();
        return new Point(width == SWT.DEFAULT ? 240 : width,
                height == SWT.DEFAULT ? top(line) + shares.size() * each(line) + PAD : height);
    }

    private static int top(int line) {
        return PAD + line + PAD;
    }

    private static int each(int line) {
        return line + 2 * GAP;
    }

    private int at(int y) {
        GC gc = new GC(this);
        int line = gc.getFontMetrics().getHeight();
        gc.dispose();
        int index = (y - top(line)) / each(line);
        return y >= top(line) && index < shares.size() ? index : -1;
    }

    private void paint(GC gc) {
        Palette colours = Palette.current();
        Rectangle area = getClientArea();
        gc.setAntialias(SWT.ON);
        gc.setBackground(colours.surface());
        gc.fillRectangle(area);
        gc.setFont(Widgets.boldFont());
        gc.setForeground(colours.text());
        gc.drawText(title, PAD, PAD, true);
        gc.setFont(getFont());
        int line = gc.getFontMetrics().getHeight();
        if (shares.isEmpty()) {
            gc.setForeground(colours.dim());
            gc.drawText(Messages.Results_nothing, PAD, top(line), true);
            return;
        }
        int names = Math.min(area.width / 2, shares.stream().mapToInt(share -> gc.textExtent(share.name()).x).max().orElse(0));
        int numbers = shares.stream().mapToInt(share -> gc.textExtent(numbers(share)).x).max().orElse(0);
        int left = PAD + names + 2 * GAP;
        int room = Math.max(10, area.width - left - numbers - 2 * GAP - PAD);
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            int y = top(line) + i * each(line);
            gc.setForeground(colours.text());
            gc.drawText(fit(gc, share.name(), names), PAD, y, true);
            gc.setBackground(colours.track());
            gc.fillRoundRectangle(left, y + 2, room, line - 4, GAP, GAP);
            if (share.value() > 0 && share.of() > 0) {
                gc.setBackground(colours.accent());
                gc.fillRoundRectangle(left, y + 2, Math.max(2, room * share.value() / share.of()), line - 4, GAP, GAP);
            }
            gc.drawText(numbers(share), area.width - PAD - gc.textExtent(numbers(share)).x, y, true);
        }
    }

    private static String numbers(Share share) {
        return share.value() + " / " + share.of();
    }

    private static String fit(GC gc, String text, int width) {
        String shown = text;
        while (shown.length() > 1 && gc.textExtent(shown.equals(text) ? shown : shown + "…").x > width) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
        }
        return shown.equals(text) ? text : shown + "…";
    }
}
