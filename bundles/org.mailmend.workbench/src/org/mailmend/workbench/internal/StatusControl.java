package org.mailmend.workbench.internal;

import org.eclipse.e4.ui.model.application.ui.SideValue;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimBar;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.menu.MToolControl;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.mailmend.workbench.StatusArea;
import org.mailmend.workbench.Widgets;

import jakarta.annotation.PostConstruct;

/** Shows the {@link StatusArea} at the bottom of a window, in the place of the platform's line, which speaks for the active view only. */
public final class StatusControl {
    private static final String ID = "org.mailmend.workbench.status";
    private static final String PLATFORM = "org.eclipse.ui.StatusLine";

    /** Puts it into a window, unless the window was restored with it. */
    static void addTo(MTrimmedWindow window, EModelService model) {
        MTrimBar bottom = model.getTrim(window, SideValue.BOTTOM);
        if (model.find(ID, bottom) == null) {
            MToolControl control = model.createModelElement(MToolControl.class);
            control.setElementId(ID);
            control.setContributionURI("bundleclass://org.mailmend.workbench/" + StatusControl.class.getName());
            control.getTags().add("stretch");
            bottom.getChildren().add(0, control);
        }
        if (model.find(PLATFORM, bottom) instanceof MToolControl line) {
            line.setToBeRendered(false);
        }
        bottom.setToBeRendered(true);
        bottom.setVisible(true);
    }

    /** Called by the platform. */
    @PostConstruct
    public void create(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 4).applyTo(area);
        Label label = Widgets.id(new Label(area, SWT.NONE), "status");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(label);
        Runnable show = () -> label.setText(StatusArea.text().replace("&", "&&"));
        Runnable end = StatusArea.onChange(show);
        label.addListener(SWT.Dispose, event -> end.run());
        show.run();
    }
}
