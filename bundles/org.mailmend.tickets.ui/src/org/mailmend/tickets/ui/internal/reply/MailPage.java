package org.mailmend.tickets.ui.internal.reply;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.mailmend.check.Security;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.tickets.ui.internal.reply.MailSettings.Auth;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Widgets;

/** The account through which replies leave. */
public final class MailPage extends PreferencePage implements IWorkbenchPreferencePage {
    private static final int WIDTH = 320;
    private static final int HIGHEST_PORT = 65535;
    private static final List<Security> SECURITIES = List.of(Security.STARTTLS, Security.TLS, Security.NONE);
    private static final List<Auth> AUTHS = List.of(Auth.PASSWORD, Auth.OAUTH, Auth.NONE);

    private Text name;
    private Text address;
    private Text host;
    private Text port;
    private Combo security;
    private Combo auth;
    private Text user;
    private Text password;

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
        setDescription(Messages.Mail_description);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).extendedMargins(0, 0, 8, 0).applyTo(area);
        MailSettings settings = MailSettings.load();
        MailSettings.Login login = settings.sending();
        name = field(area, "mail.name", Messages.Mail_name, settings.name(), SWT.NONE);
        address = field(area, "mail.address", Messages.Mail_address, settings.address(), SWT.NONE);
        host = field(area, "mail.host", Messages.Mail_host, login.host(), SWT.NONE);
        port = field(area, "mail.port", Messages.Mail_port, Integer.toString(login.port()), SWT.NONE);
        security = combo(area, "mail.security", Messages.Mail_security, Messages.Mail_starttls, Messages.Mail_tls,
                Messages.Mail_plain);
        security.select(SECURITIES.indexOf(login.security()));
        auth = combo(area, "mail.auth", Messages.Mail_auth, Messages.Mail_withPassword, Messages.Mail_withOAuth,
                Messages.Mail_withNone);
        auth.select(AUTHS.indexOf(login.auth()));
        user = field(area, "mail.user", Messages.Mail_user, login.user(), SWT.NONE);
        password = field(area, "mail.password", Messages.Mail_password, "", SWT.PASSWORD);
        password.setMessage(Messages.Mail_passwordHint);
        auth.addListener(SWT.Selection, event -> enable());
        for (Text text : List.of(name, address, host, port, user)) {
            text.addListener(SWT.Modify, event -> check());
        }
        enable();
        return area;
    }

    private static Text field(Composite area, String id, String words, String value, int style) {
        label(area, words);
        Text text = Widgets.id(new Text(area, SWT.BORDER | style), id);
        text.setText(value);
        text.setTextLimit(MailSettings.LONGEST);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    private static Combo combo(Composite area, String id, String words, String... items) {
        label(area, words);
        Combo combo = Widgets.id(new Combo(area, SWT.READ_ONLY), id);
        combo.setItems(items);
        return combo;
    }

    private static void label(Composite area, String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
    }

    private Auth auth() {
        return AUTHS.get(Math.max(0, auth.getSelectionIndex()));
    }

    private void enable() {
        user.setEnabled(auth() != Auth.NONE);
        password.setEnabled(auth() == Auth.PASSWORD);
        check();
    }

    /** Says what is wrong as long as something is. */
    private void check() {
        String problem = null;
        if (!host.getText().isBlank()) {
            problem = host.getText().strip().matches("[^\\s:/@]+") ? portProblem() : Messages.Mail_wrongHost;
            if (problem == null && auth() != Auth.NONE && user.getText().isBlank()) {
                problem = Messages.Mail_noUser;
            }
            if (problem == null && !isAddress(address.getText()) && !(address.getText().isBlank() && isAddress(user.getText()))) {
                problem = NLS.bind(Messages.Mail_wrongAddress, address.getText().strip());
            }
        }
        setErrorMessage(problem);
        setValid(problem == null);
    }

    private String portProblem() {
        String text = port.getText().strip();
        boolean right = text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HIGHEST_PORT;
        return right ? null : Messages.Mail_wrongPort;
    }

    private static boolean isAddress(String text) {
        try {
            return Addresses.parse(text).size() == 1;
        } catch (Addresses.WrongException e) {
            return false;
        }
    }

    @Override
    public boolean performOk() {
        MailSettings old = MailSettings.load();
        String server = host.getText().strip();
        String signsIn = user.getText().strip();
        int number = portProblem() == null ? Integer.parseInt(port.getText().strip()) : old.sending().port();
        new MailSettings(new MailSettings.Login(server, number, SECURITIES.get(Math.max(0, security.getSelectionIndex())), auth(),
                signsIn), name.getText().strip(), address.getText().strip()).save();
        char[] typed = password.getTextChars();
        if (typed.length > 0 && auth() == Auth.PASSWORD) {
            // the keyring may ask the user something
            Job.createSystem(Messages.Mail_keeping, monitor -> {
                CredentialStore store = DeskSettings.credentials();
                if (store != null) {
                    store.put(server, signsIn, typed);
                }
                Arrays.fill(typed, '\0');
                return Status.OK_STATUS;
            }).schedule();
        }
        return true;
    }
}
