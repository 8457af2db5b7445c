package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.lab.Scenarios;
import org.mailmend.ui.tests.driver.Driver;

/** The Connection Tester. */
public final class Tester {
    private final Driver driver;
    private final Driver.Part part;

    private Tester(Driver driver, String secondaryId) {
        this.driver = driver;
        part = driver.view(ConnectionTester.VIEW, secondaryId);
    }

    /** The first tester, in front. */
    public static Tester open(Driver driver) {
        return new Tester(driver, null);
    }

    /** One more tester, in front. */
    public static Tester open(Driver driver, String secondaryId) {
        return new Tester(driver, secondaryId);
    }

    public Driver.Part part() {
        return part;
    }

    // --- the form

    /** Shows the fields for a server that is entered by hand; a tester remembers what it was used for. */
    public Tester chooseServer() {
        part.click("server");
        return this;
    }

    public Tester chooseServer(String host, String port) {
        chooseServer();
        part.write("host", host);
        part.write("port", port);
        return this;
    }

    public Tester choosePractice(String scenario) {
        part.click("practice");
        part.select("scenario", Scenarios.byId(scenario).orElseThrow().title(locale()));
        return this;
    }

    public Tester signInAs(String user, String password) {
        part.write("user", user);
        part.write("secret", password);
        return this;
    }

    public Tester dontSignIn() {
        List<String> ways = part.items("signIn");
        part.select("signIn", ways.getLast());
        return this;
    }

    public Tester showMore() {
        if (!part.isVisible("deadline")) {
            part.click("more");
        }
        return this;
    }

    public Tester limit(String seconds) {
        showMore();
        part.write("deadline", seconds);
        return this;
    }

    /** What is said to be wrong with a field; null when nothing is. */
    public String problem(String field) {
        String id = "problem." + field;
        return part.isVisible(id) ? part.read(id) : null;
    }

    // --- the check

    public Tester start() {
        part.click("start");
        return this;
    }

    public Tester cancel() {
        part.click("cancel");
        return this;
    }

    public boolean isRunning() {
        return part.isEnabled("cancel");
    }

    public Tester waitForResult() {
        driver.waitUntil("the check has a result", () -> !isRunning() && part.isVisible("result"));
        return this;
    }

    /** What a screen reader reads of each stage. */
    public List<String> stages() {
        return part.ids("stage.").stream().map(part::read).toList();
    }

    public String stage(String id) {
        return part.read("stage." + id);
    }

    public String result() {
        return part.read("result");
    }

    // --- the pages below

    public String dialogue() {
        show(0);
        return part.read("dialogue");
    }

    public List<List<String>> certificates() {
        show(1);
        return part.rows("certificates");
    }

    public String serverFacts() {
        show(2);
        return part.read("server.facts");
    }

    public List<List<String>> history() {
        show(3);
        return part.rows("history");
    }

    public Tester openFromHistory(int row) {
        show(3);
        part.open("history", row);
        return this;
    }

    public Tester show(int page) {
        part.select("pages", part.items("pages").get(page));
        return this;
    }

    public Tester picture(Path file) {
        driver.picture(file);
        return this;
    }

    /** The language that texts of the core are shown in. */
    public static Locale locale() {
        return Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
