package org.mailmend.knowledge.ui.internal.browse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMemento;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchResult;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Search field, and below it the tree of all pages or, while there are words in the field, what was found. */
public final class BrowsePane extends Composite {

    /** Opens pages. */
    public interface Opener {
        /** Opens a page; when it is activated the focus goes there. */
        void open(PageRef page, boolean activate);

        /** Shows what is wrong in the knowledge of the team and of plug-ins. */
        void openMistakes();
    }

    private final Opener opener;
    private final Finder finder;
    private final Text field;
    private final StackLayout stack = new StackLayout();
    private final Composite below;
    private final Link mistakes;
    private final Composite waiting;
    private final StatusLabel state;
    private final Button again;
    private final Tree tree;
    private final Composite found;
    private final Facets facets;
    private final Link filter;
    private final Label count;
    private final HitTable hits;
    private final Composite nothing;
    private final Label nothingWords;
    private final Composite suggestions;
    private final Set<String> expanded = new HashSet<>(Set.of("clients", "causes", "topics"));
    private final IMemento memento;
    private Contents shown;

    /** @param memento what {@link #write} wrote; null for nothing */
    public BrowsePane(Composite parent, Opener opener, IMemento memento) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.opener = opener;
        this.memento = memento;
        finder = new Finder(UiThread.of(this), this::show);
        GridLayoutFactory.fillDefaults().spacing(0, 8).extendedMargins(12, 12, 12, 0).applyTo(this);
        field = Widgets.id(new Text(this, SWT.SINGLE | SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "search");
        field.setMessage(Messages.Search_message);
        Widgets.accessibleName(field, Messages.Search_name);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
        below = new Composite(this, SWT.NONE);
        below.setLayout(stack);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(below);

        mistakes = Widgets.id(new Link(this, SWT.WRAP), "mistakes");
        mistakes.addListener(SWT.Selection, event -> opener.openMistakes());
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).hint(80, SWT.DEFAULT).applyTo(mistakes);
        mistakes.setVisible(false);

        waiting = page();
        state = Widgets.id(new StatusLabel(waiting), "knowledge.state");
        state.set(State.RUNNING, Messages.Browse_reading);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(state);
        again = new Button(waiting, SWT.PUSH);
        again.setText(Messages.Browse_again);
        again.addListener(SWT.Selection, event -> readAgain());
        GridDataFactory.swtDefaults().exclude(true).applyTo(again);
        again.setVisible(false);

        tree = Widgets.id(new Tree(below, SWT.SINGLE | SWT.V_SCROLL), "tree");
        Widgets.accessibleName(tree, Messages.Tree_name);

        found = page();
        Composite line = new Composite(found, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        count = Widgets.id(new Label(line, SWT.NONE), "count");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(count);
        filter = Widgets.id(new Link(line, SWT.NONE), "filter");
        facets = new Facets(found, this::find);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(facets);
        hits = new HitTable(found, (hit, activate) -> opener.open(PageRef.of(hit), activate));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(hits.table());
        nothing = page(found);
        nothingWords = Widgets.id(new Label(nothing, SWT.WRAP), "nothing");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(nothingWords);
        suggestions = new Composite(nothing, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 8).applyTo(suggestions);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(suggestions);
        GridDataFactory.fillDefaults().exclude(true).grab(true, true).applyTo(nothing);
        nothing.setVisible(false);

        if (memento != null) {
            for (IMemento node : memento.getChildren("expanded")) {
                expanded.add(node.getID());
            }
            for (IMemento node : memento.getChildren("collapsed")) {
                expanded.remove(node.getID());
            }
            facets.read(memento);
        }
        filters(facets.narrows());
        listen();
        stack.topControl = waiting;
        Theme.onChange(this, this::paint);
        paint();
        Shelf.get().onChange(this, this::contentsChanged);
    }

    private Composite page() {
        return page(below);
    }

    private static Composite page(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 8).applyTo(page);
        return page;
    }

    private void paint() {
        count.setForeground(Palette.current().dim());
        for (TreeItem item : tree.getItems()) {
            paint(item);
        }
    }

    private static void paint(TreeItem item) {
        item.setImage(Icons.of(BrowsePane.class, ((Node) item.getData()).icon()));
        for (TreeItem child : item.getItems()) {
            if (child.getData() != null) {
                paint(child);
            }
        }
    }

    private void listen() {
        filter.addListener(SWT.Selection, event -> filters(!facets.getVisible()));
        field.addListener(SWT.Modify, event -> find());
        field.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_DOWN) {
                event.doit = false;
                enter();
            } else if (event.keyCode == SWT.ESC && !field.getText().isEmpty()) {
                event.doit = false;
                field.setText("");
            }
        });
        // Not while an input method composes: then Enter belongs to it and this event does not come.
        field.addListener(SWT.DefaultSelection, event -> {
            if (event.detail == SWT.ICON_CANCEL) {
                return;
            }
            SearchHit hit = stack.topControl == found ? hits.selectedOrFirst() : null;
            if (hit != null) {
                opener.open(PageRef.of(hit), true);
            }
        });
        hits.onLeave(event -> field.setFocus());
        hits.table().addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ESC) {
                field.setFocus();
                field.selectAll();
            }
        });
        tree.addListener(SWT.Expand, event -> {
            expanded.add(node(event.item).key());
            fill((TreeItem) event.item);
        });
        tree.addListener(SWT.Collapse, event -> expanded.remove(node(event.item).key()));
        tree.addListener(SWT.DefaultSelection, event -> openOrExpand((TreeItem) event.item));
        tree.addListener(SWT.MouseUp, event -> {
            TreeItem item = tree.getItem(new Point(event.x, event.y));
            if (event.button == 1 && event.count == 1 && item != null && node(item).page() != null) {
                opener.open(node(item).page(), false);
            }
        });
        tree.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_UP && tree.getItemCount() > 0 && tree.getSelectionCount() > 0
                    && tree.getSelection()[0] == tree.getItem(0)) {
                event.doit = false;
                field.setFocus();
            }
        });
    }

    /** From the field into what is below it. */
    private void enter() {
        if (stack.topControl == found) {
            hits.enter();
        } else if (stack.topControl == tree && tree.getItemCount() > 0) {
            tree.setFocus();
            if (tree.getSelectionCount() == 0) {
                tree.setSelection(tree.getItem(0));
            }
        }
    }

    private void openOrExpand(TreeItem item) {
        if (node(item).page() != null) {
            opener.open(node(item).page(), true);
        } else {
            boolean expand = !item.getExpanded();
            if (expand) {
                expanded.add(node(item).key());
                fill(item);
            } else {
                expanded.remove(node(item).key());
            }
            item.setExpanded(expand);
        }
    }

    private void readAgain() {
        state.set(State.RUNNING, Messages.Browse_reading);
        Shelf.get().readAgain();
    }

    // --- the tree

    private static Node node(org.eclipse.swt.widgets.Widget item) {
        return (Node) item.getData();
    }

    private void contentsChanged() {
        Contents contents = Shelf.get().contents();
        boolean failed = Shelf.get().failure() != null;
        state.set(failed ? State.FAULT : State.RUNNING, failed ? Shelf.get().failure() : Messages.Browse_reading);
        again.setVisible(failed);
        ((GridData) again.getLayoutData()).exclude = !failed;
        waiting.requestLayout();
        showMistakes(contents == null ? 0 : contents.problems().size());
        if (contents == null || contents == shown) {
            find();
            return;
        }
        facets.clients(List.copyOf(contents.base().clients()));
        if (memento != null && shown == null) {
            // a client can be selected only now
            facets.read(memento);
        }
        shown = contents;
        tree.setRedraw(false);
        tree.removeAll();
        for (Node node : Node.tree(contents.base(), Words.locale())) {
            make(new TreeItem(tree, SWT.NONE), node);
        }
        tree.setRedraw(true);
        find();
    }

    private void showMistakes(int count) {
        mistakes.setText(count == 1 ? Messages.Browse_oneMistake : NLS.bind(Messages.Browse_mistakes, count));
        mistakes.setVisible(count > 0);
        ((GridData) mistakes.getLayoutData()).exclude = count == 0;
        layout();
    }

    private void make(TreeItem item, Node node) {
        item.setText(node.text());
        item.setImage(Icons.of(BrowsePane.class, node.icon()));
        item.setData(node);
        if (!node.children().isEmpty()) {
            // a child, so that it can be expanded; its own ones are made then
            new TreeItem(item, SWT.NONE);
            if (expanded.contains(node.key())) {
                fill(item);
                item.setExpanded(true);
            }
        }
    }

    private void fill(TreeItem item) {
        if (item.getItemCount() == 1 && item.getItem(0).getData() == null) {
            item.getItem(0).dispose();
            node(item).children().forEach(child -> make(new TreeItem(item, SWT.NONE), child));
        }
    }

    // --- the search

    /** Looks for these words, and puts the focus on the field. */
    public void search(String words) {
        field.setText(words);
        field.setFocus();
        field.setSelection(words.length());
    }

    /** Shows or hides what narrows the search. */
    private void filters(boolean visible) {
        filter.setText("<a>" + (visible ? Messages.Search_hideFilters
                : facets.narrows() ? Messages.Search_filtered : Messages.Search_showFilters) + "</a>");
        facets.setVisible(visible);
        ((GridData) facets.getLayoutData()).exclude = !visible;
        found.layout(true, true);
    }

    /** Looks for what concerns a client. */
    public void searchClient(String clientId) {
        facets.narrowTo(clientId);
        filters(true);
        find();
        field.setFocus();
    }

    private void find() {
        Contents contents = Shelf.get().contents();
        if (contents != null && field.getText().isBlank()) {
            finder.stop();
            show(tree);
        } else if (contents == null || !contents.canSearch()) {
            show(waiting);
        } else {
            finder.find(contents, facets.query(field.getText()));
        }
    }

    private void show(Finder.Found answer) {
        if (field.getText().isBlank()) {
            return;
        }
        SearchResult result = answer.result();
        if (result == null) {
            count.setText(Messages.Search_failed);
            hits.show(List.of());
            showNothing(false);
        } else {
            hits.show(result.hits());
            count.setText(countText(result));
            showNothing(result.hits().isEmpty());
            if (result.hits().isEmpty()) {
                suggest(answer);
            }
        }
        show(found);
    }

    private static String countText(SearchResult result) {
        int shown = result.hits().size();
        return shown == 0 ? Messages.Search_none
                : result.total() > shown ? NLS.bind(Messages.Search_firstOf, shown, result.total())
                        : shown == 1 ? Messages.Search_one : NLS.bind(Messages.Search_count, shown);
    }

    private void showNothing(boolean empty) {
        ((GridData) nothing.getLayoutData()).exclude = !empty;
        ((GridData) hits.table().getLayoutData()).exclude = empty;
        nothing.setVisible(empty);
        hits.table().setVisible(!empty);
        found.layout();
    }

    /** What could help: words that are there, fewer limits, the other language. */
    private void suggest(Finder.Found answer) {
        nothingWords.setText(NLS.bind(Messages.Search_nothing, field.getText().strip()).replace("&", "&&"));
        for (Control old : suggestions.getChildren()) {
            old.dispose();
        }
        List<String> words = new ArrayList<>(answer.result().nearTerms());
        if (!words.isEmpty()) {
            new Label(suggestions, SWT.WRAP).setText(Messages.Search_didYouMean);
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                link("near." + i, word, () -> search(word));
            }
        }
        if (facets.narrows()) {
            link("unfilter", Messages.Search_clear, () -> {
                facets.clear();
                filters(false);
                find();
            });
        }
        if (facets.oneLanguage()) {
            link("bothLanguages", Messages.Search_bothLanguages, () -> {
                facets.bothLanguages();
                find();
            });
        }
        nothing.layout(true, true);
    }

    private void link(String id, String text, Runnable action) {
        Link link = Widgets.id(new Link(suggestions, SWT.NONE), id);
        Widgets.link(link, "<a>" + text.replace("&", "&&").replace("<", "") + "</a>", action);
    }

    private void show(Control page) {
        if (stack.topControl != page) {
            stack.topControl = page;
            below.layout();
        }
    }

    @Override
    public boolean setFocus() {
        boolean set = field.setFocus();
        field.selectAll();
        return set;
    }

    /** Writes what is to come back at the next start. */
    public void write(IMemento state) {
        expanded.forEach(key -> state.createChild("expanded", key));
        for (String top : List.of("clients", "causes", "topics")) {
            if (!expanded.contains(top)) {
                state.createChild("collapsed", top);
            }
        }
        facets.write(state);
    }
}
