package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;

class ThemeTest extends UiTest {
    private static final double LEAST_CONTRAST = 4.5;

    static Stream<Palette> palettes() {
        return Stream.of(Palette.LIGHT, Palette.DARK);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void textsHaveContrast(Palette palette) {
        for (Color text : List.of(palette.text(), palette.dim(), palette.accent(), palette.ok(), palette.warning(),
                palette.fault())) {
            for (Color ground : List.of(palette.surface(), palette.chrome(), palette.raised())) {
                double contrast = contrast(text.getRGB(), ground.getRGB());
                assertTrue(contrast >= LEAST_CONTRAST, () -> text + " on " + ground + ": " + contrast);
            }
        }
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(RGB a, RGB b) {
        double lighter = Math.max(Window.luminance(a), Window.luminance(b));
        double darker = Math.min(Window.luminance(a), Window.luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void styleSheetsKeepToThePalette(String theme) throws Exception {
        Palette palette = theme.equals("dark") ? Palette.DARK : Palette.LIGHT;
        Set<String> known = new TreeSet<>();
        for (RecordComponent component : Palette.class.getRecordComponents()) {
            RGB rgb = ((Color) component.getAccessor().invoke(palette)).getRGB();
            known.add(String.format("#%02x%02x%02x", rgb.red, rgb.green, rgb.blue));
        }
        List<String> unknown = new ArrayList<>();
        Matcher matcher = Pattern.compile("#[0-9a-fA-F]{6}\\b").matcher(styleSheet(theme));
        while (matcher.find()) {
            if (!known.contains(matcher.group())) {
                unknown.add(matcher.group());
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static String styleSheet(String theme) throws IOException {
        try (InputStream in = java.net.URI.create("platform:/plugin/org.mailmend.workbench/css/" + theme + ".css").toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void darkWindowHasNoWhiteAreas() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        window.theme(Theme.Choice.DARK);
        for (int page = 0; page < 4; page++) {
            tester.show(page);
            double share = window.lightShare();
            assertTrue(share < 0.08, () -> "light pixels: " + share);
        }
    }

    @Test
    void choiceAppliesAtOnceAndIsKept() {
        window.theme(Theme.Choice.DARK);
        assertTrue(window.ui(Theme::isDark));
        assertEquals(Theme.Choice.DARK, window.ui(Theme::choice));
        window.theme(Theme.Choice.LIGHT);
        assertTrue(!window.ui(Theme::isDark));
    }
}
