package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db.example.com/desk", "jdbc:postgresql://db.example.com:5432/desk?user=a",
            "jdbc:postgresql://localhost.example.com/desk", "jdbc:postgresql://127.0.0.1.example.com/desk",
            "jdbc:postgresql://localhost,db.example.com/desk", "jdbc:postgresql://192.0.2.1/desk",
            "jdbc:postgresql://[2001:db8::1]/desk",
            "jdbc:postgresql://localhost/desk?PGHOST=db.example.com"})
    void verifiesServersElsewhere(String address) {
        assertTrue(StoreLocation.of(address, null).needsTls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/desk", "jdbc:postgresql://127.0.0.1:54321/desk?user=a",
            "jdbc:postgresql://[::1]/desk",
            "jdbc:postgresql:desk", "jdbc:postgresql://db.example.com/desk?sslmode=require"})
    void leavesThisComputerAndOwnWordsAlone(String address) {
        assertFalse(StoreLocation.of(address, null).needsTls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://x", "jdbc:sqlite:", "jdbc:postgresql:", "", "jdbc:postgresql://a:geheim@db.example.com/desk",
            "jdbc:postgresql://db.example.com/desk?user=a&password=geheim"})
    void refusesOthersAndPasswords(String address) {
        TicketException e = assertThrows(TicketException.class, () -> StoreLocation.of(address, null));
        assertEquals(TicketException.Reason.INPUT, e.reason());
        assertFalse(e.getMessage().contains("geheim"));
    }

    @Test
    void saysWhereItIs() {
        assertEquals("db.example.com:5432/desk",
                StoreLocation.of("jdbc:postgresql://db.example.com:5432/desk?user=a", null).shown());
        assertEquals(Path.of("x.db"), StoreLocation.of("jdbc:sqlite:x.db", null).file());
    }
}
