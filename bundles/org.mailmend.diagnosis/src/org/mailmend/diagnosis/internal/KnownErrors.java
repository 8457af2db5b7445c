package org.mailmend.diagnosis.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.KnownError;

/** The error texts of clients and devices as a list to read, taken from the tables when it is first asked for. */
final class KnownErrors {
    private static final Map<String, List<KnownError>> BY_CLIENT = read();

    private KnownErrors() {
    }

    static List<KnownError> of(String client) {
        return BY_CLIENT.getOrDefault(client, List.of());
    }

    private static Map<String, List<KnownError>> read() {
        Map<String, Diagnosis.Basis> sources = new HashMap<>();
        for (String[] cells : RuleReader.rows("sources", 3)) {
            sources.put(cells[0], new Diagnosis.Basis(cells[2], cells[1].equals("yes")));
        }
        Map<String, List<KnownError>> byClient = new HashMap<>();
        for (String table : List.of("programs", "devices")) {
            for (String[] cells : RuleReader.rows(table, 6)) {
                String client = client(cells[1]);
                if (client != null && !cells[2].isEmpty()) {
                    Diagnosis.Basis basis = sources.getOrDefault(cells[4], new Diagnosis.Basis("", false));
                    List<String> texts = Arrays.stream(cells[2].split("\\|\\|")).map(text -> text.split(";", 2)[0].strip())
                            .toList();
                    List<CauseId> causes = Arrays.stream(cells[0].split("\\|")).map(CauseId::valueOf).toList();
                    byClient.computeIfAbsent(client, key -> new ArrayList<>())
                            .add(new KnownError(client, texts, causes, basis.source(), basis.verified()));
                }
            }
        }
        byClient.replaceAll((client, errors) -> List.copyOf(errors));
        return byClient;
    }

    private static String client(String conditions) {
        for (String word : conditions.split(" ")) {
            if (word.startsWith("client:") || word.startsWith("only:")) {
                return word.substring(word.indexOf(':') + 1);
            }
        }
        return null;
    }
}
