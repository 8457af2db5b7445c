package org.mailmend.diagnosis.internal;

import java.util.List;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/** One row of a rule table: under which conditions which phrases mean which cause. */
final class Rule {
    /** The cause, then its alternatives. */
    final CauseId[] causes;
    /** Question that tells them apart, null when there is none. */
    final String question;
    final String source;
    final boolean verified;
    final String table;
    final int line;

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
    /** Groups of which a phrase has to stand somewhere before the end of the segment, and those that must not. */
    int[] wanted = {};
    int[] unwanted = {};
    /** Whether the rule has phrases at all; else it is a fallback for codes. */
    boolean textual;

    Rule(CauseId[] causes, String question, String source, boolean verified, String table, int line) {
        this.causes = causes;
        this.question = question;
        this.source = source;
        this.verified = verified;
        this.table = table;
        this.line = line;
    }

    /** A copy for another pattern of the same row. */
    Rule copy() {
        Rule copy = new Rule(causes, question, source, verified, table, line);
        copy.protocols = protocols;
        copy.stages = stages;
        copy.codes = codes;
        copy.statuses = statuses;
        copy.provider = provider;
        copy.client = client;
        copy.clientWanted = clientWanted;
        copy.mechanism = mechanism;
        copy.secret = secret;
        copy.bias = bias;
        return copy;
    }

    String client() {
        return client;
    }

    void addBias(float more) {
        bias += more;
    }

    /**
     * Reads the conditions of a row, separated by spaces: protocols, stages, reply codes ({@code 535}, {@code 5xx}, lists
     * with commas), enhanced status codes ({@code 5.7.8}, {@code x.7.x}), {@code @provider}, {@code client:name} (expected),
     * {@code only:name} (needed), {@code mech:name}, {@code secret:kind}, {@code weak}, {@code strong}.
     *
     * @throws IllegalArgumentException with the word that cannot be read
     */
    void readConditions(String conditions, Providers providers) {
        for (String word : conditions.split(" ")) {
            if (!word.isEmpty() && !readCondition(word, providers)) {
                throw new IllegalArgumentException(word);
            }
        }
    }

    private boolean readCondition(String word, Providers providers) {
        if (word.charAt(0) == '@') {
            provider = providers.canonical(word.substring(1));
            return provider != null;
        }
        int colon = word.indexOf(':');
        if (colon > 0) {
            String value = word.substring(colon + 1);
            switch (word.substring(0, colon)) {
                case "client":
                    client = value;
                    return true;
                case "only":
                    client = value;
                    clientWanted = true;
                    return true;
                case "mech":
                    mechanism = value;
                    return true;
                case "secret":
                    secret = SecretKind.valueOf(value.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
                    return true;
                default:
                    return false;
            }
        }
        switch (word) {
            case "weak":
                bias -= 1.5f;
                return true;
            case "strong":
                bias += 1.5f;
                return true;
            default:
                break;
        }
        if (Protocol.fromId(word).isPresent()) {
            protocols |= 1 << Protocol.fromId(word).get().ordinal();
            return true;
        }
        if (Stage.fromId(word).isPresent()) {
            stages |= 1 << Stage.fromId(word).get().ordinal();
            return true;
        }
        return word.indexOf('.') > 0 ? readStatuses(word) : readCodes(word);
    }

    private boolean readCodes(String word) {
        String[] parts = word.split(",");
        codes = new int[parts.length * 2];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[2-5][0-9x]{2}")) {
                return false;
            }
            codes[2 * i] = Integer.parseInt(parts[i].replace('x', '0'));
            codes[2 * i + 1] = Integer.parseInt(parts[i].replace('x', '9'));
        }
        return true;
    }

    private boolean readStatuses(String word) {
        String[] parts = word.split(",");
        statuses = new int[parts.length * 3];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[245x]\\.([0-7]|x)\\.([0-9]{1,3}|x)")) {
                return false;
            }
            String[] numbers = parts[i].split("\\.");
            for (int k = 0; k < 3; k++) {
                statuses[3 * i + k] = numbers[k].equals("x") ? -1 : Integer.parseInt(numbers[k]);
            }
        }
        return true;
    }

    /**
     * How well the conditions fit, to be added to the weight of the phrases.
     *
     * @return {@link Double#NEGATIVE_INFINITY} when a condition is broken
     */
    double fit(Circumstances c, Providers providers) {
        double fit = bias;
        if (codes.length > 0) {
            if (c.code == 0) {
                fit -= textual ? 0.7 : 9;
            } else {
                double match = codeMatch(c.code);
                if (match == 0) {
                    return Double.NEGATIVE_INFINITY;
                }
                fit += textual ? match : match * 0.7;
            }
        }
        if (statuses.length > 0) {
            if (c.status == 0) {
                fit -= textual ? 0.7 : 9;
            } else {
                double match = statusMatch(c.status);
                if (match == 0) {
                    return Double.NEGATIVE_INFINITY;
                }
                fit += match;
            }
        }
        if (stages != 0 && c.stage != null) {
            if ((stages & 1 << c.stage.ordinal()) != 0) {
                fit += 0.7;
            } else if (c.stageCertain) {
                return Double.NEGATIVE_INFINITY;
            } else {
                fit -= 0.7;
            }
        } else if (stages != 0 && !textual) {
            fit -= 0.5;
        }
        if (protocols != 0 && c.protocol != null) {
            if ((protocols & 1 << c.protocol.ordinal()) != 0) {
                fit += 0.5;
            } else if (c.protocolCertain) {
                return Double.NEGATIVE_INFINITY;
            } else {
                fit -= 1;
            }
        }
        return fit + fitOfParties(c, providers);
    }

    private double fitOfParties(Circumstances c, Providers providers) {
        double fit = 0;
        if (provider != null) {
            if (c.provider == null) {
                fit -= textual ? 0.7 : 9;
            } else if (providers.belongs(c.provider, provider)) {
                fit += 1.5;
            } else if (!providers.belongs(provider, c.provider)) {
                return c.providerCertain || !textual ? Double.NEGATIVE_INFINITY : -2;
            }
        }
        if (client != null) {
            if (c.belongsToClient(client)) {
                fit += clientWanted ? 2 : 1;
            } else if (clientWanted) {
                return Double.NEGATIVE_INFINITY;
            } else if (c.client != null) {
                fit -= 1.5;
            }
        }
        if (mechanism != null) {
            if (c.mechanism == null) {
                fit -= textual ? 0.7 : 9;
            } else if (c.mechanism.equalsIgnoreCase(mechanism)) {
                fit += 1.5;
            } else {
                return Double.NEGATIVE_INFINITY;
            }
        }
        if (secret != null) {
            if (c.secret != secret) {
                return Double.NEGATIVE_INFINITY;
            }
            fit += 1;
        }
        return fit;
    }

    private double codeMatch(int code) {
        double best = 0;
        for (int i = 0; i < codes.length; i += 2) {
            if (code >= codes[i] && code <= codes[i + 1]) {
                best = Math.max(best, codes[i] == codes[i + 1] ? 1.5 : codes[i + 1] - codes[i] < 10 ? 1 : 0.4);
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
            if (cls && subject && detail) {
                best = Math.max(best, statuses[i + 2] >= 0 ? 1.5 : 0.5);
            }
        }
        return best;
    }

    /** The causes as data, for messages and statistics. */
    List<CauseId> causeList() {
        return List.of(causes);
    }
}
