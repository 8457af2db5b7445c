package org.mailmend.check.internal.dns;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks recursive resolvers several questions at once: by UDP, by TCP where the answer is too long for it, every answer
 * matched with its question. The messages are read and written by dnsjava; the sockets are ours, so that a resolver that
 * stays silent, drips or lies costs no more than the deadline, and no thread of its own. Used by one thread.
 */
final class DnsClient {
    /** How long answers are waited for until the question is sent again, by round. */
    private static final List<Duration> ROUNDS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    private static final Duration MOST = Duration.ofSeconds(8);
    /** How long a second answer is waited for once the first one is good enough. */
    private static final Duration GRACE = Duration.ofMillis(500);
    /** What fits through every path without fragments (DNS Flag Day 2020, dnsflagday.net/2020). */
    private static final int UDP_PAYLOAD = 1232;
    private static final int MAX_SERVERS = 3;
    private static final int MAX_ALIASES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<InetSocketAddress> servers;
    private final boolean named;
    private final Deadline deadline;
    private final Cancellation cancellation;

    /**
     * @param servers      resolvers in order of preference, at least one
     * @param named        whether they were named for this check: then one that cannot be reached is at fault, not this
     *                     computer
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    DnsClient(List<InetSocketAddress> servers, boolean named, Deadline deadline, Cancellation cancellation) {
        this.servers = servers.subList(0, Math.min(MAX_SERVERS, servers.size()));
        this.named = named;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /** A question of class IN. */
    record Question(Name name, int type) {
    }

    /**
     * What came of a question.
     *
     * @param cause   OK with at least one record; DNS_NO_SUCH_HOST; DNS_NO_ADDRESS when the name exists without such a
     *                record; DNS_SERVER_FAILURE, DNS_TIMEOUT, DNS_BAD_ANSWER, NOT_TESTED or USER_CANCELLED
     * @param records the records asked for, at the end of the chain of aliases
     * @param alias   whether the name is an alias
     * @param server  the resolver that it came from or that did not answer
     * @param rcode   response code; -1 when there was no answer that could be read
     */
    record Reply(CauseId cause, List<Record> records, boolean alias, InetSocketAddress server, int rcode) {
        Reply {
            records = List.copyOf(records);
        }

        /** Whether another resolver would say the same. */
        boolean conclusive() {
            return cause == CauseId.OK || cause == CauseId.DNS_NO_SUCH_HOST || cause == CauseId.DNS_NO_ADDRESS;
        }

        /** The resolver as people write it. */
        String serverText() {
            return Resolvers.text(server);
        }
    }

    /**
     * Asks all questions.
     *
     * @param anyWillDo whether the others are not waited for long once one question has its answer
     * @return one reply a question, in their order
     */
    List<Reply> ask(List<Question> questions, boolean anyWillDo) {
        List<Pending> all = questions.stream().map(Pending::new).toList();
        Deadline end = deadline.atMost(MOST);
        try (Sockets sockets = new Sockets()) {
            Cancellation.Registration registration = cancellation.onCancel(sockets::close);
            try {
                for (Duration round : ROUNDS) {
                    for (InetSocketAddress server : servers) {
                        List<Pending> open = all.stream().filter(p -> p.needs(server)).toList();
                        boolean enough = anyWillDo && all.stream().anyMatch(Pending::good);
                        if (!open.isEmpty() && !enough && !end.passed() && !cancellation.isCancelled()) {
                            new Attempt(server, open, anyWillDo, end.atMost(round), end, sockets).run();
                        }
                    }
                }
            } finally {
                registration.close();
            }
        }
        return all.stream().map(this::result).toList();
    }

    private Reply result(Pending pending) {
        if (pending.reply != null && pending.reply.conclusive()) {
            return pending.reply;
        }
        if (cancellation.isCancelled()) {
            return new Reply(CauseId.USER_CANCELLED, List.of(), false, servers.getFirst(), -1);
        }
        return pending.reply != null ? pending.reply : new Reply(CauseId.DNS_TIMEOUT, List.of(), false, servers.getFirst(), -1);
    }

    /** A question that waits for its answer. */
    private static final class Pending {
        private final int type;
        private final Set<InetSocketAddress> failed = new HashSet<>();
        /** The name to ask for at present: the question's own, or where its aliases led. */
        private Name name;
        private int id;
        private int aliases;
        private boolean edns = true;
        private Reply reply;

        Pending(Question question) {
            type = question.type();
            askFor(question.name());
        }

        void askFor(Name next) {
            name = next;
            id = RANDOM.nextInt(0x10000);
        }

        boolean good() {
            return reply != null && reply.cause() == CauseId.OK;
        }

        boolean answered() {
            return reply != null && reply.conclusive();
        }

        /** A resolver that failed is not asked again, another one is. */
        boolean needs(InetSocketAddress server) {
            return !answered() && !failed.contains(server);
        }

        byte[] query() {
            Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
            query.getHeader().setID(id);
            if (edns) {
                query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
            }
            return query.toWire();
        }

        boolean isAnsweredBy(Message message) {
            Record asked = message.getQuestion();
            return message.getHeader().getFlag(Flags.QR) && message.getHeader().getOpcode() == Opcode.QUERY && asked != null
                    && asked.getName().equals(name) && asked.getType() == type && asked.getDClass() == DClass.IN;
        }
    }

    /** The sockets of one call; closing them breaks off whatever waits on them. */
    private static final class Sockets implements AutoCloseable {
        private final Map<InetSocketAddress, DatagramSocket> datagram = new HashMap<>();
        private Socket stream;
        private boolean closed;

        /** A resolver keeps its socket from round to round, so that a late answer still counts. */
        synchronized DatagramSocket to(InetSocketAddress server) throws IOException {
            if (closed) {
                throw new SocketException("closed");
            }
            DatagramSocket socket = datagram.get(server);
            if (socket == null) {
                socket = new DatagramSocket();
                datagram.put(server, socket);
                socket.connect(server);
            }
            return socket;
        }

        synchronized Socket stream() throws IOException {
            if (closed) {
                throw new SocketException("closed");
            }
            stream = new Socket();
            return stream;
        }

        @Override
        public synchronized void close() {
            closed = true;
            datagram.values().forEach(DatagramSocket::close);
            if (stream != null) {
                try {
                    stream.close();
                } catch (IOException e) {
                    // nothing was to be read from it any more
                    stream = null;
                }
            }
        }
    }

    /** One resolver is asked all open questions and listened to for a while. */
    private final class Attempt {
        private final InetSocketAddress server;
        private final List<Pending> open;
        private final boolean anyWillDo;
        private final Deadline tcpEnd;
        private final Sockets sockets;
        private Deadline end;

        Attempt(InetSocketAddress server, List<Pending> open, boolean anyWillDo, Deadline end, Deadline tcpEnd,
                Sockets sockets) {
            this.server = server;
            this.open = open;
            this.anyWillDo = anyWillDo;
            this.end = end;
            this.tcpEnd = tcpEnd;
            this.sockets = sockets;
        }

        void run() {
            try {
                DatagramSocket socket = sockets.to(server);
                for (Pending pending : open) {
                    send(socket, pending);
                }
                byte[] buffer = new byte[4096];
                while (open.stream().anyMatch(p -> p.needs(server)) && !end.passed()) {
                    socket.setSoTimeout(Math.max(1, end.remainingMillis()));
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    received(Arrays.copyOf(buffer, packet.getLength()), socket);
                }
            } catch (SocketTimeoutException e) {
                // no answer within this attempt: whoever has none is asked again in the next round, or times out
                return;
            } catch (PortUnreachableException e) {
                // nothing listens there: with the system's own resolver that is a fault of this computer or its network
                fail(named ? CauseId.DNS_TIMEOUT : CauseId.NOT_TESTED);
            } catch (IOException | UncheckedIOException e) {
                // no route, no network, no permission; also when cancelled, which the caller sees
                fail(CauseId.NOT_TESTED);
            }
        }

        private void fail(CauseId cause) {
            open.stream().filter(p -> p.needs(server)).forEach(p -> fail(p, cause, -1));
        }

        private void fail(Pending pending, CauseId cause, int rcode) {
            pending.failed.add(server);
            pending.reply = new Reply(cause, List.of(), false, server, rcode);
        }

        private void send(DatagramSocket socket, Pending pending) throws IOException {
            byte[] query = pending.query();
            socket.send(new DatagramPacket(query, query.length));
        }

        private void received(byte[] wire, DatagramSocket socket) throws IOException {
            int id = wire.length < 2 ? -1 : (wire[0] & 0xff) << 8 | wire[1] & 0xff;
            Pending pending = open.stream().filter(p -> p.id == id && p.needs(server)).findFirst().orElse(null);
            if (pending == null) {
                // a late repetition, or an answer to somebody else's question: nothing of it is used, but should nothing
                // better come, then "wrong answers" is closer to the truth than "no answer"
                open.stream().filter(p -> p.needs(server) && p.reply == null)
                        .forEach(p -> p.reply = new Reply(CauseId.DNS_BAD_ANSWER, List.of(), false, server, -1));
                return;
            }
            Message message = read(wire);
            if (message == null || !pending.isAnsweredBy(message)) {
                fail(pending, CauseId.DNS_BAD_ANSWER, -1);
                return;
            }
            if (message.getHeader().getFlag(Flags.TC)) {
                message = askByTcp(pending);
                if (message == null) {
                    return;
                }
            }
            if (pending.edns && (message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP)) {
                // a resolver from before EDNS (RFC 6891 section 7)
                pending.edns = false;
                send(socket, pending);
                return;
            }
            answered(pending, message, socket);
        }

        /** The message, null when it is malformed. */
        private Message read(byte[] wire) {
            try {
                return new Message(wire);
            } catch (IOException | RuntimeException e) {
                // what a hostile resolver makes dnsjava throw is not always an IOException
                return null;
            }
        }

        private void answered(Pending pending, Message message, DatagramSocket socket) throws IOException {
            int rcode = message.getRcode();
            if (rcode == Rcode.NXDOMAIN) {
                pending.reply = new Reply(CauseId.DNS_NO_SUCH_HOST, List.of(), pending.aliases > 0, server, rcode);
                return;
            }
            if (rcode != Rcode.NOERROR) {
                fail(pending, CauseId.DNS_SERVER_FAILURE, rcode);
                return;
            }
            Name start = pending.name;
            Name name = start;
            List<Record> answer = message.getSection(Section.ANSWER);
            List<Record> found = find(answer, name, pending.type);
            while (found.isEmpty() && pending.aliases <= MAX_ALIASES) {
                List<Record> alias = pending.type == Type.CNAME ? List.of() : find(answer, name, Type.CNAME);
                if (alias.isEmpty()) {
                    break;
                }
                name = ((CNAMERecord) alias.getFirst()).getTarget();
                pending.aliases++;
                found = find(answer, name, pending.type);
            }
            if (!found.isEmpty()) {
                pending.reply = new Reply(CauseId.OK, found, pending.aliases > 0, server, rcode);
                if (anyWillDo) {
                    end = end.atMost(GRACE);
                }
            } else if (pending.aliases > MAX_ALIASES) {
                fail(pending, CauseId.DNS_BAD_ANSWER, rcode);
            } else if (!name.equals(start)) {
                // the resolver stopped at an alias
                pending.askFor(name);
                send(socket, pending);
            } else if (isReferral(message)) {
                fail(pending, CauseId.DNS_SERVER_FAILURE, rcode);
            } else {
                pending.reply = new Reply(CauseId.DNS_NO_ADDRESS, List.of(), pending.aliases > 0, server, rcode);
            }
        }

        /** Whether a server that does not resolve for us names other servers instead. */
        private boolean isReferral(Message message) {
            return !message.getHeader().getFlag(Flags.AA) && !message.getHeader().getFlag(Flags.RA)
                    && message.getSection(Section.AUTHORITY).stream().anyMatch(r -> r.getType() == Type.NS);
        }

        private List<Record> find(List<Record> records, Name name, int type) {
            List<Record> found = new ArrayList<>();
            for (Record r : records) {
                if (r.getType() == type && r.getDClass() == DClass.IN && r.getName().equals(name)) {
                    found.add(r);
                }
            }
            return found;
        }

        /** The whole answer, null when there is none: then the question has failed. */
        private Message askByTcp(Pending pending) {
            try (Socket socket = sockets.stream()) {
                socket.connect(server, Math.max(1, tcpEnd.remainingMillis()));
                byte[] query = pending.query();
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
                out.writeShort(query.length);
                out.write(query);
                out.flush();
                byte[] length = read(socket, 2);
                byte[] wire = read(socket, (length[0] & 0xff) << 8 | length[1] & 0xff);
                Message message = read(wire);
                if (message != null && message.getHeader().getID() == pending.id && pending.isAnsweredBy(message)) {
                    return message;
                }
                fail(pending, CauseId.DNS_BAD_ANSWER, -1);
            } catch (SocketTimeoutException e) {
                fail(pending, CauseId.DNS_TIMEOUT, -1);
            } catch (EOFException e) {
                fail(pending, CauseId.DNS_BAD_ANSWER, -1);
            } catch (IOException e) {
                // a resolver that answers by UDP but refuses TCP: its answer cannot be had
                fail(pending, CauseId.DNS_TIMEOUT, -1);
            }
            return null;
        }

        /** Reads so many bytes, however slowly they come, within the deadline. */
        private byte[] read(Socket socket, int length) throws IOException {
            byte[] bytes = new byte[length];
            InputStream in = socket.getInputStream();
            int have = 0;
            while (have < length) {
                if (tcpEnd.passed()) {
                    throw new SocketTimeoutException();
                }
                socket.setSoTimeout(Math.max(1, tcpEnd.remainingMillis()));
                int n = in.read(bytes, have, length - have);
                if (n < 0) {
                    throw new EOFException();
                }
                have += n;
            }
            return bytes;
        }
    }
}
