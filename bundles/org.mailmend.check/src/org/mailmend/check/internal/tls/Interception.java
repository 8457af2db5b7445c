package org.mailmend.check.internal.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Antivirus and inspection products that put their own certificate in the place of the server's, by its issuer. */
final class Interception {
    private static final class Table {
        static final List<Product> PRODUCTS = load();

        private static List<Product> load() {
            try (InputStream in = Interception.class.getResourceAsStream("interception.tsv");
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines().skip(1).map(line -> line.split("\t"))
                        .map(f -> new Product(f[0], Pattern.compile(f[1], Pattern.CASE_INSENSITIVE))).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Product(String name, Pattern issuer) {
    }

    private Interception() {
    }

    /** The product whose certificates have such an issuer; empty when none is known. */
    static Optional<String> product(String distinguishedName) {
        return Table.PRODUCTS.stream().filter(p -> p.issuer().matcher(distinguishedName).find()).map(Product::name).findFirst();
    }
}
