package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.mailmend.oauth.ClientGuide;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.workbench.Widgets;

/** How a client is created in the provider's console, step by step, to be ticked off. */
final class GuidePage extends SetupPage {
    private ScrolledComposite scrolled;
    private Composite area;
    private String drawn;
    private final Set<Integer> ticked = new HashSet<>();

    GuidePage() {
        super("guide", Messages.Guide_title, Messages.Guide_words);
    }

    @Override
    public void createControl(Composite parent) {
        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        area = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 12).applyTo(area);
        scrolled.setContent(area);
        scrolled.addListener(SWT.Resize, event -> fit());
        scrolled.getVerticalBar().setIncrement(24);
        setControl(scrolled);
    }

    private void fit() {
        scrolled.setMinHeight(area.computeSize(Math.max(80, scrolled.getClientArea().width), SWT.DEFAULT).y);
    }

    private void draw(Provider provider) {
        String key = provider.id() + provider.name();
        if (key.equals(drawn)) {
            return;
        }
        drawn = key;
        ticked.clear();
        for (Control old : area.getChildren()) {
            old.dispose();
        }
        // the practice server has no console: one reads how it is done with the real thing
        Provider shown = setup().isPractice() ? Providers.byId("google").orElse(provider) : provider;
        if (setup().isPractice()) {
            Fields.words(area, "practice", Messages.Guide_practice, 1);
        }
        List<ClientGuide.Step> steps = ClientGuide.steps(shown, Fields.locale());
        if (steps.isEmpty()) {
            Fields.words(area, "other", NLS.bind(Messages.Guide_other, shown.name()), 1);
        }
        steps.forEach(this::step);
        area.layout(true, true);
        fit();
    }

    private void step(ClientGuide.Step step) {
        Composite row = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        Button tick = Widgets.id(new Button(row, SWT.CHECK), "step." + step.number());
        Widgets.accessibleName(tick, NLS.bind(Messages.Guide_step, step.number(), step.what()));
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(tick);
        Label what = Fields.words(row, "what." + step.number(), step.number() + ". " + step.what(), 1);
        what.addListener(SWT.MouseDown, event -> {
            tick.setSelection(!tick.getSelection());
            tick.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
        });
        tick.addListener(SWT.Selection, event -> {
            if (tick.getSelection()) {
                ticked.add(step.number());
            } else {
                ticked.remove(step.number());
            }
        });
        tick.addListener(SWT.FocusIn, event -> scrolled.showControl(row));
        new Label(row, SWT.NONE);
        Fields.note(row, "why." + step.number(), NLS.bind(Messages.Guide_why, step.why()), 1);
        new Label(row, SWT.NONE);
        Composite links = new Composite(row, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(16, 0).applyTo(links);
        if (step.page() != null) {
            Link open = Fields.link(links, "open." + step.number(), Messages.Guide_open, () -> open(step.page()));
            open.setToolTipText(step.page().toString());
            Widgets.accessibleName(open, NLS.bind(Messages.Guide_openStep, step.number()));
            open.addListener(SWT.FocusIn, event -> scrolled.showControl(row));
        }
        if (step.copy() != null) {
            Link copy = Fields.link(links, "copy." + step.number(), NLS.bind(Messages.Guide_copy, step.copy()),
                    () -> Fields.copy(step.copy()));
            Widgets.accessibleName(copy, NLS.bind(Messages.Guide_copy, step.copy()));
        }
    }

    private void open(URI page) {
        try {
            SystemBrowser.get().open(page);
        } catch (IOException e) {
            ILog.of(GuidePage.class).info("No browser could be opened", e);
            Fields.copy(page.toString());
            setMessage(Messages.Guide_noBrowser, WARNING);
        }
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible && setup().provider() != null) {
            draw(setup().provider());
        }
        super.setVisible(visible);
        if (visible) {
            fit();
            area.setFocus();
        }
    }
}
