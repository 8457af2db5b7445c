package org.mailmend.diagnosis;

/**
 * The ids of all causes that Mailmend knows. They are a contract with other programs: an id keeps its meaning for ever.
 * What each means, who can fix it and what to do next stands in the {@link Catalogue}.
 */
public enum CauseId {
    /** Every requested stage passed. */
    OK,
    /** The check could not run for a local reason (no network, no permission, port blocked on this computer, bad input). Never reported as a fault of the server. */
    NOT_TESTED,
    /** Nothing in the catalogue fits; the raw evidence is shown. */
    UNKNOWN,
    /** The host name does not exist (NXDOMAIN). */
    DNS_NO_SUCH_HOST,
    /** The name exists but has no usable address or MX record. */
    DNS_NO_ADDRESS,
    /** The resolver answered SERVFAIL or REFUSED. */
    DNS_SERVER_FAILURE,
    /** The resolver did not answer. */
    DNS_TIMEOUT,
    /** The answer was malformed or did not belong to the question. */
    DNS_BAD_ANSWER,
    /** The domain says that it accepts no mail (RFC 7505). */
    MX_NULL,
    /** The MX record names a host without an address, or an alias. */
    MX_DANGLING,
    /** Nothing listens on that port, or a firewall rejects it. */
    NET_REFUSED,
    /** No answer to the connection attempt (blocked port, OP25B, wrong host). */
    NET_TIMEOUT,
    /** No route to the host. */
    NET_UNREACHABLE,
    /** The connection was reset before the greeting. */
    NET_RESET,
    /** The server closed the connection at the named stage without a reply. */
    NET_CLOSED,
    /** Connected, but no greeting came. */
    BANNER_TIMEOUT,
    /** The server refused this client in its greeting (554). */
    BANNER_REJECTED,
    /** Warning: the greeting took unusually long (tarpit, reverse DNS). */
    GREETING_DELAYED,
    /** Bytes arrive, but too slowly to finish before the deadline. */
    SERVER_SLOW,
    /** The server greeted, then stopped answering at the named stage. */
    REPLY_TIMEOUT,
    /** Another service answers on this port (HTTP, IMAP, POP3, SSH...); the evidence names it. */
    WRONG_SERVICE,
    /** The port speaks TLS from the first byte; the client was set to STARTTLS or none. */
    IMPLICIT_TLS_EXPECTED,
    /** Implicit TLS was tried on a port that starts in clear text. */
    TLS_MODE_MISMATCH,
    /** The reply is not valid protocol (mixed codes, no code). */
    PROTOCOL_VIOLATION,
    /** A line or reply passed the size bound and was cut. */
    REPLY_TOO_LONG,
    /** The server rejects what the client sent as bad syntax or bad sequence. */
    PROTOCOL_ERROR,
    /** Only HELO is understood: no STARTTLS, no AUTH. */
    NO_ESMTP,
    /** The name sent with EHLO/HELO is refused. */
    HELO_REJECTED,
    /** STARTTLS was asked for, the server does not offer it; no credential was sent. */
    STARTTLS_NOT_OFFERED,
    /** A middlebox removed or masked STARTTLS. */
    STARTTLS_STRIPPED,
    /** 454: TLS not available at present. */
    STARTTLS_UNAVAILABLE,
    /** Plaintext followed the reply to STARTTLS; the session is not trusted. */
    STARTTLS_INJECTION,
    /** The server executes commands that were pipelined before the handshake. */
    STARTTLS_COMMAND_INJECTION,
    /** The server wants STARTTLS or implicit TLS first (530 5.7.0 Must issue a STARTTLS command first, LOGINDISABLED). */
    TLS_REQUIRED,
    /** Connection closed in the handshake. */
    TLS_CLOSED,
    /** The handshake got no answer. */
    TLS_HANDSHAKE_TIMEOUT,
    /** Something other than a TLS record arrived. */
    TLS_NOT_TLS,
    /** One side knows only TLS versions that the other refuses; the evidence names them. */
    TLS_VERSION_TOO_OLD,
    /** No cipher suite in common. */
    TLS_NO_COMMON_CIPHER,
    /** Certificate past its end date. */
    TLS_CERT_EXPIRED,
    /** Certificate before its start date (check the local clock). */
    TLS_CERT_NOT_YET_VALID,
    /** Issuer and subject are the same, not a trusted root. */
    TLS_CERT_SELF_SIGNED,
    /** The chain ends in a root that is not trusted. */
    TLS_CERT_UNTRUSTED,
    /** An intermediate certificate is missing. */
    TLS_CERT_INCOMPLETE_CHAIN,
    /** The certificate is for other names; the evidence lists them. */
    TLS_CERT_WRONG_HOST,
    /** Warning: weak key or signature algorithm. */
    TLS_CERT_WEAK,
    /** The server asks for a client certificate. */
    TLS_CLIENT_CERT_REQUIRED,
    /** The certificate was issued by an antivirus or inspection product. */
    TLS_INTERCEPTED,
    /** The clock of the client or device is wrong. */
    CLOCK_SKEW,
    /** The server offers no AUTH here (port 25, relay host). */
    AUTH_NOT_OFFERED,
    /** No mechanism in common; the evidence lists what is offered. */
    AUTH_NO_COMMON_MECHANISM,
    /** Warning: sign-in works without encryption. */
    AUTH_CLEARTEXT,
    /** The client did not sign in (530 5.7.0 / 5.5.1 Authentication Required). */
    AUTH_REQUIRED,
    /** User name or password not accepted. */
    AUTH_BAD_CREDENTIALS,
    /** The account password was used where the provider no longer takes it (Google basic-authentication retirement): use OAuth, else an app password. */
    AUTH_ACCOUNT_PASSWORD_RETIRED,
    /** 534/535 5.7.9: 2-Step Verification is on; OAuth or an app password is needed. */
    AUTH_APP_PASSWORD_REQUIRED,
    /** An app password was used and refused: mistyped, or revoked by a password change. */
    AUTH_APP_PASSWORD_REJECTED,
    /** The provider wants an interactive sign-in first (534 5.7.14, WEBALERT). */
    AUTH_WEB_LOGIN_REQUIRED,
    /** Too many sign-in attempts; never retried automatically. */
    AUTH_TOO_MANY,
    /** Temporary authentication failure on the server. */
    AUTH_TEMPORARY,
    /** The authentication exchange itself was malformed. */
    AUTH_MALFORMED,
    /** 432 4.7.12: a password transition is needed. */
    AUTH_PASSWORD_TRANSITION,
    /** The account is locked or blocked for sending. */
    ACCOUNT_LOCKED,
    /** The account is disabled or suspended. */
    ACCOUNT_DISABLED,
    /** IMAP is switched off for the account or domain. */
    IMAP_DISABLED,
    /** POP is switched off. */
    POP_DISABLED,
    /** The server offers neither XOAUTH2 nor OAUTHBEARER; the token was not sent. */
    OAUTH_NOT_OFFERED,
    /** Token malformed, for another account, or refused (status 400, invalid_token). */
    OAUTH_TOKEN_INVALID,
    /** Token expired or revoked (status 401): refresh, then ask for consent again. */
    OAUTH_TOKEN_EXPIRED,
    /** The token was refused without a readable reason. */
    OAUTH_TOKEN_REJECTED,
    /** The token lacks the mail scope. */
    OAUTH_SCOPE_MISSING,
    /** The token belongs to another account than the sign-in name. */
    OAUTH_WRONG_ACCOUNT,
    /** invalid_grant: the refresh token is no longer valid. */
    OAUTH_REFRESH_EXPIRED,
    /** The provider returned no refresh token: set-up is not finished. */
    OAUTH_NO_REFRESH_TOKEN,
    /** The client is in Testing status: its refresh tokens end after 7 days. */
    OAUTH_TESTING_EXPIRY,
    /** Client ID, secret, type or redirect is wrong (invalid_client, unauthorized_client...). */
    OAUTH_CLIENT_CONFIG,
    /** redirect_uri_mismatch. */
    OAUTH_REDIRECT_MISMATCH,
    /** The user refused, or left the mail scope unticked. */
    OAUTH_CONSENT_DENIED,
    /** The organisation's policy blocks the app. */
    OAUTH_ADMIN_BLOCKED,
    /** The app is not verified for this scope. */
    OAUTH_APP_UNVERIFIED,
    /** disallowed_useragent: sign-in must happen in the system browser. */
    OAUTH_EMBEDDED_BROWSER,
    /** The device flow waits for the user. */
    OAUTH_DEVICE_PENDING,
    /** The redirect did not belong to this sign-in attempt. */
    OAUTH_STATE_MISMATCH,
    /** The mail client or device cannot do OAuth with this provider. */
    OAUTH_CLIENT_UNSUPPORTED,
    /** Microsoft 365: basic authentication is disabled. */
    MS_BASIC_DISABLED,
    /** Microsoft 365: SMTP AUTH is off for tenant or mailbox. */
    MS_SMTPAUTH_DISABLED,
    /** Microsoft 365: security defaults block it. */
    MS_SECURITY_DEFAULTS,
    /** Microsoft 365: a conditional-access policy blocks it. */
    MS_CONDITIONAL_ACCESS,
    /** The account may not send as this sender. */
    SENDER_NOT_ALLOWED,
    /** The server does not relay for this client. */
    RELAY_DENIED,
    /** Workspace SMTP relay: this IP address or domain is not registered. */
    RELAY_IP_NOT_REGISTERED,
    /** The recipient does not exist. */
    RCPT_UNKNOWN,
    /** The recipient's domain does not exist or cannot be resolved. */
    RCPT_DOMAIN_UNKNOWN,
    /** The recipient has moved to another address. */
    RCPT_MOVED,
    /** The recipient's own filter or allow-list refuses it. */
    RCPT_FILTERED,
    /** The address is not valid. */
    RCPT_INVALID_ADDRESS,
    /** The recipient is out of storage. */
    MAILBOX_FULL,
    /** Size limit. */
    MESSAGE_TOO_BIG,
    /** Daily sending limit (also where the code is 5xx). */
    QUOTA_DAILY,
    /** Too many recipients in one message. */
    QUOTA_RECIPIENTS,
    /** Temporarily rate limited. */
    RATE_LIMIT,
    /** Too many simultaneous connections. */
    CONNECTION_LIMIT,
    /** Temporary refusal of an unknown sender. */
    GREYLISTED,
    /** The sending IP address has a bad reputation. */
    IP_REPUTATION,
    /** SPF, DKIM or DMARC of the From domain fails. */
    SENDER_AUTHENTICATION,
    /** No matching reverse DNS. */
    PTR_MISSING,
    /** Content or attachment refused. */
    CONTENT_BLOCKED,
    /** The message breaks the format rules (From, Message-ID). */
    CONTENT_NONCOMPLIANT,
    /** A rule of the organisation refuses it. */
    POLICY,
    /** Too many hops. */
    MAIL_LOOP,
    /** The message waited in the queue until it expired; the last error before is the real reason. */
    DELIVERY_EXPIRED,
    /** The connection was lost after the final dot: it may or may not have been accepted; never resent automatically. */
    DELIVERY_UNKNOWN,
    /** Temporary fault of the server. */
    SERVER_TEMPORARY,
    /** A setting of the client or device, outside the mail exchange. */
    CLIENT_CONFIG,
    /** The user cancelled. */
    USER_CANCELLED,
    /** Sent, but the copy into the Sent folder failed; do not resend. */
    SENT_COPY_FAILED
}
