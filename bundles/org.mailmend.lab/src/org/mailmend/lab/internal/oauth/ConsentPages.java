package org.mailmend.lab.internal.oauth;

import java.util.Locale;
import java.util.ResourceBundle;

/** The pages of the practice authorization server. They look like no provider's, so that nobody takes them for real. */
final class ConsentPages {
    private final Locale locale;
    private final ResourceBundle texts;

    ConsentPages(Locale locale) {
        this.locale = locale;
        texts = ResourceBundle.getBundle("org.mailmend.lab.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The page on which the user agrees. */
    String consent(String request, String hint, boolean mail) {
        return page(text("page.consent"),
                "<form method=\"post\" action=\"/consent\"><input type=\"hidden\" name=\"request\" value=\""
                        + html(request) + "\"><p><label>" + text("page.account")
                        + "<br><input name=\"user\" type=\"email\" required size=\"34\" value=\""
                        + html(hint) + "\"></label></p>"
                        + (mail ? "<p><label><input type=\"checkbox\" name=\"mail\" value=\"yes\" checked> " + text("page.mail")
                                + "</label></p>" : "")
                        + "<p><button name=\"allow\" value=\"yes\">" + text("page.allow")
                        + "</button> <button name=\"cancel\" value=\"yes\""
                        + " formnovalidate>" + text("page.cancel") + "</button></p></form>");
    }

    /** The page on which the user types the code of a device. */
    String device() {
        return page(text("page.device"), "<form method=\"post\" action=\"/device\"><p><label>" + text("page.code")
                + "<br><input name=\"code\" required></label></p><p><label>" + text("page.account")
                + "<br><input name=\"user\" type=\"email\" required size=\"34\"></label></p><p><button>" + text("page.allow")
                + "</button></p></form>");
    }

    /**
     * A page that says something.
     *
     * @param key   what it says
     * @param error the words that real pages show with it; may be empty
     */
    String message(String key, String error) {
        return page(text(key), error.isEmpty() ? "" : "<p><code>" + html(error) + "</code></p>");
    }

    private String page(String title, String content) {
        return "<!DOCTYPE html>\n<html lang=\"" + locale.getLanguage() + "\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>body{font:17px/1.6 system-ui,sans-serif;"
                + "max-width:34em;margin:10vh auto;padding:0 1.5em}header{border-left:6px solid #b26a00;padding-left:.8em}"
                + "input,button{font:inherit;padding:.2em .5em}</style></head><body><header>" + text("page.practice")
                + "</header><h1>" + title + "</h1>" + content + "</body></html>\n";
    }

    private String text(String key) {
        return html(texts.getString(key));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
