package org.mailmend.check.ui.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.ui.ProfileSource.Offer;
import org.mailmend.check.Targets;
import org.mailmend.workbench.Widgets;
import org.osgi.service.prefs.BackingStoreException;

/** What every check starts from: time limit, client profile, DNS server, trust anchors. */
public final class TesterPage extends PreferencePage implements IWorkbenchPreferencePage {
    private Text deadline;
    private Choice<Offer> profile;
    private String profileId;
    private Text resolver;
    private org.eclipse.swt.widgets.List anchors;
    private Button remove;

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Preferences preferences = Preferences.load();
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).applyTo(area);
        new Label(area, SWT.NONE).setText(Messages.Preferences_deadline);
        deadline = text(area, "preferences.deadline", Integer.toString(preferences.deadlineSeconds()));
        new Label(area, SWT.NONE).setText(Messages.Preferences_profile);
        profile = new Choice<>(area, "preferences.profile", KnownProfiles.now(), Offer::name, Offer::keywords);
        profileId = preferences.profile();
        showProfile(KnownProfiles.now());
        profile.onChange(() -> profileId = profile.get().profile().id());
        KnownProfiles.ask(area, this::showProfile);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(profile.combo());
        new Label(area, SWT.NONE).setText(Messages.Preferences_resolver);
        resolver = text(area, "preferences.resolver", preferences.resolver());
        resolver.setMessage(Messages.Preferences_resolverSystem);
        Label anchorsLabel = new Label(area, SWT.NONE);
        anchorsLabel.setText(Messages.Preferences_anchors);
        GridDataFactory.fillDefaults().span(2, 1).indent(0, 8).applyTo(anchorsLabel);
        Composite files = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(files);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(files);
        anchors = Widgets.id(new org.eclipse.swt.widgets.List(files, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL),
                "preferences.anchors");
        Widgets.accessibleName(anchors, Messages.Preferences_anchors.replace("&", ""));
        preferences.trustAnchors().forEach(file -> anchors.add(file.toString()));
        GridDataFactory.fillDefaults().grab(true, true).hint(280, 80).applyTo(anchors);
        Composite buttons = new Composite(files, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 8).applyTo(buttons);
        GridDataFactory.fillDefaults().applyTo(buttons);
        button(buttons, Messages.Preferences_add, this::addAnchors);
        remove = button(buttons, Messages.Preferences_remove, () -> {
            anchors.remove(anchors.getSelectionIndices());
            check();
        });
        anchors.addListener(SWT.Selection, event -> remove.setEnabled(anchors.getSelectionCount() > 0));
        check();
        return area;
    }

    private void showProfile(List<Offer> known) {
        profile.values(known);
        KnownProfiles.find(known, profileId).ifPresent(profile::set);
    }

    private Text text(Composite area, String id, String value) {
        Text text = Widgets.id(new Text(area, SWT.BORDER), id);
        text.setText(value);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        text.addListener(SWT.Modify, event -> check());
        return text;
    }

    private static Button button(Composite parent, String words, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    private void addAnchors() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.Preferences_anchorsTitle);
        dialog.setFilterNames(new String[] {Messages.Preferences_anchorsFiles, Messages.Preferences_allFiles});
        dialog.setFilterExtensions(new String[] {"*.pem;*.crt;*.cer", "*"});
        if (dialog.open() != null) {
            for (String name : dialog.getFileNames()) {
                String file = Path.of(dialog.getFilterPath(), name).toString();
                if (anchors.indexOf(file) < 0) {
                    anchors.add(file);
                }
            }
            check();
        }
    }

    /** Says what is wrong, the first thing first. */
    private void check() {
        remove.setEnabled(anchors.getSelectionCount() > 0);
        String problem = null;
        if (Requests.deadline(deadline.getText()) == 0) {
            problem = NLS.bind(Messages.Problem_deadline, deadline.getText(), Preferences.MAX_DEADLINE);
        } else if (!isResolver(resolver.getText().strip())) {
            problem = NLS.bind(Messages.Problem_resolver, resolver.getText().strip());
        } else {
            problem = Stream.of(anchors.getItems()).map(TesterPage::problem).filter(java.util.Objects::nonNull).findFirst()
                    .orElse(null);
        }
        setErrorMessage(problem);
        setValid(problem == null);
    }

    private static String problem(String file) {
        try {
            Preferences.read(Path.of(file));
            return null;
        } catch (IOException e) {
            return e.getLocalizedMessage();
        }
    }

    private static boolean isResolver(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            // A resolver is written like a target: host, or host:port.
            Targets.parse("smtp://" + text, null);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    @Override
    public boolean performOk() {
        List<Path> files = new ArrayList<>();
        for (String file : anchors.getItems()) {
            files.add(Path.of(file));
        }
        try {
            new Preferences(Requests.deadline(deadline.getText()), profileId, resolver.getText().strip(), files).save();
            return true;
        } catch (BackingStoreException e) {
            setErrorMessage(NLS.bind(Messages.Preferences_notSaved, e.getLocalizedMessage()));
            return false;
        }
    }
}
