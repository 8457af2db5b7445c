package org.mailmend.knowledge;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.mailmend.check.ClientProfile;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Security;

/**
 * The profile of a mail client, device, program or service.
 *
 * @param id           stable id, for example {@code outlook-2016-msi}
 * @param name         name as people know it
 * @param vendor       who makes it; empty when nobody in particular does
 * @param kind         what it is
 * @param versions     versions or firmware that the profile is for, as a person would say it; empty for all
 * @param platforms    where it runs, for example {@code windows}; empty for devices
 * @param aliases      other names by which people ask for it
 * @param family       what profiles of the same product share, for example {@code outlook}; also the name under which the
 *                     catalogue keeps its error texts
 * @param abilities    what it can do
 * @param where        where its settings are; null when that is not known
 * @param notes        what else one has to know
 * @param instructions the steps for the ways that it can take; the first whose condition holds counts
 * @param endOfSupport day on which the maker stopped or stops caring for it; null when there is none or it is not known
 * @param works        whether it still works at all
 * @param verified     whether its main facts are supported by a source that somebody read
 * @param updated      day of the last change
 */
public record Client(String id, Text name, String vendor, ClientKind kind, String versions, List<String> platforms,
        List<String> aliases, String family, Abilities abilities, Statement where, List<Statement> notes,
        List<Instructions> instructions, Fact<LocalDate> endOfSupport, Fact<Answer> works, boolean verified,
        LocalDate updated) {
    public Client {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        platforms = List.copyOf(platforms);
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(abilities);
        notes = List.copyOf(notes);
        instructions = List.copyOf(instructions);
    }

    /** All sources of the profile, each once. */
    public List<Source> sources() {
        Set<Source> all = new LinkedHashSet<>();
        abilities.oauth().values().forEach(map -> map.values().forEach(fact -> all.addAll(fact.sources())));
        if (abilities.microsoftNative() != null) {
            all.addAll(abilities.microsoftNative().sources());
        }
        Stream.of(abilities.password(), abilities.receives(), abilities.anyServer(),
                abilities.withoutSignIn(), abilities.tls(), abilities.securities(), abilities.mechanisms(),
                abilities.ports(), abilities.passwordMax(), abilities.serverName(), abilities.validates(),
                abilities.helo(), abilities.ehlo(), endOfSupport, works)
                .filter(Objects::nonNull).forEach(fact -> all.addAll(fact.sources()));
        statements().forEach(statement -> {
            all.addAll(statement.sources());
            all.addAll(statement.sourcesJa());
        });
        return List.copyOf(all);
    }

    /** Every sentence of the profile: where its settings are, notes, steps. */
    public Stream<Statement> statements() {
        return Stream.of(Stream.ofNullable(where), notes.stream(), instructions.stream().flatMap(list -> list.steps().stream()))
                .flatMap(stream -> stream);
    }

    /** Whether the maker's support has ended on or before that day. */
    public boolean endedOn(LocalDate day) {
        return endOfSupport != null && !endOfSupport.value().isAfter(day);
    }

    /** Whether it signs in with OAuth to any provider over any protocol. */
    public boolean canOAuth() {
        return abilities.oauth().values().stream().flatMap(map -> map.values().stream())
                .anyMatch(fact -> fact.value().answer() == Answer.YES);
    }

    /**
     * The abilities as a check uses them. Only what somebody confirmed limits the check: a limit that may not exist must not be
     * reported as the reason of a fault.
     */
    public ClientProfile checkProfile() {
        ClientProfile current = ClientProfile.CURRENT;
        List<Mechanism> known = confirmed(abilities.mechanisms()) ? abilities.mechanisms().value().stream()
                .map(Mechanism::fromName).flatMap(Optional::stream).toList() : current.mechanisms();
        List<Mechanism> usable = known.stream().filter(mechanism -> !mechanism.usesToken() || mayOAuth()).toList();
        boolean noTls = confirmed(abilities.tls()) && abilities.tls().value().isEmpty();
        Set<Security> securities = value(abilities.securities(), noTls ? EnumSet.of(Security.NONE) : current.securities());
        return new ClientProfile(id, name.en(), value(abilities.tls(), current.tlsVersions()), securities, usable,
                value(abilities.ports(), current.ports()), value(abilities.helo(), null), !denied(abilities.ehlo()),
                !denied(abilities.serverName()), !denied(abilities.validates()), value(abilities.passwordMax(), 0));
    }

    /** Whether OAuth is not ruled out: it can, or nobody has confirmed that it cannot. */
    private boolean mayOAuth() {
        List<Fact<OAuthAbility>> facts = abilities.oauth().values().stream().flatMap(map -> map.values().stream()).toList();
        return canOAuth() || facts.isEmpty()
                || facts.stream().anyMatch(fact -> fact.value().answer() == Answer.UNKNOWN || !fact.verified());
    }

    private static boolean confirmed(Fact<?> fact) {
        return fact != null && fact.verified();
    }

    private static boolean denied(Fact<Answer> fact) {
        return confirmed(fact) && fact.value() == Answer.NO;
    }

    private static <T> T value(Fact<T> fact, T otherwise) {
        return confirmed(fact) ? fact.value() : otherwise;
    }
}
