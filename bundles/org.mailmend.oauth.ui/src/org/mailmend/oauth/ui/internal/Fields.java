package org.mailmend.oauth.ui.internal;

import java.util.Locale;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.oauth.OAuthException;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Fields, buttons and texts as pages of the assistant and the view of accounts make them. Called in the UI thread. */
public final class Fields {
    /** The class by which the style sheets know what is painted like a view. */
    private static final String CSS_CLASS = "org.eclipse.e4.ui.css.CssClassName";
    private static final String CSS_DISABLED = "org.eclipse.e4.ui.css.disabled";
    private static final int WIDTH = 240;

    private Fields() {
    }

    /** English or Japanese. */
    public static Locale locale() {
        return Locale.getDefault().getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** A page with margins and this many columns. */
    public static Composite page(Composite parent, int columns) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).margins(12, 12).spacing(12, 8).applyTo(area);
        return area;
    }

    /** A row without margins that takes all columns. */
    public static Composite row(Composite parent, int columns, int span) {
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).spacing(8, 4).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).span(span, 1).applyTo(row);
        return row;
    }

    /** The label of the field that follows. */
    public static Label label(Composite area, String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        return label;
    }

    /** A paragraph. */
    public static Label words(Composite area, String id, String words, int span) {
        Label label = Widgets.id(new Label(area, SWT.WRAP), id);
        label.setText(words.replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).span(span, 1).hint(WIDTH, SWT.DEFAULT).applyTo(label);
        return label;
    }

    /** A paragraph of less weight. */
    public static Label note(Composite area, String id, String words, int span) {
        Label label = words(area, id, words, span);
        label.setData(CSS_DISABLED, Boolean.TRUE);
        label.setForeground(Palette.current().dim());
        return label;
    }

    /** A field. */
    public static Text text(Composite area, String id, int style) {
        Text text = Widgets.id(new Text(area, SWT.BORDER | style), id);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    /** A button that runs an action. */
    public static Button push(Composite area, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(area, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    /** A choice among others; the action runs when it is taken. */
    public static Button radio(Composite area, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(area, SWT.RADIO), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> {
            if (button.getSelection()) {
                action.run();
            }
        });
        return button;
    }

    /** A link on a line of its own that runs an action. */
    public static Link link(Composite area, String id, String words, Runnable action) {
        Link link = Widgets.id(new Link(area, SWT.NONE), id);
        Widgets.link(link, "<a>" + words.replace("&", "&&") + "</a>", action);
        GridDataFactory.swtDefaults().applyTo(link);
        return link;
    }

    /** A state with a sentence on the ground of a dialog; takes no room until it is told something. */
    public static StatusLabel status(Composite area, String id, int span) {
        StatusLabel label = Widgets.id(new StatusLabel(area), id);
        label.setData(CSS_CLASS, null);
        label.setBackground(Palette.current().chrome());
        GridDataFactory.fillDefaults().grab(true, false).span(span, 1).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(label);
        label.setVisible(false);
        return label;
    }

    /** Says a sentence; null for none. */
    public static void say(StatusLabel label, State state, String sentence) {
        if (sentence != null) {
            label.set(state, sentence);
        }
        show(label, sentence != null);
    }

    /** Shows a control or takes its room away. */
    public static void show(Control control, boolean visible) {
        if (control.getLayoutData() instanceof GridData data) {
            data.exclude = !visible;
        }
        control.setVisible(visible);
        control.requestLayout();
    }

    /** A block of prose on the ground of a dialog that scrolls where it is too long. */
    public static StyledText prose(Composite area, String id, String name, int span) {
        StyledText field = Widgets.id(Prose.field(area), id);
        field.setMargins(8, 6, 8, 6);
        Widgets.accessibleName(field, name);
        GridDataFactory.fillDefaults().grab(true, true).span(span, 1).hint(WIDTH, 100).applyTo(field);
        return field;
    }

    /** Lets the message below the title of a dialog stand on the same ground as the title. */
    public static void message(Composite dialog) {
        for (Control child : dialog.getChildren()) {
            if (child instanceof Text text && (text.getStyle() & SWT.READ_ONLY) != 0 && text.getData(Widgets.ID) == null) {
                text.setData(CSS_DISABLED, Boolean.TRUE);
                text.setBackground(text.getParent().getBackground());
                text.setForeground(Palette.current().text());
                if (text.getData(Widgets.NAME) == null) {
                    Widgets.accessibleName(text, text::getText);
                }
            } else if (child instanceof Composite part) {
                message(part);
            }
        }
    }

    /** Copies a text. */
    public static void copy(String text) {
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
    }

    /** The text on the clipboard; empty when there is none. */
    public static String pasted() {
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        Object text = clipboard.getContents(TextTransfer.getInstance());
        clipboard.dispose();
        return text instanceof String string ? string : "";
    }

    /** Writes what went wrong, what the provider said, and what to do next. */
    public static void failure(Prose prose, OAuthException failure) {
        prose.coloured(failure.remark().text(locale()), Palette.current().fault());
        if (failure.evidence() != null) {
            prose.protocol(failure.evidence());
        }
        steps(prose, failure.causeId());
    }

    /** Writes what to do about a cause. */
    public static void steps(Prose prose, CauseId cause) {
        if (cause == CauseId.USER_CANCELLED || cause == CauseId.NOT_TESTED || cause == CauseId.UNKNOWN) {
            return;
        }
        prose.gap();
        int number = 1;
        for (NextStep step : Catalogue.get().text(cause, locale()).steps()) {
            prose.item(number++ + ".", step.text());
        }
    }

    /** Who shows articles; null when nobody does. */
    public static ArticleOpener articles() {
        return Services.find(ArticleOpener.class);
    }
}
