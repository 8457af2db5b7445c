package org.mailmend.oauth.ui.internal;

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
import org.mailmend.workbench.Widgets;

/** Steps in a provider's console to be ticked off, each with its reason, its page and what is copied. Used in the UI thread. */
public final class StepList {
    private final ScrolledComposite scrolled;
    private final Composite area;
    private final Runnable noBrowser;
    private final Set<Integer> ticked = new HashSet<>();

    /** @param noBrowser run when no browser could be opened; the address is on the clipboard then */
    public StepList(Composite parent, Runnable noBrowser) {
        this.noBrowser = noBrowser;
        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        area = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 12).applyTo(area);
        scrolled.setContent(area);
        scrolled.addListener(SWT.Resize, event -> fit());
        scrolled.getVerticalBar().setIncrement(24);
    }

    /** The control. */
    public Control control() {
        return scrolled;
    }

    /** Gives the rows all the width that there is, and no more. */
    public void fit() {
        scrolled.setMinHeight(area.computeSize(Math.max(80, scrolled.getClientArea().width), SWT.DEFAULT).y);
    }

    /** Puts the focus on the first step. */
    public void setFocus() {
        area.setFocus();
    }

    /**
     * Shows these steps.
     *
     * @param intro what stands above them; null for nothing
     */
    public void draw(String intro, List<ClientGuide.Step> steps) {
        ticked.clear();
        for (Control old : area.getChildren()) {
            old.dispose();
        }
        if (intro != null) {
            Fields.words(area, "intro", intro, 1);
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
        Widgets.accessibleName(tick, NLS.bind(Messages.Step_done, step.number(), step.what()));
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
        Fields.note(row, "why." + step.number(), NLS.bind(Messages.Step_why, step.why()), 1);
        if (step.page() == null && step.copy() == null) {
            return;
        }
        new Label(row, SWT.NONE);
        Composite links = new Composite(row, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(16, 0).applyTo(links);
        if (step.page() != null) {
            Link open = Fields.link(links, "open." + step.number(), Messages.Step_open, () -> open(step.page()));
            open.setToolTipText(step.page().toString());
            Widgets.accessibleName(open, NLS.bind(Messages.Step_openPage, step.number()));
            open.addListener(SWT.FocusIn, event -> scrolled.showControl(row));
        }
        if (step.copy() != null) {
            Link copy = Fields.link(links, "copy." + step.number(), NLS.bind(Messages.Step_copy, step.copy()),
                    () -> Fields.copy(step.copy()));
            Widgets.accessibleName(copy, NLS.bind(Messages.Step_copy, step.copy()));
        }
    }

    private void open(URI page) {
        try {
            SystemBrowser.get().open(page);
        } catch (IOException e) {
            ILog.of(StepList.class).info("No browser could be opened", e);
            Fields.copy(page.toString());
            noBrowser.run();
        }
    }
}
