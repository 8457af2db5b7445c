package org.mailmend.knowledge.ui.internal.own;

import java.nio.file.Path;
import java.util.Objects;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.PlatformUI;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.workbench.Icons;

/** A file of the team's own knowledge. Two inputs are equal when they name the same file. */
final class SourceInput implements IEditorInput, IPersistableElement {
    private final String path;
    private final String draft;

    /**
     * @param path  its path in the folder of the team's own knowledge, with slashes
     * @param draft what a file that is not there yet begins with; null when it is there
     */
    SourceInput(String path, String draft) {
        this.path = path;
        this.draft = draft;
    }

    /** Makes inputs again after a restart. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.mailmend.knowledge.ui.source";

        @Override
        public IAdaptable createElement(IMemento memento) {
            String path = memento.getString("path");
            return path == null ? null : new SourceInput(path, memento.getString("draft"));
        }
    }

    String path() {
        return path;
    }

    String draft() {
        return draft;
    }

    Path file() {
        return Shelf.folder().resolve(path);
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString("path", path);
        if (draft != null) {
            memento.putString("draft", draft);
        }
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public boolean exists() {
        return java.nio.file.Files.exists(file());
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.descriptor(SourceInput.class, "edit");
    }

    @Override
    public String getName() {
        return file().getFileName().toString();
    }

    @Override
    public IPersistableElement getPersistable() {
        // What was never saved comes back after a crash, but not after the user has left it behind.
        return exists() || !PlatformUI.getWorkbench().isClosing() ? this : null;
    }

    @Override
    public String getToolTipText() {
        return file().toString();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceInput input && input.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path);
    }
}
