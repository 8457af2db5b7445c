package org.mailmend.knowledge.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/**
 * A server of a configuration file. Types, kinds of protection and authentications that nobody knows yet are kept as they are
 * written. Parts that the file does not give are null or empty.
 *
 * @param type                     {@code imap}, {@code pop3}, {@code smtp}, {@code exchange}, {@code ews}, {@code jmap} …
 * @param hostname                 host name; may have placeholders
 * @param port                     port
 * @param socketTypes              {@code plain}, {@code SSL}, {@code STARTTLS}; the first that the client knows counts
 * @param username                 user name; may have placeholders
 * @param authentications          {@code password-cleartext}, {@code OAuth2} …; the first that the client knows counts
 * @param urls                     addresses of services over HTTP by the name of their element: {@code url}, {@code ewsURL} …
 * @param pop3                     how to fetch with POP3
 * @param restrictions             who may use an outgoing server ({@code restriction})
 * @param addThisServer            whether an outgoing server is to be added
 * @param useGlobalPreferredServer whether the client's own preferred outgoing server is used instead
 * @param rest                     whatever else it has
 */
public record Server(String type, String hostname, Integer port, List<String> socketTypes, String username,
        List<String> authentications, Map<String, String> urls, Pop3Settings pop3, List<String> restrictions,
        Boolean addThisServer, Boolean useGlobalPreferredServer, Rest rest) {
    public Server {
        socketTypes = List.copyOf(socketTypes);
        authentications = List.copyOf(authentications);
        urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
        restrictions = List.copyOf(restrictions);
        Objects.requireNonNull(rest);
    }

    /** A mail server with what a client needs. */
    public static Server of(Protocol protocol, String hostname, int port, Security security, String username,
            List<String> authentications) {
        return new Server(protocol.id(), hostname, port, List.of(socketType(security)), username, authentications, Map.of(),
                null, List.of(), null, null, Rest.NONE);
    }

    /** The protocol; empty for a type that is none of the three. */
    public Optional<Protocol> protocol() {
        return type == null ? Optional.empty() : Protocol.fromId(type);
    }

    /** The first kind of protection that is known; empty when there is none. */
    public Optional<Security> security() {
        return socketTypes.stream().flatMap(socketType -> switch (socketType) {
            case "plain" -> Optional.of(Security.NONE).stream();
            case "SSL" -> Optional.of(Security.TLS).stream();
            case "STARTTLS" -> Optional.of(Security.STARTTLS).stream();
            default -> Optional.<Security>empty().stream();
        }).findFirst();
    }

    /** The name of a kind of protection in such files. */
    public static String socketType(Security security) {
        return switch (security) {
            case NONE -> "plain";
            case STARTTLS -> "STARTTLS";
            case TLS -> "SSL";
        };
    }
}
