package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Objects;

/**
 * The provider that a configuration file is about. Parts that the file does not give are null or empty.
 *
 * @param id               id of the provider, as a rule its main domain
 * @param domains          domains of the addresses that it is for
 * @param displayName      name for people; may have placeholders
 * @param displayShortName the same, short
 * @param incomingServers  servers to fetch from in order of preference
 * @param outgoingServers  servers to send through in order of preference
 * @param documentation    pages about the settings
 * @param instructions     further pages ({@code instruction})
 * @param enable           what has to be switched on first
 * @param inputFields      what only the user knows
 * @param services         address books, calendars and whatever else there is
 * @param rest             whatever else it has
 */
public record EmailProvider(String id, List<String> domains, String displayName, String displayShortName,
        List<Server> incomingServers, List<Server> outgoingServers, List<Documentation> documentation,
        List<Documentation> instructions, List<Enable> enable, List<InputField> inputFields, List<Service> services,
        Rest rest) {
    public EmailProvider {
        domains = List.copyOf(domains);
        incomingServers = List.copyOf(incomingServers);
        outgoingServers = List.copyOf(outgoingServers);
        documentation = List.copyOf(documentation);
        instructions = List.copyOf(instructions);
        enable = List.copyOf(enable);
        inputFields = List.copyOf(inputFields);
        services = List.copyOf(services);
        Objects.requireNonNull(rest);
    }

    /** A provider with nothing but its name and servers. */
    public static EmailProvider of(String id, String displayName, List<Server> incomingServers, List<Server> outgoingServers) {
        return new EmailProvider(id, List.of(id), displayName, displayName, incomingServers, outgoingServers, List.of(),
                List.of(), List.of(), List.of(), List.of(), Rest.NONE);
    }
}
