package org.mailmend.check.internal.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.Deadline;

/** Names that the operating system can resolve by means other than DNS: mDNS, WINS, directories, search domains. */
final class SystemLookup {
    private SystemLookup() {
    }

    /** The addresses; empty when the system knows none, does not answer in time, or when cancelled. */
    static List<InetAddress> addresses(String host, Deadline deadline, Cancellation cancellation) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        // a platform thread, because the system's call cannot be interrupted and would hold a carrier
        Thread.ofPlatform().daemon().name("mailmend-lookup").start(() -> {
            try {
                answer.complete(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                answer.complete(List.of());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        Cancellation.Registration registration = cancellation.onCancel(() -> answer.complete(List.of()));
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            registration.close();
        }
    }
}
