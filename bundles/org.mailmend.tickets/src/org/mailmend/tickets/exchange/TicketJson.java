package org.mailmend.tickets.exchange;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketLink;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.TicketStore;

import com.fasterxml.jackson.core.JsonGenerator;

/** Tickets as JSON of the schema {@code mailmend.ticket/1}. */
public final class TicketJson {
    private static final String SCHEMA = "mailmend.ticket/1";

    private TicketJson() {
    }

    /** The fields of a ticket. */
    public static String of(Ticket ticket, boolean pretty) {
        return JsonText.of(pretty, json -> fields(json, ticket));
    }

    /** The fields of a ticket that was found, with where and how well. */
    public static String of(Ticket ticket, double score, String excerpt, boolean pretty) {
        return JsonText.of(pretty, json -> {
            fields(json, ticket);
            json.writeNumberField("score", Math.round(score * 1000) / 1000.0);
            json.writeStringField("excerpt", excerpt);
        });
    }

    /**
     * A ticket with everything that belongs to it.
     *
     * @param files whether the contents of its files are in it, in Base64
     */
    public static String full(TicketStore store, Ticket ticket, boolean files, boolean pretty) {
        List<Entry> entries = store.entries(ticket.number());
        List<TicketLink> links = store.links(ticket.number());
        List<Event> history = store.history(ticket.number());
        return JsonText.of(pretty, json -> {
            fields(json, ticket);
            json.writeArrayFieldStart("entries");
            for (Entry entry : entries) {
                entry(json, entry, files ? store : null);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("links");
            for (TicketLink link : links) {
                json.writeStartObject();
                json.writeNumberField("from", link.from());
                json.writeNumberField("to", link.to());
                json.writeStringField("kind", link.kind().id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("history");
            for (Event event : history) {
                event(json, event);
            }
            json.writeEndArray();
        });
    }

    private static void fields(JsonGenerator json, Ticket ticket) throws IOException {
        json.writeStringField("schema", SCHEMA);
        json.writeNumberField("number", ticket.number());
        json.writeNumberField("version", ticket.version());
        json.writeStringField("subject", ticket.subject());
        json.writeStringField("status", ticket.status().id());
        json.writeStringField("priority", ticket.priority().id());
        requester(json, ticket.requester());
        json.writeStringField("client", ticket.client());
        json.writeStringField("clientVersion", ticket.clientVersion());
        json.writeStringField("account", ticket.account().map(AccountKind::id).orElse(null));
        json.writeStringField("provider", ticket.provider());
        json.writeStringField("assignee", ticket.assignee());
        time(json, "due", ticket.due());
        strings(json, "tags", ticket.tags());
        json.writeStringField("symptom", ticket.symptom());
        json.writeStringField("cause", ticket.cause() == null ? null : ticket.cause().name());
        if (Double.isNaN(ticket.certainty())) {
            json.writeNullField("confidence");
        } else {
            json.writeNumberField("confidence", ticket.certainty());
        }
        json.writeStringField("route", ticket.route().map(Route::id).orElse(null));
        json.writeArrayFieldStart("steps");
        for (Ticket.Step step : ticket.steps()) {
            json.writeStartObject();
            json.writeStringField("id", step.id());
            json.writeStringField("text", step.text());
            json.writeBooleanField("done", step.done());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "articles", ticket.articles());
        json.writeStringField("language", ticket.language());
        time(json, "created", ticket.created());
        time(json, "updated", ticket.updated());
        time(json, "answered", ticket.answered());
        time(json, "solved", ticket.solved());
        if (ticket.mergedInto().isPresent()) {
            json.writeNumberField("mergedInto", ticket.mergedInto().get());
        } else {
            json.writeNullField("mergedInto");
        }
        json.writeBooleanField("removed", ticket.removed());
    }

    private static void requester(JsonGenerator json, Contact contact) throws IOException {
        if (contact == null) {
            json.writeNullField("requester");
            return;
        }
        json.writeObjectFieldStart("requester");
        json.writeNumberField("id", contact.id());
        json.writeStringField("name", contact.name());
        json.writeStringField("mail", contact.mail());
        json.writeStringField("phone", contact.phone());
        json.writeStringField("organisation", contact.organisation() == null ? null : contact.organisation().name());
        json.writeStringField("language", contact.language());
        json.writeEndObject();
    }

    private static void entry(JsonGenerator json, Entry entry, TicketStore contents) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", entry.id());
        json.writeStringField("kind", entry.kind().id());
        time(json, "at", entry.at());
        json.writeStringField("who", entry.who());
        json.writeStringField("title", entry.title());
        json.writeStringField("text", entry.text());
        if (entry.spent() != null) {
            json.writeNumberField("spentSeconds", entry.spent().toSeconds());
        }
        if (entry.state() != null) {
            json.writeStringField("state", entry.state().id());
        }
        json.writeStringField("messageId", entry.messageId());
        json.writeObjectFieldStart("data");
        for (Map.Entry<String, String> each : entry.data().entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("attachments");
        for (Attachment file : entry.attachments()) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeStringField("type", file.type());
            json.writeNumberField("size", file.size());
            json.writeStringField("sha256", file.hash());
            if (contents != null) {
                json.writeStringField("content", Base64.getEncoder().encodeToString(contents.content(file)));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void event(JsonGenerator json, Event event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", event.id());
        json.writeNumberField("change", event.change());
        time(json, "at", event.at());
        json.writeStringField("who", event.who());
        json.writeStringField("kind", event.kind().id());
        json.writeStringField("field", event.field());
        json.writeStringField("before", event.before());
        json.writeStringField("after", event.after());
        json.writeEndObject();
    }

    /** Figures about tickets. */
    public static String of(TicketStats stats, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.ticket-stats/1");
            json.writeNumberField("total", stats.total());
            json.writeNumberField("open", stats.open());
            json.writeNumberField("overdue", stats.overdue());
            counts(json, "byStatus", stats.byStatus());
            counts(json, "byCause", stats.byCause());
            counts(json, "byClient", stats.byClient());
            counts(json, "byRoute", stats.byRoute());
            counts(json, "byOrganisation", stats.byOrganisation());
            counts(json, "byAssignee", stats.byAssignee());
            counts(json, "created", stats.created());
            counts(json, "solved", stats.solved());
            seconds(json, "medianFirstAnswerSeconds", stats.firstAnswer());
            seconds(json, "medianSolutionSeconds", stats.solution());
            json.writeNumberField("workedSeconds", stats.worked().toSeconds());
        });
    }

    private static void counts(JsonGenerator json, String name, Map<?, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<?, Long> each : counts.entrySet()) {
            json.writeNumberField(String.valueOf(each.getKey()), each.getValue());
        }
        json.writeEndObject();
    }

    private static void seconds(JsonGenerator json, String name, Duration duration) throws IOException {
        if (duration == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, duration.toSeconds());
        }
    }

    private static void time(JsonGenerator json, String name, Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : time.toString());
    }

    private static void strings(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
