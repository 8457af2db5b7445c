package org.mailmend.tickets.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.knowledge.analysis.Analysis;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.internal.Values;

/** A ticket as the index has it: its subject, words about it, and all texts. */
public final class TicketDocument {
    /** The number of the ticket. */
    static final String NUMBER = "number";
    /** The texts for excerpts. */
    static final String TEXT = "text";
    static final List<String> PARTS = List.of("title", "tags", "body");
    /** Longer texts are logs: their beginning tells what they are. */
    private static final int LONGEST = 200_000;

    private TicketDocument() {
    }

    /** The document of a ticket with the texts of its entries. */
    public static Document of(Ticket ticket, String entries) {
        Document document = new Document();
        document.add(new StringField(NUMBER, String.valueOf(ticket.number()), Field.Store.NO));
        document.add(new NumericDocValuesField(NUMBER, ticket.number()));
        // what came by mail stands in the message too
        String body = Values.shorten(entries.contains(ticket.symptom()) ? entries : ticket.symptom() + "\n" + entries, LONGEST);
        document.add(new StoredField(TEXT, body));
        part(document, "title", ticket.subject());
        part(document, "tags", words(ticket));
        part(document, "body", body);
        return document;
    }

    private static String words(Ticket ticket) {
        List<String> words = new ArrayList<>(ticket.tags());
        words.add("#" + ticket.number());
        Contact requester = ticket.requester();
        if (requester != null) {
            words.add(requester.name());
            add(words, requester.mail());
            add(words, requester.phone());
            if (requester.organisation() != null) {
                words.add(requester.organisation().name());
            }
        }
        add(words, ticket.client());
        add(words, ticket.client() == null ? null : ticket.client().replace('-', ' '));
        add(words, ticket.clientVersion());
        add(words, ticket.provider());
        add(words, ticket.assignee());
        if (ticket.cause() != null) {
            words.add(ticket.cause().name());
            words.add(Catalogue.get().text(ticket.cause(), Locale.ENGLISH).title());
            words.add(Catalogue.get().text(ticket.cause(), Locale.JAPANESE).title());
        }
        return String.join("\n", words);
    }

    private static void add(List<String> words, String word) {
        if (word != null) {
            words.add(word);
        }
    }

    private static void part(Document document, String part, String text) {
        if (text.isBlank()) {
            return;
        }
        document.add(new TextField(Analysis.field(part, Analysis.EN), text, Field.Store.NO));
        document.add(new TextField(Analysis.field(part, Analysis.WORDS), text, Field.Store.NO));
        if (Fold.isJapanese(text)) {
            document.add(new TextField(Analysis.field(part, Analysis.JA), text, Field.Store.NO));
            document.add(new TextField(Analysis.field(part, Analysis.PAIRS), Fold.solid(text), Field.Store.NO));
        }
    }
}
