package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL on another computer is only talked to when it proves who it is. */
class PostgresTlsTest {
    private static final String PASSWORD = "a-password-of-the-test";

    @TempDir
    Path folder;

    @Test
    void verifiesTheServerAndKeepsThePasswordToItself() throws Exception {
        assumeTrue(Postgres.get().isPresent(), "PostgreSQL is not installed");
        Postgres server = Postgres.get().orElseThrow();
        StoreLocation local = server.database();
        // in this way an address names a computer elsewhere; here it only has to look so
        String address = local.url().replace("user=mailmend", "user=secret&ApplicationName=PGHOST");
        assertTrue(StoreLocation.of(address, null).needsTls());
        assertEquals("store.no-tls", refusal(address, PASSWORD).key());

        Path right = certificate("right", "ip:127.0.0.1");
        Path wrongName = certificate("other", "dns:db.example.com");
        server.encrypt(pem(right, true), pem(right, false));
        server.run("create user secret password '" + PASSWORD + "'");
        server.run("alter database " + local.shown().replaceFirst(".*/", "") + " owner to secret");
        awaitTls(address);

        assertEquals("store.certificate", refusal(address, PASSWORD).key(), "nobody knows who signed it");
        String trusted = address + "&sslrootcert=" + Files.writeString(folder.resolve("right.crt"), pem(right, false));
        try (TicketStore store = TicketStore.open(StoreLocation.of(trusted, PASSWORD.toCharArray()))) {
            assertEquals(1, store.create(TicketChange.none().subject("over TLS"), "Ann").number());
        }
        assertEquals("store.refused", refusal(trusted, "not-the-password").key());
        assertEquals("store.refused", refusal(trusted, null).key());
        String other = address + "&sslrootcert=" + Files.writeString(folder.resolve("other.crt"), pem(wrongName, false));
        assertEquals("store.certificate", refusal(other, PASSWORD).key(), "signed by somebody else");

        server.encrypt(pem(wrongName, true), pem(wrongName, false));
        for (int i = 0; i < 100 && !"store.certificate".equals(refusalOrNull(other)); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals("store.certificate", refusal(other, PASSWORD).key(), "trusted, but of another computer");
    }

    /** The server reads its settings a moment after it was told to. */
    private static void awaitTls(String address) throws InterruptedException {
        for (int i = 0; i < 100 && "store.no-tls".equals(refusalOrNull(address)); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String refusalOrNull(String address) {
        try {
            TicketStore.open(StoreLocation.of(address, PASSWORD.toCharArray())).close();
            return null;
        } catch (TicketException e) {
            return e.key();
        }
    }

    private static TicketException refusal(String address, String password) {
        TicketException e = assertThrows(TicketException.class,
                () -> TicketStore.open(StoreLocation.of(address, password == null ? null : password.toCharArray())));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse((e.text(Locale.ENGLISH) + e.text(Locale.JAPANESE) + trace).contains(PASSWORD), "the password is told");
        return e;
    }

    private Path certificate(String name, String host) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "server", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=" + name, "-ext", "SAN=" + host, "-ext",
                "BC=ca:true", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit")
                .redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0);
        return store;
    }

    private static String pem(Path file, boolean key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "changeit".toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        byte[] bytes = key ? store.getKey("server", password).getEncoded() : store.getCertificate("server").getEncoded();
        String what = key ? "PRIVATE KEY" : "CERTIFICATE";
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }
}
