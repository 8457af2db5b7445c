package org.mailmend.organisation.ui.internal;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Adds or changes an item by hand. */
final class ItemDialog extends Dialog {
    private static final List<Field> FIELDS = List.of(Field.NAME, Field.MAIL, Field.PROGRAM, Field.VERSION, Field.SIGN_IN,
            Field.PROTOCOLS,
            Field.SERVER, Field.ACCOUNT, Field.SITE, Field.DEPARTMENT, Field.OWNER, Field.LANGUAGE, Field.HOST, Field.SERIAL,
            Field.STATIC_IP, Field.NETWORK, Field.LAST_USED, Field.NOTE);
    private static final Map<Field, List<String>> CHOICES = Map.of(Field.SIGN_IN,
            List.of("", "password", "app-password", "oauth", "none"),
            Field.LANGUAGE, List.of("", "ja", "en"), Field.STATIC_IP, List.of("", "yes", "no"), Field.ACCOUNT,
            List.of("", "workspace", "personal", "microsoft365", "outlook.com", "other"));

    private static final int COMBO = 160;

    private final Item item;
    private final Map<Field, Control> fields = new EnumMap<>(Field.class);
    private final Locale locale = Language.locale();
    private Combo kind;
    private StatusLabel problem;

    ItemDialog(Shell shell, Item item) {
        super(shell);
        this.item = item;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(item.id() == 0 ? Messages.Inv_add_title : Messages.Inv_edit_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return getShell().computeSize(560, 640);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Edit_words);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(words);
        ScrolledComposite scroll = new ScrolledComposite(area, SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).hint(500, 420).applyTo(scroll);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        Composite grid = new Composite(scroll, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(4, 4).spacing(12, 6).applyTo(grid);
        Parts.label(grid, Messages.Edit_kind);
        kind = Parts.combo(grid, "kind", Messages.Edit_kind, () -> {
        }, List.of(Kind.values()).stream().map(k -> k.text(locale)).toArray(String[]::new));
        kind.select(item.kind().ordinal());
        kind.setEnabled(item.id() == 0);
        for (Field field : FIELDS) {
            List<String> choices = CHOICES.get(field);
            if (choices == null) {
                Text text = Parts.text(grid, field.id(), field.text(locale),
                        field == Field.NOTE ? SWT.MULTI | SWT.WRAP | SWT.V_SCROLL : 0);
                text.setText(item.get(field));
                text.setTextLimit(field.limit());
                fields.put(field, text);
            } else {
                Parts.label(grid, field.text(locale));
                Combo combo = Parts.combo(grid, field.id(), field.text(locale), () -> {
                }, choices.stream().map(c -> choice(field, c)).toArray(String[]::new));
                GridDataFactory.fillDefaults().grab(true, false).hint(COMBO, SWT.DEFAULT).applyTo(combo);
                combo.select(Math.max(0, choices.indexOf(item.get(field))));
                fields.put(field, combo);
            }
        }
        scroll.setContent(grid);
        scroll.setMinSize(grid.computeSize(480, SWT.DEFAULT));
        scroll.addListener(SWT.Resize, event -> scroll.setMinSize(grid.computeSize(scroll.getClientArea().width, SWT.DEFAULT)));
        // what has the focus is in sight
        fields.values().forEach(control -> control.addListener(SWT.FocusIn, event -> scroll.showControl(control)));
        problem = Widgets.id(new StatusLabel(area), "problem");
        GridDataFactory.fillDefaults().grab(true, false).hint(400, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
        return area;
    }

    private String choice(Field field, String id) {
        return switch (id) {
            case "" -> "–";
            case "password" -> Messages.Sign_password;
            case "app-password" -> Messages.Sign_appPassword;
            case "oauth" -> Messages.Sign_oauth;
            case "none" -> Messages.Sign_none;
            case "yes" -> Messages.Yes;
            case "no" -> Messages.No;
            case "ja" -> "日本語";
            case "en" -> "English";
            default -> field == Field.ACCOUNT
                    ? org.mailmend.knowledge.AccountKind.fromId(id).map(a -> a.text(locale)).orElse(id)
                    : id;
        };
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Button save = createButton(parent, IDialogConstants.OK_ID, Messages.Edit_save, true);
        Widgets.id(save, "save");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Edit_cancel, false), "cancel");
    }

    @Override
    protected void okPressed() {
        try {
            Item changed = new Item(item.id(), item.version(), Kind.values()[kind.getSelectionIndex()], item.values(), 0, false,
                    item.changed());
            for (Map.Entry<Field, Control> each : fields.entrySet()) {
                String value = each.getValue() instanceof Text text ? text.getText()
                        : CHOICES.get(each.getKey()).get(Math.max(0, ((Combo) each.getValue()).getSelectionIndex()));
                if (!value.strip().equals(item.get(each.getKey()))) {
                    changed = changed.with(each.getKey(), value.strip());
                }
            }
            Item saved = changed;
            getButton(IDialogConstants.OK_ID).setEnabled(false);
            House.deliver(getShell(), House.get().change(open -> open.save(saved, House.who())), done -> close(), words -> {
                getButton(IDialogConstants.OK_ID).setEnabled(true);
                Parts.say(problem, State.FAULT, words);
            });
        } catch (OrganisationException e) {
            Parts.say(problem, State.FAULT, e.text(locale));
        }
    }
}
