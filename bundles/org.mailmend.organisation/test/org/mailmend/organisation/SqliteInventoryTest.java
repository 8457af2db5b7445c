package org.mailmend.organisation;

import org.mailmend.tickets.StoreLocation;

/** The inventory in a file. */
class SqliteInventoryTest extends InventoryTest {
    @Override
    StoreLocation location() {
        return StoreLocation.embedded(folder.resolve("組織.db"));
    }
}
