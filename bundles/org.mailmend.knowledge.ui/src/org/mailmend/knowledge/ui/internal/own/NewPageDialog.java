package org.mailmend.knowledge.ui.internal.own;

import java.nio.file.Files;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.knowledge.ArticleKind;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Widgets;

/** Asks what a new article or profile is about, and opens its files. Nothing is written before they are saved. */
final class NewPageDialog extends Dialog {
    private static final int LONGEST_TITLE = 70;
    private static final List<ArticleKind> ARTICLES = List.of(ArticleKind.TOPIC, ArticleKind.FAQ, ArticleKind.WORKSPACE,
            ArticleKind.MICROSOFT365, ArticleKind.ROUTE, ArticleKind.CAUSE);

    private final IWorkbenchPage window;
    private final boolean client;
    private Combo kind;
    private Text english;
    private Text japanese;
    private Text id;
    private Label problemIcon;
    private Label problem;
    private boolean idTyped;
    private boolean changing;

    /** @param client whether it is a profile rather than an article */
    NewPageDialog(Shell parent, IWorkbenchPage window, boolean client) {
        super(parent);
        this.window = window;
        this.client = client;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(client ? Messages.New_clientTitle : Messages.New_articleTitle);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 16).spacing(12, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        Label what = new Label(area, SWT.WRAP);
        what.setText(client ? Messages.New_clientWords : Messages.New_articleWords);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(420, SWT.DEFAULT).applyTo(what);
        new Label(area, SWT.NONE).setText(Messages.New_kind);
        kind = Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), "kind");
        if (client) {
            List.of(ClientKind.values()).forEach(each -> kind.add(each.text(Words.locale())));
        } else {
            ARTICLES.forEach(each -> kind.add(each.text(Words.locale())));
        }
        kind.select(0);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(kind);
        english = field(area, client ? Messages.New_nameEnglish : Messages.New_titleEnglish, "english");
        japanese = field(area, client ? Messages.New_nameJapanese : Messages.New_titleJapanese, "japanese");
        id = field(area, Messages.New_id, "id");
        Composite line = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(SWT.DEFAULT, 48).applyTo(line);
        problemIcon = new Label(line, SWT.NONE);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(16, 16).applyTo(problemIcon);
        problem = Widgets.id(new Label(line, SWT.WRAP), "problem");
        GridDataFactory.fillDefaults().grab(true, true).hint(380, SWT.DEFAULT).applyTo(problem);
        kind.addListener(SWT.Selection, event -> suggest());
        english.addListener(SWT.Modify, event -> suggest());
        japanese.addListener(SWT.Modify, event -> check());
        id.addListener(SWT.Modify, event -> {
            idTyped |= !changing;
            check();
        });
        english.setFocus();
        return area;
    }

    private static Text field(Composite area, String label, String id) {
        new Label(area, SWT.NONE).setText(label);
        Text text = Widgets.id(new Text(area, SWT.SINGLE | SWT.BORDER), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(280, SWT.DEFAULT).applyTo(text);
        return text;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.New_create, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.Source_cancel, false);
        suggest();
    }

    /** The id follows from the English words until somebody types another one. */
    private void suggest() {
        if (!idTyped) {
            changing = true;
            id.setText(prefix() + slug(english.getText()));
            changing = false;
        }
        check();
    }

    private String prefix() {
        return client ? "" : ARTICLES.get(kind.getSelectionIndex()).prefix();
    }

    private static String slug(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    private void check() {
        String wrong = wrong();
        if (getButton(IDialogConstants.OK_ID) == null) {
            return;
        }
        getButton(IDialogConstants.OK_ID).setEnabled(wrong == null && !english.getText().isBlank());
        boolean begun = !english.getText().isBlank();
        State state = wrong == null ? State.OK : State.FAULT;
        problemIcon.setImage(begun ? Icons.of(state) : null);
        problem.setForeground(wrong == null ? Palette.current().text() : state.color());
        String words = wrong == null ? NLS.bind(Messages.New_file, Shelf.folder().resolve(Own.path(ref(Words.locale())))) : wrong;
        problem.setText(begun ? words.replace("&", "&&") : "");
        problem.requestLayout();
    }

    /** What keeps the page from being made, with the remedy; null when nothing does. */
    private String wrong() {
        if (english.getText().isBlank()) {
            return null;
        }
        if (japanese.getText().isBlank()) {
            return Messages.New_noJapanese;
        }
        for (Text title : List.of(english, japanese)) {
            if (!client && (title.getText().length() > LONGEST_TITLE || title.getText().strip().matches(".*[.。]"))) {
                return Messages.New_badTitle;
            }
        }
        if (!id.getText().matches("[a-z0-9]+(-[a-z0-9]+)*") || !id.getText().startsWith(prefix())
                || id.getText().equals(prefix())) {
            return prefix().isEmpty() ? Messages.New_badId : NLS.bind(Messages.New_badIdPrefix, prefix());
        }
        if (OwnPages.exists(ref(Words.locale()).kind(), id.getText())
                || Files.exists(Shelf.folder().resolve(Own.path(ref(Words.locale()))))) {
            return NLS.bind(Messages.New_taken, id.getText());
        }
        return null;
    }

    private PageRef ref(Locale language) {
        return new PageRef(client ? SearchHit.Kind.CLIENT : SearchHit.Kind.ARTICLE, id.getText(), language);
    }

    @Override
    protected void okPressed() {
        String en = english.getText().strip();
        String ja = japanese.getText().strip();
        if (client) {
            String kindId = ClientKind.values()[kind.getSelectionIndex()].id();
            String text = OwnKnowledge.newClient(id.getText(), en).replaceFirst("(?m)^base: .*$", "base: " + kindId)
                    .replaceFirst("(?m)^kind: .*$", "kind: " + kindId)
                    .replaceFirst("(?m)^name-ja: .*$", Matcher.quoteReplacement("name-ja: " + ja));
            OwnPages.open(window, Own.path(ref(Words.locale())), text, 0);
        } else {
            // Both languages belong together; that of the window is in front.
            for (Locale language : List.of(Words.other(Words.locale()), Words.locale())) {
                OwnPages.open(window, Own.path(ref(language)),
                        OwnKnowledge.newArticle(id.getText(), language, Locale.JAPANESE.equals(language) ? ja : en), 0);
            }
        }
        super.okPressed();
    }
}
