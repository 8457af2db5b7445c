package org.mailmend.check.ui.internal;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** What the server said of itself, its addresses, the TLS session, and what DNS says of the sender's domain. */
final class ServerPage extends Composite {
    private final StyledText field;
    private CheckRun shown;

    ServerPage(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        FillLayout layout = new FillLayout();
        layout.marginWidth = 12;
        layout.marginHeight = 8;
        setLayout(layout);
        field = Widgets.id(Prose.field(this), "server.facts");
        Widgets.accessibleName(field, Messages.Page_server);
        Theme.onChange(this, this::write);
        write();
    }

    void show(CheckRun run) {
        CheckRun finished = run != null && run.isOver() ? run : null;
        if (finished != shown) {
            shown = finished;
            write();
        }
    }

    private void write() {
        Prose prose = new Prose(field);
        CheckResult result = shown == null ? null : shown.result();
        if (result == null) {
            prose.aside(Messages.Server_empty).show();
            return;
        }
        prose.fact(Messages.Server_target, Words.REPORT.target(result.target()));
        prose.fact(Messages.Server_addresses, result.addresses().isEmpty() ? "—"
                : result.addresses().stream().map(ServerPage::words).collect(Collectors.joining("\u2028")));
        if (result.server() != null) {
            prose.fact(Messages.Server_greeting, result.server().banner());
            prose.fact(Messages.Server_mechanisms, joined(result.server().mechanisms()));
            prose.fact(Messages.Server_capabilities, String.join("\u2028", result.server().capabilities()));
        }
        if (result.tls() != null) {
            prose.fact(Messages.Server_tls,
                    result.tls().protocol() == null ? "—" : result.tls().protocol() + ", " + result.tls().cipher());
            if (!result.tls().supported().isEmpty()) {
                prose.fact(Messages.Server_tlsSupported, joined(result.tls().supported()));
            }
        }
        OAuthError oauth = result.oauthError();
        if (oauth != null) {
            prose.fact(Messages.Server_oauth, java.util.stream.Stream.of(oauth.status(), oauth.schemes(), oauth.scope())
                    .filter(java.util.Objects::nonNull).collect(Collectors.joining(", ")));
        }
        DomainInfo domain = result.domain();
        if (domain != null) {
            prose.heading(domain.name());
            record(prose, "SPF", domain.spf());
            record(prose, "DKIM", domain.dkim());
            record(prose, "DMARC", domain.dmarc());
            record(prose, "MTA-STS", domain.mtaSts());
        }
        prose.show();
    }

    private static void record(Prose prose, String name, String value) {
        prose.fact(name, value == null ? "—" : value);
    }

    private static String joined(List<String> words) {
        return words.isEmpty() ? "—" : String.join(", ", words);
    }

    private static String words(AddressResult address) {
        String state = Words.state(address.status()).text();
        return address.ip() + " · "
                + (address.cause() == null ? state
                        : state + ": " + Catalogue.get().text(address.cause(), Words.locale()).title());
    }
}
