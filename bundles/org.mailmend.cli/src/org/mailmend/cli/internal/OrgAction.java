package org.mailmend.cli.internal;

import java.io.IOException;
import java.time.Clock;

import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Board;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.organisation.Plan;

/** A command that works with the inventory of an organisation, and turns what cannot be done into a sentence. */
abstract class OrgAction extends TicketAction {
    OrgAction(String name) {
        super(name);
    }

    @Override
    final int work(Arguments arguments, Context context) throws UsageException, IOException {
        try (Inventory inventory = Inventory.open(location(arguments, context))) {
            return work(inventory, arguments, context);
        } catch (OrganisationException e) {
            context.out().flush();
            context.err().println(e.text(context.locale()));
            context.err().flush();
            return 2;
        }
    }

    /** Does the work; returns the exit code. */
    abstract int work(Inventory inventory, Arguments arguments, Context context) throws UsageException, IOException;

    static KnowledgeBase knowledge(Context context) throws IOException {
        try (Knowledge knowledge = Knowledge.in(Home.folder(context.env()))) {
            return knowledge.base();
        }
    }

    static Assessment assess(Inventory inventory, Context context) throws IOException {
        return Assessment.of(inventory.items(), Circumstances.load(inventory), knowledge(context), Clock.systemDefaultZone());
    }

    static Board board(Inventory inventory, Assessment assessment, Context context) throws IOException {
        Plan plan = new Plan(inventory, Clock.systemDefaultZone());
        return Board.of(plan, assessment, new Announcements(plan, knowledge(context), Clock.systemDefaultZone()).records(0));
    }
}
