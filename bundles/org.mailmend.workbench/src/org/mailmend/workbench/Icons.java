package org.mailmend.workbench;

import java.net.URL;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Image;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Icons from the folder {@code icons} of a bundle, in the colours of the theme in force: {@code icons/light/NAME.svg} or
 * {@code icons/dark/NAME.svg} where there are two, else {@code icons/NAME.svg}. The images are shared and stay until Mailmend ends; nobody
 * disposes them. All methods are called in the UI thread.
 */
public final class Icons {
    private static final Map<ImageDescriptor, Image> IMAGES = new HashMap<>();

    private Icons() {
    }

    /** The icon of a state, 16 pixels wide. */
    public static Image of(State state) {
        return of(Icons.class, state.icon());
    }

    /** The icon of a state, 24 pixels wide, for headings. */
    public static Image large(State state) {
        return of(Icons.class, state.icon() + "-large");
    }

    /**
     * An icon.
     *
     * @param owner a class of the bundle that has it
     * @param name  its name without folder and ending
     */
    public static Image of(Class<?> owner, String name) {
        return IMAGES.computeIfAbsent(descriptor(owner, name), descriptor -> JFaceResources.getResources().create(descriptor));
    }

    /** The descriptor of an icon, see {@link #of(Class, String)}. */
    public static ImageDescriptor descriptor(Class<?> owner, String name) {
        Bundle bundle = FrameworkUtil.getBundle(owner);
        URL themed = bundle.getEntry("icons/" + (Theme.isDark() ? "dark/" : "light/") + name + ".svg");
        URL url = themed != null ? themed : bundle.getEntry("icons/" + name + ".svg");
        if (url == null) {
            throw new IllegalArgumentException("no icon " + name + " in " + bundle.getSymbolicName());
        }
        return ImageDescriptor.createFromURL(url);
    }
}
