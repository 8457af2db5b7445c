package org.mailmend.oauth.ui.internal;

import java.util.Locale;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.oauth.AdministratorLetter;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Provider;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** A letter to the administrator of an organisation that blocks a client, in English or Japanese, to be changed and copied. */
public final class LetterDialog extends TitleAreaDialog {
    private static final int COPY = IDialogConstants.CLIENT_ID;

    private final String address;
    private final ClientRegistration client;
    private final Provider provider;
    private Text program;
    private Text subject;
    private Text body;
    private StatusLabel copied;
    private Locale language = Fields.locale();

    /**
     * @param address  the address that cannot sign in
     * @param client   the client that is blocked
     * @param provider the provider
     */
    public LetterDialog(Shell parent, String address, ClientRegistration client, Provider provider) {
        super(parent);
        this.address = address;
        this.client = client;
        this.provider = provider;
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Letter_title);
    }

    @Override
    protected Control createContents(Composite shell) {
        Control contents = super.createContents(shell);
        setTitle(Messages.Letter_title);
        setMessage(Messages.Letter_words);
        Fields.message(shell);
        return contents;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = Fields.page((Composite) super.createDialogArea(parent), 2);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Fields.label(area, Messages.Letter_language);
        Composite languages = Fields.row(area, 2, 1);
        Button english = Fields.radio(languages, "letter.en", "English", () -> write(Locale.ENGLISH));
        Button japanese = Fields.radio(languages, "letter.ja", "日本語", () -> write(Locale.JAPANESE));
        english.setSelection(language == Locale.ENGLISH);
        japanese.setSelection(language == Locale.JAPANESE);
        Fields.label(area, Messages.Letter_program);
        program = Fields.text(area, "letter.program", SWT.NONE);
        program.setText("Mailmend");
        Fields.label(area, Messages.Letter_subject);
        subject = Fields.text(area, "letter.subject", SWT.NONE);
        body = Widgets.id(new Text(area, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL), "letter.body");
        Widgets.accessibleName(body, Messages.Letter_body);
        // Tab leaves the field.
        body.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = true;
            }
        });
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(560, 300).applyTo(body);
        copied = Fields.status(area, "letter.copied", 2);
        write(language);
        program.addListener(SWT.Modify, event -> write(language));
        return area;
    }

    private void write(Locale wanted) {
        language = wanted;
        String name = program.getText().isBlank() ? "Mailmend" : program.getText().strip();
        AdministratorLetter letter = AdministratorLetter.of(address, name, client, provider, wanted);
        subject.setText(letter.subject());
        body.setText(letter.body());
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, COPY, Messages.Letter_copy, true), "letter.copy");
        Widgets.id(createButton(parent, IDialogConstants.CLOSE_ID, Messages.Letter_close, false), "letter.close");
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == COPY) {
            Fields.copy(subject.getText() + "\n\n" + body.getText());
            Fields.say(copied, State.OK, Messages.Letter_copied);
        } else {
            close();
        }
    }
}
