package org.mailmend.tickets.ui.internal.conflict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.ConflictException;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.editor.Sentences;
import org.mailmend.tickets.ui.internal.editor.Texts;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Widgets;

/** Two people changed the same fields of a ticket: both values side by side, to choose one for each field. */
public final class ConflictDialog extends TitleAreaDialog {
    private static final int WIDTH = 720;
    private static final int COLUMN = 220;
    private static final int LONG_TEXT = 140;

    private final ConflictException conflict;
    private final Sentences sentences;
    private final Map<Field, ConflictException.Choice> choices = new EnumMap<>(Field.class);
    private final List<Runnable> paints = new ArrayList<>();

    /**
     * @param contacts people that it names, by id
     * @param base     knows clients; null for nobody
     */
    public ConflictDialog(Shell parent, ConflictException conflict, Map<Long, Contact> contacts, KnowledgeBase base) {
        super(parent);
        this.conflict = conflict;
        sentences = new Sentences(contacts, new HashMap<>(), base);
        // What one has typed oneself is rarely meant to be lost.
        conflict.conflicts().forEach(each -> choices.put(each.field(), ConflictException.Choice.MINE));
        setHelpAvailable(false);
    }

    /** Asks; what is to be saved, null when nothing was decided. */
    public TicketChange decide() {
        return open() == OK ? conflict.merged(choices) : null;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.Conflict_window, conflict.current().number()));
    }

    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        setTitle(NLS.bind(Messages.Conflict_title, who()));
        setMessage(Messages.Conflict_message);
        return contents;
    }

    private String who() {
        List<Event> others = conflict.others();
        return others.isEmpty() ? Messages.Conflict_somebody : Visible.line(others.getLast().who());
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        ScrolledComposite scrolled = new ScrolledComposite(area, SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, 300).applyTo(scrolled);
        Composite table = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).margins(16, 12).spacing(16, 4).applyTo(table);
        for (ConflictException.Conflict each : conflict.conflicts()) {
            row(table, each);
        }
        rest(table);
        scrolled.setContent(table);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setShowFocusedControl(true);
        scrolled.addListener(SWT.Resize,
                event -> scrolled.setMinHeight(table.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y));
        return area;
    }

    private void row(Composite table, ConflictException.Conflict each) {
        Label field = new Label(table, SWT.NONE);
        field.setText(Texts.plain(each.field().text(Language.locale())));
        field.setFont(Widgets.boldFont());
        GridDataFactory.fillDefaults().span(2, 1).indent(0, 8).applyTo(field);
        String before = shown(each.field(), each.base());
        Label was = Widgets.id(new Label(table, SWT.WRAP), "before." + each.field().id());
        was.setText(
                Texts.plain(before.isEmpty() ? Messages.Conflict_wasEmpty : NLS.bind(Messages.Conflict_was, oneLine(before))));
        was.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        was.setForeground(Palette.current().dim());
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(COLUMN, SWT.DEFAULT).applyTo(was);
        side(table, each, ConflictException.Choice.MINE, Messages.Conflict_mine, each.mine());
        side(table, each, ConflictException.Choice.THEIRS, NLS.bind(Messages.Conflict_theirs, whoChanged(each.field())),
                each.theirs());
    }

    private String whoChanged(Field field) {
        return conflict.others().stream().filter(event -> field.id().equals(event.field())).reduce((first, last) -> last)
                .map(event -> NLS.bind(Messages.Conflict_whoWhen, Visible.line(event.who()), Texts.time(event.at())))
                .orElse(who());
    }

    private static String oneLine(String text) {
        String line = Visible.line(text);
        return line.length() <= LONG_TEXT ? line : line.substring(0, LONG_TEXT) + "…";
    }

    private String shown(Field field, String value) {
        return field.kind() == Field.Kind.TEXT ? Visible.of(value) : sentences.value(field, value);
    }

    private void side(Composite table, ConflictException.Conflict each, ConflictException.Choice choice, String words,
            String value) {
        Composite side = new Composite(table, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(side);
        GridDataFactory.fillDefaults().grab(true, false).hint(COLUMN, SWT.DEFAULT).applyTo(side);
        Button take = Widgets.id(new Button(side, SWT.RADIO),
                choice.name().toLowerCase(java.util.Locale.ROOT) + "." + each.field().id());
        take.setText(Texts.plain(words));
        String text = shown(each.field(), value);
        Widgets.accessibleName(take, each.field().text(Language.locale()) + ": " + words + ": "
                + (text.isEmpty() ? Messages.Conflict_nothing : oneLine(text)));
        take.addListener(SWT.Selection, event -> {
            choices.put(each.field(), choice);
            paints.forEach(Runnable::run);
        });
        boolean large = each.field().kind() == Field.Kind.TEXT;
        StyledText field = large ? Prose.field(side) : Prose.block(side);
        Widgets.id(field, "value." + choice.name().toLowerCase(java.util.Locale.ROOT) + "." + each.field().id());
        field.setMargins(8, 4, 8, 4);
        GridDataFactory.fillDefaults().grab(true, false).indent(20, 0).hint(COLUMN - 20, large ? LONG_TEXT : SWT.DEFAULT)
                .applyTo(field);
        field.addListener(SWT.MouseUp, event -> {
            if (field.getSelectionCount() == 0) {
                choices.put(each.field(), choice);
                paints.forEach(Runnable::run);
            }
        });
        Runnable paint = () -> {
            boolean taken = choices.get(each.field()) == choice;
            take.setSelection(taken);
            Prose prose = new Prose(field);
            if (text.isEmpty()) {
                prose.aside(Messages.Conflict_nothing);
            } else if (taken) {
                text.lines().forEach(prose::paragraph);
            } else {
                text.lines().forEach(prose::aside);
            }
            prose.show();
        };
        paints.add(paint);
        paint.run();
    }

    /** What else each of the two did: that stays anyway. */
    private void rest(Composite table) {
        List<String> theirs = conflict.others().stream()
                .filter(event -> conflict.conflicts().stream().noneMatch(each -> each.field().id().equals(event.field())))
                .filter(event -> !Field.CERTAINTY.id().equals(event.field()))
                .map(sentences::of).toList();
        List<String> mine = conflict.mine().values().entrySet().stream()
                .filter(entry -> conflict.conflicts().stream().noneMatch(each -> each.field() == entry.getKey()))
                .filter(entry -> entry.getKey() != Field.CERTAINTY)
                .map(entry -> entry.getKey().text(Language.locale())).toList();
        if (theirs.isEmpty() && mine.isEmpty()) {
            return;
        }
        StyledText also = Widgets.id(Prose.block(table), "also");
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).indent(0, 12).hint(COLUMN, SWT.DEFAULT).applyTo(also);
        Prose prose = new Prose(also);
        prose.coloured(Messages.Conflict_also, Palette.current().text());
        mine.forEach(name -> prose.item("•", NLS.bind(Messages.Conflict_alsoMine, name)));
        theirs.forEach(sentence -> prose.item("•", NLS.bind(Messages.Conflict_alsoTheirs, who(), sentence)));
        prose.show();
        also.setBackground(table.getBackground());
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Conflict_save, true), "save");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Conflict_later, false), "later");
    }

    @Override
    protected Point getInitialSize() {
        Point size = super.getInitialSize();
        return new Point(Math.max(size.x, WIDTH), size.y);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }
}
