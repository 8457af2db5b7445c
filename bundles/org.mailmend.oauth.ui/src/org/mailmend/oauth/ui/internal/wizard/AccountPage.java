package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.wizard.SetupWizard.Start;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** For which address, and at which provider. */
final class AccountPage extends SetupPage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Start start;
    private final List<Provider> known = Providers.all();
    private Text address;
    private StatusLabel addressProblem;
    private Combo providers;
    private Composite issuerRow;
    private Text issuer;
    private Button find;
    private Button stop;
    private StatusLabel issuerProblem;
    private Composite practiceRow;
    private StatusLabel practiceState;
    private Combo fault;
    private StyledText facts;
    /** The one that was discovered, or the practice server's. */
    private Provider found;
    private Cancellation discovery;
    private boolean starting;
    /** Whether the user has chosen the provider, so that the address does not decide it any more. */
    private boolean chosen;
    private boolean addressLeft;

    AccountPage(Start start) {
        super("account", Messages.Account_title, Messages.Account_words);
        this.start = start;
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 2);
        Fields.label(area, Messages.Account_address);
        address = Fields.text(area, "address", SWT.NONE);
        address.setMessage("taro@example.com");
        addressProblem = Fields.status(area, "address.problem", 2);
        Fields.label(area, Messages.Account_provider);
        providers = Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), "provider");
        org.eclipse.jface.layout.GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(providers);
        List<String> names = new ArrayList<>(known.stream().map(Provider::name).toList());
        names.add(Messages.Account_other);
        names.add(Messages.Account_practice);
        providers.setItems(names.toArray(String[]::new));
        issuer(area);
        practice(area);
        facts = Fields.prose(area, "facts", Messages.Account_facts, 2);
        setControl(area);
        begin();
        address.addListener(SWT.Modify, event -> {
            guess();
            check();
        });
        address.addListener(SWT.FocusOut, event -> {
            addressLeft |= !address.getText().isBlank();
            check();
        });
        providers.addListener(SWT.Selection, event -> {
            chosen = true;
            providerChanged();
        });
        providerChanged();
    }

    private void issuer(Composite area) {
        issuerRow = Fields.row(area, 4, 2);
        Fields.label(issuerRow, Messages.Account_issuer);
        issuer = Fields.text(issuerRow, "issuer", SWT.NONE);
        issuer.setMessage("https://accounts.example.com");
        find = Fields.push(issuerRow, "find", Messages.Account_find, this::discover);
        stop = Fields.push(issuerRow, "stop", Messages.Account_stop, this::stop);
        issuerProblem = Fields.status(issuerRow, "issuer.problem", 4);
        issuer.addListener(SWT.Modify, event -> {
            stop();
            found = null;
            Fields.say(issuerProblem, State.FAULT, null);
            check();
        });
        // Enter looks up; it does not go on to the next page.
        issuer.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_RETURN && found == null) {
                event.doit = false;
                event.detail = SWT.TRAVERSE_NONE;
                discover();
            }
        });
        area.addDisposeListener(event -> stop());
    }

    private void practice(Composite area) {
        practiceRow = Fields.row(area, 2, 2);
        practiceState = Fields.status(practiceRow, "practice", 2);
        Fields.label(practiceRow, Messages.Account_fault);
        fault = Widgets.id(new Combo(practiceRow, SWT.DROP_DOWN | SWT.READ_ONLY), "fault");
        org.eclipse.jface.layout.GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(fault);
        fault.add(Messages.Account_noFault);
        Arrays.stream(OAuthFault.values()).forEach(one -> fault.add(one.text(Fields.locale())));
        fault.select(0);
        fault.setVisibleItemCount(20);
        fault.addListener(SWT.Selection, event -> Practice.fault(fault()));
    }

    private OAuthFault fault() {
        return fault.getSelectionIndex() <= 0 ? null : OAuthFault.values()[fault.getSelectionIndex() - 1];
    }

    /** Fills in what was known at the start. */
    private void begin() {
        if (start.address() != null) {
            address.setText(start.address());
            guess();
        }
        if (start.again() != null) {
            Provider provider = start.again().provider();
            chosen = true;
            int index = known.stream().map(Provider::id).toList().indexOf(provider.id());
            if (index >= 0) {
                providers.select(index);
            } else if (Practice.isPractice(provider)) {
                providers.select(known.size() + 1);
                found = provider;
            } else {
                providers.select(known.size());
                issuer.setText(provider.issuer() == null ? "" : provider.issuer());
                found = provider;
            }
        } else if (start.provider() != null) {
            int index = known.stream().map(Provider::id).toList().indexOf(start.provider());
            chosen = index >= 0 || Practice.PROVIDER.equals(start.provider());
            if (chosen) {
                providers.select(index >= 0 ? index : known.size() + 1);
            }
        }
    }

    private boolean isOther() {
        return providers.getSelectionIndex() == known.size();
    }

    private boolean isPractice() {
        return providers.getSelectionIndex() == known.size() + 1;
    }

    private void guess() {
        if (!chosen) {
            int before = providers.getSelectionIndex();
            Providers.ofAddress(address.getText().strip()).map(known::indexOf).ifPresent(providers::select);
            if (before != providers.getSelectionIndex()) {
                providerChanged();
            }
        }
    }

    private void providerChanged() {
        boolean fits = found != null && (isPractice() ? Practice.isPractice(found)
                : isOther() && Provider.GENERIC.equals(found.id()));
        if (!fits) {
            found = null;
        }
        Fields.show(issuerRow, isOther());
        Fields.show(practiceRow, isPractice());
        if (isPractice()) {
            if (address.getText().isBlank()) {
                address.setText(Practice.ADDRESS);
            }
            startPractice();
        }
        check();
        explain();
        address.getParent().layout(true, true);
    }

    // --- the practice server

    private void startPractice() {
        if (starting) {
            return;
        }
        starting = true;
        Fields.say(practiceState, State.RUNNING, Messages.Account_practiceStarts);
        UiThread ui = UiThread.of(address);
        OAuthFault wanted = fault();
        Job job = Job.create(Messages.Account_practiceStarts, monitor -> {
            try {
                Provider provider = Practice.start();
                Practice.fault(wanted);
                ui.execute(() -> practiceStarted(provider));
            } catch (IOException e) {
                ILog.of(AccountPage.class).info("The practice server cannot be started", e);
                ui.execute(() -> practiceStarted(null));
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    private void practiceStarted(Provider provider) {
        starting = false;
        if (isPractice()) {
            found = provider;
            Fields.say(practiceState, provider == null ? State.FAULT : State.OK,
                    provider == null ? Messages.Account_practiceFailed : Messages.Account_practiceRuns);
            explain();
            check();
        }
    }

    // --- discovery

    private void stop() {
        if (discovery != null) {
            discovery.cancel();
            discovery = null;
            searching(false);
        }
    }

    private void searching(boolean is) {
        if (!find.isDisposed()) {
            find.setEnabled(!is);
            stop.setEnabled(is);
        }
    }

    private void discover() {
        stop();
        Cancellation mine = new Cancellation();
        discovery = mine;
        searching(true);
        String text = issuer.getText().strip();
        Fields.say(issuerProblem, State.RUNNING, NLS.bind(Messages.Account_asks, text));
        UiThread ui = UiThread.of(address);
        Job job = Job.create(NLS.bind(Messages.Account_asks, text), monitor -> {
            Provider provider = null;
            String sentence;
            try {
                provider = Providers.discover(text, PATIENCE, mine);
                sentence = NLS.bind(Messages.Account_found, provider.name());
            } catch (BadInputException e) {
                sentence = e.remark().text(Fields.locale());
            } catch (OAuthException e) {
                sentence = e.remark().text(Fields.locale());
            }
            Provider result = provider;
            String said = sentence;
            ui.execute(() -> {
                if (discovery == mine) {
                    discovery = null;
                    searching(false);
                    found = result;
                    Fields.say(issuerProblem, result == null ? State.FAULT : State.OK, said);
                    explain();
                    check();
                }
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    // --- what stands there

    /** The provider; null until it is known. */
    Provider provider() {
        if (providers == null || providers.getSelectionIndex() < 0) {
            return null;
        }
        return isOther() || isPractice() ? found : known.get(providers.getSelectionIndex());
    }

    /** The address; null while it is none. */
    String address() {
        try {
            return address == null ? null : SignInRequest.checkAddress(address.getText());
        } catch (BadInputException e) {
            // check() says so at the field
            return null;
        }
    }

    private void check() {
        String sentence = null;
        if (!address.getText().isBlank()) {
            try {
                SignInRequest.checkAddress(address.getText());
                addressLeft = true;
            } catch (BadInputException e) {
                sentence = addressLeft ? e.remark().text(Fields.locale()) : null;
            }
        }
        Fields.say(addressProblem, State.FAULT, sentence);
        if (discovery == null) {
            searching(false);
        }
        setPageComplete(address() != null && provider() != null);
    }

    private void explain() {
        Provider provider = provider();
        Prose prose = new Prose(facts);
        if (provider == null) {
            prose.aside(isOther() ? Messages.Account_otherWords : isPractice() ? "" : Messages.Account_whichProvider);
        } else {
            if (isPractice()) {
                prose.paragraph(Messages.Account_practiceWords).gap();
            }
            if (!provider.quirks().isEmpty()) {
                prose.heading(Messages.Account_particular);
            }
            provider.quirks().forEach(quirk -> prose.item("•", quirk.text(Fields.locale())));
            if (provider.quirks().isEmpty()) {
                prose.aside(Messages.Account_nothingParticular);
            }
        }
        prose.show();
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            (address() == null ? address : providers).setFocus();
        }
    }
}
