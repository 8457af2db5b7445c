package org.mailmend.knowledge.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Target;
import org.mailmend.knowledge.config.Notice;

/** What a lookup asks of the network. */
interface Network extends AutoCloseable {

    /**
     * An answer: with a body, or with the reason why there is none.
     *
     * @param body    what was fetched; null when there is nothing
     * @param nothing whether it is certain that there is nothing, or only that it could not be had
     * @param detail  why there is nothing; null when there is something
     */
    record Fetched(byte[] body, boolean nothing, Notice detail) {
        static Fetched of(byte[] body) {
            return new Fetched(body, false, null);
        }

        static Fetched nothing(Notice detail) {
            return new Fetched(null, true, detail);
        }

        static Fetched failed(Notice detail) {
            return new Fetched(null, false, detail);
        }
    }

    /**
     * The same for records of DNS.
     *
     * @param targets the servers; empty when there are none
     * @param failed  whether it could not be found out
     * @param detail  what there is to say
     */
    record Named(List<Target> targets, boolean failed, Notice detail) {
        public Named {
            targets = List.copyOf(targets);
        }
    }

    /** Fetches a document; ends early when the thread is interrupted. */
    Fetched fetch(URI address, Duration time) throws InterruptedException;

    /** The mail exchangers of a domain, the most preferred first. */
    Named exchangers(String domain, String resolver, Duration time, Cancellation cancellation);

    /** The mail services that a domain announces. */
    Named services(String domain, String resolver, Duration time, Cancellation cancellation);

    @Override
    void close();
}
