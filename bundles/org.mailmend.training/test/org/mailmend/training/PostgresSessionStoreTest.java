package org.mailmend.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.mailmend.tickets.StoreLocation;

/** Sessions in PostgreSQL; left out where that is not installed. */
class PostgresSessionStoreTest extends SessionStoreTest {
    @Override
    StoreLocation location() throws Exception {
        assumeTrue(Postgres.get().isPresent(), "PostgreSQL is not installed");
        return Postgres.get().orElseThrow().database();
    }
}
