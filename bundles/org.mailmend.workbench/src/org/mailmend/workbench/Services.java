package org.mailmend.workbench;

import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** What bundles offer each other by interfaces, so that none has to know who does it. Safe for every thread. */
public final class Services {
    private Services() {
    }

    /** The service of this type that ranks highest; null when no bundle offers one. It stays as long as that bundle. */
    public static <S> S find(Class<S> type) {
        BundleContext context = FrameworkUtil.getBundle(Services.class).getBundleContext();
        ServiceReference<S> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    /** Does something with a service, when there is one. */
    public static <S> void with(Class<S> type, Consumer<S> action) {
        S found = find(type);
        if (found != null) {
            action.accept(found);
        }
    }
}
