package org.mailmend.tickets.ui.internal.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/**
 * A chart of bars: lying ones with names, or standing ones over time. Each bar can be chosen with the mouse or the keys. SWTChart is not on
 * Maven Central, from which alone Mailmend is built; bars with names need no more than this.
 */
final class Chart extends Canvas {
    private static final int GAP = 4;
    private static final int PAD = 12;
    private static final int HEIGHT_OVER_TIME = 220;
    private static final int MOST_LYING = 8;

    private final String title;
    private final boolean standing;
    private final Consumer<Bar> open;
    private String legendFirst = "";
    private String legendSecond = "";
    private List<Bar> bars = List.of();
    private List<Rectangle> places = List.of();
    private int chosen = -1;

    /**
     * @param standing whether the bars stand beside each other, over time
     * @param open     opens the tickets of a bar
     */
    Chart(Composite parent, String title, boolean standing, Consumer<Bar> open) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.title = title;
        this.standing = standing;
        this.open = open;
        addListener(SWT.Paint, event -> paint(event.gc));
        addListener(SWT.MouseMove, this::point);
        addListener(SWT.MouseDown, event -> setFocus());
        addListener(SWT.MouseUp, event -> openAt(event.x, event.y));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_ARROW_NEXT
                && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS && event.detail != SWT.TRAVERSE_RETURN);
        Theme.onChange(this, this::redraw);
        Widgets.accessibleName(this, this::spoken);
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }
        });
    }

    /** Names the two kinds of bars. */
    void legend(String first, String second) {
        legendFirst = first;
        legendSecond = second;
    }

    /** Shows these bars; of lying ones as many as are quickly read. */
    void show(List<Bar> all) {
        bars = standing ? all : all.stream().limit(MOST_LYING).toList();
        chosen = -1;
        redraw();
    }

    List<Bar> bars() {
        return bars;
    }

    String title() {
        return title;
    }

    private String spoken() {
        if (chosen >= 0 && chosen < bars.size()) {
            return title + ": " + words(bars.get(chosen));
        }
        return title;
    }

    private String words(Bar bar) {
        return bar.second() < 0 ? bar.name() + ": " + bar.value()
                : bar.name() + ": " + legendFirst + " " + bar.value() + ", " + legendSecond + " " + bar.second();
    }

    private int line(GC gc) {
        return gc.getFontMetrics().getHeight();
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        GC gc = new GC(this);
        int line = line(gc);
        gc.dispose();
        int wanted = standing ? HEIGHT_OVER_TIME : PAD * 2 + line * 2 + MOST_LYING * (line + GAP * 2);
        return new Point(width == SWT.DEFAULT ? 320 : width, height == SWT.DEFAULT ? wanted : height);
    }

    /** Paints it, also into pictures. */
    void paint(GC gc) {
        Palette colours = Palette.current();
        Rectangle area = getClientArea();
        gc.setAntialias(SWT.ON);
        gc.setBackground(colours.surface());
        gc.fillRectangle(area);
        gc.setFont(Widgets.boldFont());
        gc.setForeground(colours.text());
        gc.drawText(title, PAD, PAD, true);
        gc.setFont(getFont());
        int top = PAD + line(gc) * (standing ? 2 : 1) + PAD;
        if (bars.isEmpty()) {
            places = List.of();
            gc.setForeground(colours.dim());
            gc.drawText(Messages.Chart_empty, PAD, top, true);
        } else if (standing) {
            paintStanding(gc, colours, area, top);
        } else {
            paintLying(gc, colours, area, top);
        }
        if (isFocusControl() && chosen < 0) {
            gc.setForeground(colours.accent());
            gc.drawRectangle(1, 1, area.width - 3, area.height - 3);
        }
    }

    private void paintLying(GC gc, Palette colours, Rectangle area, int top) {
        int line = line(gc);
        int numbers = bars.stream().mapToInt(bar -> gc.textExtent(String.valueOf(bar.value())).x).max().orElse(0);
        int names = Math.min(area.width * 2 / 5, bars.stream().mapToInt(bar -> gc.textExtent(bar.name()).x).max().orElse(0));
        int left = PAD + names + GAP * 2;
        int room = Math.max(10, area.width - left - numbers - GAP * 2 - PAD);
        long most = Math.max(1, bars.stream().mapToLong(Bar::value).max().orElse(1));
        List<Rectangle> drawn = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = top + i * (line + GAP * 2);
            int length = (int) Math.max(2, room * bar.value() / most);
            gc.setForeground(colours.text());
            gc.drawText(fit(gc, bar.name(), names), PAD, y, true);
            gc.setBackground(colours.track());
            gc.fillRoundRectangle(left, y + 1, room, line - 2, GAP, GAP);
            gc.setBackground(colours.accent());
            gc.fillRoundRectangle(left, y + 1, length, line - 2, GAP, GAP);
            gc.drawText(String.valueOf(bar.value()), area.width - PAD - gc.textExtent(String.valueOf(bar.value())).x, y, true);
            Rectangle place = new Rectangle(GAP, y - GAP + 1, area.width - GAP * 2, line + GAP * 2 - 2);
            mark(gc, colours, place, i);
            drawn.add(place);
        }
        places = drawn;
    }

    private void paintStanding(GC gc, Palette colours, Rectangle area, int top) {
        int line = line(gc);
        paintLegend(gc, colours, area);
        long most = Math.max(1, bars.stream().mapToLong(bar -> Math.max(bar.value(), bar.second())).max().orElse(1));
        String label = String.valueOf(most);
        int left = PAD + gc.textExtent(label).x + GAP * 2;
        int bottom = area.height - PAD - line - GAP;
        int room = Math.max(10, bottom - top);
        gc.setForeground(colours.dim());
        gc.drawText(label, PAD, top - line / 2, true);
        gc.drawText("0", left - GAP * 2 - gc.textExtent("0").x, bottom - line / 2, true);
        gc.setForeground(colours.line());
        gc.drawLine(left, top, area.width - PAD, top);
        gc.drawLine(left, bottom, area.width - PAD, bottom);
        double each = (area.width - PAD - left) / (double) bars.size();
        int thick = (int) Math.clamp((each - GAP) / 2, 1, 24);
        int shown = Math.max(1, (int) Math.ceil((gc.textExtent(bars.getLast().name()).x + PAD) / each));
        List<Rectangle> drawn = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int x = left + (int) (i * each + (each - 2 * thick) / 2);
            int first = (int) (room * bar.value() / most);
            int second = (int) (room * Math.max(0, bar.second()) / most);
            gc.setBackground(colours.accent());
            gc.fillRectangle(x, bottom - first, thick, first);
            gc.setBackground(colours.ok());
            gc.fillRectangle(x + thick, bottom - second, thick, second);
            if ((bars.size() - 1 - i) % shown == 0) {
                gc.setForeground(colours.dim());
                int width = gc.textExtent(bar.name()).x;
                int at = (int) Math.clamp(left + (i + 0.5) * each - width / 2.0, 0, Math.max(0, area.width - width - 2));
                gc.drawText(bar.name(), at, bottom + GAP, true);
            }
            Rectangle place = new Rectangle(left + (int) (i * each), top, (int) Math.max(2, each), bottom - top + 1);
            mark(gc, colours, place, i);
            drawn.add(place);
        }
        places = drawn;
    }

    private void paintLegend(GC gc, Palette colours, Rectangle area) {
        int line = line(gc);
        int x = area.width - PAD;
        String[] texts = {legendSecond, legendFirst};
        for (int i = 0; i < texts.length; i++) {
            x -= gc.textExtent(texts[i]).x;
            gc.setForeground(colours.text());
            gc.drawText(texts[i], x, PAD + line, true);
            x -= line;
            gc.setBackground(i == 0 ? colours.ok() : colours.accent());
            gc.fillRoundRectangle(x, PAD + line + line / 4, line / 2, line / 2, 2, 2);
            x -= PAD;
        }
    }

    private void mark(GC gc, Palette colours, Rectangle place, int index) {
        if (index == chosen) {
            gc.setForeground(colours.accent());
            gc.drawRoundRectangle(place.x, place.y, place.width - 1, place.height, GAP, GAP);
        }
    }

    private static String fit(GC gc, String text, int width) {
        String shown = text;
        while (shown.length() > 1 && gc.textExtent(shown.equals(text) ? shown : shown + "…").x > width) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
        }
        return shown.equals(text) ? text : shown + "…";
    }

    private int at(int x, int y) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).contains(x, y)) {
                return i;
            }
        }
        return -1;
    }

    private void point(Event event) {
        int index = at(event.x, event.y);
        boolean opens = index >= 0 && bars.get(index).opens() != null;
        setCursor(opens ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
        String words = index < 0 ? null : words(bars.get(index));
        if (!java.util.Objects.equals(words, getToolTipText())) {
            setToolTipText(words);
        }
    }

    private void openAt(int x, int y) {
        int index = at(x, y);
        if (index >= 0) {
            choose(index);
            open(index);
        }
    }

    private void open(int index) {
        if (bars.get(index).opens() != null) {
            open.accept(bars.get(index));
        }
    }

    private void choose(int index) {
        chosen = index;
        redraw();
        getAccessible().setFocus(ACC.CHILDID_SELF);
    }

    private void key(Event event) {
        if (bars.isEmpty()) {
            return;
        }
        switch (event.keyCode) {
            case SWT.ARROW_DOWN, SWT.ARROW_RIGHT -> choose(Math.min(bars.size() - 1, chosen + 1));
            case SWT.ARROW_UP, SWT.ARROW_LEFT -> choose(Math.max(0, chosen - 1));
            case SWT.HOME -> choose(0);
            case SWT.END -> choose(bars.size() - 1);
            case SWT.CR, SWT.KEYPAD_CR, ' ' -> {
                if (chosen >= 0) {
                    open(chosen);
                }
            }
            default -> {
                // others have no meaning here
            }
        }
    }
}
