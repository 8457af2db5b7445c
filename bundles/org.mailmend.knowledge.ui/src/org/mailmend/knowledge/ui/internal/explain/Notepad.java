package org.mailmend.knowledge.ui.internal.explain;

import java.text.NumberFormat;
import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.custom.VerifyKeyListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/**
 * Where a text is pasted or typed. A text that is too long to be shown is kept beside the field, which then shows the part that matters.
 * Every change can be undone.
 */
final class Notepad extends Composite {
    /** The longest text that the field shows as a whole, in characters: one that is longer would slow the window down. */
    private static final int LONGEST = 20_000;
    /** How much of a longer text is shown on both sides of what matters. */
    private static final int AROUND = 1_500;
    private static final int MOST_STEPS = 100;
    /** Letters typed within this time are one step, in milliseconds. */
    private static final int PAUSE = 1_000;
    private static final int MARGIN = 6;
    private static final float TINT = 0.22f;

    private final StyledText field;
    private final Label about;
    private final String hint;
    private final Runnable changed;
    private final Deque<Step> before = new ArrayDeque<>();
    private final Deque<Step> after = new ArrayDeque<>();
    /** The whole of a text that is too long for the field, or came from a file; null when the field has all of it. */
    private String full;
    /** Name of the file it came from; null for none. */
    private String name;
    private boolean filling;
    private long lastTyped;
    private boolean lastDeleted;

    private record Step(String full, String name, String shown, int caret) {
    }

    /**
     * @param hint    what is to be put here, shown while it is empty
     * @param changed told of every change
     */
    Notepad(Composite parent, String id, String hint, Runnable changed) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.hint = hint;
        this.changed = changed;
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(this);
        field = Widgets.id(new StyledText(this, SWT.MULTI | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL), id);
        field.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        field.setAlwaysShowScrollBars(false);
        GridDataFactory.fillDefaults().grab(true, true).hint(120, 60).applyTo(field);
        Widgets.accessibleName(field, () -> hint);
        about = Widgets.id(new Label(this, SWT.WRAP), id + ".about");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(about);
        about.setVisible(false);
        field.addListener(SWT.Paint, this::paintHint);
        field.addListener(SWT.Verify, this::verify);
        field.addListener(SWT.Modify, event -> {
            if (!filling) {
                unmark();
                changed.run();
            }
        });
        // Tab leads on to the next field: a tab in the text decides nothing.
        field.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        VerifyKeyListener noTabs = event -> event.doit &= event.keyCode != SWT.TAB;
        field.addVerifyKeyListener(noTabs);
        // A text that is shown in part is replaced as a whole.
        field.addListener(SWT.KeyDown, this::pasteOverPart);
        Theme.onChange(this, this::colour);
        colour();
    }

    private void colour() {
        Palette palette = Palette.current();
        field.setBackground(palette.raised());
        field.setForeground(palette.text());
        about.setForeground(palette.dim());
    }

    private void paintHint(Event event) {
        if (field.getCharCount() == 0) {
            Rectangle area = field.getClientArea();
            TextLayout layout = new TextLayout(getDisplay());
            layout.setFont(field.getFont());
            layout.setText(hint);
            layout.setWidth(Math.max(40, area.width - 2 * MARGIN));
            event.gc.setForeground(Palette.current().dim());
            layout.draw(event.gc, MARGIN, MARGIN);
            layout.dispose();
        }
    }

    // --- what stands there

    /** The whole text. */
    String text() {
        return full != null ? full : field.getText();
    }

    /** Name of the file that the text came from; null for none. */
    String name() {
        return name;
    }

    /** Whether only a part of the text is shown. */
    private boolean isPart() {
        return full != null && full.length() > LONGEST;
    }

    boolean isEmpty() {
        return field.getCharCount() == 0;
    }

    /**
     * Replaces what stands there.
     *
     * @param file name of the file that it came from; null for none
     */
    void put(String text, String file) {
        remember();
        after.clear();
        set(text, file);
        changed.run();
    }

    private void set(String text, String file) {
        boolean whole = text.length() <= LONGEST && file == null;
        full = whole ? null : text;
        name = file;
        show(whole || text.length() <= LONGEST ? text : text.substring(0, 2 * AROUND) + " …", 0);
    }

    private void show(String words, int caret) {
        filling = true;
        field.setText(Visible.of(words));
        field.setCaretOffset(Math.min(caret, field.getCharCount()));
        filling = false;
        boolean beside = full != null;
        field.setEditable(!beside);
        if (beside) {
            String size = NumberFormat.getIntegerInstance(Words.locale()).format(full.length());
            about.setText((name == null ? NLS.bind(isPart() ? Messages.Notepad_long : Messages.Notepad_short, size)
                    : NLS.bind(isPart() ? Messages.Notepad_longFile : Messages.Notepad_file, name, size))
                    .replace("&", "&&"));
        }
        if (about.getVisible() != beside) {
            about.setVisible(beside);
            ((GridData) about.getLayoutData()).exclude = !beside;
        }
        layout();
    }

    /** Marks the part of the text that decided; of a long text it shows the surroundings of that part. Null marks nothing. */
    void mark(Evidence.Place place) {
        unmark();
        if (place == null) {
            return;
        }
        int from = 0;
        String lead = "";
        if (isPart()) {
            from = Math.max(0, place.start() - AROUND);
            int to = Math.min(full.length(), place.end() + AROUND);
            lead = from > 0 ? "… " : "";
            show(lead + full.substring(from, to) + (to < full.length() ? " …" : ""), 0);
        }
        // Characters that were made visible shift those behind them.
        String text = text();
        int start = lead.length() + Visible.of(text.substring(from, place.start())).length();
        int length = Math.min(Visible.of(text.substring(place.start(), place.end())).length(), field.getCharCount() - start);
        if (length > 0) {
            StyleRange range = new StyleRange(start, length, Palette.current().text(), tint());
            range.underline = true;
            field.setStyleRange(range);
            if (!field.isFocusControl() || full != null) {
                field.setTopIndex(Math.max(0, field.getLineAtOffset(start) - 1));
            }
        }
    }

    private static Color tint() {
        Palette palette = Palette.current();
        RGB accent = palette.accent().getRGB();
        RGB ground = palette.raised().getRGB();
        return new Color(blend(accent.red, ground.red), blend(accent.green, ground.green), blend(accent.blue, ground.blue));
    }

    private static int blend(int over, int under) {
        return Math.round(over * TINT + under * (1 - TINT));
    }

    private void unmark() {
        if (field.getStyleRanges().length > 0) {
            field.setStyleRange(null);
        }
    }

    // --- changes

    private void verify(Event event) {
        if (filling) {
            return;
        }
        String typed = event.text;
        int removed = event.end - event.start;
        if (field.getCharCount() - removed + typed.length() > LONGEST) {
            event.doit = false;
            String text = field.getText();
            put(text.substring(0, event.start) + typed + text.substring(event.end), null);
            return;
        }
        boolean deletes = typed.isEmpty();
        long now = System.currentTimeMillis();
        if (typed.length() > 1 || removed > 1 || deletes != lastDeleted || now - lastTyped > PAUSE || before.isEmpty()) {
            remember();
        }
        lastTyped = now;
        lastDeleted = deletes;
        after.clear();
        event.text = Visible.of(typed);
    }

    private void pasteOverPart(Event event) {
        boolean paste = event.keyCode == 'v' && (event.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1
                || event.keyCode == SWT.INSERT && (event.stateMask & SWT.MODIFIER_MASK) == SWT.SHIFT;
        if (full != null && paste) {
            event.doit = false;
            paste();
        }
    }

    /** Pastes what is on the clipboard: at the caret, or in the place of a text that is shown in part. */
    void paste() {
        if (full == null) {
            field.paste();
            return;
        }
        org.eclipse.swt.dnd.Clipboard clipboard = new org.eclipse.swt.dnd.Clipboard(getDisplay());
        Object text = clipboard.getContents(org.eclipse.swt.dnd.TextTransfer.getInstance());
        clipboard.dispose();
        if (text instanceof String words && !words.isEmpty()) {
            put(words, null);
        }
    }

    private void remember() {
        before.push(step());
        if (before.size() > MOST_STEPS) {
            before.removeLast();
        }
    }

    private Step step() {
        return new Step(full, name, field.getText(), field.getCaretOffset());
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    void undo() {
        move(before, after);
    }

    void redo() {
        move(after, before);
    }

    private void move(Deque<Step> from, Deque<Step> to) {
        if (!from.isEmpty()) {
            to.push(step());
            Step step = from.pop();
            full = step.full;
            name = step.name;
            show(step.shown, step.caret);
            lastTyped = 0;
            changed.run();
        }
    }

    // --- focus

    @Override
    public boolean setFocus() {
        return field.setFocus();
    }

    boolean hasFocus() {
        return field.isFocusControl();
    }

    /** Selects all, so that what comes next takes its place. */
    void selectAll() {
        field.selectAll();
    }
}
