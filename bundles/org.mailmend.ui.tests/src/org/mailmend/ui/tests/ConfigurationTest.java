package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.ui.tests.pages.ConfigurationDialog;

/** The assistant for configuration files; it never goes to the network here. */
class ConfigurationTest extends UiTest {
    @TempDir
    Path folder;

    private static String thunderbird() {
        return KnowledgeBase.get().clients().stream().filter(client -> client.family().equals("thunderbird")).findFirst()
                .orElseThrow().id();
    }

    private static ClientConfig config() {
        return ClientConfig.of(EmailProvider.of("example.com", "Example",
                List.of(Server.of(Protocol.IMAP, "imap.example.com", 993, Security.TLS, "%EMAILADDRESS%",
                        List.of("password-cleartext"))),
                List.of(Server.of(Protocol.SMTP, "smtp.example.com", 587, Security.STARTTLS, "%EMAILADDRESS%",
                        List.of("password-cleartext")))),
                null);
    }

    @Test
    void showsTheFileBeforeItIsSaved() {
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_MAKE);
        assertFalse(dialog.part().isEnabled("next"));
        String file = dialog.account(thunderbird(), "taro@gmail.com").next().preview();
        assertTrue(file.contains("<clientConfig"), file);
        assertTrue(file.contains("smtp.gmail.com"), file);
        dialog.close();
    }

    @Test
    void saysAtTheFieldWhatIsWrongWithTheAddress() {
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_MAKE);
        dialog.part().write("address", "taro at gmail");
        assertTrue(dialog.part().isVisible("address.problem"));
        dialog.part().write("address", "taro@gmail.com");
        assertFalse(dialog.part().isVisible("address.problem"));
        dialog.close();
    }

    @Test
    void readsAnAutoconfigFileAndUsesItsServers() throws IOException {
        Path file = folder.resolve("config.xml");
        Files.write(file, Autoconfig.bytes(config()));
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_IMPORT);
        dialog.part().write("file", file.toString());
        driver.waitUntil("the servers are shown", () -> dialog.part().rows("servers").size() == 2);
        assertEquals("imap.example.com", dialog.part().rows("servers").getFirst().get(1));
        String made = dialog.next().account(thunderbird(), "taro@example.com").next().preview();
        assertTrue(made.contains("smtp.example.com"), made);
        dialog.close();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = folder.resolve("config.xml");
        Files.write(file, "<clientConfig>".getBytes(StandardCharsets.UTF_8));
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_IMPORT);
        dialog.part().write("file", file.toString());
        driver.waitUntil("the mistake is named", () -> dialog.part().isVisible("file.problem"));
        dialog.part().write("file", folder.resolve("missing.xml").toString());
        driver.waitUntil("the missing file is named",
                () -> dialog.part().isVisible("file.problem") && dialog.part().read("file.problem").contains("missing.xml"));
        assertFalse(dialog.part().isEnabled("next"));
        dialog.close();
    }

    @Test
    void looksUpNothingThatIsNoDomain() {
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_LOOKUP);
        dialog.part().write("domain", "no domain");
        dialog.part().click("look");
        assertTrue(dialog.part().isVisible("domain.problem"));
        assertEquals(List.of(), dialog.part().rows("answers"));
        assertFalse(dialog.part().isEnabled("next"));
        dialog.close();
    }
}
