package org.mailmend.workbench;

import org.eclipse.swt.graphics.Color;

/**
 * The colours of a theme. The style sheets use the same values; a test compares them. Texts have a contrast of at least 4.5 : 1 against
 * {@code surface} and {@code chrome}.
 *
 * @param chrome  window, menus, tool bars
 * @param surface what views are painted on
 * @param raised  fields and other things that lie on the surface
 * @param line    separators
 * @param text    text
 * @param dim     text of less weight
 * @param accent  the one accent colour: links, progress, what is selected
 * @param track   the unfilled part of a bar
 * @param ok      text of a good state
 * @param warning text of a state that wants attention
 * @param fault   text of a bad state
 */
public record Palette(Color chrome, Color surface, Color raised, Color line, Color text, Color dim, Color accent, Color track,
        Color ok,
        Color warning, Color fault) {

    /** The light theme. */
    public static final Palette LIGHT = new Palette(rgb(0xf6f5f4), rgb(0xffffff), rgb(0xffffff), rgb(0xd9dde3), rgb(0x1f2328),
            rgb(0x59636e),
            rgb(0x0b57c2), rgb(0xe6e9ee), rgb(0x1a7f37), rgb(0x8f5f00), rgb(0xc4232e));

    /** The dark theme. */
    public static final Palette DARK = new Palette(rgb(0x353535), rgb(0x2d2d2d), rgb(0x383838), rgb(0x4b4b4b), rgb(0xe6e6e6),
            rgb(0xaaaeb4),
            rgb(0x7cacf8), rgb(0x484848), rgb(0x57c878), rgb(0xe3b341), rgb(0xff7b72));

    /** The colours of the theme in force. */
    public static Palette current() {
        return Theme.isDark() ? DARK : LIGHT;
    }

    private static Color rgb(int value) {
        return new Color(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }
}
