package org.mailmend.knowledge.ui.internal.article;

import java.util.Locale;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.workbench.Icons;

/**
 * What an article editor shows; comes back after a restart.
 *
 * @param page the page
 */
public record PageInput(PageRef page) implements IEditorInput, IPersistableElement {

    /** Makes inputs again after a restart. */
    public static final class Factory implements IElementFactory {
        static final String ID = "org.mailmend.knowledge.ui.page";

        @Override
        public IAdaptable createElement(IMemento memento) {
            String id = memento.getString("id");
            SearchHit.Kind kind = SearchHit.Kind.fromId(String.valueOf(memento.getString("kind"))).orElse(null);
            return new PageInput(id == null || kind == null ? PageRef.home()
                    : new PageRef(kind, id, Locale.of(String.valueOf(memento.getString("language")))));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        if (!page.isHome()) {
            memento.putString("kind", page.kind().id());
            memento.putString("id", page.id());
            memento.putString("language", page.language().getLanguage());
        }
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.descriptor(PageInput.class, page.icon());
    }

    @Override
    public String getName() {
        return page.id();
    }

    @Override
    public IPersistableElement getPersistable() {
        return this;
    }

    @Override
    public String getToolTipText() {
        return page.id();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return null;
    }
}
