package org.mailmend.oauth.ui.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.mailmend.oauth.ClientFile;
import org.mailmend.workbench.UiThread;

/** A JSON file of a provider's console by drop, choice or paste; it is read in the background. Used in the UI thread. */
public final class FileField {
    private final Composite row;
    private final Text text;
    private final String title;
    private final Consumer<byte[]> read;
    private final Consumer<String> refuse;
    private boolean filling;

    /**
     * @param area   what is dropped anywhere on it counts; the field becomes a child of it
     * @param label  the label before it
     * @param more   how many buttons follow those of the field
     * @param title  title of the dialog that chooses a file
     * @param read   gets the content, of which at most one byte is more than {@link ClientFile#LIMIT}
     * @param refuse gets the sentence that says why there is no content
     */
    public FileField(Composite area, String label, int more, String title, Consumer<byte[]> read, Consumer<String> refuse) {
        this.title = title;
        this.read = read;
        this.refuse = refuse;
        Fields.label(area, label);
        row = Fields.row(area, 3 + more, 1);
        text = Fields.text(row, "file", SWT.NONE);
        text.setMessage(Messages.File_drop);
        Fields.push(row, "browse", Messages.File_browse, this::browse);
        Fields.push(row, "paste", Messages.File_paste, () -> paste(Fields.pasted()));
        text.addListener(SWT.Verify, event -> {
            // somebody pastes what is in the file
            if (event.text.contains("{")) {
                event.doit = false;
                String content = event.text;
                UiThread.of(area).execute(() -> paste(content));
            }
        });
        text.addListener(SWT.Modify, event -> {
            if (!filling && !text.getText().isBlank()) {
                open(text.getText().strip());
            }
        });
        drop(area);
    }

    /** Where more buttons may go. */
    public Composite row() {
        return row;
    }

    /** Puts the focus on it. */
    public void setFocus() {
        text.setFocus();
    }

    private void drop(Composite area) {
        DropTarget target = new DropTarget(area, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
        target.setTransfer(FileTransfer.getInstance(), TextTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent event) {
                if (event.detail == DND.DROP_DEFAULT) {
                    event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY : DND.DROP_NONE;
                }
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (event.data instanceof String[] files && files.length > 0) {
                    text.setText(files[0]);
                } else if (event.data instanceof String content) {
                    paste(content);
                }
            }
        });
    }

    private void browse() {
        FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN);
        dialog.setText(title);
        dialog.setFilterExtensions(new String[] {"*.json", "*"});
        dialog.setFilterNames(new String[] {Messages.File_json, Messages.File_all});
        String chosen = dialog.open();
        if (chosen != null) {
            text.setText(chosen);
        }
    }

    private void open(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            refuse.accept(NLS.bind(Messages.File_noFile, name));
            return;
        }
        UiThread ui = UiThread.of(text);
        Job job = Job.create(Messages.File_reading, monitor -> {
            byte[] bytes = null;
            try (InputStream in = Files.isRegularFile(path) ? Files.newInputStream(path) : null) {
                bytes = in == null ? null : in.readNBytes(ClientFile.LIMIT + 1);
            } catch (IOException e) {
                ILog.of(FileField.class).info("A file of a console cannot be read: " + e.getClass().getSimpleName());
            }
            byte[] content = bytes;
            ui.execute(() -> {
                if (name.equals(text.getText().strip())) {
                    if (content == null) {
                        refuse.accept(NLS.bind(Messages.File_noFile, name));
                    } else {
                        read.accept(content);
                    }
                }
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    /** Reads what was pasted, dropped or made. */
    public void paste(String content) {
        if (content.isBlank()) {
            refuse.accept(Messages.File_nothingToPaste);
            return;
        }
        filling = true;
        text.setText("");
        filling = false;
        read.accept(content.getBytes(StandardCharsets.UTF_8));
    }
}
