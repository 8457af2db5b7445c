package org.mailmend.tickets.ui.internal.settings;

/** The words of buttons. */
final class TextOf {
    private TextOf() {
    }

    /** Without mnemonic and dots. */
    static String plain(String words) {
        return words.replaceAll("\\(&.\\)", "").replace("&", "").replace("…", "");
    }
}
