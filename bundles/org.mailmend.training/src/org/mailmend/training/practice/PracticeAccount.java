package org.mailmend.training.practice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.training.Attendee;

/**
 * An account on the practice server of a session, for one attendee or for a pair. Its secrets open nothing outside that server; they follow
 * from the ids of the session and the attendees, so that clients that were set up still fit after a restart.
 *
 * @param number      its number in the room, from 1
 * @param attendees   ids of those who share it
 * @param names       their names, in the same order
 * @param address     address, also the user name
 * @param password    the account password, which the server refuses as Google does
 * @param appPassword the app password, four groups of four letters
 */
public record PracticeAccount(int number, List<String> attendees, List<String> names, String address, String password,
        String appPassword) {
    /** Domain of the accounts; reserved for examples (RFC 2606), so that no mail could leave even by mistake. */
    public static final String DOMAIN = "example.com";
    private static final String CONSONANTS = "bdfghjkmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final List<String> WORDS = List.of("Sakura", "Fuji", "Kawa", "Momiji", "Hikari", "Yama", "Umi", "Sora",
            "Tsuki", "Hana");

    public PracticeAccount {
        attendees = List.copyOf(attendees);
        names = List.copyOf(names);
        Objects.requireNonNull(address);
        Objects.requireNonNull(password);
        Objects.requireNonNull(appPassword);
    }

    /** Says who it is for, never its secrets. */
    @Override
    public String toString() {
        return "PracticeAccount[" + address + "]";
    }

    /** The names of those who share it. */
    public String people(Locale locale) {
        return String.join("ja".equals(locale.getLanguage()) ? "、" : ", ", names);
    }

    /**
     * Accounts for a roster, in its order.
     *
     * @param session id of the session
     * @param roster  the people
     * @param shared  how many share an account, from 1 to 4; the last ones may be fewer
     */
    public static List<PracticeAccount> of(String session, List<Attendee> roster, int shared) {
        if (shared < 1 || shared > 4) {
            throw new IllegalArgumentException("shared by " + shared);
        }
        List<PracticeAccount> accounts = new ArrayList<>();
        for (int i = 0; i < roster.size(); i += shared) {
            List<Attendee> people = roster.subList(i, Math.min(i + shared, roster.size()));
            int number = accounts.size() + 1;
            byte[] seed = hash(session + '\n' + number + '\n' + people.stream().map(Attendee::id).toList());
            accounts.add(new PracticeAccount(number, people.stream().map(Attendee::id).toList(),
                    people.stream().map(Attendee::name).toList(), String.format(Locale.ROOT, "desk%02d@%s", number, DOMAIN),
                    WORDS.get((seed[0] & 0xff) % WORDS.size()) + "-" + (1000 + ((seed[1] & 0xff) << 8 | seed[2] & 0xff) % 9000),
                    appPassword(seed)));
        }
        return List.copyOf(accounts);
    }

    /** Sixteen letters that can be read aloud; 80 letters of each pair make 48 bits, more than anybody tries in a course. */
    private static String appPassword(byte[] seed) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            String letters = i % 2 == 0 ? CONSONANTS : VOWELS;
            text.append(i > 0 && i % 4 == 0 ? " " : "").append(letters.charAt((seed[i + 3] & 0xff) % letters.length()));
        }
        return text.toString();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("mailmend practice\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
