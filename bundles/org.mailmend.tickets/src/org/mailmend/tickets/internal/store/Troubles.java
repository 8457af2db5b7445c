package org.mailmend.tickets.internal.store;

import java.security.GeneralSecurityException;
import java.sql.SQLException;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.sqlite.SQLiteException;

/** What the errors of a database mean for the user. */
public final class Troubles {
    private Troubles() {
    }

    /** The sentence for an error; the error itself when it is a bug of ours. */
    static RuntimeException explain(RuntimeException e, StoreLocation location) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException) && !(cause instanceof TicketException)) {
            cause = cause.getCause();
        }
        if (cause instanceof TicketException own) {
            return own;
        }
        if (!(cause instanceof SQLException sql)) {
            return e;
        }
        TicketException explained = explain(sql, location);
        return explained == null ? e : explained.causedBy(e);
    }

    /** Null for what only a bug of ours can bring about. */
    public static TicketException explain(SQLException e, StoreLocation location) {
        return e instanceof SQLiteException sqlite ? sqlite(sqlite, location) : postgres(e, location);
    }

    private static TicketException sqlite(SQLiteException e, StoreLocation location) {
        // the lowest byte is the kind, the others say more
        return switch (e.getResultCode().code & 0xFF) {
            case 5, 6 -> new TicketException(Reason.BUSY, "store.busy");
            case 13 -> new TicketException(Reason.STORE, "store.full", location.file());
            case 11, 26 -> new TicketException(Reason.STORE, "store.corrupt", location.file());
            case 3, 8, 14, 23 -> new TicketException(Reason.STORE, "store.denied", location.file());
            case 10 -> new TicketException(Reason.STORE, "store.disk", location.file());
            default -> null;
        };
    }

    private static TicketException postgres(SQLException e, StoreLocation location) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String server = location.shown();
        if ("08004".equals(state)) {
            // the driver says so of a server without TLS, and of one that asks for a password when there is none
            boolean tls = String.valueOf(e.getMessage()).contains("SSL");
            return new TicketException(Reason.STORE, tls ? "store.no-tls" : "store.refused", server);
        }
        if (isOfCertificate(e)) {
            return new TicketException(Reason.STORE, "store.certificate", server);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new TicketException(Reason.STORE, "store.cut-off", server);
        }
        return switch (state) {
            case "28P01", "28000" -> new TicketException(Reason.STORE, "store.refused", server);
            case "3D000" -> new TicketException(Reason.STORE, "store.no-database", server);
            case "42501" -> new TicketException(Reason.STORE, "store.no-right", server);
            case "53100" -> new TicketException(Reason.STORE, "store.full", server);
            case "53300" -> new TicketException(Reason.BUSY, "store.connections", server);
            case "40001", "40P01", "55P03" -> new TicketException(Reason.BUSY, "store.busy");
            default -> null;
        };
    }

    private static boolean isOfCertificate(SQLException e) {
        // the driver names its verifier, in whichever language, when the certificate is for another name
        if (String.valueOf(e.getMessage()).contains("HostnameVerifier")) {
            return true;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }
}
