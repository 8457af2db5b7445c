package org.mailmend.knowledge.ui.internal.own;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Widgets;

/** All mistakes in the knowledge of the team and of plug-ins; a double click opens the file at the line. */
final class ProblemsDialog extends Dialog {
    private final IWorkbenchPage window;
    private final List<Problem> problems;

    ProblemsDialog(Shell parent, IWorkbenchPage window, List<Problem> problems) {
        super(parent);
        this.window = window;
        this.problems = problems;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Problems_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(16, 16).spacing(0, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label what = new Label(area, SWT.WRAP);
        what.setText(problems.isEmpty() ? Messages.Problems_none : Messages.Problems_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(640, SWT.DEFAULT).applyTo(what);
        if (problems.isEmpty()) {
            return area;
        }
        Table table = Widgets.id(new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "problems");
        Widgets.accessibleName(table, Messages.Problems_title);
        table.setHeaderVisible(true);
        for (String title : List.of(Messages.Problems_file, Messages.Problems_line, Messages.Problems_mistake)) {
            new TableColumn(table, title.equals(Messages.Problems_line) ? SWT.RIGHT : SWT.LEFT).setText(title);
        }
        for (Problem problem : problems) {
            TableItem item = new TableItem(table, SWT.NONE);
            String words = problem.text(Words.locale());
            String place = (problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file()) + ": ";
            item.setText(new String[] {relative(problem), problem.line() > 0 ? String.valueOf(problem.line()) : "",
                    words.startsWith(place) ? words.substring(place.length()) : words});
            item.setImage(0, Icons.of(State.FAULT));
            item.setData(problem);
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        GridDataFactory.fillDefaults().grab(true, true).hint(640, 240).applyTo(table);
        table.addListener(SWT.DefaultSelection, event -> open((Problem) event.item.getData()));
        return area;
    }

    /** The path in the folder of the team; as it is for files elsewhere. */
    private static String relative(Problem problem) {
        Path file = Path.of(problem.file());
        return file.startsWith(Shelf.folder()) ? Shelf.folder().relativize(file).toString().replace('\\', '/') : problem.file();
    }

    private void open(Problem problem) {
        if (Path.of(problem.file()).startsWith(Shelf.folder())) {
            close();
            OwnPages.open(window, relative(problem), null, problem.line());
        }
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.CLOSE_ID, Messages.Problems_close, true);
    }

    @Override
    protected void buttonPressed(int button) {
        close();
    }
}
