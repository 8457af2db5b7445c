package org.mailmend.organisation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.mailmend.tickets.StoreLocation;

/** The inventory in PostgreSQL; left out where that is not installed. */
class PostgresInventoryTest extends InventoryTest {
    @Override
    StoreLocation location() throws Exception {
        assumeTrue(Postgres.get().isPresent(), "PostgreSQL is not installed");
        return Postgres.get().orElseThrow().database();
    }
}
