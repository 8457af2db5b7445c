package org.mailmend.knowledge.ui.internal.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.workbench.Widgets;

/** Narrows a search: by kind, client, provider and language. */
final class Facets extends Composite {
    private static final int LIMIT = 50;

    /** A value of a facet with its text; null stands for any. */
    private record Item(String value, String text) {
    }

    /** One facet. */
    private static final class Facet {
        private final Combo combo;
        private List<Item> items = List.of();

        Facet(Composite parent, String id, String name) {
            combo = Widgets.id(new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY), id);
            combo.setVisibleItemCount(20);
            Widgets.accessibleName(combo, name);
            combo.setToolTipText(name);
            GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(combo);
        }

        void items(List<Item> values) {
            String selected = items.isEmpty() ? null : value();
            items = values;
            combo.setItems(items.stream().map(Item::text).toArray(String[]::new));
            select(selected);
        }

        String value() {
            return items.get(combo.getSelectionIndex()).value();
        }

        void select(String value) {
            for (int i = 0; i < items.size(); i++) {
                if (java.util.Objects.equals(items.get(i).value(), value)) {
                    combo.select(i);
                    return;
                }
            }
            combo.select(0);
        }
    }

    private final Facet kind;
    private final Facet client;
    private final Facet provider;
    private final Facet language;

    Facets(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(this);
        kind = new Facet(this, "facet.kind", Messages.Facet_kind);
        kind.items(List.of(new Item(null, Messages.Facet_anyKind), new Item(SearchHit.Kind.ARTICLE.id(), Messages.Facet_articles),
                new Item(SearchHit.Kind.CLIENT.id(), Messages.Facet_clients),
                new Item(SearchHit.Kind.CAUSE.id(), Messages.Facet_causes)));
        client = new Facet(this, "facet.client", Messages.Facet_client);
        clients(List.of());
        provider = new Facet(this, "facet.provider", Messages.Facet_provider);
        provider.items(List.of(new Item(null, Messages.Facet_anyProvider), new Item("gmail", "Gmail"),
                new Item(AccountKind.WORKSPACE.id(), "Google Workspace"),
                new Item(AccountKind.MICROSOFT365.id(), "Microsoft 365"),
                new Item(AccountKind.OUTLOOK_COM.id(), "Outlook.com"), new Item("yahoo", "Yahoo"), new Item("icloud", "iCloud"),
                new Item(AccountKind.OTHER.id(), AccountKind.OTHER.text(Words.locale()))));
        language = new Facet(this, "facet.language", Messages.Facet_language);
        // The names of languages are in the language itself.
        language.items(List.of(new Item("en", "English"), new Item("ja", "日本語"), new Item(null, Messages.Facet_anyLanguage)));
        language.select(Words.locale().getLanguage());
        Stream.of(kind, client, provider, language)
                .forEach(facet -> facet.combo.addListener(SWT.Selection, event -> changed.run()));
    }

    /** Offers the kinds of client and these clients. */
    void clients(List<Client> clients) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(null, Messages.Facet_anyClient));
        for (ClientKind each : ClientKind.values()) {
            items.add(new Item(each.id(), each.text(Words.locale())));
        }
        clients.stream().map(each -> new Item(each.id(), each.name().in(Words.locale())))
                .sorted((a, b) -> Titles.ORDER.compare(a.text(), b.text())).forEach(items::add);
        client.items(items);
    }

    /** A search for this text, narrowed by what is chosen. */
    SearchQuery query(String text) {
        String tag = language.value();
        SearchQuery query = SearchQuery.of(text, tag == null ? null : Locale.of(tag)).withLimit(LIMIT)
                .withClient(client.value()).withProvider(provider.value());
        return kind.value() == null ? query
                : query.withKinds(SearchHit.Kind.fromId(kind.value()).map(Set::of).orElse(Set.of()));
    }

    /** Whether anything but the language narrows the search. */
    boolean narrows() {
        return kind.value() != null || client.value() != null || provider.value() != null;
    }

    /** Whether only one language is searched. */
    boolean oneLanguage() {
        return language.value() != null;
    }

    /** Narrows no more, but for the language. */
    void clear() {
        Stream.of(kind, client, provider).forEach(facet -> facet.combo.select(0));
    }

    void bothLanguages() {
        language.select(null);
    }

    void narrowTo(String clientId) {
        client.select(clientId);
    }

    void write(IMemento memento) {
        memento.putString("kind", kind.value());
        memento.putString("client", client.value());
        memento.putString("provider", provider.value());
        memento.putString("language", language.value() == null ? "" : language.value());
        memento.putString("locale", Words.locale().getLanguage());
    }

    void read(IMemento memento) {
        kind.select(memento.getString("kind"));
        client.select(memento.getString("client"));
        provider.select(memento.getString("provider"));
        String tag = memento.getString("language");
        // Who now works in another language searches in that one.
        if (tag != null && Words.locale().getLanguage().equals(memento.getString("locale"))) {
            language.select(tag.isEmpty() ? null : tag);
        }
    }
}
