package org.mailmend.ui.tests.pages;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.oauth.ui.OAuthSetup;
import org.mailmend.ui.tests.driver.Driver;

/** The assistant that signs an account in with OAuth. */
public final class SetupDialog {
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]*)\"");

    private final Driver driver;
    private final Driver.Part part;

    private SetupDialog(Driver driver) {
        this.driver = driver;
        part = driver.dialog();
    }

    public static SetupDialog open(Driver driver) {
        driver.run(OAuthSetup.COMMAND);
        return new SetupDialog(driver);
    }

    /** The assistant that something else has opened. */
    public static SetupDialog inFront(Driver driver) {
        return new SetupDialog(driver);
    }

    public Driver.Part part() {
        return part;
    }

    /** Chooses the practice, the last of the providers. */
    public SetupDialog practice(String address) {
        part.write("address", address);
        part.select("provider", part.items("provider").getLast());
        driver.waitUntil("the practice server runs", () -> part.isEnabled("next"));
        return this;
    }

    /** Lets this go wrong. */
    public SetupDialog fault(String words) {
        part.select("fault", words);
        return this;
    }

    public SetupDialog next() {
        driver.waitUntil("the page is complete", () -> part.isEnabled("next"));
        part.click("next");
        return this;
    }

    public SetupDialog back() {
        part.click("previous");
        return this;
    }

    /** Goes through the guide and takes the practice client. */
    public SetupDialog toSignIn() {
        next();
        part.click("client.yes");
        next();
        part.click("practice");
        return next();
    }

    /** Signs in with the browser that is in use, and waits for the page with the proof. */
    public SetupDialog signIn() {
        part.click("here");
        driver.waitUntil("the proof is shown", () -> part.isVisible("proof.smtp"));
        return this;
    }

    public SetupDialog waitForProof() {
        driver.waitUntil("the proof is over", () -> part.isVisible("again") && part.isEnabled("again"));
        return this;
    }

    public void finish() {
        driver.waitUntil("it can be finished", () -> part.isEnabled("finish"));
        part.click("finish");
        driver.waitUntil("the assistant is closed", () -> driver.dialogs() == 0);
    }

    /** Chooses the mail program on the last page. */
    public SetupDialog program(String id) {
        part.write("program", KnowledgeBase.get().client(id).orElseThrow().name().in(Tester.locale()));
        return this;
    }

    public SetupDialog picture(Path file) {
        driver.picture(file);
        return this;
    }

    public void close() {
        part.close();
    }

    // --- a browser that does what a user does

    /**
     * Opens the page, agrees, and follows the way back.
     *
     * @param user who signs in
     */
    public static void agree(URI page, String user) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
            HttpRequest consent = consent(http, page, user);
            if (consent != null) {
                http.send(consent, HttpResponse.BodyHandlers.ofString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the page and agrees on a computer that cannot come back; the address that its browser ends at. */
    public static String agreeElsewhere(URI page, String user) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(consent(http, page, user), HttpResponse.BodyHandlers.ofString()).headers().firstValue("Location")
                    .orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What a click on "allow" sends; null where the page has no such button. */
    private static HttpRequest consent(HttpClient http, URI page, String user) throws IOException, InterruptedException {
        HttpResponse<String> shown = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        Matcher request = REQUEST.matcher(shown.body());
        if (!request.find()) {
            // a page that ends there, or that has come back already
            return null;
        }
        String form = "request=" + encode(request.group(1)) + "&user=" + encode(user) + "&mail=yes&allow=yes";
        return HttpRequest.newBuilder(page.resolve("/consent")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
