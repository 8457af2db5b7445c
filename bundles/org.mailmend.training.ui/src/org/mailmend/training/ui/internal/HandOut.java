package org.mailmend.training.ui.internal;

import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.Target;
import org.mailmend.training.Session;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;

/** The accounts of a practice server as cards to print and cut, one for each account. */
final class HandOut {
    private HandOut() {
    }

    static String html(Session session, PracticeBoard board, Locale locale) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"").append(locale.getLanguage())
                .append("\">\n<head><meta charset=\"utf-8\"><title>")
                .append(escaped(session.title())).append("</title>\n<style>\n")
                .append("body{font-family:sans-serif;color:#1f2328;background:#fff;margin:1cm}\n")
                .append("section{border:1px dashed #59636e;padding:.5cm;margin:0 0 .5cm;break-inside:avoid}\n")
                .append("h2{margin:0 0 .2cm;font-size:1.1em}code{font-size:1.05em}dt{float:left;clear:left;width:11em;color:#59636e}\n")
                .append("dd{margin:0 0 .1cm 11.5em}\n</style></head>\n<body>\n<h1>").append(escaped(session.title()))
                .append("</h1>\n<p>")
                .append(escaped(Messages.Practice_card_words)).append("</p>\n");
        for (PracticeAccount account : board.accounts()) {
            page.append("<section><h2>").append(account.number()).append(". ").append(escaped(account.people(locale)))
                    .append("</h2><dl>");
            fact(page, Messages.Practice_card_address, account.address());
            fact(page, Messages.Practice_card_password, account.password());
            fact(page, Messages.Practice_card_app, account.appPassword());
            fact(page, Messages.Practice_servers,
                    board.targets().stream().map(HandOut::words).collect(Collectors.joining(" · ")));
            fact(page, Messages.Practice_relay,
                    board.relayTargets().stream().map(HandOut::words).collect(Collectors.joining(" · ")));
            page.append("</dl></section>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private static String words(Target target) {
        return NLS.bind("{0} {1}",
                new Object[] {target.protocol(), target.host() + ":" + target.port() + " " + target.security()});
    }

    private static void fact(StringBuilder page, String name, String value) {
        page.append("<dt>").append(escaped(name)).append("</dt><dd><code>").append(escaped(value)).append("</code></dd>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
