package org.mailmend.organisation.ui.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.organisation.Announcement;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Wave;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** The announcements of a wave: a preview of each, copied for mail or chat, and recorded as given. */
final class AnnounceDialog extends Dialog {
    private final Wave wave;
    private Text help;
    private Table people;
    private Text text;
    private Button mail;
    private Button chat;
    private Button given;
    private StatusLabel notice;
    private Announcements.Drafts drafts;
    private Set<String> told = Set.of();
    private boolean showChat;

    /** What is shown. */
    private record Read(Announcements.Drafts drafts, Set<String> told) {
    }

    AnnounceDialog(Shell shell, Wave wave) {
        super(shell);
        this.wave = wave;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.Ann_title, wave.name()));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return new Point(860, 640);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Ann_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(400, SWT.DEFAULT).applyTo(words);
        Composite row = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        help = Parts.text(row, "help", Messages.Ann_help, 0);
        help.addListener(SWT.Modify, event -> read());
        notice = Parts.status(area, "notice");
        SashForm sash = new SashForm(area, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(700, 320).applyTo(sash);
        people = Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "people");
        people.setHeaderVisible(true);
        Widgets.accessibleName(people, Messages.Ann_people);
        new TableColumn(people, SWT.LEFT).setText(Messages.Ann_people);
        new TableColumn(people, SWT.LEFT).setText(Messages.Plan_state);
        people.addListener(SWT.Selection, event -> show());
        text = Widgets.id(new Text(sash, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL), "preview");
        Widgets.accessibleName(text, Messages.Ann_preview);
        sash.setWeights(2, 3);
        Composite buttons = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(buttons);
        mail = Parts.push(buttons, "mail", Messages.Ann_mail, () -> copy(false));
        chat = Parts.push(buttons, "chat", Messages.Ann_chat, () -> copy(true));
        given = Parts.push(buttons, "given", Messages.Ann_given, this::given);
        read();
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Ann_close, true), "cancel");
    }

    private void read() {
        String asked = help.getText().strip();
        House.deliver(people, House.get().planned().thenCompose(planned -> House.get().ask(open -> {
            Announcements all = House.announcements(open);
            List<Item> persons = planned.snapshot().items().stream().filter(i -> i.kind() == Kind.PERSON).toList();
            return new Read(all.write(wave, planned.snapshot().now(), persons, asked),
                    all.records(wave.id()).stream().filter(r -> r.result().equals("sent")).map(Announcements.Record::recipient)
                            .collect(Collectors.toSet()));
        })), read -> {
            drafts = read.drafts();
            told = read.told();
            fill();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void fill() {
        int selected = Math.max(0, people.getSelectionIndex());
        people.removeAll();
        for (Announcement each : drafts.ready()) {
            TableItem item = new TableItem(people, SWT.NONE);
            item.setText(
                    new String[] {each.recipient(), told.contains(each.recipient()) ? Messages.Ann_told : Messages.Ann_open});
            item.setData(each);
        }
        if (people.getItemCount() > 0) {
            people.setSelection(Math.min(selected, people.getItemCount() - 1));
        }
        for (TableColumn column : people.getColumns()) {
            column.pack();
        }
        Parts.say(notice, State.WARNING, drafts.unreachable().isEmpty() ? null
                : NLS.bind(Messages.Ann_unreachable,
                        drafts.unreachable().size(),
                        drafts.unreachable().stream().limit(5).map(Item::title).collect(Collectors.joining(", "))));
        show();
    }

    private Announcement selected() {
        return people.getSelectionCount() == 0 ? null : (Announcement) people.getSelection()[0].getData();
    }

    private void show() {
        Announcement each = selected();
        for (Button button : List.of(mail, chat, given)) {
            button.setEnabled(each != null);
        }
        Locale language = each == null ? Locale.getDefault() : each.language();
        text.setText(each == null ? Messages.Ann_nobody
                : NLS.bind(Messages.Ann_to, each.recipient(), language.getDisplayLanguage()) + "\n" + Messages.Ann_subject + ": "
                        + each.subject()
                        + "\n\n" + (showChat ? each.chat() : each.text()));
    }

    private void copy(boolean forChat) {
        Announcement each = selected();
        showChat = forChat;
        show();
        Clipboard clipboard = new Clipboard(getShell().getDisplay());
        clipboard.setContents(new Object[] {forChat ? each.chat() : each.subject() + "\n\n" + each.text()},
                new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
        Parts.say(notice, State.OK, Messages.Ann_copied);
    }

    private void given() {
        Announcement each = selected();
        String channel = showChat ? "chat" : "mail";
        House.deliver(people, House.get().change(open -> {
            House.announcements(open).given(wave, each, channel, House.who());
            return null;
        }), done -> read(), words -> Parts.say(notice, State.FAULT, words));
    }
}
