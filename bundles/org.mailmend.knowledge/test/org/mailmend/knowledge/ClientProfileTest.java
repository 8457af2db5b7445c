package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.mailmend.check.ClientProfile;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Profiles;
import org.mailmend.check.Security;

class ClientProfileTest {
    private static ClientProfile profile(String id) {
        return KnowledgeBase.get().client(id).orElseThrow().checkProfile();
    }

    @Test
    void confirmedLimitsLimitACheck() {
        ClientProfile old = profile("fuji-xerox-iv");
        assertEquals(List.of(), old.tlsVersions());
        assertEquals(Set.of(Security.NONE), old.securities());
        assertEquals(List.of(Mechanism.PLAIN, Mechanism.LOGIN), old.mechanisms());
        assertEquals(List.of("TLSv1", "TLSv1.1"), profile("hp-old").tlsVersions());
        assertEquals(20, profile("epson-web-config").maxPasswordLength());
        assertEquals(Set.of(465, 587), profile("canon-maxify-mb2755").ports());
        assertEquals("", profile("ups-card").helo());
        assertFalse(profile("apc-ap44xx").validates());
    }

    @Test
    void whatNobodyConfirmedDoesNotLimitACheck() {
        ClientProfile unknown = profile("becky");
        assertEquals(ClientProfile.CURRENT.tlsVersions(), unknown.tlsVersions());
        assertEquals(ClientProfile.CURRENT.mechanisms(), unknown.mechanisms());
        assertEquals(0, unknown.maxPasswordLength());
        assertEquals(ClientProfile.CURRENT.securities(), profile("copier-old").securities());
    }

    @Test
    void tokensAreForClientsThatKnowThem() {
        assertFalse(profile("outlook-2010").mechanisms().contains(Mechanism.XOAUTH2));
        assertTrue(profile("thunderbird-153").mechanisms().contains(Mechanism.XOAUTH2));
        assertFalse(profile("thunderbird-1-37").mechanisms().contains(Mechanism.XOAUTH2));
    }

    @Test
    void checksCanActAsAnyClient() {
        Runnable end = CheckProfiles.register(KnowledgeBase.get());
        try {
            assertEquals(Optional.of("Epson PX-M382F, EM-C800, WF-C21000, L6550 (Web Config)"),
                    Profiles.byId("epson-web-config").map(ClientProfile::name));
        } finally {
            end.run();
        }
        assertEquals(Optional.empty(), Profiles.byId("epson-web-config"));
    }
}
