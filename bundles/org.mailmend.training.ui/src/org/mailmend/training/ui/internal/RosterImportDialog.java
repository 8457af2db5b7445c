package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee;
import org.mailmend.training.plan.RosterImport;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Takes a table of people over into a roster, after showing who they are and which rows are bad. */
final class RosterImportDialog extends Dialog {
    private static final int MOST_SHOWN = 200;

    private final String session;
    private final List<Attendee> there;
    private final Library library;
    private final Consumer<List<Attendee>> take;
    private Text file;
    private StatusLabel result;
    private Text people;
    private Text problems;
    private RosterImport read;

    /**
     * @param take gets those whom the user takes over
     */
    RosterImportDialog(Shell shell, String session, List<Attendee> there, Library library, Consumer<List<Attendee>> take) {
        super(shell);
        this.session = session;
        this.there = there;
        this.library = library;
        this.take = take;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Import_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return new Point(640, 520);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Import_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(400, SWT.DEFAULT).applyTo(words);
        Composite row = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        file = Widgets.id(new Text(row, SWT.BORDER), "file");
        Widgets.accessibleName(file, Messages.Import_file);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(file);
        file.addListener(SWT.Modify, event -> read());
        Parts.push(row, "choose", Messages.Import_choose, this::choose);
        result = Parts.dialogStatus(area, "result");
        result.set(State.WAITING, Messages.Import_waiting);
        people = list(area, "people", Messages.Import_people);
        problems = list(area, "problems", Messages.Import_problems);
        return area;
    }

    private static Text list(Composite area, String id, String name) {
        Label label = new Label(area, SWT.NONE);
        label.setText(name);
        Text text = Widgets.id(new Text(area, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP), id);
        Widgets.accessibleName(text, name);
        GridDataFactory.fillDefaults().grab(true, true).hint(400, 90).applyTo(text);
        return text;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Button take2 = Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Import_do, true), "do");
        take2.setEnabled(false);
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Edit_cancel, false), "cancel");
    }

    private void choose() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions(new String[] {"*.csv;*.tsv;*.txt", "*.*"});
        String path = dialog.open();
        if (path != null) {
            file.setText(path);
        }
    }

    private void read() {
        String path = file.getText().strip();
        if (path.isEmpty()) {
            return;
        }
        read = null;
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        School.deliver(getShell(), CompletableFuture.supplyAsync(() -> {
            try {
                Path chosen = Path.of(path);
                if (!Files.isRegularFile(chosen)) {
                    throw new IOException(NLS.bind(Messages.Courses_missing, path));
                }
                if (Files.size(chosen) > RosterImport.MOST_BYTES) {
                    // it says so itself
                    return RosterImport.read(new byte[RosterImport.MOST_BYTES + 1], session, there, library.base());
                }
                return RosterImport.read(Files.readAllBytes(chosen), session, there, library.base());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (java.nio.file.InvalidPathException e) {
                throw new UncheckedIOException(new IOException(NLS.bind(Messages.Courses_missing, path), e));
            }
        }), roster -> {
            if (path.equals(file.getText().strip())) {
                show(roster);
            }
        }, words -> {
            result.set(State.FAULT, words);
            people.setText("");
            problems.setText("");
        });
    }

    private void show(RosterImport roster) {
        read = roster;
        int good = roster.attendees().size();
        result.set(good == 0 ? State.FAULT : roster.problems().isEmpty() ? State.OK : State.WARNING,
                NLS.bind(Messages.Import_result, good, roster.problems().size()));
        people.setText(roster.attendees().stream().limit(MOST_SHOWN)
                .map(each -> String.join("  ·  ", List.of(each.name(), each.mail(), library.clientName(each.client()),
                        each.organisation()).stream().filter(value -> !value.isEmpty()).toList()))
                .collect(Collectors.joining("\n")));
        problems.setText(roster.problems().stream().limit(MOST_SHOWN).map(problem -> problem.text(Language.locale()))
                .collect(Collectors.joining("\n")));
        getButton(IDialogConstants.OK_ID).setEnabled(good > 0);
    }

    @Override
    protected void okPressed() {
        List<Attendee> taken = read.attendees();
        super.okPressed();
        take.accept(taken);
    }
}
