package org.mailmend.tickets.ui.internal.templates;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.reply.Channel;
import org.mailmend.tickets.reply.Draft;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Template;
import org.mailmend.tickets.reply.Templates;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The frames of replies, for all technicians of the database: written with a preview beside. */
public final class TemplatesPage extends PreferencePage implements IWorkbenchPreferencePage {
    /** The id of this page. */
    public static final String ID = "org.mailmend.tickets.ui.templates";
    private static final int WIDTH = 420;
    private static final int COMBO = 100;
    private static final int LEAST = 120;
    private static final int ROWS = 5;
    private static final int LINES = 10;
    private static final int DEBOUNCE = 150;

    private Folder folder = new Folder(List.of());
    private Folder.Sheet deleted;
    private Table list;
    private Button duplicate;
    private Button delete;
    private Button reset;
    private Composite notice;
    private StatusLabel noticeWords;
    private Text title;
    private Combo channel;
    private Combo language;
    private Button insert;
    private Text text;
    private Combo kind;
    private StyledText preview;
    private Label help;
    private StatusLabel problem;
    private boolean filling;
    private boolean loaded;
    private int generation;

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
        setDescription(Messages.Page_description);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(8, 8).extendedMargins(0, 0, 8, 0).applyTo(area);
        list = Widgets.plainRows(Widgets.id(new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "templates"));
        list.setHeaderVisible(true);
        Widgets.accessibleName(list, Messages.Page_list);
        for (String words : List.of(Messages.Page_name, Messages.Page_channel, Messages.Page_language, Messages.Page_origin)) {
            new TableColumn(list, SWT.LEFT).setText(words);
        }
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, list.getItemHeight() * ROWS).applyTo(list);
        list.addListener(SWT.Selection, event -> show());
        list.addListener(SWT.Resize, event -> fit());
        list.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL && delete.isEnabled()) {
                delete();
            }
        });
        Composite buttons = new Composite(area, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(buttons);
        push(buttons, "template.new", Messages.Page_new, this::create);
        duplicate = push(buttons, "template.duplicate", Messages.Page_duplicate, this::duplicate);
        delete = push(buttons, "template.delete", Messages.Page_delete, this::delete);
        reset = push(buttons, "template.reset", Messages.Page_reset, this::reset);
        reset.setToolTipText(Messages.Page_resetTip);
        notice(area);
        head(area);
        body(area);
        load();
        return area;
    }

    private static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private void notice(Composite area) {
        notice = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(notice);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(notice);
        notice.setVisible(false);
        noticeWords = Widgets.id(new StatusLabel(notice), "notice");
        noticeWords.setData("org.eclipse.e4.ui.css.CssClassName", null);
        noticeWords.setBackground(null);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(noticeWords);
        GridDataFactory.fillDefaults().applyTo(push(notice, "notice.undo", Messages.Page_undo, this::restore));
    }

    private void head(Composite area) {
        Composite head = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(6).spacing(8, 0).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(head);
        label(head, Messages.Edit_name);
        title = Widgets.id(new Text(head, SWT.BORDER), "template.title");
        title.setTextLimit(Templates.TITLE);
        GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(title);
        title.addListener(SWT.Modify, event -> changed());
        label(head, Messages.Edit_channel);
        channel = Widgets.id(new Combo(head, SWT.READ_ONLY), "template.channel");
        for (Channel each : Channel.values()) {
            channel.add(each.text(Language.locale()));
        }
        GridDataFactory.swtDefaults().hint(COMBO, SWT.DEFAULT).applyTo(channel);
        channel.addListener(SWT.Selection, event -> changed());
        label(head, Messages.Edit_language);
        language = Widgets.id(new Combo(head, SWT.READ_ONLY), "template.language");
        language.setItems(Messages.Language_en, Messages.Language_ja);
        language.addListener(SWT.Selection, event -> changed());
    }

    private void body(Composite area) {
        Composite body = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).spacing(12, 4).applyTo(body);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, SWT.DEFAULT).applyTo(body);
        Composite left = new Composite(body, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(left);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(left);
        Label words = label(left, Messages.Edit_text);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(words);
        insert = Widgets.id(new Button(left, SWT.PUSH), "template.insert");
        insert.setText(Messages.Edit_insert);
        insert.setToolTipText(Messages.Edit_insertTip);
        insert.setMenu(placeholders());
        insert.addListener(SWT.Selection, event -> {
            Point at = insert.toDisplay(0, insert.getSize().y);
            insert.getMenu().setLocation(at);
            insert.getMenu().setVisible(true);
        });
        Composite right = new Composite(body, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(right);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(right);
        label(right, Messages.Edit_preview);
        kind = Widgets.id(new Combo(right, SWT.READ_ONLY), "preview.kind");
        kind.setItems(Messages.Edit_known, Messages.Edit_unknown);
        kind.select(0);
        GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(kind);
        kind.addListener(SWT.Selection, event -> preview());
        text = Widgets.id(new Text(body, SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL), "template.text");
        Widgets.accessibleName(text, Messages.Edit_textName);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH / 2 - 40, text.getLineHeight() * LINES).applyTo(text);
        text.addListener(SWT.Modify, event -> changed());
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        preview = Widgets.id(Prose.field(body), "preview");
        Widgets.accessibleName(preview, Messages.Edit_previewName);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH / 2 - 40, text.getLineHeight() * LINES).applyTo(preview);
        help = label(body, Messages.Edit_help);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, SWT.DEFAULT).applyTo(help);
        problem = Widgets.id(new StatusLabel(body), "template.problem");
        problem.setData("org.eclipse.e4.ui.css.CssClassName", null);
        problem.setBackground(null);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, SWT.DEFAULT).exclude(true).applyTo(problem);
        problem.setVisible(false);
    }

    private static Label label(Composite parent, String words) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(words);
        return label;
    }

    private Menu placeholders() {
        Menu menu = new Menu(insert);
        for (String name : Templates.PLACEHOLDERS) {
            MenuItem item = Widgets.id(new MenuItem(menu, SWT.PUSH), "insert." + name);
            item.setText("{" + name + "}\t" + Placeholders.help(name));
            item.addListener(SWT.Selection, event -> {
                text.insert("{" + name + "}");
                text.setFocus();
            });
        }
        return menu;
    }

    private void load() {
        show();
        Desk.get().ask(list, store -> new Templates(store).all(), read -> {
            List<Template> sorted = new ArrayList<>(read);
            // those in the language of the window are wanted most
            sorted.sort(Comparator.comparing(each -> !each.language().equals(Language.locale())));
            folder = new Folder(sorted);
            loaded = true;
            fill();
            list.select(0);
            show();
        }, failure -> problem(Language.sentence(failure)));
    }

    // --- the list

    private void fit() {
        int room = list.getClientArea().width;
        if (room <= 0) {
            return;
        }
        int rest = 0;
        for (int i = 1; i < list.getColumnCount(); i++) {
            list.getColumn(i).pack();
            rest += list.getColumn(i).getWidth();
        }
        list.getColumn(0).setWidth(Math.max(LEAST, room - rest));
    }

    private void fill() {
        List<Folder.Sheet> sheets = folder.sheets();
        while (list.getItemCount() > sheets.size()) {
            list.getItem(list.getItemCount() - 1).dispose();
        }
        Locale locale = Language.locale();
        for (int i = 0; i < sheets.size(); i++) {
            TableItem item = i < list.getItemCount() ? list.getItem(i) : Widgets.plain(new TableItem(list, SWT.NONE));
            Template now = sheets.get(i).now();
            item.setData(sheets.get(i));
            item.setText(new String[] {Visible.line(now.name(locale)),
                    (now.isFirstAnswer() ? Channel.MAIL : now.channel()).text(locale), language(now.language()),
                    sheets.get(i).isTouched() ? Messages.Origin_touched
                            : now.isOwn() ? Messages.Origin_own
                                    : now.changed() ? Messages.Origin_changed : Messages.Origin_shipped});
        }
        fit();
    }

    private static String language(Locale locale) {
        return Locale.JAPANESE.getLanguage().equals(locale.getLanguage()) ? Messages.Language_ja : Messages.Language_en;
    }

    private Folder.Sheet selected() {
        return list.getSelectionCount() == 0 ? null : (Folder.Sheet) list.getSelection()[0].getData();
    }

    private void select(Folder.Sheet sheet) {
        fill();
        int index = folder.sheets().indexOf(sheet);
        if (index >= 0) {
            list.setSelection(index);
        }
        show();
        check();
    }

    private void create() {
        if (loaded) {
            select(folder.add(Template.own(Messages.New_name, Channel.MAIL, Language.locale(),
                    Templates.original(Channel.MAIL.id(), Language.locale()))));
            title.setFocus();
            title.selectAll();
        }
    }

    private void duplicate() {
        Template model = selected().now();
        select(folder.add(Template.own(shorten(NLS.bind(Messages.New_copy, model.name(Language.locale()))),
                model.isFirstAnswer() ? Channel.MAIL : model.channel(), model.language(), model.text())));
        title.setFocus();
        title.selectAll();
    }

    private static String shorten(String name) {
        return name.length() > Templates.TITLE ? name.substring(0, Templates.TITLE) : name;
    }

    private void delete() {
        Folder.Sheet sheet = selected();
        int index = list.getSelectionIndex();
        folder.delete(sheet);
        deleted = sheet;
        say(NLS.bind(Messages.Page_deleted, Visible.line(sheet.now().title())));
        fill();
        list.setSelection(Math.min(index, list.getItemCount() - 1));
        show();
        check();
    }

    private void restore() {
        if (deleted != null) {
            folder.restore(deleted);
            Folder.Sheet back = deleted;
            deleted = null;
            say(null);
            select(back);
        }
    }

    private void reset() {
        Template now = selected().now();
        text.setText(Templates.original(now.id(), now.language()));
    }

    private void say(String sentence) {
        if (sentence != null) {
            noticeWords.set(State.OK, sentence);
        }
        notice.setVisible(sentence != null);
        ((GridData) notice.getLayoutData()).exclude = sentence == null;
        notice.getParent().layout(true, true);
    }

    // --- one of them

    private void show() {
        Folder.Sheet sheet = selected();
        filling = true;
        boolean own = sheet != null && sheet.now().isOwn();
        title.setText(sheet == null ? "" : sheet.now().name(Language.locale()));
        channel.select(sheet == null ? -1 : sheet.now().isFirstAnswer() ? 0 : sheet.now().channel().ordinal());
        language.select(sheet == null ? -1 : Templates.LANGUAGES.indexOf(sheet.now().language()));
        text.setText(sheet == null ? "" : sheet.now().text());
        filling = false;
        for (Control control : List.of(title, channel, language)) {
            control.setEnabled(own);
        }
        text.setEnabled(sheet != null);
        insert.setEnabled(sheet != null);
        enable(sheet);
        preview();
    }

    private void enable(Folder.Sheet sheet) {
        boolean own = sheet != null && sheet.now().isOwn();
        duplicate.setEnabled(sheet != null);
        delete.setEnabled(own);
        reset.setEnabled(sheet != null && !own && sheet.now().changed());
    }

    private void changed() {
        Folder.Sheet sheet = selected();
        if (filling || sheet == null) {
            return;
        }
        if (sheet.now().isOwn()) {
            sheet.now(sheet.now().with(title.getText().strip(), Channel.values()[channel.getSelectionIndex()],
                    Templates.LANGUAGES.get(language.getSelectionIndex())));
        }
        String written = text.getText().replace("\r\n", "\n");
        if (!written.equals(sheet.now().text())) {
            sheet.text(written);
        }
        fill();
        enable(sheet);
        check();
        int mine = ++generation;
        getShell().getDisplay().timerExec(DEBOUNCE, () -> {
            if (mine == generation && !preview.isDisposed()) {
                preview();
            }
        });
    }

    private void check() {
        Folder.Wrong wrong = folder.wrong().orElse(null);
        problem(wrong == null ? null
                : wrong.sheet() == selected() ? wrong.why().text(Language.locale())
                        : NLS.bind(Messages.Page_wrong, Visible.line(wrong.sheet().now().name(Language.locale())),
                                wrong.why().text(Language.locale())));
        setValid(wrong == null);
    }

    /** In the page itself: its title has room for a few words only. */
    private void problem(String sentence) {
        if (sentence != null) {
            problem.set(State.FAULT, sentence);
        }
        boolean shown = sentence != null;
        if (problem.getVisible() != shown) {
            problem.setVisible(shown);
            help.setVisible(!shown);
            ((GridData) problem.getLayoutData()).exclude = !shown;
            ((GridData) help.getLayoutData()).exclude = shown;
        }
        problem.getParent().getParent().layout(true, true);
    }

    private void preview() {
        int mine = ++generation;
        Folder.Sheet sheet = selected();
        if (sheet == null) {
            preview.setText("");
            return;
        }
        Template now = sheet.now();
        boolean explained = kind.getSelectionIndex() <= 0;
        String technician = now.isFirstAnswer() ? "" : Desk.get().technician();
        UiThread ui = UiThread.of(preview);
        // the knowledge may have to be read first
        Thread.ofVirtual().start(() -> {
            Draft draft = new ReplyWriter(new Templates(null), KnowledgeBase.get())
                    .draft(ReplyWriter.example(now.language(), explained), now, technician);
            ui.execute(() -> {
                if (mine == generation) {
                    write(draft);
                }
            });
        });
    }

    private void write(Draft draft) {
        int top = preview.getTopIndex();
        Prose prose = new Prose(preview);
        if (draft.channel() == Channel.MAIL) {
            prose.aside(NLS.bind(Messages.Edit_subject, Visible.line(draft.subject()))).gap();
        }
        Visible.of(draft.text()).lines().forEach(prose::paragraph);
        prose.show();
        preview.setTopIndex(top);
    }

    @Override
    public boolean performOk() {
        if (!loaded || !folder.isTouched()) {
            return true;
        }
        Folder saved = folder;
        try {
            PlatformUI.getWorkbench().getProgressService().busyCursorWhile(monitor -> {
                try {
                    Desk.get().ask(store -> {
                        saved.save(new Templates(store));
                        return null;
                    }).get();
                } catch (ExecutionException e) {
                    throw new InvocationTargetException(e.getCause());
                }
            });
            return true;
        } catch (InvocationTargetException e) {
            ILog.of(TemplatesPage.class).info("Templates could not be saved", e.getCause());
            problem(Language.sentence(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
