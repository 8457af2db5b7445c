package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "check", "explain", "advise", "kb", "kb search", "kb show", "kb clients", "kb stats", "kb check",
            "kb export", "kb import", "kb undo", "config",
            "oauth", "oauth login", "oauth status", "oauth token", "oauth revoke", "train", "train list", "train show",
            "train run-exercise", "train export", "lab", "lab list", "lab start", "completion"})
    void everyCommandExplainsItselfInBothLanguages(String command) {
        String[] words = (command + " --help").strip().split(" ");
        Run english = Run.of(words);
        Run japanese = Run.with(Map.of("LC_ALL", "ja_JP.UTF-8", "LANG", "C"), "", words);
        assertEquals(0, english.code());
        assertEquals(0, japanese.code());
        assertTrue(english.out().startsWith(("Usage: mailmend " + command).strip() + " [OPTIONS]"), english.out());
        assertTrue(japanese.out().startsWith("使い方："), japanese.out());
        assertEquals("", english.err() + japanese.err());
        assertFalse(english.out().contains("null"), english.out());
        assertEquals(options(english.out()), options(japanese.out()));
    }

    private static List<String> options(String help) {
        return help.lines().filter(line -> line.startsWith("      --")).map(line -> line.strip().split("[ =]")[0]).toList();
    }

    @Test
    void theProgramNamesItsCommands() {
        for (String call : List.of("--help", "-h", "--lang=en")) {
            Run run = Run.of(call);
            assertEquals(0, run.code());
            for (String command : List.of("check", "explain", "advise", "kb", "config", "oauth", "train", "lab", "completion")) {
                assertTrue(run.out().contains("\n  " + command + " "), run.out());
            }
        }
        assertEquals(0, Run.of().code());
    }

    @Test
    void helpIsACommandToo() {
        assertEquals(Run.of("--help").out(), Run.of("help").out());
        assertEquals(Run.of("kb", "search", "--help").out(), Run.of("help", "kb", "search").out());
        assertEquals(2, Run.of("help", "no-such-command").code());
    }

    @Test
    void versionOfMailmendAndOfJava() {
        Run run = Run.of("--version");
        assertEquals(0, run.code());
        assertTrue(run.out().matches("mailmend \\S+ \\(Java " + System.getProperty("java.version") + ", [^)]+\\)\n"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void bashUnderstandsItsScript(String shell, @TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path script = Files.writeString(folder.resolve("script"), Run.of("completion", shell).out()
                + "\nCOMP_WORDS=(mailmend check --sec); COMP_CWORD=2; _complete_mailmend; echo \"${COMPREPLY[@]}\""
                + "\nCOMP_WORDS=(mailmend check --security ''); COMP_CWORD=3; _complete_mailmend; echo \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("/bin/bash", script.toString()).redirectError(Redirect.DISCARD).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), output);
        assertEquals(List.of("--security", "none starttls tls"), output.lines().map(String::strip).toList());
    }

    @Test
    void fishGetsALineForEveryOption() {
        String script = Run.of("completion", "fish").out();
        assertTrue(
                script.contains(
                        "complete -c mailmend -n '__fish_seen_subcommand_from check' -l security -xa 'none starttls tls'"),
                script);
        assertTrue(script.contains("-a start -d"), script);
        assertFalse(script.lines().anyMatch(line -> !line.startsWith("complete -c mailmend ")), script);
    }
}
