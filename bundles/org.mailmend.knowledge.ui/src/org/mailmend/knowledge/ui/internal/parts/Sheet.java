package org.mailmend.knowledge.ui.internal.parts;

import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Widgets;

/**
 * A page that is written from top to bottom and scrolls: prose, links, buttons. It is written anew when its content changes; where the
 * focus was, it stays.
 */
public final class Sheet extends ScrolledComposite {
    private static final int MARGIN = 12;
    private static final int NARROW = 120;
    private static final int RING = 4;

    private final Composite area;
    private String focused;
    private String claimed;

    /** An empty sheet. */
    public Sheet(Composite parent) {
        super(parent, SWT.V_SCROLL);
        Widgets.surface(this);
        setExpandHorizontal(true);
        setExpandVertical(true);
        area = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(MARGIN, MARGIN).spacing(0, 8).applyTo(area);
        area.addListener(SWT.Paint, event -> {
            Control focus = getDisplay().getFocusControl();
            if (focus instanceof StyledText && focus.getParent() == area) {
                Rectangle at = focus.getBounds();
                event.gc.setForeground(Palette.current().accent());
                event.gc.drawRoundRectangle(at.x - RING, at.y - RING, at.width + 2 * RING - 1, at.height + 2 * RING - 1, 6, 6);
            }
        });
        setContent(area);
        addListener(SWT.Resize, event -> fit());
        getVerticalBar().setIncrement(24);
    }

    // --- writing

    /** Takes away what stands there. {@link #end} has to follow. */
    public Sheet begin() {
        setRedraw(false);
        focused = null;
        Control focus = getDisplay().getFocusControl();
        for (Control at = focus; at != null; at = at.getParent()) {
            if (at == area) {
                focused = String.valueOf(focus.getData(Widgets.ID));
            }
        }
        for (Control child : area.getChildren()) {
            child.dispose();
        }
        return this;
    }

    /**
     * Shows what was written since {@link #begin}.
     *
     * @param top whether to begin at the top; else the place stays
     */
    public void end(boolean top) {
        fit();
        if (top) {
            setOrigin(0, 0);
        }
        setRedraw(true);
        if (focused != null) {
            // The same one; else one of the same kind; else any.
            boolean found = focus(focused) || focus(focused.substring(0, focused.indexOf('.') + 1));
            if (!found) {
                controls(area).filter(control -> control instanceof Link || control instanceof Button).findFirst()
                        .ifPresent(Control::setFocus);
            }
        } else if (claimed != null && focus(claimed)) {
            claimed = null;
        }
    }

    /** Puts the focus on the first control whose id begins like this; false when there is none. */
    public boolean focus(String prefix) {
        return controls(area).filter(control -> String.valueOf(control.getData(Widgets.ID)).startsWith(prefix)).findFirst()
                .map(Control::setFocus).orElse(false);
    }

    /** Puts the focus on the first control whose id begins like this as soon as there is one. */
    public void claimFocus(String prefix) {
        claimed = prefix;
    }

    /** Scrolls to the control with this id, where it is there. */
    public void reveal(String id) {
        controls(area).filter(control -> id.equals(control.getData(Widgets.ID))).findFirst().ifPresent(this::showControl);
    }

    private static Stream<Control> controls(Composite in) {
        return Stream.of(in.getChildren()).flatMap(
                child -> Stream.concat(Stream.of(child), child instanceof Composite part ? controls(part) : Stream.empty()));
    }

    /** Where the parts are put: a grid of one column. */
    public Composite area() {
        return area;
    }

    /** A block of prose; written with {@link Prose#show}. */
    public Prose prose(String id) {
        return prose(area, id);
    }

    /** A block of prose in a part of the sheet with a grid. */
    public Prose prose(Composite parent, String id) {
        return new Prose(block(parent, id));
    }

    private StyledText block(Composite parent, String id) {
        StyledText field = Widgets.id(Prose.block(parent), id);
        field.setMargins(0, 0, 0, 0);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(field);
        // A block has no other name than its first line.
        Widgets.accessibleName(field, () -> field.getText().lines().findFirst().orElse(id));
        field.addListener(SWT.FocusIn, event -> area.redraw());
        field.addListener(SWT.FocusOut, event -> area.redraw());
        return field;
    }

    /** Two columns: a picture of 24 pixels at the left, to the right of it a block of prose. */
    public Prose headline(String id, Image picture, Supplier<String> pictureName) {
        Composite row = Widgets.surface(new Composite(area, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        Label icon = new Label(row, SWT.NONE);
        icon.setImage(picture);
        Widgets.accessibleName(icon, pictureName);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(24, 24).applyTo(icon);
        return prose(row, id);
    }

    /** A heading of the second order, with space above. */
    public void heading(String words) {
        StyledText field = block(area, "heading");
        ((GridData) field.getLayoutData()).verticalIndent = 8;
        new Prose(field).heading(words).show();
    }

    /** A link on a line of its own. */
    public Link link(String id, String words, Runnable action) {
        return link(area, id, words, action);
    }

    /** A link in a part of the sheet with a grid. */
    public Link link(Composite parent, String id, String words, Runnable action) {
        Link link = Widgets.id(new Link(parent, SWT.NONE), id);
        Widgets.link(link, "<a>" + words.replace("&", "&&").replace("<", "‹").replace(">", "›") + "</a>", action);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(link);
        link.addListener(SWT.FocusIn, event -> showControl(link));
        return link;
    }

    /** A place for buttons, which go on in the next line where there is no room. */
    public Composite buttons() {
        Composite buttons = new Composite(area, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(buttons);
        return buttons;
    }

    /** A button that runs an action. */
    public Button button(Composite parent, String id, String words, Runnable action) {
        Button button = push(parent, id, words, action);
        button.addListener(SWT.FocusIn, event -> showControl(button));
        return button;
    }

    /** A button outside of any sheet. */
    public static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    /** A thin line across. */
    public void line() {
        Composite line = line(area);
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 8).hint(SWT.DEFAULT, 1).applyTo(line);
    }

    /** A thin line, for a grid. */
    public static Composite line(Composite parent) {
        Composite line = new org.eclipse.swt.widgets.Canvas(parent, SWT.NO_FOCUS);
        line.addListener(SWT.Paint, event -> {
            event.gc.setBackground(Palette.current().line());
            event.gc.fillRectangle(line.getClientArea());
        });
        return line;
    }

    /** Takes the heights of the parts anew: one of them has changed. */
    public void fit() {
        area.layout(true, true);
        setMinSize(area.computeSize(Math.max(1, getClientArea().width), SWT.DEFAULT));
    }
}
