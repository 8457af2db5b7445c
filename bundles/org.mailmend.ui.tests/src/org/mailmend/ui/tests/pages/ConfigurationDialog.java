package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.Locale;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.ui.tests.driver.Driver;

/** The assistant for configuration files. */
public final class ConfigurationDialog {
    private final Driver driver;
    private final Driver.Part part;

    private ConfigurationDialog(Driver driver) {
        this.driver = driver;
        part = driver.dialog();
    }

    /** Opens it by one of its commands. */
    public static ConfigurationDialog open(Driver driver, String command) {
        driver.run(command);
        return new ConfigurationDialog(driver);
    }

    public Driver.Part part() {
        return part;
    }

    /** Fills in for whom the file is. */
    public ConfigurationDialog account(String client, String address) {
        Locale locale = Tester.locale();
        String name = KnowledgeBase.get().client(client).orElseThrow().name().in(locale);
        part.write("address", address);
        driver.waitUntil("the client is known", () -> {
            part.write("client", name);
            return part.isEnabled("next");
        });
        return this;
    }

    public ConfigurationDialog next() {
        part.click("next");
        return this;
    }

    /** Waits for the file and gives its text. */
    public String preview() {
        driver.waitUntil("the file is shown", () -> part.isVisible("preview") && part.isEnabled("finish"));
        return part.read("preview");
    }

    public ConfigurationDialog picture(Path file) {
        driver.picture(file);
        return this;
    }

    public void close() {
        part.close();
    }
}
