package org.mailmend.workbench.internal;

import java.util.ArrayList;
import java.util.List;

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
import org.eclipse.swt.widgets.Link;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.StatusArea;
import org.mailmend.workbench.Theme;
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
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 4).spacing(24, 0).applyTo(area);
        Label label = Widgets.id(new Label(area, SWT.NONE), "status");
        Link links = Widgets.id(new Link(area, SWT.NONE), "status.links");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(links);
        links.addListener(SWT.Selection, event -> follow(event.text));
        // After a change of the theme the platform goes on with the colours that it began with.
        Runnable paint = () -> {
            label.setForeground(Palette.current().text());
            links.setForeground(Palette.current().text());
            links.setLinkForeground(Palette.current().accent());
        };
        Theme.onChange(area, paint);
        paint.run();
        Runnable show = () -> {
            label.setText(StatusArea.text().replace("&", "&&"));
            links.setText(marked());
            links.setVisible(!StatusArea.links().isEmpty());
            area.layout();
        };
        Runnable end = StatusArea.onChange(show);
        label.addListener(SWT.Dispose, event -> end.run());
        show.run();
    }

    /** The links in the marks of SWT, each named by its place. */
    private static String marked() {
        List<String> marked = new ArrayList<>();
        for (StatusArea.Link link : StatusArea.links()) {
            String text = link.text().replace('<', '\u2039').replace('>', '\u203a').replace("&", "&&");
            marked.add("<a href=\"" + marked.size() + "\">" + text + "</a>");
        }
        return String.join("   ·   ", marked);
    }

    private static void follow(String place) {
        List<StatusArea.Link> links = StatusArea.links();
        int index = place != null && place.matches("\\d{1,3}") ? Integer.parseInt(place) : 0;
        if (index < links.size()) {
            links.get(index).action().run();
        }
    }
}
