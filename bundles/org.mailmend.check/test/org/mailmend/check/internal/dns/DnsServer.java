package org.mailmend.check.internal.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A resolver of the test's own on loopback, UDP and TCP on the same port. It answers from its records with NXDOMAIN where
 * it knows no such name, unless a test puts another behaviour in place.
 */
final class DnsServer implements AutoCloseable {
    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentHashMap<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<String> questions = new CopyOnWriteArrayList<>();

    /** What to send by UDP for a query; an empty list stays silent. */
    volatile Function<Message, List<byte[]>> udp = query -> List.of(answer(query).toWire());
    /** What happens on a TCP connection after a query. */
    volatile TcpAnswer tcp = (query, out) -> out.write(framed(answer(query).toWire()));

    @FunctionalInterface
    interface TcpAnswer {
        void send(Message query, OutputStream out) throws IOException, InterruptedException;
    }

    DnsServer() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        DatagramSocket datagram = null;
        ServerSocket stream = null;
        while (stream == null) {
            datagram = new DatagramSocket(0, loopback);
            try {
                stream = new ServerSocket(datagram.getLocalPort(), 50, loopback);
            } catch (IOException e) {
                // somebody has that port for TCP: take another
                datagram.close();
            }
        }
        datagrams = datagram;
        streams = stream;
        threads.submit(this::serveUdp);
        threads.submit(this::serveTcp);
    }

    /** As it is named to a check. */
    String name() {
        return "127.0.0.1:" + datagrams.getLocalPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", datagrams.getLocalPort());
    }

    /** Adds records in the master file format, for example {@code a.example. 60 IN A 192.0.2.1}. */
    DnsServer with(String... lines) throws IOException {
        for (String line : lines) {
            String[] parts = line.split("\\s+", 5);
            Name name = Name.fromString(parts[0]);
            Record record = Record.fromString(name, org.xbill.DNS.Type.value(parts[3]), org.xbill.DNS.DClass.IN,
                    Long.parseLong(parts[1]), parts[4], Name.root);
            records.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(record);
        }
        return this;
    }

    /** Knows the name, but nothing about it. */
    DnsServer withEmpty(String name) throws IOException {
        records.put(Name.fromString(name), new CopyOnWriteArrayList<>());
        return this;
    }

    Message answer(Message query) {
        Message answer = reply(query, Rcode.NOERROR);
        Record question = query.getQuestion();
        Name name = question.getName();
        for (int i = 0; i < 20; i++) {
            List<Record> known = records.get(name);
            if (known == null) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
                return answer;
            }
            known.stream().filter(r -> r.getType() == question.getType()).forEach(r -> answer.addRecord(r, Section.ANSWER));
            Record alias = known.stream().filter(r -> r instanceof org.xbill.DNS.CNAMERecord).findFirst().orElse(null);
            if (alias == null) {
                return answer;
            }
            answer.addRecord(alias, Section.ANSWER);
            name = ((org.xbill.DNS.CNAMERecord) alias).getTarget();
        }
        return answer;
    }

    static Message reply(Message query, int rcode) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                Record question = query.getQuestion();
                questions.add(question.getName() + " " + org.xbill.DNS.Type.string(question.getType()));
                for (byte[] answer : new ArrayList<>(udp.apply(query))) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!datagrams.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                Socket socket = streams.accept();
                open.add(socket);
                threads.submit(() -> {
                    try (socket) {
                        DataInputStream in = new DataInputStream(socket.getInputStream());
                        byte[] wire = new byte[in.readUnsignedShort()];
                        in.readFully(wire);
                        tcp.send(new Message(wire), socket.getOutputStream());
                    }
                    return null;
                });
            }
        } catch (IOException e) {
            if (!streams.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
