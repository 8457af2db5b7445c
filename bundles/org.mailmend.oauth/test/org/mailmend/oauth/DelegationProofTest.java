package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.Cancellation;

class DelegationProofTest {
    private static ClientRegistration client() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return new ClientRegistration(ClientRegistration.Kind.SERVICE_ACCOUNT, "100",
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n", "p", "s@p.iam.gserviceaccount.com",
                "kid",
                ClientRegistration.Publishing.INTERNAL);
    }

    @Test
    void readsAddressesAsPeopleWriteThem() throws Exception {
        assertEquals(List.of("a@example.com", "b@example.com", "c@example.com", "d@example.com"),
                DelegationProof
                        .mailboxes(" a@example.com\r\nb@example.com; A@EXAMPLE.COM,c@example.com、\u3000d@example.com\n\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "taro", "a@example.com\n@example.com", "a@example.com b"})
    void addressesThatAreNone(String text) {
        assertThrows(BadInputException.class, () -> DelegationProof.mailboxes(text));
    }

    @Test
    void thereIsAnEndToThem() {
        String text = IntStream.rangeClosed(0, DelegationProof.MOST).mapToObj(i -> "u" + i + "@example.com")
                .collect(Collectors.joining("\n"));
        assertEquals("input.mailboxes.many",
                assertThrows(BadInputException.class, () -> DelegationProof.mailboxes(text)).remark().key());
    }

    @Test
    void oneThatFailsKeepsNobodyBack() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3599}");
            List<DelegationProof.Finding> found = new ArrayList<>();
            List<String> begun = new ArrayList<>();
            List<String> mailboxes = IntStream.range(0, 9).mapToObj(i -> "u" + i + "@example.com").toList();
            DelegationProof.run(fake.provider(), client(), mailboxes, (account, token) -> {
                if (account.address().startsWith("u3")) {
                    throw new java.io.IOException("no servers");
                }
                return List.of();
            }, Clock.systemUTC(), listener(begun, found, () -> {
            }), new Cancellation());
            assertEquals(9, begun.size());
            assertEquals(mailboxes, found.stream().map(DelegationProof.Finding::mailbox).sorted().toList());
            assertEquals(List.of("u3@example.com"),
                    found.stream().filter(finding -> !finding.isGood()).map(DelegationProof.Finding::mailbox).toList());
        }
    }

    @Test
    void cancelledNoOtherBegins() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3599}");
            Cancellation cancellation = new Cancellation();
            List<String> begun = new ArrayList<>();
            DelegationProof.run(fake.provider(), client(),
                    IntStream.range(0, 50).mapToObj(i -> "u" + i + "@example.com").toList(),
                    (account, token) -> List.of(), Clock.systemUTC(),
                    listener(begun, new ArrayList<>(), cancellation::cancel), cancellation);
            assertTrue(begun.size() < 10, begun.toString());
        }
    }

    private static DelegationProof.Listener listener(List<String> begun, List<DelegationProof.Finding> found, Runnable after) {
        return new DelegationProof.Listener() {
            @Override
            public void begun(String mailbox) {
                begun.add(mailbox);
            }

            @Override
            public void found(DelegationProof.Finding finding) {
                found.add(finding);
                after.run();
            }
        };
    }
}
