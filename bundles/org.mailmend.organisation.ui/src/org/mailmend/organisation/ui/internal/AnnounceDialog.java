package org.mailmend.organisation.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.mailmend.organisation.Announcement;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Mailing;
import org.mailmend.organisation.Wave;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.Sending;
import org.mailmend.workbench.FormDialog;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** The announcements of a wave: a preview of each, sent in batches, or copied for mail or chat and recorded as given. */
final class AnnounceDialog extends Dialog {
    private static final int BATCH = 20;
    private static final int PAUSE = 5;

    private final Wave wave;
    private Text help;
    private Table people;
    private Text text;
    private Button mail;
    private Button chat;
    private Button given;
    private StatusLabel notice;
    private Announcements.Drafts drafts;
    private Label from;
    private Button account;
    private Spinner batch;
    private Spinner pause;
    private Button send;
    private Map<String, Announcements.Record> last = Map.of();
    private boolean showChat;
    private Composite unsure;

    /** What is shown: the messages, and the last record of each person. */
    private record Read(Announcements.Drafts drafts, Map<String, Announcements.Record> last) {
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
        return new Point(900, 720);
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
        unsure(area);
        sending(area);
        read();
        return area;
    }

    /** What to do about a message of which nobody knows whether it left. */
    private void unsure(Composite area) {
        unsure = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(unsure);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(unsure);
        unsure.setVisible(false);
        Label words = Widgets.id(new Label(unsure, SWT.WRAP), "unsure.words");
        words.setText(Messages.Ann_unsure);
        GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(words);
        Parts.push(unsure, "unsure.arrived", Messages.Ann_unsure_arrived, () -> resolve(true));
        Parts.push(unsure, "unsure.again", Messages.Ann_unsure_again, () -> resolve(false));
    }

    private void resolve(boolean arrived) {
        Announcements.Record record = last.get(selected().recipient());
        House.deliver(people, House.get().change(open -> House.announcements(open).resolve(record, arrived, House.who())),
                done -> read(), words -> Parts.say(notice, State.FAULT, words));
    }

    private void sending(Composite area) {
        new Label(area, SWT.SEPARATOR | SWT.HORIZONTAL).setLayoutData(GridDataFactory.fillDefaults().grab(true, false).create());
        Composite who = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(who);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(who);
        from = Widgets.id(new Label(who, SWT.NONE), "from");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(from);
        account = Parts.push(who, "account", Messages.Ann_account, () -> {
            PreferencesUtil.createPreferenceDialogOn(getShell(), Sending.PAGE, null, null).open();
            enable();
        });
        Composite pace = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(5).spacing(8, 0).applyTo(pace);
        batch = spinner(pace, "batch", Messages.Ann_batch, 1, Mailing.MOST_AT_ONCE, BATCH);
        pause = spinner(pace, "pause", Messages.Ann_pause, 0, (int) Mailing.LONGEST_PAUSE.toMinutes(), PAUSE);
        send = Parts.push(pace, "send", Messages.Ann_send, this::send);
        Sender.get().onChange(send, this::enable);
    }

    private static Spinner spinner(Composite parent, String id, String words, int least, int most, int value) {
        Parts.label(parent, words);
        Spinner spinner = Widgets.id(new Spinner(parent, SWT.BORDER), id);
        spinner.setValues(value, least, most, 0, 1, 10);
        Widgets.accessibleName(spinner, words);
        return spinner;
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
            Map<String, Announcements.Record> records = new HashMap<>();
            all.records(wave.id()).forEach(record -> records.put(record.recipient(), record));
            return new Read(all.write(wave, planned.snapshot().now(), persons, asked), records);
        })), read -> {
            drafts = read.drafts();
            last = read.last();
            fill();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void fill() {
        int selected = Math.max(0, people.getSelectionIndex());
        people.removeAll();
        for (Announcement each : drafts.ready()) {
            TableItem item = new TableItem(people, SWT.NONE);
            item.setText(new String[] {each.recipient(), state(last.get(each.recipient()))});
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

    private static String state(Announcements.Record record) {
        if (record == null) {
            return Messages.Ann_open;
        }
        String words = record.unsure(Instant.now()) ? Messages.Ann_unsure_state
                : record.result().equals("sent") ? Messages.Ann_told : record.state(Language.locale());
        return record.lost() ? NLS.bind(Messages.Ann_reason, words, record.why(Language.locale())) : words;
    }

    /** Those who have not got the message, as far as is known. */
    private List<Announcement> unsent() {
        return drafts == null ? List.of() : drafts.ready().stream().filter(each -> {
            Announcements.Record record = last.get(each.recipient());
            return record == null || record.result().equals("failed");
        }).toList();
    }

    private void enable() {
        Optional<String> sender = Sending.shown();
        from.setText(sender.map(text -> NLS.bind(Messages.Ann_from, text)).orElse(Messages.Ann_no_account));
        from.requestLayout();
        account.setVisible(sender.isEmpty());
        send.setEnabled(sender.isPresent() && !unsent().isEmpty() && Sender.get().now() == null);
    }

    private void send() {
        List<Announcement> messages = unsent();
        String sender = Sending.shown().orElse("");
        if (help.getText().isBlank()) {
            Parts.say(notice, State.FAULT, Messages.Ann_help_missing);
            help.setFocus();
            return;
        }
        int minutes = pause.getSelection();
        boolean once = messages.size() <= batch.getSelection();
        String words = once
                ? NLS.bind(Messages.Ann_send_words_once, new Object[] {messages.size(), sender, messages.getFirst().recipient()})
                : NLS.bind(Messages.Ann_send_words, new Object[] {messages.size(), sender, batch.getSelection(), minutes,
                        messages.getFirst().recipient()});
        if (!FormDialog.confirm(getShell(), Messages.Ann_send_title, words, Messages.Ann_send_do)) {
            return;
        }
        if (Sender.get().start(wave, messages, new Mailing.Pace(batch.getSelection(), Duration.ofMinutes(minutes)))) {
            close();
        } else {
            Parts.say(notice, State.WARNING, Messages.Ann_busy);
        }
    }

    private Announcement selected() {
        return people.getSelectionCount() == 0 ? null : (Announcement) people.getSelection()[0].getData();
    }

    private void show() {
        Announcement each = selected();
        for (Button button : List.of(mail, chat, given)) {
            button.setEnabled(each != null);
        }
        Announcements.Record record = each == null ? null : last.get(each.recipient());
        Parts.show(unsure, record != null && record.unsure(Instant.now()) && Sender.get().now() == null);
        enable();
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
