package org.mailmend.check.ui.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.CertificateInfo;
import org.mailmend.check.CheckResult.TlsInfo;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The certificates that the server sent, its own first, and all about the one selected. */
final class CertificatesPage extends Composite {
    private final Table chain;
    private final StyledText details;
    private CheckRun shown;
    private TlsInfo tls;

    CertificatesPage(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 8).spacing(16, 0).applyTo(this);
        chain = Widgets.id(new Table(this, SWT.SINGLE | SWT.FULL_SELECTION), "certificates");
        Widgets.accessibleName(chain, Messages.Certificates_chain);
        GridDataFactory.fillDefaults().grab(false, true).hint(240, SWT.DEFAULT).applyTo(chain);
        details = Widgets.id(Prose.field(this), "certificate");
        Widgets.accessibleName(details, Messages.Certificates_details);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(details);
        chain.addListener(SWT.Selection, event -> describe());
        Theme.onChange(this, this::describe);
        describe();
    }

    void show(CheckRun run) {
        CheckRun finished = run != null && run.isOver() ? run : null;
        if (finished == shown && finished != null) {
            return;
        }
        shown = finished;
        CheckResult result = finished == null ? null : finished.result();
        tls = result == null ? null : result.tls();
        chain.removeAll();
        if (tls != null) {
            for (CertificateInfo certificate : tls.chain()) {
                new TableItem(chain, SWT.NONE).setText(commonName(certificate.subject()));
            }
            if (chain.getItemCount() > 0) {
                chain.select(0);
            }
        }
        boolean any = chain.getItemCount() > 0;
        chain.setVisible(any);
        ((GridData) chain.getLayoutData()).exclude = !any;
        layout();
        describe();
    }

    private void describe() {
        Prose prose = new Prose(details);
        if (tls == null) {
            prose.aside(shown == null ? Messages.Certificates_empty : Messages.Certificates_noTls).show();
            return;
        }
        for (CauseId problem : tls.problems()) {
            prose.coloured(Catalogue.get().text(problem, Words.locale()).summary(), Palette.current().fault());
        }
        int index = chain.getSelectionIndex();
        if (index < 0) {
            prose.aside(Messages.Certificates_none).show();
            return;
        }
        CertificateInfo certificate = tls.chain().get(index);
        prose.title(commonName(certificate.subject()));
        prose.fact(Messages.Certificates_subject, certificate.subject());
        prose.fact(Messages.Certificates_issuer, certificate.issuer());
        Instant now = Instant.now();
        String validity = NLS.bind(Messages.Certificates_fromTo, day(certificate.notBefore()), day(certificate.notAfter()));
        String state = now.isAfter(certificate.notAfter()) ? Messages.Certificates_expired
                : now.isBefore(certificate.notBefore()) ? Messages.Certificates_notYet : null;
        prose.fact(Messages.Certificates_validity, state == null ? validity : validity + " — " + state);
        prose.fact(Messages.Certificates_names, certificate.names().isEmpty() ? "—" : String.join(", ", certificate.names()));
        prose.fact(Messages.Certificates_key, certificate.key());
        prose.fact(Messages.Certificates_signature, certificate.signature());
        prose.fact(Messages.Certificates_serial, certificate.serial());
        prose.fact(Messages.Certificates_fingerprint, certificate.fingerprint());
        prose.show();
    }

    private static String day(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Words.locale())
                .format(instant.atZone(ZoneId.systemDefault()));
    }

    /** The common name in a distinguished name, or all of it when there is none. */
    static String commonName(String distinguishedName) {
        try {
            List<Rdn> parts = new LdapName(distinguishedName).getRdns();
            return parts.stream().filter(part -> "CN".equalsIgnoreCase(part.getType()))
                    .map(part -> String.valueOf(part.getValue()))
                    .reduce((first, last) -> last).orElse(distinguishedName);
        } catch (InvalidNameException e) {
            // What a server sends may be no name at all; it is shown as it is.
            return distinguishedName;
        }
    }
}
