package org.mailmend.organisation.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.OrganisationException;

/** The one form of each value, and its limits. */
public final class Values {
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[^\\s@<>,;:\"()\\[\\]\\\\]{1,255}");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})(?!\\d).*");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{4})(?!\\d).*");
    private static final Pattern MONTH_NAME = Pattern
            .compile("(?:(\\d{1,2})[ -])?([a-z]{3,9})\\.?[ -](?:(\\d{1,2}),? )?(\\d{4})\\b.*");
    private static final Pattern ERA = Pattern.compile("(?:令和|r)(\\d{1,2}|元)[年./-](\\d{1,2})[月./-](\\d{1,2}).*");
    private static final int ERA_BEGINS = 2018;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "on", "enrolled", "はい", "有", "有効", "あり", "オン", "済",
            "登録済み", "○",
            "〇");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "off", "not enrolled", "いいえ", "無", "無効", "なし", "オフ",
            "未", "未登録", "×",
            "-");

    private Values() {
    }

    /**
     * The value as it is kept.
     *
     * @throws OrganisationException for one that the field cannot have
     */
    public static String canonical(Field field, String value) {
        boolean lines = field == Field.NOTE || field == Field.OTHER;
        String text = clean(value, lines);
        if (text.length() > field.limit()) {
            throw new OrganisationException("error.long", field, field.limit(), text.length());
        }
        if (text.isEmpty()) {
            return text;
        }
        return switch (field) {
            case MAIL, OWNER -> mail(field, text);
            case ACCOUNT -> AccountKind.fromId(text).map(AccountKind::id)
                    .orElseThrow(() -> new OrganisationException("error.choice", field, text,
                            "personal, workspace, microsoft365, outlook.com, other"));
            case LANGUAGE -> language(text);
            case PROTOCOLS -> protocols(text);
            case SIGN_IN -> signIn(text);
            case LAST_USED -> day(text).map(LocalDate::toString)
                    .orElseThrow(() -> new OrganisationException("error.day", field, text));
            case TWO_STEP, RECEIVES, STATIC_IP -> yesNo(field, text);
            case RECIPIENTS -> recipients(text);
            case HOST -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    /** The address alone and in lower case, also of {@code Name <address>}. */
    private static String mail(Field field, String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        String address = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        address = Fold.width(address.strip());
        if (address.startsWith("mailto:")) {
            address = address.substring("mailto:".length());
        }
        if (!MAIL.matcher(address).matches()) {
            throw new OrganisationException("error.mail", field, text);
        }
        return address;
    }

    private static String language(String text) {
        String folded = Fold.width(text);
        if (folded.startsWith("ja") || folded.contains("日本") || folded.equals("jp")) {
            return "ja";
        }
        if (folded.startsWith("en") || folded.contains("英")) {
            return "en";
        }
        throw new OrganisationException("error.choice", Field.LANGUAGE, text, "en, ja");
    }

    private static String protocols(String text) {
        String folded = Fold.width(text);
        Set<String> found = new TreeSet<>();
        if (folded.contains("smtp")) {
            found.add("smtp");
        }
        if (folded.contains("imap")) {
            found.add("imap");
        }
        if (folded.contains("pop")) {
            found.add("pop3");
        }
        if (found.isEmpty()) {
            throw new OrganisationException("error.choice", Field.PROTOCOLS, text, "smtp, imap, pop3");
        }
        return String.join(" ", found);
    }

    private static String signIn(String text) {
        String folded = Fold.width(text);
        if (folded.contains("app password") || folded.contains("app-password") || folded.contains("アプリ パスワード")
                || folded.contains("アプリパスワード")) {
            return "app-password";
        }
        if (folded.contains("oauth") || folded.contains("modern") || folded.contains("先進")) {
            return "oauth";
        }
        if (folded.contains("password") || folded.contains("basic") || folded.contains("パスワード") || folded.contains("基本認証")) {
            return "password";
        }
        if (folded.equals("none") || folded.equals("no") || folded.equals("なし") || folded.equals("無し")) {
            return "none";
        }
        throw new OrganisationException("error.choice", Field.SIGN_IN, text, "password, app-password, oauth, none");
    }

    private static String recipients(String text) {
        String folded = Fold.width(text);
        if (folded.contains("internal") || folded.contains("社内") || folded.contains("内部") || folded.contains("組織内")) {
            return "internal";
        }
        if (folded.contains("anyone") || folded.contains("external") || folded.contains("社外") || folded.contains("外部")) {
            return "anyone";
        }
        throw new OrganisationException("error.choice", Field.RECIPIENTS, text, "internal, anyone");
    }

    private static String yesNo(Field field, String text) {
        String folded = Fold.width(text);
        if (YES.contains(folded)) {
            return "yes";
        }
        if (NO.contains(folded)) {
            return "no";
        }
        throw new OrganisationException("error.choice", field, text, "yes, no");
    }

    /**
     * The day of a text such as {@code 2026-11-24}, {@code 2026/11/24 09:00}, {@code 24.11.2026}, {@code 11/24/2026},
     * {@code Nov 24, 2026}, {@code 2026年11月24日} or {@code 令和8年11月24日}; empty for none. Slashes with the year at the end have the
     * month first, as in the United States, unless that is no month; full stops have the day first.
     */
    public static Optional<LocalDate> day(String text) {
        String folded = Fold.width(text.strip());
        try {
            Matcher first = YEAR_FIRST.matcher(folded);
            if (first.matches()) {
                return Optional.of(of(first.group(1), first.group(2), first.group(3)));
            }
            Matcher era = ERA.matcher(folded);
            if (era.matches()) {
                String year = "元".equals(era.group(1)) ? "1" : era.group(1);
                return Optional.of(of(String.valueOf(ERA_BEGINS + Integer.parseInt(year)), era.group(2), era.group(3)));
            }
            Matcher last = YEAR_LAST.matcher(folded);
            if (last.matches()) {
                boolean dayFirst = !"/".equals(last.group(2)) || Integer.parseInt(last.group(1)) > 12;
                return Optional.of(dayFirst ? of(last.group(4), last.group(3), last.group(1))
                        : of(last.group(4), last.group(1), last.group(3)));
            }
            Matcher name = MONTH_NAME.matcher(folded);
            if (name.matches() && (name.group(1) == null) != (name.group(3) == null)) {
                int at = MONTHS.indexOf(name.group(2).substring(0, 3));
                if (at >= 0 && at % 3 == 0) {
                    return Optional.of(of(name.group(4), String.valueOf(at / 3 + 1),
                            name.group(1) == null ? name.group(3) : name.group(1)));
                }
            }
        } catch (DateTimeException e) {
            // there is no such day
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static LocalDate of(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    /** Without characters that no database keeps; on one line unless several are allowed. */
    private static String clean(String text, boolean lines) {
        if (text == null) {
            return "";
        }
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c >= ' ' && c != 0x7F && !Character.isSurrogate(c);
        }
        if (plain) {
            return text.strip();
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                clean.append(lines ? (char) c : ' ');
            } else if (c >= ' ' && c != 0x7F) {
                clean.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
            }
        });
        return clean.toString().strip();
    }
}
