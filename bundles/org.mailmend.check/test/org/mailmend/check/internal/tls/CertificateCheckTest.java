package org.mailmend.check.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.CheckResult.CertificateInfo;
import org.mailmend.check.internal.tls.CertificateCheck.Result;
import org.mailmend.check.internal.tls.Pki.Identity;
import org.mailmend.diagnosis.CauseId;

class CertificateCheckTest {
    private static final String HOST = "mail.example.com";
    private static final Identity ROOT = Pki.root("Test Root");
    private static final Identity INTERMEDIATE = Pki.intermediate("Test Issuing CA", ROOT);

    private static Pki.Plan leaf() {
        return Pki.plan("CN=" + HOST).by(INTERMEDIATE).dns(HOST);
    }

    private static Result inspect(List<X509Certificate> chain, Identity... anchors) {
        return CertificateCheck.inspect(chain, HOST,
                new TrustStore(List.of(anchors).stream().map(Identity::certificate).toList()), Pki.NOW);
    }

    private static void assertFault(CauseId cause, String key, Result result) {
        assertEquals(cause, result.cause());
        assertEquals(key, result.detail().key());
        assertEquals(cause, result.problems().getFirst());
        // every text must be complete in both languages
        assertFalse(result.detail().text(Locale.ENGLISH).matches(".*\\{\\d}.*"));
        assertFalse(result.detail().text(Locale.JAPANESE).matches(".*\\{\\d}.*"));
    }

    private static void assertWarning(CauseId cause, String key, Result result) {
        assertEquals(CauseId.OK, result.cause());
        assertEquals(List.of(cause), result.problems());
        assertEquals(cause, result.warnings().getFirst().cause());
        assertEquals(key, result.warnings().getFirst().detail().key());
    }

    private static void assertGood(Result result) {
        assertEquals(List.of(), result.problems());
        assertEquals(CauseId.OK, result.cause());
        assertNull(result.detail());
        assertEquals(List.of(), result.warnings());
    }

    // ---- trust

    @Test
    void aTrustedChainIsGood() {
        assertGood(inspect(leaf().make().chain(), ROOT));
        assertGood(inspect(leaf().make().fullChain(), ROOT));
        assertGood(inspect(leaf().make().chain(), INTERMEDIATE));
    }

    @Test
    void theOrderOfTheChainDoesNotMatter() {
        List<X509Certificate> chain = new ArrayList<>(leaf().make().fullChain());
        X509Certificate intermediate = chain.remove(1);
        chain.add(intermediate);
        chain.add(1, Pki.root("Some other root").certificate());
        assertGood(inspect(chain, ROOT));
    }

    @Test
    void aSelfSignedCertificateMayBeAnAnchor() {
        Identity own = Pki.plan("CN=" + HOST).dns(HOST).make();
        assertGood(inspect(own.chain(), own));
        assertGood(inspect(leaf().make().chain().subList(0, 1), leaf().make(), ROOT, INTERMEDIATE));
    }

    @Test
    void otherKeyTypesAreGoodToo() {
        Identity edRoot = Pki.plan("CN=Ed Root").key(Pki.ed25519()).authority(true).make();
        assertGood(inspect(Pki.plan("CN=x").by(edRoot).key(Pki.ed25519()).dns(HOST).make().chain(), edRoot));
        Identity rsaRoot = Pki.plan("CN=RSA Root").key(Pki.rsa(2048)).authority(true).make();
        assertGood(inspect(Pki.plan("CN=x").by(rsaRoot).key(Pki.rsa(2048)).dns(HOST).make().chain(), rsaRoot));
    }

    @Test
    void aSelfSignedCertificateIsTold() {
        assertFault(CauseId.TLS_CERT_SELF_SIGNED, "tls.cert-self-signed",
                inspect(Pki.plan("CN=" + HOST).dns(HOST).make().chain()));
        assertFault(CauseId.TLS_CERT_SELF_SIGNED, "tls.cert-self-signed",
                inspect(Pki.plan("CN=" + HOST).dns(HOST).authority(true).make().chain(), ROOT));
    }

    @Test
    void anUnknownRootIsTold() {
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-untrusted-root", inspect(leaf().make().fullChain()));
        Identity direct = Pki.plan("CN=" + HOST).by(ROOT).dns(HOST).make();
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-untrusted", inspect(direct.chain()));
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-untrusted", inspect(leaf().make().chain()));
    }

    @Test
    void aMissingIntermediateIsTold() {
        List<X509Certificate> alone = leaf().make().chain().subList(0, 1);
        assertFault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete", inspect(alone, ROOT));
        assertFault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete", inspect(alone));
        Identity plain = Pki.intermediate("Example R3", ROOT);
        List<X509Certificate> known = Pki.plan("CN=x").by(plain).dns(HOST).make().chain().subList(0, 1);
        assertFault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete", inspect(known, ROOT));
        List<X509Certificate> located = Pki.plan("CN=x").by(plain).dns(HOST).issuerAt("http://r3.example/ca.cer").make().chain()
                .subList(0, 1);
        Result result = inspect(located);
        assertFault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete-location", result);
        assertTrue(result.detail().text(Locale.ENGLISH).contains("http://r3.example/ca.cer"));
    }

    @Test
    void aForgedSignatureIsNotTrusted() {
        KeyPair other = Pki.ec("secp256r1");
        Identity forged = Pki.plan("CN=x").by(ROOT).forged(other.getPrivate()).dns(HOST).make();
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-not-signed", inspect(forged.chain(), ROOT));
        Identity sentIssuer = leaf().forged(other.getPrivate()).make();
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-not-signed", inspect(sentIssuer.chain()));
    }

    @Test
    void aRootOfTheSameNameIsNotTheRoot() {
        Identity twin = Pki.root("Test Root");
        Identity direct = Pki.plan("CN=x").by(twin).dns(HOST).make();
        assertEquals(CauseId.TLS_CERT_UNTRUSTED, inspect(direct.fullChain(), ROOT).cause());
        Identity nameless = Pki.plan("CN=x").by(twin).withoutKeyIds().dns(HOST).make();
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-not-signed", inspect(nameless.chain(), ROOT));
        assertGood(inspect(direct.chain(), ROOT, twin));
        assertGood(inspect(nameless.chain(), ROOT, twin));
    }

    @Test
    void onlyAnAuthorityMayIssue() {
        Identity noAuthority = Pki.plan("CN=www.example.net").by(ROOT).authority(false).dns("www.example.net").make();
        Identity wrong = Pki.plan("CN=x").by(noAuthority).dns(HOST).make();
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-invalid", inspect(wrong.chain(), ROOT));
    }

    @Test
    void aCertificateForClientsIsNotForServers() {
        assertFault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-purpose",
                inspect(leaf().purpose(KeyPurposeId.id_kp_clientAuth).make().chain(), ROOT));
        assertGood(inspect(leaf().purpose(KeyPurposeId.id_kp_serverAuth).make().chain(), ROOT));
        assertGood(inspect(leaf().purpose(KeyPurposeId.anyExtendedKeyUsage).make().chain(), ROOT));
    }

    /** A chain in which everybody could have issued everybody costs a bounded number of verifications. */
    @Test
    void aMazeOfIssuersEnds() {
        KeyPair shared = Pki.ec("secp256r1");
        Identity first = Pki.plan("CN=Maze").key(shared).claiming("CN=Maze").authority(true).withoutKeyIds().make();
        List<X509Certificate> chain = new ArrayList<>(
                List.of(Pki.plan("CN=x").by(first).withoutKeyIds().dns(HOST).make().certificate()));
        for (int i = 0; i < 15; i++) {
            chain.add(Pki.plan("CN=Maze").key(shared).claiming("CN=Maze").authority(true).withoutKeyIds().make().certificate());
        }
        long start = System.nanoTime();
        assertEquals(CauseId.TLS_CERT_UNTRUSTED, inspect(chain).cause());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    }

    // ---- dates

    @Test
    void anExpiredCertificateIsTold() {
        Result result = inspect(leaf().valid(Duration.ofDays(-100), Duration.ofDays(-1)).make().chain(), ROOT);
        assertFault(CauseId.TLS_CERT_EXPIRED, "tls.cert-expired", result);
        Identity old = Pki.plan("CN=Old Issuing CA").by(ROOT).authority(true).valid(Duration.ofDays(-100), Duration.ofDays(-1))
                .make();
        Result above = inspect(Pki.plan("CN=x").by(old).dns(HOST).make().chain(), ROOT);
        assertFault(CauseId.TLS_CERT_EXPIRED, "tls.cert-expired", above);
        assertTrue(above.detail().text(Locale.ENGLISH).contains("Old Issuing CA"));
    }

    @Test
    void anExpiredAnchorOfTheServerItselfIsTold() {
        Identity own = Pki.plan("CN=" + HOST).dns(HOST).valid(Duration.ofDays(-100), Duration.ofDays(-1)).make();
        assertFault(CauseId.TLS_CERT_EXPIRED, "tls.cert-expired", inspect(own.chain(), own));
    }

    @Test
    void aCertificateOfTheFutureIsTold() {
        Result result = inspect(leaf().valid(Duration.ofDays(2), Duration.ofDays(90)).make().chain(), ROOT);
        assertFault(CauseId.TLS_CERT_NOT_YET_VALID, "tls.cert-not-yet-valid", result);
        assertEquals(List.of(CauseId.TLS_CERT_NOT_YET_VALID), result.problems());
    }

    @Test
    void aClockOfThePastIsTold() {
        Result result = CertificateCheck.inspect(leaf().make().chain(), HOST, new TrustStore(List.of(ROOT.certificate())),
                Instant.parse("2010-01-01T00:00:00Z"));
        assertFault(CauseId.CLOCK_SKEW, "tls.clock", result);
        assertEquals(List.of(CauseId.CLOCK_SKEW, CauseId.TLS_CERT_NOT_YET_VALID), result.problems());
        assertTrue(result.detail().text(Locale.ENGLISH).contains("2010-01-01"));
    }

    // ---- names

    @ParameterizedTest
    @CsvSource({"mail.example.com,mail.example.com,true", "mail.example.com,MAIL.Example.COM,true",
            "mail.example.com,mail.example.com.,true", "*.example.com,mail.example.com,true",
            "*.example.com,a.mail.example.com,false",
            "*.example.com,example.com,false", "*.com,example.com,false", "m*.example.com,mail.example.com,false",
            "mail.*.com,mail.example.com,false", "*.*.com,mail.example.com,false", "mail.example.com,mail.example.org,false",
            "xn--r8jz45g.example,xn--r8jz45g.example,true", "*.xn--r8jz45g.example,mail.xn--r8jz45g.example,true",
            "192.0.2.1,192.0.2.1,false", "*.0.2.1,192.0.2.1,false"})
    void namesMatchAsTheStandardSays(String pattern, String host, boolean matches) {
        Identity identity = Pki.plan("CN=x").by(ROOT).dns(pattern).make();
        CauseId cause = CertificateCheck.inspect(identity.chain(), host, new TrustStore(List.of(ROOT.certificate())), Pki.NOW)
                .cause();
        assertEquals(matches ? CauseId.OK : CauseId.TLS_CERT_WRONG_HOST, cause);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1,true", "192.0.2.1,192.0.2.2,false", "2001:db8::1,2001:db8:0:0:0:0:0:1,true",
            "2001:db8::1,2001:db8::2,false", "192.0.2.1,mail.example.com,false"})
    void addressesMatchAddressesOnly(String address, String host, boolean matches) {
        Identity identity = Pki.plan("CN=192.0.2.2").by(ROOT).ip(address).make();
        CauseId cause = CertificateCheck.inspect(identity.chain(), host, new TrustStore(List.of(ROOT.certificate())), Pki.NOW)
                .cause();
        assertEquals(matches ? CauseId.OK : CauseId.TLS_CERT_WRONG_HOST, cause);
    }

    @Test
    void theEvidenceListsTheNames() {
        Result few = inspect(Pki.plan("CN=x").by(ROOT).dns("a.example", "b.example").make().chain(), ROOT);
        assertFault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host", few);
        assertTrue(few.detail().text(Locale.ENGLISH).contains("a.example, b.example"));
        String[] many = IntStream.range(0, 50).mapToObj(i -> "h" + i + ".example").toArray(String[]::new);
        Result lots = inspect(Pki.plan("CN=x").by(ROOT).dns(many).make().chain(), ROOT);
        assertFault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host-many", lots);
        assertTrue(lots.detail().text(Locale.ENGLISH).contains("42"));
    }

    @Test
    void theCommonNameCountsOnlyWithoutOthers() {
        assertWarning(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-common-name-only",
                inspect(Pki.plan("O=Example,CN=" + HOST).by(ROOT).make().chain(), ROOT));
        assertFault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host",
                inspect(Pki.plan("CN=" + HOST).by(ROOT).dns("other.example").make().chain(), ROOT));
        assertFault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host",
                inspect(Pki.plan("CN=other.example").by(ROOT).make().chain(), ROOT));
        assertFault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-no-name",
                inspect(Pki.plan("O=Example").by(ROOT).make().chain(), ROOT));
    }

    // ---- strength

    @Test
    void aWeakKeyIsAWarning() {
        assertWarning(CauseId.TLS_CERT_WEAK, "tls.cert-weak-key", inspect(leaf().key(Pki.rsa(1024)).make().chain(), ROOT));
    }

    @Test
    void aWeakSignatureIsAWarningButNotOnARoot() {
        Identity rsaRoot = Pki.plan("CN=RSA Root").key(Pki.rsa(2048)).authority(true).signature("SHA1withRSA").make();
        assertGood(inspect(Pki.plan("CN=x").by(rsaRoot).dns(HOST).make().fullChain(), rsaRoot));
        assertWarning(CauseId.TLS_CERT_WEAK, "tls.cert-weak-signature",
                inspect(Pki.plan("CN=x").by(rsaRoot).signature("SHA1withRSA").dns(HOST).make().chain(), rsaRoot));
    }

    @Test
    void whatEveryClientRefusesIsAFault() {
        Identity rsaRoot = Pki.plan("CN=RSA Root").key(Pki.rsa(2048)).authority(true).make();
        assertFault(CauseId.TLS_CERT_WEAK, "tls.cert-refused",
                inspect(Pki.plan("CN=x").by(rsaRoot).signature("MD5withRSA").dns(HOST).make().chain(), rsaRoot));
        assertFault(CauseId.TLS_CERT_WEAK, "tls.cert-refused", inspect(leaf().key(Pki.rsa(512)).make().chain(), ROOT));
    }

    // ---- interception

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CN=Avast Web/Mail Shield Root,O=Avast Web/Mail Shield,OU=generated by Avast Antivirus for SSL/TLS scanning|Avast",
            "CN=AVG Web/Mail Shield Root,O=AVG Web/Mail Shield,OU=generated by AVG Antivirus for SSL/TLS scanning|AVG",
            "CN=Norton Web/Mail Shield Root,O=Norton Web/Mail Shield|Norton",
            "CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab|Kaspersky",
            "C=SK,O=ESET\\, spol. s r. o.,CN=ESET SSL Filter CA|ESET",
            "CN=Bitdefender Personal CA.Net-Defender,O=Bitdefender|Bitdefender",
            "CN=Sophos SSL CA_C320ABPCBJ8BQ6B,O=Sophos|Sophos",
            "C=US,ST=California,L=Sunnyvale,O=Fortinet,OU=Certificate Authority,CN=FGT60F0000000000|Fortinet FortiGate",
            "C=US,O=Zscaler Inc.,OU=Zscaler Inc.,CN=Zscaler Intermediate Root CA (zscaler.net)|Zscaler",
            "O=Cisco,CN=Cisco Umbrella Secondary SubCA tyo-SG|Cisco Umbrella",
            "CN=Trend Micro Web Security Cloud Root CA|Trend Micro",
            "C=US,ST=CA,O=SonicWALL Inc.,CN=SonicWALL Firewall DPI-SSL|SonicWall",
            "CN=McAfee Web Gateway,O=McAfee Inc.|McAfee or Skyhigh Web Gateway", "CN=mitmproxy,O=mitmproxy|mitmproxy",
            "CN=DO_NOT_TRUST_FiddlerRoot|Fiddler"})
    void inspectionProductsAreRecognised(String issuer, String product) {
        Identity shield = Pki.plan(issuer).authority(true).make();
        Identity fake = Pki.plan("CN=" + HOST).by(shield).dns(HOST).make();
        Result result = inspect(fake.chain());
        assertFault(CauseId.TLS_INTERCEPTED, "tls.intercepted", result);
        assertEquals(product, result.detail().args().getFirst());
        assertEquals(2, result.problems().size(), "that it is not trusted either way comes after");
        assertFault(CauseId.TLS_INTERCEPTED, "tls.intercepted", inspect(fake.fullChain()));
        assertWarning(CauseId.TLS_INTERCEPTED, "tls.intercepted-trusted", inspect(fake.chain(), shield));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"C=US,O=Let's Encrypt,CN=R11", "C=US,O=Google Trust Services,CN=WR2",
            "C=US,O=DigiCert Inc,OU=www.digicert.com,CN=DigiCert Global Root G2",
            "C=US,O=Symantec Corporation,CN=Symantec Class 3 Secure Server CA - G4",
            "C=US,O=Cisco Systems,CN=Cisco Root CA 2048", "C=BE,O=GlobalSign nv-sa,CN=GlobalSign Root CA",
            "C=JP,O=SECOM Trust Systems CO.\\,LTD.,OU=Security Communication RootCA2",
            "C=US,O=Cloudflare\\, Inc.,CN=Cloudflare Inc ECC CA-3",
            "C=GB,O=Sectigo Limited,CN=Sectigo RSA Domain Validation Secure Server CA", "CN=Example Trust CA,O=Avastha Ltd"})
    void publicIssuersAreNotTakenForInspection(String issuer) {
        Identity authority = Pki.plan(issuer).authority(true).make();
        Result result = inspect(Pki.plan("CN=" + HOST).by(authority).dns(HOST).make().fullChain());
        assertFalse(result.problems().contains(CauseId.TLS_INTERCEPTED), result.problems().toString());
    }

    // ---- several at once

    @Test
    void theMostSeriousFindingComesFirst() {
        Identity bad = Pki.plan("CN=bad").key(Pki.rsa(1024)).dns("other.example").valid(Duration.ofDays(-9), Duration.ofDays(-1))
                .make();
        Result result = inspect(bad.chain());
        assertEquals(List.of(CauseId.TLS_CERT_EXPIRED, CauseId.TLS_CERT_SELF_SIGNED, CauseId.TLS_CERT_WRONG_HOST,
                CauseId.TLS_CERT_WEAK), result.problems());
        assertEquals(List.of(CauseId.TLS_CERT_WEAK), result.warnings().stream().map(w -> w.cause()).toList());
    }

    @Test
    void whatACertificateSaysIsMadeVisible() {
        Identity hostile = Pki.plan("CN=mail\u202emoc.example\u0007").by(ROOT).dns("other.example").make();
        CertificateInfo info = CertificateCheck.describe(hostile.chain()).getFirst();
        assertFalse(info.subject().chars().anyMatch(c -> c == 0x202e || c < ' '), info.subject());
        Result result = inspect(hostile.chain());
        assertFalse(result.detail().text(Locale.ENGLISH).chars().anyMatch(c -> c == 0x202e || c < ' '));
    }

    @Test
    void describesCertificates() {
        Identity identity = Pki.plan("CN=" + HOST + ",O=Example").by(ROOT).key(Pki.rsa(2048)).dns(HOST, "b.example")
                .ip("192.0.2.1").make();
        CertificateInfo info = CertificateCheck.describe(identity.chain()).getFirst();
        assertEquals(List.of(HOST, "b.example", "192.0.2.1"), info.names());
        assertEquals("RSA 2048", info.key());
        assertEquals("SHA256withECDSA", info.signature());
        assertEquals("CN=Test Root", info.issuer());
        assertTrue(info.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), info.fingerprint());
    }
}
