package org.mailmend.knowledge.ui.internal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.IExtensionPoint;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IRegistryEventListener;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.URIUtil;
import org.osgi.framework.Bundle;

/**
 * Knowledge that plug-ins contribute by the extension point {@code org.mailmend.knowledge.ui.knowledge}: folders in the layout of the
 * knowledge data. Plug-ins may come and go while the workbench runs.
 */
final class Contributions {
    private static final String POINT = "org.mailmend.knowledge.ui.knowledge";

    private static boolean watching;

    private Contributions() {
    }

    /** The folders on disk, in the order of the plug-ins' names. One that cannot be had is logged and left out. */
    static List<Path> folders() {
        watch();
        IExtensionRegistry registry = Platform.getExtensionRegistry();
        List<IConfigurationElement> elements = new ArrayList<>(List.of(registry.getConfigurationElementsFor(POINT)));
        elements.sort(java.util.Comparator.comparing(element -> element.getContributor().getName()));
        List<Path> folders = new ArrayList<>();
        for (IConfigurationElement element : elements) {
            Path folder = folder(element.getContributor().getName(), element.getAttribute("path"));
            if (folder != null) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static Path folder(String plugin, String path) {
        Bundle bundle = Platform.getBundle(plugin);
        URL entry = bundle == null || path == null ? null : bundle.getEntry(path.endsWith("/") ? path : path + "/");
        if (entry == null) {
            ILog.of(Contributions.class).error("The plug-in " + plugin + " contributes knowledge in the folder " + path
                    + ", but has no such folder. Name it in the attribute path, and in bin.includes of build.properties.");
            return null;
        }
        try {
            // Out of a packed plug-in the files are copied to where the platform keeps such.
            Path folder = Path.of(URIUtil.toURI(FileLocator.toFileURL(entry)));
            return Files.isDirectory(folder) ? folder : null;
        } catch (IOException | URISyntaxException e) {
            ILog.of(Contributions.class).error("The knowledge of the plug-in " + plugin + " cannot be read", e);
            return null;
        }
    }

    private static synchronized void watch() {
        if (!watching) {
            watching = true;
            Platform.getExtensionRegistry().addListener(new IRegistryEventListener() {
                @Override
                public void added(IExtension[] extensions) {
                    Shelf.get().readAgain();
                }

                @Override
                public void removed(IExtension[] extensions) {
                    Shelf.get().readAgain();
                }

                @Override
                public void added(IExtensionPoint[] points) {
                    // ours is there
                }

                @Override
                public void removed(IExtensionPoint[] points) {
                    // ours stays
                }
            }, POINT);
        }
    }
}
