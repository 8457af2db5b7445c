package org.mailmend.organisation.ui.internal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Clients;
import org.mailmend.organisation.Column;
import org.mailmend.organisation.Import;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Loaded;
import org.mailmend.tickets.exchange.Sheet;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Takes in a table: what its columns mean, what would come of it and which rows cannot be taken in are seen before anything is saved. */
public final class ImportDialog extends Dialog {
    private static final int EXAMPLES = 3;
    private static final int MOST_PROBLEMS = 500;

    private final Locale locale = Language.locale();
    private final Map<String, Column> chosen = new HashMap<>();
    private final List<Column> meanings = Stream.of(Column.values())
            .sorted((a, b) -> a.text(Language.locale()).compareTo(b.text(Language.locale()))).toList();
    private StatusLabel source;
    private Text file;
    private Table columns;
    private Combo meaning;
    private Combo kind;
    private Combo encoding;
    private Charset guessed = StandardCharsets.UTF_8;
    private StatusLabel result;
    private StatusLabel skipped;
    private StatusLabel bad;
    private Text problems;
    private byte[] bytes;
    private String name = "";
    private Import table;
    private int asked;

    /** What was read, and what would come of it. */
    private record Read(Import table, Loaded would) {
    }

    public ImportDialog(Shell shell) {
        super(shell);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Imp_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return new Point(820, 680);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        ((org.eclipse.swt.layout.GridLayout) area.getLayout()).verticalSpacing = 8;
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Imp_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(400, SWT.DEFAULT).applyTo(words);
        Composite row = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        file = Widgets.id(new Text(row, SWT.BORDER), "file");
        Widgets.accessibleName(file, Messages.Imp_file);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(file);
        file.addListener(SWT.Modify, event -> {
            if (!file.getText().isBlank()) {
                readFile(file.getText().strip());
            }
        });
        Parts.push(row, "choose", Messages.Imp_file, this::choose);
        Parts.push(row, "paste", Messages.Imp_paste, this::paste);
        source = Parts.status(area, "source");
        columns = Widgets.id(new Table(area, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "columns");
        columns.setHeaderVisible(true);
        Widgets.accessibleName(columns, Messages.Imp_columns);
        GridDataFactory.fillDefaults().grab(true, true).hint(500, 160).applyTo(columns);
        for (String title : List.of(Messages.Imp_heading, Messages.Imp_means, Messages.Imp_examples)) {
            new TableColumn(columns, SWT.LEFT).setText(title);
        }
        int[] widths = {200, 180, 380};
        for (int i = 0; i < widths.length; i++) {
            columns.getColumn(i).setWidth(widths[i]);
        }
        columns.addListener(SWT.Selection, event -> showMeaning());
        Composite choice = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 0).applyTo(choice);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(choice);
        Parts.label(choice, Messages.Imp_meaning);
        meaning = Parts.combo(choice, "meaning", Messages.Imp_meaning, this::chooseMeaning, Stream
                .concat(Stream.of(Messages.Imp_kept), meanings.stream().map(c -> c.text(locale))).toArray(String[]::new));
        meaning.setEnabled(false);
        Parts.label(choice, Messages.Imp_kind);
        kind = Parts.combo(choice, "kind", Messages.Imp_kind, this::read,
                Stream.concat(Stream.of(Messages.Imp_kind_auto), Stream.of(Kind.values()).map(k -> k.text(locale)))
                        .toArray(String[]::new));
        Composite bottom = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(bottom);
        Parts.label(bottom, Messages.Imp_encoding);
        encoding = Parts.combo(bottom, "encoding", Messages.Imp_encoding, this::recall);
        encodings();
        encoding.setEnabled(false);
        result = Parts.status(area, "result");
        skipped = Parts.status(area, "skipped");
        bad = Parts.status(area, "bad");
        problems = Widgets.id(new Text(area, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP), "problems");
        Widgets.accessibleName(problems, Messages.Imp_bad_list);
        GridDataFactory.fillDefaults().grab(true, false).hint(500, 80).exclude(true).applyTo(problems);
        problems.setVisible(false);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Button take = createButton(parent, IDialogConstants.OK_ID, Messages.Imp_do, true);
        Widgets.id(take, "do");
        take.setEnabled(false);
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Imp_close, false), "cancel");
    }

    // --- the source

    private void choose() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions(new String[] {"*.csv;*.tsv;*.txt", "*.*"});
        String path = dialog.open();
        if (path != null) {
            file.setText(path);
        }
    }

    private void readFile(String path) {
        House.deliver(getShell(), CompletableFuture.supplyAsync(() -> {
            try {
                Path read = Path.of(path);
                if (Files.size(read) > Import.LIMIT) {
                    return Messages.Imp_large;
                }
                return Files.readAllBytes(read);
            } catch (IOException | RuntimeException e) {
                // the sentence says which file; the rest is for the log of nobody
                return NLS.bind(Messages.Imp_unreadable, path);
            }
        }), read -> {
            if (read instanceof byte[] content) {
                take(content, Path.of(path).getFileName().toString());
            } else {
                fail(read.toString());
            }
        }, this::fail);
    }

    private void paste() {
        Clipboard clipboard = new Clipboard(getShell().getDisplay());
        Object text = clipboard.getContents(TextTransfer.getInstance());
        clipboard.dispose();
        if (text instanceof String pasted && !pasted.isBlank()) {
            take(pasted.getBytes(StandardCharsets.UTF_8), Messages.Imp_pasted);
        } else {
            fail(Messages.Imp_paste_none);
        }
    }

    private void take(byte[] content, String from) {
        bytes = content;
        name = from;
        encoding.setEnabled(true);
        encoding.select(0);
        House.deliver(getShell(), CompletableFuture.supplyAsync(() -> Sheet.guess(content)), charset -> {
            guessed = charset;
            encodings();
        }, this::fail);
        recall();
    }

    /** What is offered: what the table is taken for, then all others. */
    private void encodings() {
        int selected = Math.max(0, encoding.getSelectionIndex());
        List<String> items = new ArrayList<>(List.of(NLS.bind(Messages.Imp_encoding_guessed, shown(guessed))));
        Sheet.charsets().forEach(each -> items.add(shown(each)));
        encoding.setItems(items.toArray(String[]::new));
        encoding.setVisibleItemCount(items.size());
        encoding.select(selected);
        encoding.requestLayout();
    }

    private static String shown(Charset charset) {
        return charset.name().equalsIgnoreCase("windows-31j") ? "Shift_JIS" : charset.name();
    }

    private Charset charset() {
        int index = encoding.getSelectionIndex();
        return index <= 0 ? null : Sheet.charsets().get(index - 1);
    }

    /** Reads it with the columns that were chosen the last time. */
    private void recall() {
        byte[] content = bytes;
        Charset charset = charset();
        chosen.clear();
        House.deliver(getShell(), House.get().ask(open -> Import.remembered(open, content, charset)), remembered -> {
            chosen.putAll(remembered);
            read();
        }, this::fail);
    }

    // --- reading

    private void read() {
        if (bytes == null) {
            return;
        }
        int mine = ++asked;
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        Parts.say(source, State.RUNNING, Messages.Imp_busy);
        Map<String, Column> mapping = new HashMap<>(chosen);
        byte[] content = bytes;
        Charset charset = charset();
        Kind rows = kind.getSelectionIndex() <= 0 ? null : Kind.values()[kind.getSelectionIndex() - 1];
        House.deliver(getShell(), House.get().ask(open -> {
            Import read = Import.read(content, charset, mapping, new Import.Options(rows, null, ""),
                    new Clients(KnowledgeBase.get()));
            return new Read(read, read.dryRun(open));
        }), read -> {
            if (mine == asked) {
                show(read);
            }
        }, words -> {
            if (mine == asked) {
                fail(words);
            }
        });
    }

    private void fail(String words) {
        table = null;
        columns.removeAll();
        meaning.setEnabled(false);
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        Parts.say(source, State.FAULT, words);
        Parts.say(result, State.OK, null);
        Parts.say(skipped, State.OK, null);
        Parts.say(bad, State.OK, null);
        Parts.show(problems, false);
    }

    private void show(Read read) {
        table = read.table();
        Parts.say(source, State.OK,
                NLS.bind(Messages.Imp_source, new Object[] {name, table.format().text(locale), table.rows()}));
        Parts.say(result, table.candidates().isEmpty() ? State.WARNING : State.OK,
                NLS.bind(Messages.Imp_result,
                        new Object[] {read.would().created(), read.would().changed(), read.would().unchanged()}));
        Parts.say(skipped, State.SKIPPED, table.skipped() == 0 ? null : NLS.bind(Messages.Imp_skipped, table.skipped()));
        List<Import.Problem> wrong = table.problems();
        Parts.say(bad, State.WARNING, wrong.isEmpty() ? null : NLS.bind(Messages.Imp_bad, wrong.size()));
        problems.setText(wrong.stream().limit(MOST_PROBLEMS).map(p -> p.text(locale)).collect(Collectors.joining("\n")));
        Parts.show(problems, !wrong.isEmpty());
        int selected = Math.max(0, columns.getSelectionIndex());
        columns.removeAll();
        List<List<String>> rows = table.preview(EXAMPLES);
        List<String> headings = table.headings();
        for (int i = 0; i < headings.size(); i++) {
            int at = i;
            TableItem item = new TableItem(columns, SWT.NONE);
            String examples = rows.stream().filter(row -> at < row.size() && !row.get(at).isBlank()).map(row -> row.get(at))
                    .collect(Collectors.joining(" | "));
            item.setText(new String[] {headings.get(i), meaningOf(headings.get(i)), examples.replaceAll("\\s+", " ")});
        }
        if (columns.getItemCount() > 0) {
            columns.setSelection(Math.min(selected, columns.getItemCount() - 1));
        }
        showMeaning();
        getButton(IDialogConstants.OK_ID).setEnabled(!table.candidates().isEmpty());
    }

    private String meaningOf(String heading) {
        Column column = table.meanings().get(heading);
        return column != null ? column.text(locale) : table.secrets().contains(heading) ? Messages.Imp_left : Messages.Imp_kept;
    }

    private void showMeaning() {
        int index = columns.getSelectionIndex();
        boolean any = table != null && index >= 0;
        String heading = any ? table.headings().get(index) : "";
        boolean free = any && !heading.isEmpty() && !table.secrets().contains(heading);
        meaning.setEnabled(free);
        if (free) {
            Column column = table.meanings().get(heading);
            meaning.select(column == null ? 0 : meanings.indexOf(column) + 1);
        }
    }

    private void chooseMeaning() {
        int index = columns.getSelectionIndex();
        if (table != null && index >= 0) {
            chosen.put(table.headings().get(index),
                    meaning.getSelectionIndex() <= 0 ? null : meanings.get(meaning.getSelectionIndex() - 1));
            read();
        }
    }

    @Override
    protected void okPressed() {
        if (table == null) {
            return;
        }
        Import taken = table;
        String from = name;
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        Parts.say(source, State.RUNNING, Messages.Imp_busy);
        House.deliver(getShell(), House.get().change(open -> {
            taken.remember(open);
            return taken.save(open, from, House.who());
        }), loaded -> close(), this::fail);
    }
}
