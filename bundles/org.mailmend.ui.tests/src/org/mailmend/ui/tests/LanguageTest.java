package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.junit.jupiter.api.Test;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.osgi.framework.Bundle;

/**
 * The window speaks one language: in Japanese no button, label or menu has English words alone, the platform's own included; in English
 * there is no Japanese.
 */
class LanguageTest extends UiTest {
    private static final boolean JAPANESE = Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage());

    private static final Pattern JAPANESE_LETTERS = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]+");
    /** Names of products, protocols and keys, which are the same in every language. */
    private static final Pattern NAMES = Pattern
            .compile("(?i)(mailmend|gmail|google|workspace|outlook|thunderbird|microsoft|apple|icloud"
                    + "|yahoo|exchange|emacs|mozilla|windows|linux|macos|java|openjdk|eclipse|kyocera|english|ascii"
                    + "|smtps?|imaps?|pop3s?|pop|dns|tls|starttls|ehlo|helo|sasl|oauth|oauthbearer|xoauth2|cram|md5|plain|login|auth|url|uri|id|ip"
                    + "|csv|pdf|html|json|markdown|mail|ok|ms|esc|ctrl|alt|shift|tab|enter|space|page|up|down|home|end|insert|del|numpad[a-z_]*"
                    + "|com|org|example|net|www|https?|host|port)");
    /** What is not words at all: addresses, host names, the key at the end of a menu item. */
    private static final Pattern NO_WORDS = Pattern
            .compile("\\t.*|\\(&[A-Z0-9]\\)|[\\w.+-]+@[\\w.-]+|[\\w-]+(\\.[\\w-]+)+|0x[0-9A-Fa-f]+");

    /** Begins of the names of bundles that the harness of these tests needs, and that Mailmend does not have. */
    private static final List<String> HARNESS = List.of("org.eclipse.ui.ide", "org.eclipse.ui.editors",
            "org.eclipse.ui.navigator",
            "org.eclipse.ui.workbench.texteditor", "org.eclipse.ui.views.properties", "org.eclipse.ui.console",
            "org.eclipse.text",
            "org.eclipse.jface.text", "org.eclipse.compare", "org.eclipse.team", "org.eclipse.ltk", "org.eclipse.search",
            "org.eclipse.debug", "org.eclipse.e4.ui.ide", "org.eclipse.core.resources", "org.eclipse.core.net");
    private static final Set<String> TEXTS_OF_THE_HARNESS = textsOfTheHarness();

    private static Set<String> textsOfTheHarness() {
        Set<String> texts = new HashSet<>();
        for (Bundle bundle : Platform.getBundle("org.mailmend.workbench").getBundleContext().getBundles()) {
            URL file = bundle.getEntry("plugin.properties");
            if (file != null && HARNESS.stream().anyMatch(bundle.getSymbolicName()::startsWith)) {
                try {
                    read(file).values().forEach(text -> texts.add(plain(text.toString())));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return texts;
    }

    /** Without mnemonics and the key at the end. */
    private static String plain(String text) {
        return text.replace("&", "").replaceFirst("\t.*| \\([^()]*[+↑↓←→][^()]*\\)$", "").strip();
    }

    /** The texts that are in the wrong language. */
    private static List<String> foreign(List<String> texts) {
        return texts.stream().filter(text -> text != null && !TEXTS_OF_THE_HARNESS.contains(plain(text)))
                .filter(LanguageTest::isForeign).distinct().toList();
    }

    private static boolean isForeign(String text) {
        if (text == null) {
            return false;
        }
        if (!JAPANESE) {
            return JAPANESE_LETTERS.matcher(text.replace("日本語", "")).find();
        }
        if (JAPANESE_LETTERS.matcher(text).find()) {
            return false;
        }
        Matcher word = WORD.matcher(NO_WORDS.matcher(text).replaceAll(" ").replace("&", ""));
        while (word.find()) {
            if (!NAMES.matcher(word.group()).matches()) {
                return true;
            }
        }
        return false;
    }

    // --- reading what is on screen; in the UI thread

    private static List<String> texts(Composite root) {
        List<String> texts = new ArrayList<>();
        if (root instanceof Shell shell) {
            texts.add(shell.getText());
        }
        for (Control control : root.getChildren()) {
            if (control.isVisible()) {
                texts.add(control.getToolTipText());
                addOwn(control, texts);
                if (control instanceof Composite composite) {
                    texts.addAll(texts(composite));
                }
            }
        }
        return texts;
    }

    private static void addOwn(Control control, List<String> texts) {
        switch (control) {
            case Label label -> texts.add(label.getText());
            case CLabel label -> texts.add(label.getText());
            case Button button -> texts.add(button.getText());
            case Link link -> texts.add(link.getText());
            case Group group -> texts.add(group.getText());
            case Text text when (text.getStyle() & SWT.READ_ONLY) == 0 -> texts.add(text.getMessage());
            // What is found by typing are names of products.
            case Combo combo when (combo.getStyle() & SWT.READ_ONLY) != 0 -> Collections.addAll(texts, combo.getItems());
            case Tree tree -> Stream.of(tree.getColumns()).map(Item::getText).forEach(texts::add);
            case org.eclipse.swt.widgets.Table table -> Stream.of(table.getColumns()).map(Item::getText).forEach(texts::add);
            case ToolBar bar -> {
                for (ToolItem item : bar.getItems()) {
                    texts.add(item.getText());
                    texts.add(item.getToolTipText());
                }
            }
            case CTabFolder folder -> {
                for (CTabItem item : folder.getItems()) {
                    texts.add(item.getText());
                }
            }
            default -> {
                // shows no words of its own
            }
        }
    }

    private static List<String> texts(Menu menu) {
        List<String> texts = new ArrayList<>();
        menu.notifyListeners(SWT.Show, new Event());
        for (MenuItem item : menu.getItems()) {
            texts.add(item.getText());
            texts.add(item.getToolTipText());
            if (item.getMenu() != null) {
                texts.addAll(texts(item.getMenu()));
            }
        }
        menu.notifyListeners(SWT.Hide, new Event());
        return texts;
    }

    private List<String> front() {
        return window.ui(() -> texts(Stream.of(window.shell().getDisplay().getShells())
                .filter(shell -> shell.isVisible() && shell != window.shell()).reduce((first, last) -> last)
                .orElse(window.shell())));
    }

    // --- the tests

    @Test
    void menus() {
        assertEquals(List.of(), foreign(window.ui(() -> texts(window.shell().getMenuBar()))));
    }

    @Test
    void theWindowWithTheTester() {
        Tester tester = Tester.open(driver);
        tester.showMore();
        assertEquals(List.of(), foreign(front()));
        tester.choosePractice("gmail-account-password").start().waitForResult();
        for (int page = 0; page < 4; page++) {
            tester.show(page);
            assertEquals(List.of(), foreign(front()));
        }
    }

    @Test
    void preferencesOnAllPages() {
        Preferences preferences = Preferences.open(driver);
        for (String page : preferences.pages()) {
            preferences.show(page);
            assertEquals(List.of(), foreign(front()), page);
        }
        preferences.cancel();
    }

    @Test
    void theErrorLog() {
        window.ui(() -> {
            try {
                window.page().showView("org.eclipse.pde.runtime.LogView");
            } catch (PartInitException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(List.of(), foreign(front()));
        List<String> menus = window.ui(() -> {
            List<String> texts = new ArrayList<>();
            inside(window.shell()).filter(control -> control.getMenu() != null && control.isVisible())
                    .forEach(control -> texts.addAll(texts(control.getMenu())));
            return texts;
        });
        assertEquals(List.of(), foreign(menus));
    }

    private static Stream<Control> inside(Composite root) {
        return Stream.of(root.getChildren()).flatMap(child -> Stream.concat(Stream.of(child),
                child instanceof Composite composite ? inside(composite) : Stream.empty()));
    }

    @Test
    void dialogs() {
        for (String command : List.of(IWorkbenchCommandConstants.HELP_ABOUT, "org.eclipse.ui.window.quickAccess",
                IWorkbenchCommandConstants.VIEWS_SHOW_VIEW, IWorkbenchCommandConstants.PERSPECTIVES_SHOW_PERSPECTIVE,
                IWorkbenchCommandConstants.WINDOW_RESET_PERSPECTIVE)) {
            int open = window.shells();
            driver.run(command);
            driver.waitUntil(command + " has opened something", () -> window.shells() > open);
            assertEquals(List.of(), foreign(front()), command);
            // A dialog that only vanishes has not been cancelled: what is selected in it would be taken.
            window.cancelDialogs();
            driver.waitUntil(command + " has closed", () -> window.shells() <= open);
        }
    }

    @Test
    void questionsOfThePlatform() {
        for (int kind : List.of(MessageDialog.QUESTION, MessageDialog.QUESTION_WITH_CANCEL, MessageDialog.CONFIRM,
                MessageDialog.ERROR)) {
            window.shell().getDisplay()
                    .asyncExec(() -> MessageDialog.open(kind, window.shell(), "Mailmend", "Mailmend", SWT.NONE));
            driver.waitUntil("the question is there", () -> driver.dialogs() > 0);
            assertEquals(List.of(), foreign(front()));
            window.closeDialogs();
            driver.waitUntil("the question has gone", () -> driver.dialogs() == 0);
        }
        assertEquals(List.of(),
                foreign(List.of(IDialogConstants.FINISH_LABEL, IDialogConstants.NEXT_LABEL, IDialogConstants.BACK_LABEL,
                        IDialogConstants.SHOW_DETAILS_LABEL, JFaceResources.getString("ProgressMonitorDialog.title"))));
    }

    /** What the page for keys and the search for commands list. */
    @Test
    void namesOfCommands() {
        List<String> names = window.ui(() -> {
            List<String> texts = new ArrayList<>();
            for (Command command : window.window().getService(ICommandService.class).getDefinedCommands()) {
                try {
                    texts.add(command.getName());
                    texts.add(command.getDescription());
                    texts.add(command.getCategory().getName());
                } catch (NotDefinedException e) {
                    throw new AssertionError(e);
                }
            }
            return texts;
        });
        assertFalse(names.isEmpty());
        assertEquals(List.of(), foreign(names));
    }

    @Test
    void commandsThatMeanNothingHereAreGone() {
        ICommandService commands = window.ui(() -> window.window().getService(ICommandService.class));
        assertFalse(window.ui(() -> commands.getCommand("org.eclipse.ui.window.newWindow").isDefined()));
        assertTrue(window.ui(() -> commands.getCommand(IWorkbenchCommandConstants.FILE_SAVE).isDefined()));
    }

    /** The translations of the platform: every key exists there, with the same placeholders. */
    @Test
    void translationsFitThePlatform() throws IOException {
        List<String> wrong = new ArrayList<>();
        int files = 0;
        for (Bundle host : Platform.getBundle("org.mailmend.workbench").getBundleContext().getBundles()) {
            for (Bundle fragment : fragments(host)) {
                for (URL file : Collections.list(fragment.findEntries("/", "*_ja.properties", true))) {
                    files++;
                    URL original = host.getEntry(file.getPath().replace("_ja.properties", ".properties"));
                    wrong.addAll(compare(file.getPath(), original == null ? new Properties() : read(original), read(file)));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(files > 10, "files: " + files);
    }

    private static List<Bundle> fragments(Bundle host) {
        Bundle[] fragments = Platform.getFragments(host);
        return fragments == null ? List.of()
                : Stream.of(fragments).filter(fragment -> fragment.getSymbolicName().startsWith("org.mailmend.nl.")).toList();
    }

    private static List<String> compare(String file, Properties original, Properties japanese) {
        List<String> wrong = new ArrayList<>();
        for (String key : japanese.stringPropertyNames()) {
            String text = original.getProperty(key);
            if (text == null) {
                wrong.add(file + ": " + key + " is unknown");
            } else if (!placeholders(text).containsAll(placeholders(japanese.getProperty(key)))) {
                wrong.add(file + ": placeholders of " + key);
            }
        }
        return wrong;
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Pattern.compile("\\{\\d\\}").matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    private static Properties read(URL file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
