package org.mailmend.tickets.reply;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.mail.Mail;

/** Proposes replies: what is wrong, what to do about it, and what is still to be asked, in the requester's language. */
public final class ReplyWriter {
    /** Below this, a cause is not told to the requester as if it were certain. */
    private static final double CERTAIN = 0.6;
    private static final int MOST_IN_CHAT = 3;

    private final Templates templates;
    private final KnowledgeBase base;

    public ReplyWriter(Templates templates, KnowledgeBase base) {
        this.templates = templates;
        this.base = base;
    }

    /** The language of the requester, else the one given. */
    public static Locale language(Ticket ticket, Locale otherwise) {
        return ticket.language() == null ? otherwise : Locale.forLanguageTag(ticket.language());
    }

    /**
     * A reply for a ticket.
     *
     * @param technician who signs it
     */
    public Draft draft(Ticket ticket, Channel channel, Locale language, String technician) {
        String text = Templates.fill(templates.get(channel, language), values(ticket, channel, language, technician));
        return new Draft(channel, language, channel == Channel.MAIL ? subject(ticket) : "", text);
    }

    /**
     * A reply for a ticket by a template of a team.
     *
     * @param technician who signs it
     */
    public Draft draft(Ticket ticket, Template template, String technician) {
        Channel channel = template.channel() == null ? Channel.MAIL : template.channel();
        String text = Templates.fill(template.text(), values(ticket, channel, template.language(), technician));
        return new Draft(channel, template.language(), channel == Channel.MAIL ? subject(ticket) : "", text);
    }

    /** A ticket that is none, for previews: of somebody who has said what is wrong, or who has not. */
    public static Ticket example(Locale language, boolean explained) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.SUBJECT, Messages.text(language, "reply.preview.subject"));
        values.put(Field.STATUS, "new");
        values.put(Field.PRIORITY, "normal");
        if (explained) {
            values.put(Field.CAUSE, CauseId.AUTH_APP_PASSWORD_REQUIRED.name());
            values.put(Field.CERTAINTY, "1.0");
        }
        Instant now = Instant.now();
        Contact requester = Contact.of(Messages.text(language, "reply.preview.name"), "name@example.com");
        return new Ticket(1, 1, values, requester, now, now, null, null, 0);
    }

    /**
     * The first answer to a mail that made a new ticket: it says that the mail arrived, explains what is certain, and asks what is
     * missing. Null when there is to be none: for programs, for lists, and when somebody has answered already.
     */
    public Draft firstAnswer(TicketStore store, Mail mail, Ticket ticket) {
        boolean person = mail.kind() == Mail.Kind.PERSON && mail.from() != null && !isRobot(mail.from().address());
        boolean answered = ticket.answered() != null
                || store.entries(ticket.number()).stream().anyMatch(entry -> entry.kind() == Entry.Kind.MESSAGE_OUT);
        if (!person || answered) {
            return null;
        }
        return firstAnswer(ticket, language(ticket, Locale.ENGLISH));
    }

    Draft firstAnswer(Ticket ticket, Locale language) {
        String text = Templates.fill(templates.get(Templates.FIRST_ANSWER, language), values(ticket, Channel.MAIL, language, ""));
        return new Draft(Channel.MAIL, language, subject(ticket), text);
    }

    private static boolean isRobot(String address) {
        String local = address.substring(0, Math.max(0, address.indexOf('@'))).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return List.of("noreply", "donotreply", "mailerdaemon", "postmaster", "bounce", "bounces", "autoreply", "notification",
                "notifications", "listserv", "majordomo", "root", "daemon").contains(local);
    }

    /** The subject of an answer, with the number by which answers to it find the ticket. */
    public static String subject(Ticket ticket) {
        String mark = "[#" + ticket.number() + "]";
        String subject = ticket.subject().replaceFirst("^(?i)(re|aw|sv|antw)\\s*[:：]\\s*", "");
        return "Re: " + (subject.contains(mark) ? subject : subject + " " + mark);
    }

    private Map<String, String> values(Ticket ticket, Channel channel, Locale language, String technician) {
        Map<String, String> values = new HashMap<>();
        values.put("number", String.valueOf(ticket.number()));
        values.put("subject", ticket.subject());
        values.put("technician", technician);
        values.put("name", ticket.requester() == null ? "" : ticket.requester().name());
        values.put("client", ticket.client() == null ? ""
                : base.client(ticket.client()).map(client -> client.name().in(language)).orElse(ticket.client()));
        CauseId cause = ticket.cause();
        boolean certain = cause != null && cause != CauseId.UNKNOWN && cause != CauseId.OK && !(ticket.certainty() < CERTAIN);
        if (certain) {
            CauseText text = Catalogue.get().text(cause, language);
            values.put("summary", text.summary());
            values.put("meaning", text.meaning().equals(text.summary()) ? "" : text.meaning());
        }
        values.put("steps", layOut(steps(ticket, certain, language), channel, language));
        values.put("question", question(ticket, certain, language));
        return values;
    }

    /** The steps of the ticket that are not done, else those of the way out, else those for the cause. */
    private List<String> steps(Ticket ticket, boolean certain, Locale language) {
        List<String> open = ticket.steps().stream().filter(step -> !step.done()).map(Ticket.Step::text).toList();
        if (!ticket.steps().isEmpty()) {
            return open;
        }
        Client client = ticket.client() == null ? null : base.client(ticket.client()).orElse(null);
        if (client != null && ticket.account().isPresent() && ticket.route().isPresent()) {
            Advice advice = new Adviser(base).advise(AdviceRequest.of(client.id(), ticket.account().get()));
            List<String> way = advice.options().stream().filter(option -> option.route() == ticket.route().get()).findFirst()
                    .map(option -> option.steps().stream().map(step -> step.text().in(language)).toList()).orElse(List.of());
            if (!way.isEmpty()) {
                return way;
            }
        }
        return certain ? Catalogue.get().text(ticket.cause(), language).steps().stream().map(NextStep::text).toList() : List.of();
    }

    private static String layOut(List<String> steps, Channel channel, Locale language) {
        StringBuilder text = new StringBuilder();
        List<String> shown = channel == Channel.CHAT && steps.size() > MOST_IN_CHAT ? steps.subList(0, MOST_IN_CHAT) : steps;
        for (int i = 0; i < shown.size(); i++) {
            String step = shown.get(i);
            String key = i == 0 ? "first" : i == shown.size() - 1 ? "last" : "next";
            text.append(i == 0 ? "" : "\n").append(switch (channel) {
                case MAIL -> i + 1 + ". " + step;
                case CHAT -> Messages.text(language, "reply.bullet") + step;
                case READ_ALOUD -> shown.size() == 1 ? step : Messages.text(language, "reply.aloud." + key, step);
            });
        }
        return text.toString();
    }

    /** What would tell the cause from others; what to send when nothing is known. */
    private String question(Ticket ticket, boolean certain, Locale language) {
        if (!certain && !ticket.symptom().isEmpty()) {
            Diagnosis diagnosis = base.explainer().explain(ticket.symptom(),
                    new Hints(null, null, ticket.client(), ticket.provider()));
            if (diagnosis.question() != null) {
                return Catalogue.get().question(diagnosis.question(), language);
            }
        }
        if (certain && ticket.client() != null) {
            return "";
        }
        return Messages.text(language,
                certain ? "reply.ask.client" : ticket.client() == null ? "reply.ask.all" : "reply.ask.error");
    }
}
