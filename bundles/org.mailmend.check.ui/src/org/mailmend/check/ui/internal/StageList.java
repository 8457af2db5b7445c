package org.mailmend.check.ui.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.mailmend.check.ui.internal.CheckRun.Row;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/**
 * The stages of a check, one below the other: icon, name, word, time, a thin bar for the share of the deadline, and the evidence. One row
 * has the place in the tab order; the arrow keys move between them.
 */
public final class StageList extends ScrolledComposite {
    private final Composite list;
    private final List<StageRow> rows = new ArrayList<>();

    StageList(Composite parent) {
        super(parent, SWT.V_SCROLL);
        Widgets.surface(this);
        setExpandHorizontal(true);
        setExpandVertical(true);
        list = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(list);
        setContent(list);
        addListener(SWT.Resize, event -> fit());
        Theme.onChange(this, () -> rows.forEach(Canvas::redraw));
    }

    /**
     * Shows the stages.
     *
     * @param deadline what the bars are a share of
     */
    public void show(List<Row> stages, Duration deadline) {
        boolean otherSize = false;
        while (rows.size() > stages.size()) {
            rows.removeLast().dispose();
            otherSize = true;
        }
        while (rows.size() < stages.size()) {
            rows.add(new StageRow(list, rows.size()));
            list.setTabList(new Control[] {rows.getFirst()});
            otherSize = true;
        }
        for (int i = 0; i < stages.size(); i++) {
            otherSize |= rows.get(i).show(stages.get(i), deadline);
        }
        if (otherSize) {
            list.layout(true, true);
            fit();
        }
        for (StageRow row : rows) {
            boolean telling = row.row.state() == State.RUNNING || row.row.state() == State.FAULT;
            if (telling && row.row.state() != row.brought) {
                showControl(row);
            }
            row.brought = row.row.state();
        }
    }

    private void fit() {
        int width = getClientArea().width;
        setMinSize(list.computeSize(width > 0 ? width : SWT.DEFAULT, SWT.DEFAULT));
    }

    private void focus(int index) {
        if (index >= 0 && index < rows.size()) {
            list.setTabList(new Control[] {rows.get(index)});
            rows.get(index).setFocus();
            showControl(rows.get(index));
        }
    }

    /** One stage. */
    private final class StageRow extends Canvas {
        private static final int MARGIN = 8;
        private static final int ICON = 16;
        private static final int GAP = 8;
        private static final int BAR = 2;
        /** Some six lines; in code points. */
        private static final int LONGEST_DETAIL = 300;
        /** Room for a scroll bar that lies over the list. */
        private static final int SCROLL_BAR = 4;

        private Row row;
        /** The state in which it was last brought into view, so that the user can scroll away from it. */
        private State brought;
        private Duration deadline = Duration.ofSeconds(1);

        StageRow(Composite parent, int index) {
            super(parent, SWT.DOUBLE_BUFFERED);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(this);
            addListener(SWT.Paint, this::paint);
            addListener(SWT.FocusIn, event -> redraw());
            addListener(SWT.FocusOut, event -> redraw());
            addListener(SWT.MouseDown, event -> setFocus());
            addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_ARROW_NEXT
                    && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
            addListener(SWT.KeyDown, event -> {
                switch (event.keyCode) {
                    case SWT.ARROW_DOWN -> focus(index + 1);
                    case SWT.ARROW_UP -> focus(index - 1);
                    case SWT.HOME -> focus(0);
                    case SWT.END -> focus(rows.size() - 1);
                    default -> {
                        // other keys mean nothing here
                    }
                }
            });
            Widgets.accessibleName(this, this::text);
            getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
                @Override
                public void getRole(AccessibleControlEvent event) {
                    event.detail = ACC.ROLE_LISTITEM;
                }
            });
        }

        /** Shows a stage; whether it needs another height than before. */
        boolean show(Row stage, Duration newDeadline) {
            boolean other = row == null || !row.detail().equals(stage.detail());
            boolean otherState = row == null || row.state() != stage.state() || row.stage() != stage.stage();
            row = stage;
            deadline = newDeadline;
            Widgets.id(this, "stage." + stage.stage().id());
            if (otherState && isFocusControl()) {
                getAccessible().setFocus(ACC.CHILDID_SELF);
            }
            redraw();
            return other;
        }

        private String name() {
            return Words.REPORT.stage(row.stage());
        }

        private String time() {
            return row.nanos() > 0 ? Words.time(Duration.ofNanos(row.nanos())) : "";
        }

        private String text() {
            return NLS.bind(Messages.Stage_accessible, new Object[] {name(), row.state().text(), time(), row.detail()}).strip();
        }

        @Override
        public Point computeSize(int widthHint, int heightHint, boolean changed) {
            int width = widthHint == SWT.DEFAULT ? 240 : widthHint;
            GC gc = new GC(this);
            int height = MARGIN + Math.max(ICON, gc.getFontMetrics().getHeight()) + BAR + MARGIN;
            gc.dispose();
            if (row != null && !row.detail().isEmpty()) {
                TextLayout layout = detail(width);
                height += layout.getBounds().height + 2;
                layout.dispose();
            }
            return new Point(width, height);
        }

        private TextLayout detail(int width) {
            TextLayout layout = new TextLayout(getDisplay());
            layout.setFont(getFont());
            layout.setText(shortened(row.detail()));
            layout.setWidth(Math.max(40, width - 2 * MARGIN - ICON - GAP));
            return layout;
        }

        /** A server may say a lot; all of it stands in the dialogue, here it must not push the other stages out of sight. */
        private static String shortened(String text) {
            return text.codePointCount(0, text.length()) <= LONGEST_DETAIL ? text
                    : text.substring(0, text.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
        }

        private void paint(Event event) {
            GC gc = event.gc;
            Palette palette = Palette.current();
            Rectangle area = getClientArea();
            gc.setBackground(palette.surface());
            gc.fillRectangle(area);
            int line = Math.max(ICON, gc.getFontMetrics().getHeight());
            int left = MARGIN + ICON + GAP;
            int right = area.width - MARGIN - SCROLL_BAR;
            Image icon = Icons.of(row.state());
            gc.drawImage(icon, MARGIN, MARGIN + (line - ICON) / 2);
            boolean reached = row.state() != State.WAITING && row.state() != State.SKIPPED;
            gc.setForeground(reached ? palette.text() : palette.dim());
            int baseline = MARGIN + gc.getFontMetrics().getAscent() + gc.getFontMetrics().getLeading();
            draw(gc, name(), left, baseline);
            String time = time();
            int timeWidth = gc.textExtent(time).x;
            gc.setForeground(palette.dim());
            draw(gc, time, right - timeWidth, baseline);
            String word = row.state().text();
            gc.setForeground(row.state().color());
            draw(gc, word, Math.max(left + gc.textExtent(name()).x + GAP, right - 72 - gc.textExtent(word).x), baseline);
            int y = MARGIN + line;
            if (!row.detail().isEmpty()) {
                TextLayout layout = detail(area.width);
                gc.setForeground(palette.dim());
                layout.draw(gc, left, y + 1);
                y += layout.getBounds().height + 2;
                layout.dispose();
            }
            if (reached) {
                paintBar(gc, palette, left, y + 3, right - left);
            }
            if (isFocusControl()) {
                gc.setForeground(palette.accent());
                gc.drawRoundRectangle(area.x + 1, area.y + 1, area.width - 3, area.height - 3, 6, 6);
            }
        }

        /** Draws a text on the line that all share, whichever fonts its characters come from. */
        private void draw(GC gc, String words, int x, int baseline) {
            TextLayout layout = new TextLayout(getDisplay());
            layout.setFont(getFont());
            layout.setText(words);
            layout.draw(gc, x, baseline - layout.getLineMetrics(0).getAscent() - layout.getLineMetrics(0).getLeading());
            layout.dispose();
        }

        private void paintBar(GC gc, Palette palette, int x, int y, int width) {
            gc.setBackground(palette.track());
            gc.fillRectangle(x, y, width, BAR);
            double share = Math.min(1, row.nanos() / (double) Math.max(1, deadline.toNanos()));
            gc.setBackground(row.state().color());
            gc.fillRectangle(x, y, Math.max(BAR, (int) Math.round(share * width)), BAR);
        }
    }
}
