package org.mailmend.organisation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.mailmend.tickets.exchange.Sheet;

/** Makes organisations that look like real ones, in both languages; the same seed makes the same one. */
public final class Generator {
    private static final List<String> FAMILY = List.of("佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "Smith",
            "Jones", "Taylor",
            "Brown", "Wilson", "Evans", "Thomas", "Roberts");
    private static final List<String> GIVEN = List.of("翔太", "陽菜", "健", "美咲", "大輔", "さくら", "直樹", "真由美", "Olivia", "George",
            "Amelia", "Harry", "Isla",
            "Jack", "Ava", "Noah");
    private static final List<String> SITES = List.of("東京本社", "大阪支店", "名古屋営業所", "福岡営業所", "札幌営業所", "仙台工場", "London", "Singapore",
            "横浜倉庫",
            "京都研究所");
    private static final List<String> DEPARTMENTS = List.of("営業部", "総務部", "経理部", "開発部", "Sales", "Accounting", "製造部", "情報システム部");
    private static final List<String> CLIENTS = List.of("Outlook 2016", "Outlook 2019", "Outlook 2021", "Thunderbird 128.3",
            "Thunderbird 140.1",
            "Thunderbird 91.2", "Apple Mail", "Becky!", "秀丸メール", "Outlook 2013", "Microsoft 365 Outlook", "Shuriken", "eM Client",
            "Gmail app",
            "Thunderbird 60", "Windows Live Mail");
    private static final List<String> DEVICES = List.of("リコー 複合機", "Canon iR-ADV C3530", "Kyocera TASKalfa 2554ci",
            "Sharp BP-70C65",
            "Konica Minolta bizhub 287", "Synology DSM 7", "QNAP NAS", "APC Network Management Card", "Brother MFC-L8900",
            "FUJIFILM Apeos C3570");
    private static final List<String> SCRIPTS = List.of("PHPMailer", "Python smtplib", "Jenkins", "Postfix", "Zabbix",
            "Nodemailer",
            "SQL Server Database Mail", "Redmine");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final Random random;

    public Generator(long seed) {
        random = new Random(seed);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** People as the Admin console writes them. */
    public byte[] googleUsers(int count) {
        StringBuilder csv = new StringBuilder("\uFEFF").append(Sheet.row(List.of("First Name [Required]", "Last Name [Required]",
                "Email Address [Required]", "Password [Required]", "Org Unit Path [Required]", "Status [READ ONLY]",
                "Last Sign In [READ ONLY]",
                "2sv Enrolled [READ ONLY]")));
        for (int i = 0; i < count; i++) {
            csv.append(Sheet
                    .row(List.of(any(GIVEN), any(FAMILY), "user" + i + "@example.co.jp", "****", "/" + any(DEPARTMENTS), "Active",
                            random.nextInt(20) == 0 ? "Never logged in" : TODAY.minusDays(random.nextInt(300)) + " 09:12:33",
                            random.nextBoolean() ? "True" : "False")));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Mail clients with Japanese headings: one or two for each person. */
    public byte[] clients(int count) {
        StringBuilder csv = new StringBuilder(Sheet.row(List.of("種類", "メールアドレス", "メールソフト", "認証方式", "拠点", "最終利用日", "言語", "内線")));
        for (int i = 0; i < count; i++) {
            csv.append(Sheet.row(
                    List.of("メールソフト", "user" + i + "@example.co.jp", any(CLIENTS), random.nextInt(4) == 0 ? "OAuth" : "パスワード",
                            any(SITES), TODAY.minusDays(random.nextInt(200)).toString().replace('-', '/'),
                            random.nextInt(5) == 0 ? "英語" : "日本語",
                            String.valueOf(1000 + random.nextInt(9000)))));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Devices and scripts. */
    public byte[] devices(int count) {
        StringBuilder csv = new StringBuilder(
                Sheet.row(List.of("Type", "Name", "Model", "Serial Number", "IP Address", "Location", "Owner",
                        "Authentication", "Fixed IP", "Note")));
        for (int i = 0; i < count; i++) {
            boolean script = random.nextInt(5) == 0;
            csv.append(Sheet.row(List.of(script ? "Script" : "Device", (script ? "job-" : "mfp-") + i,
                    script ? any(SCRIPTS) : any(DEVICES),
                    script ? "" : "SN" + (100000 + i), "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), any(SITES),
                    "user" + random.nextInt(50) + "@example.co.jp", "password", random.nextInt(3) == 0 ? "yes" : "no", "=1+1")));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Sign-ins as the Admin console writes them: some with a password over a mail protocol, most in a browser. */
    public byte[] googleSignIns(int count, int people) {
        StringBuilder csv = new StringBuilder(
                Sheet.row(List.of("Date", "Event", "Description", "Actor", "IP address", "Login type")));
        for (int i = 0; i < count; i++) {
            String user = "user" + random.nextInt(people) + "@example.co.jp";
            boolean legacy = random.nextInt(6) == 0;
            csv.append(Sheet.row(List.of(TODAY.minusDays(random.nextInt(30)) + "T08:00:00+09:00",
                    legacy ? "Suspicious login (less secure app)" : "Successful login",
                    user + (legacy ? " signed in with a password over " + any(List.of("SMTP", "IMAP", "POP3")) : " logged in"),
                    user, "203.0.113.7",
                    legacy ? "Less secure app" : "Google password")));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Grants as the Admin console writes them. */
    public byte[] googleGrants(int count, int people) {
        StringBuilder csv = new StringBuilder(
                Sheet.row(List.of("Date", "Event", "Description", "Actor", "Application name", "Client ID", "Scope",
                        "IP address")));
        for (int i = 0; i < count; i++) {
            String user = "user" + random.nextInt(people) + "@example.co.jp";
            boolean mail = random.nextInt(3) > 0;
            csv.append(Sheet.row(
                    List.of(TODAY.minusDays(random.nextInt(30)).toString(), random.nextInt(12) == 0 ? "Revoke" : "Authorize", "",
                            user, mail ? any(List.of("Thunderbird", "macOS", "iOS", "Outlook")) : "Calendar Sync",
                            "123.apps.googleusercontent.com",
                            mail ? "https://mail.google.com/" : "https://www.googleapis.com/auth/calendar", "203.0.113.9")));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All tables of an organisation with so many items, in the order in which they are taken in. */
    public List<byte[]> organisation(int items) {
        List<byte[]> tables = new ArrayList<>();
        int people = items * 2 / 5;
        tables.add(googleUsers(people));
        tables.add(clients(people));
        tables.add(devices(items - 2 * people));
        return tables;
    }
}
