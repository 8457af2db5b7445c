package org.mailmend.workbench.internal;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Widgets;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** What Mailmend is, its version, and what a request for help should tell, to be copied in one go. */
final class AboutDialog extends Dialog {
    private static final int COPY = IDialogConstants.CLIENT_ID + 1;

    AboutDialog(Shell parent) {
        super(parent);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.About_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(24, 24).spacing(24, 8).applyTo(area);
        Label icon = new Label(area, SWT.NONE);
        icon.setImage(Icons.of(AboutDialog.class, "mailmend-about"));
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).span(1, 4).applyTo(icon);
        Label name = new Label(area, SWT.NONE);
        Version version = version();
        name.setText("Mailmend " + version.getMajor() + "." + version.getMinor() + "." + version.getMicro());
        name.setFont(Widgets.headingFont());
        Label what = new Label(area, SWT.WRAP);
        what.setText(Messages.About_what);
        GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).applyTo(what);
        // A text field, so that screen readers read it and a part of it can be copied.
        Text details = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
        details.setText(details());
        Widgets.accessibleName(details, Messages.About_title);
        GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).indent(0, 8).applyTo(details);
        Label licence = new Label(area, SWT.WRAP);
        licence.setText(Messages.About_licence);
        GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).indent(0, 8).applyTo(licence);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, COPY, Messages.About_copy, false);
        createButton(parent, IDialogConstants.OK_ID, Messages.About_close, true).setFocus();
    }

    @Override
    protected void buttonPressed(int id) {
        if (id == COPY) {
            Clipboard clipboard = new Clipboard(getShell().getDisplay());
            clipboard.setContents(new Object[] {"Mailmend\n" + details()}, new Transfer[] {TextTransfer.getInstance()});
            clipboard.dispose();
        } else {
            super.buttonPressed(id);
        }
    }

    private static Version version() {
        return FrameworkUtil.getBundle(AboutDialog.class).getVersion();
    }

    private static String details() {
        return NLS.bind(Messages.About_details,
                new Object[] {version(), System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " (" + Platform.getOSArch()
                                + ")",
                        Home.directory()});
    }
}
