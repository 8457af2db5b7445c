package org.mailmend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The clients and devices that a check can act as. Others may add theirs. Safe for use by several threads. */
public final class Profiles {
    private static final List<String> MODERN_TLS = List.of("TLSv1.2", "TLSv1.3");
    private static final Set<Integer> SUBMISSION = Set.of(25, 465, 587);

    private static final List<ClientProfile> BUILT_IN = List.of(ClientProfile.CURRENT,
            // signs in with a password only; TLS 1.1 and 1.2 came to it with an update of Windows (KB 3140245)
            new ClientProfile("outlook-2013", "Outlook 2013", List.of("TLSv1", "TLSv1.1", "TLSv1.2"),
                    EnumSet.allOf(Security.class), List.of(Mechanism.LOGIN, Mechanism.PLAIN), Set.of(), null, true, true, true,
                    0),
            new ClientProfile("password-client", "Current client without OAuth", MODERN_TLS, EnumSet.allOf(Security.class),
                    List.of(Mechanism.CRAM_MD5, Mechanism.PLAIN, Mechanism.LOGIN), Set.of(), null, true, true, true, 0),
            // devices of about 2010: the usual traps are TLS 1.0, HELO localhost and a short password field
            new ClientProfile("old-copier", "Old copier (TLS 1.0)", List.of("TLSv1"), EnumSet.allOf(Security.class),
                    List.of(Mechanism.LOGIN), SUBMISSION, "localhost", true, false, false, 0),
            new ClientProfile("plain-device", "Device without TLS", List.of(), EnumSet.of(Security.NONE),
                    List.of(Mechanism.LOGIN, Mechanism.PLAIN), Set.of(25, 587), "localhost", true, false, false, 0));

    private static final List<Supplier<? extends Collection<ClientProfile>>> SUPPLIERS = new CopyOnWriteArrayList<>();

    private Profiles() {
    }

    /**
     * Adds profiles from elsewhere; the supplier is only asked when a profile is looked for that is not built in.
     *
     * @return ends the addition when it is run
     */
    public static Runnable register(Supplier<? extends Collection<ClientProfile>> supplier) {
        SUPPLIERS.add(supplier);
        return () -> SUPPLIERS.remove(supplier);
    }

    /** All profiles, the built-in ones first; where an id comes twice the first one counts. */
    public static List<ClientProfile> all() {
        List<ClientProfile> all = new ArrayList<>(BUILT_IN);
        for (Supplier<? extends Collection<ClientProfile>> supplier : SUPPLIERS) {
            for (ClientProfile profile : supplier.get()) {
                if (all.stream().noneMatch(known -> known.id().equals(profile.id()))) {
                    all.add(profile);
                }
            }
        }
        return all;
    }

    /** The profile with this id, in any case; empty when there is none. */
    public static Optional<ClientProfile> byId(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        Optional<ClientProfile> builtIn = BUILT_IN.stream().filter(profile -> profile.id().equals(wanted)).findFirst();
        return builtIn.isPresent() ? builtIn : all().stream().filter(profile -> profile.id().equals(wanted)).findFirst();
    }
}
