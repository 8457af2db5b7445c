package org.mailmend.check.ui.internal;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Profiles;
import org.mailmend.check.ui.ProfileSource;
import org.mailmend.check.ui.ProfileSource.Offer;
import org.mailmend.workbench.UiThread;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The clients and devices that a check can act as: those that are built in, and those of every {@link ProfileSource}. */
final class KnownProfiles {
    /** What the sources told last; null before they were asked. */
    private static volatile List<Offer> all;

    private KnownProfiles() {
    }

    /** What is known without asking anybody; at least what is built in. */
    static List<Offer> now() {
        List<Offer> known = all;
        return known != null ? known : Profiles.all().stream().map(KnownProfiles::offer).toList();
    }

    private static Offer offer(ClientProfile profile) {
        return new Offer(profile, Words.profile(profile), profile.id() + " " + profile.name());
    }

    /** Asks all sources in the background, then tells the widget's owner in the UI thread. */
    static void ask(Widget widget, Consumer<List<Offer>> answer) {
        UiThread ui = UiThread.of(widget);
        Job.createSystem(Messages.Form_profile, monitor -> {
            List<Offer> known = load();
            ui.execute(() -> answer.accept(known));
        }).schedule();
    }

    /** The profile with this id; empty when nobody knows it. Not for the UI thread, as the sources may have to be asked. */
    static Optional<ClientProfile> byId(String id) {
        return find(now(), id).or(() -> find(load(), id)).map(Offer::profile);
    }

    static Optional<Offer> find(List<Offer> offers, String id) {
        return offers.stream().filter(offer -> offer.profile().id().equalsIgnoreCase(id)).findFirst();
    }

    private static List<Offer> load() {
        Map<String, Offer> builtIn = new LinkedHashMap<>();
        Profiles.all().forEach(profile -> builtIn.put(profile.id(), offer(profile)));
        Map<String, Offer> others = new LinkedHashMap<>();
        for (ProfileSource source : sources()) {
            for (Offer offer : told(source)) {
                (builtIn.containsKey(offer.profile().id()) ? builtIn : others).put(offer.profile().id(), offer);
            }
        }
        List<Offer> known = new ArrayList<>(builtIn.values());
        Collator order = Collator.getInstance(Words.locale());
        others.values().stream().sorted(Comparator.comparing(Offer::name, order)).forEach(known::add);
        all = List.copyOf(known);
        return all;
    }

    /** A source that fails must not take the others with it. */
    private static List<Offer> told(ProfileSource source) {
        try {
            return source.profiles(Words.locale());
        } catch (RuntimeException e) {
            ILog.of(KnownProfiles.class).error("Clients to act as could not be read", e);
            return List.of();
        }
    }

    private static List<ProfileSource> sources() {
        BundleContext context = FrameworkUtil.getBundle(KnownProfiles.class).getBundleContext();
        List<ProfileSource> sources = new ArrayList<>();
        try {
            for (ServiceReference<ProfileSource> reference : context.getServiceReferences(ProfileSource.class, null)) {
                ProfileSource source = context.getService(reference);
                if (source != null) {
                    sources.add(source);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return sources;
    }
}
