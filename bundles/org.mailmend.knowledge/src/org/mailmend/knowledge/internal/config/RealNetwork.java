package org.mailmend.knowledge.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Domains;
import org.mailmend.check.Exchangers;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.config.Notice;

/** The network as it is. */
public final class RealNetwork implements Network {
    private static final int SMTP_PORT = 25;

    private final Fetcher fetcher = new Fetcher(address -> address);

    @Override
    public Fetched fetch(URI address, Duration time) throws InterruptedException {
        return fetcher.fetch(address, time);
    }

    @Override
    public Named exchangers(String domain, String resolver, Duration time, Cancellation cancellation) {
        Exchangers found = Exchangers.lookUp(new Target(Protocol.SMTP, domain, SMTP_PORT, Security.STARTTLS), resolver, time,
                cancellation);
        if (!found.targets().isEmpty()) {
            return new Named(found.targets(), false, Notice.of("lookup.mx", found.targets().getFirst().host()));
        }
        CheckResult fault = found.faults().getFirst();
        boolean none = fault.cause() == CauseId.MX_NULL || fault.cause() == CauseId.DNS_NO_SUCH_HOST
                || fault.cause() == CauseId.DNS_NO_ADDRESS;
        return new Named(List.of(), !none, Notice.of("lookup.dns", fault.stages().getFirst().detail()));
    }

    @Override
    public Named services(String domain, String resolver, Duration time, Cancellation cancellation) {
        Domains.Services found = Domains.services(domain, resolver, time, cancellation);
        return new Named(found.targets(), found.cause() != CauseId.OK && found.cause() != CauseId.DNS_NO_SUCH_HOST,
                Notice.of("lookup.dns", found.detail()));
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
