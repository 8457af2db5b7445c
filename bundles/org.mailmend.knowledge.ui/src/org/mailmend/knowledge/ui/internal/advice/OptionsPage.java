package org.mailmend.knowledge.ui.internal.advice;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.mailmend.check.Target;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.ServerSettings;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.ui.internal.parts.Clip;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** The ways out, the best first; one is shown in full, the others with a link that does the same for them. */
final class OptionsPage {
    private final Sheet sheet;
    private final AdvicePane.Actions actions;
    private Case found;
    /** The way that is shown in full. */
    private int open;

    OptionsPage(Composite parent, AdvicePane.Actions actions) {
        sheet = new Sheet(parent);
        this.actions = actions;
    }

    Sheet sheet() {
        return sheet;
    }

    /** Shows the best way in full again. */
    void collapse() {
        open = 0;
    }

    /** The way that is shown in full; null as long as there is none. */
    Advice.Option option() {
        return found == null || found.advice() == null ? null : found.advice().options().get(open);
    }

    /** Writes the page; null for a case that has not begun. */
    void write(Case next) {
        boolean other = next == null || found == null || next.client() != found.client();
        if (other || next.advice() == null || open >= next.advice().options().size()) {
            open = 0;
        }
        found = next;
        write(other);
    }

    private void write(boolean top) {
        sheet.begin();
        if (found == null) {
            sheet.prose("advice").aside(Messages.Options_empty).show();
        } else if (found.advice() == null) {
            client();
            sheet.prose("advice").aside(Messages.Options_account).show();
        } else {
            List<Advice.Option> options = found.advice().options();
            for (int i = 0; i < options.size(); i++) {
                if (i > 0) {
                    sheet.line();
                }
                if (i == open) {
                    full(options.get(i), i);
                } else {
                    brief(options.get(i), i);
                }
            }
            excluded(found.advice().excluded());
        }
        sheet.end(top);
    }

    private void client() {
        sheet.prose("client").title(found.client().name().in(Words.locale())).aside(found.client().kind().text(Words.locale()))
                .show();
        sheet.link("profile", Messages.Client_profile, () -> actions.openClient(found.client()));
    }

    // --- one way

    private String rank(int index) {
        boolean soFar = found.next() != null;
        return index > 0 ? NLS.bind(Messages.Rank_other, index + 1)
                : found.advice().best().route() == Route.NONE ? Messages.Rank_none
                        : soFar ? Messages.Rank_soFar : Messages.Rank_best;
    }

    private void brief(Advice.Option option, int index) {
        sheet.link("option." + option.route().id(), index + 1 + ". " + option.route().text(Words.locale()), () -> {
            open = index;
            write(false);
            sheet.reveal("option");
        });
        List<Reason> most = option.because().isEmpty() ? option.against() : option.because();
        if (!most.isEmpty()) {
            sheet.prose("brief." + option.route().id()).aside(most.getFirst().text().in(Words.locale())).show();
        }
    }

    private void full(Advice.Option option, int index) {
        Prose head = sheet.headline("option", Icons.of(OptionsPage.class, "route-large"), () -> rank(index));
        head.title(option.route().text(Words.locale())).coloured(rank(index), Palette.current().accent())
                .aside(found.client().name().in(Words.locale())).show();
        if (option.unverified()) {
            StatusLabel note = Widgets.id(new StatusLabel(sheet.area()), "unverified");
            GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(note);
            note.set(State.WARNING, Messages.Option_unverified);
        }
        Prose reasons = sheet.prose("reasons");
        items(reasons, Messages.Because, "+", option.because());
        items(reasons, Messages.Against, "–", option.against());
        items(reasons, Messages.Limits, "•", option.limits());
        if (!option.steps().isEmpty()) {
            reasons.heading(Messages.Steps);
            int number = 1;
            for (Statement step : option.steps()) {
                reasons.item(number++ + ".", AdviceWords.step(step));
            }
        }
        reasons.show();
        if (option.route() == Route.OAUTH && actions.canSignIn()) {
            sheet.button(sheet.buttons(), "signIn", Messages.Button_signIn,
                    () -> actions.signIn(found.client(), found.account()));
        }
        option.settings().forEach(this::settings);
        boolean read = false;
        for (String id : option.articles()) {
            String title = found.titles().get(id);
            if (title != null) {
                if (!read) {
                    sheet.heading(Messages.Articles);
                    read = true;
                }
                sheet.link("article." + id, title, () -> actions.openArticle(id));
            }
        }
    }

    private static void items(Prose prose, String heading, String mark, List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            prose.heading(heading);
            reasons.forEach(reason -> prose.item(mark, reason.text().in(Words.locale())));
        }
    }

    /** What has to be entered, each value with a button that copies it. */
    private void settings(ServerSettings server) {
        sheet.heading(AdviceWords.server(server));
        Composite grid = new Composite(sheet.area(), SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(12, 0).applyTo(grid);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(grid);
        String id = "settings." + server.protocol().id() + ".";
        value(grid, id + "host", Messages.Settings_host, server.host());
        value(grid, id + "port", Messages.Settings_port, Integer.toString(server.port()));
        value(grid, id + "security", Messages.Settings_security, AdviceWords.security(server.security()));
        value(grid, id + "auth", Messages.Settings_auth, AdviceWords.auth(server));
        if (server.host().indexOf('<') < 0) {
            sheet.link(id + "check", NLS.bind(Messages.Settings_check, server.host()), () -> actions
                    .check(new Target(server.protocol(), server.host(), server.port(), server.security()), found.client()));
        }
    }

    private void value(Composite grid, String id, String name, String value) {
        Label label = new Label(grid, SWT.NONE);
        label.setText(name);
        StyledText field = Widgets.id(Prose.block(grid), id);
        new Prose(field).paragraph(value).show();
        Widgets.accessibleName(field, name);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(80, SWT.DEFAULT).applyTo(field);
        ToolBar bar = new ToolBar(grid, SWT.FLAT);
        ToolItem copy = Widgets.id(new ToolItem(bar, SWT.PUSH), id + ".copy");
        copy.setImage(Icons.of(OptionsPage.class, "copy"));
        String words = NLS.bind(Messages.Settings_copy, name);
        copy.setToolTipText(words);
        Widgets.accessibleName(bar, words);
        copy.addListener(SWT.Selection, event -> Clip.copy(bar.getDisplay(), value));
        bar.addListener(SWT.FocusIn, event -> sheet.showControl(bar));
    }

    // --- the ways that do not fit

    private void excluded(List<Advice.Excluded> excluded) {
        if (excluded.isEmpty()) {
            return;
        }
        sheet.line();
        Prose prose = sheet.prose("excluded");
        prose.heading(Messages.Excluded);
        for (Advice.Excluded one : excluded) {
            prose.paragraph(one.route().text(Words.locale()));
            one.because().forEach(reason -> prose.aside(reason.text().in(Words.locale())));
        }
        prose.show();
    }
}
