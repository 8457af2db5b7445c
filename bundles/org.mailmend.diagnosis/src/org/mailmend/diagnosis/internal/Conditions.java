package org.mailmend.diagnosis.internal;

import java.util.Locale;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/**
 * Under which circumstances a rule holds, and how much they add to it. Written as words separated by spaces: protocols,
 * stages, reply codes ({@code 535}, {@code 5xx}, lists with commas), enhanced status codes ({@code 5.7.8}, {@code x.7.x}),
 * {@code @provider}, {@code client:name} (expected), {@code only:name} (needed), {@code mech:name}, {@code secret:kind},
 * {@code weak} and {@code strong} (less and more certain), {@code soft} (as certain, but more special causes come first), {@code wrapper} (what a
 * program says around the words that matter).
 */
final class Conditions {
    private static final Protocol[] PROTOCOLS = Protocol.values();
    private static final Stage[] STAGES = Stage.values();
    /** A circumstance that a rule names and that is not known takes this from it. */
    private static final double UNKNOWN = 0.7;
    private static final double BROKEN = Double.NEGATIVE_INFINITY;

    private int protocols;
    private int stages;
    private int[] codes = {};
    private int[] statuses = {};
    private String provider;
    private String client;
    private boolean clientWanted;
    private String mechanism;
    private SecretKind secret;
    private float bias;
    private float rank;
    private boolean wrapper;

    private Conditions() {
    }

    /**
     * Reads conditions.
     *
     * @throws IllegalArgumentException with the word that cannot be read
     */
    static Conditions read(String text, Providers providers, float bias) {
        Conditions conditions = new Conditions();
        conditions.bias = bias;
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf(' ', from);
            to = to < 0 ? text.length() : to;
            if (to > from && !conditions.readWord(text.substring(from, to), providers)) {
                throw new IllegalArgumentException(text.substring(from, to));
            }
            from = to + 1;
        }
        return conditions;
    }

    /** What is added to the score when causes compete; it does not make a rule less certain. */
    float rank() {
        return rank;
    }

    /** Whether it is what a program says around the words that matter, which decides only when there are no others. */
    boolean isWrapper() {
        return wrapper;
    }

    /** Whether the rule names reply codes itself. */
    boolean namesCodes() {
        return codes.length > 0;
    }

    /** The client whose text the rule knows; null when it is nobody's in particular. */
    String client() {
        return client;
    }

    private boolean readWord(String word, Providers providers) {
        char first = word.charAt(0);
        if (first == '@') {
            provider = providers.canonical(word.substring(1));
            return provider != null;
        }
        if (first >= '0' && first <= '9' || first == 'x') {
            return word.indexOf('.') > 0 ? readStatuses(word) : readCodes(word);
        }
        int colon = word.indexOf(':');
        if (colon > 0) {
            return readNamed(word.substring(0, colon), word.substring(colon + 1));
        }
        switch (word) {
            case "weak" -> bias -= 1.5f;
            case "strong" -> bias += 1.5f;
            case "soft" -> rank -= 0.7f;
            case "wrapper" -> wrapper = true;
            default -> {
                return readProtocolOrStage(word);
            }
        }
        return true;
    }

    private boolean readNamed(String name, String value) {
        switch (name) {
            case "client" -> client = value;
            case "only" -> {
                client = value;
                clientWanted = true;
            }
            case "mech" -> mechanism = value;
            case "secret" -> {
                for (SecretKind kind : SecretKind.values()) {
                    if (kind.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                        secret = kind;
                    }
                }
                return secret != null;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readProtocolOrStage(String word) {
        for (Protocol protocol : PROTOCOLS) {
            if (protocol.name().equalsIgnoreCase(word)) {
                protocols |= 1 << protocol.ordinal();
                return true;
            }
        }
        for (Stage stage : STAGES) {
            if (stage.name().equalsIgnoreCase(word)) {
                stages |= 1 << stage.ordinal();
                return true;
            }
        }
        return false;
    }

    private boolean readCodes(String word) {
        int count = (word.length() + 1) / 4;
        codes = new int[count * 2];
        for (int i = 0; i < count; i++) {
            int low = 0;
            int high = 0;
            for (int k = 4 * i; k < 4 * i + 3; k++) {
                char c = k < word.length() ? word.charAt(k) : ' ';
                if (c != 'x' && !(c >= '0' && c <= '9')) {
                    return false;
                }
                low = low * 10 + (c == 'x' ? 0 : c - '0');
                high = high * 10 + (c == 'x' ? 9 : c - '0');
            }
            codes[2 * i] = low;
            codes[2 * i + 1] = high;
        }
        return word.length() == count * 4 - 1;
    }

    private boolean readStatuses(String word) {
        int count = 1;
        for (int i = 0; i < word.length(); i++) {
            count += word.charAt(i) == ',' ? 1 : 0;
        }
        statuses = new int[count * 3];
        int number = 0;
        int part = 0;
        boolean empty = true;
        for (int i = 0; i <= word.length(); i++) {
            char c = i < word.length() ? word.charAt(i) : ',';
            if (c == 'x') {
                number = -1;
                empty = false;
            } else if (c >= '0' && c <= '9') {
                number = number * 10 + c - '0';
                empty = false;
            } else if ((c == '.' || c == ',') && !empty && part < statuses.length && (c == ',') == (part % 3 == 2)) {
                statuses[part++] = number;
                number = 0;
                empty = true;
            } else {
                return false;
            }
        }
        return part == statuses.length;
    }

    /**
     * How well the circumstances fit, to be added to the weight of the phrases.
     *
     * @param textual whether the rule has phrases; one without judges by codes alone
     * @return {@link Double#NEGATIVE_INFINITY} when a condition is broken
     */
    double fit(Circumstances c, Providers providers, boolean textual) {
        double fit = bias;
        if (codes.length > 0) {
            double match = c.code == 0 && textual ? -UNKNOWN : codeMatch(c.code);
            if (match == 0) {
                return BROKEN;
            }
            fit += match;
        }
        if (statuses.length > 0) {
            double match = c.status == 0 && textual ? -UNKNOWN : statusMatch(c.status);
            if (match == 0) {
                return BROKEN;
            }
            fit += textual ? match : match * 1.5;
        }
        if (stages != 0) {
            if (c.stage == null) {
                return BROKEN;
            }
            boolean match = (stages & 1 << c.stage.ordinal()) != 0;
            if (!match && c.stageCertain) {
                return BROKEN;
            }
            fit += match ? 0.7 : -UNKNOWN;
        }
        if (protocols != 0) {
            boolean match = c.protocol != null && (protocols & 1 << c.protocol.ordinal()) != 0;
            if (!match && c.protocolCertain) {
                return BROKEN;
            }
            fit += match ? 0.5 : c.protocol == null ? -UNKNOWN : -1;
        }
        return fit + fitOfParties(c, providers, textual);
    }

    private double fitOfParties(Circumstances c, Providers providers, boolean textual) {
        double fit = 0;
        if (provider != null) {
            if (c.provider != null && providers.belongs(c.provider, provider)) {
                fit += 1;
            } else if (c.provider == null || !textual || !providers.belongs(provider, c.provider)) {
                return BROKEN;
            }
        }
        if (client != null) {
            if (c.belongsToClient(client)) {
                fit += clientWanted ? 2 : 1;
            } else if (clientWanted) {
                return BROKEN;
            } else if (c.client != null) {
                fit -= 1.5;
            }
        }
        if (mechanism != null) {
            if (!mechanism.equalsIgnoreCase(c.mechanism)) {
                return BROKEN;
            }
            fit += 1.5;
        }
        if (secret != null) {
            if (c.secret != secret) {
                return BROKEN;
            }
            fit += 1;
        }
        return fit;
    }

    private double codeMatch(int code) {
        double best = 0;
        for (int i = 0; i < codes.length; i += 2) {
            if (code >= codes[i] && code <= codes[i + 1]) {
                best = Math.max(best, codes[i] == codes[i + 1] ? 1 : codes[i + 1] - codes[i] < 10 ? 0.7 : 0.3);
            }
        }
        return best;
    }

    private double statusMatch(int status) {
        double best = 0;
        for (int i = 0; i < statuses.length; i += 3) {
            boolean cls = statuses[i] < 0 || statuses[i] == status / 1_000_000;
            boolean subject = statuses[i + 1] < 0 || statuses[i + 1] == status / 1_000 % 1_000;
            boolean detail = statuses[i + 2] < 0 || statuses[i + 2] == status % 1_000;
            if (cls && subject && detail && status != 0) {
                best = Math.max(best, statuses[i + 2] >= 0 ? 1 : 0.3);
            }
        }
        return best;
    }
}
