package org.mailmend.organisation.review;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** A resolver on loopback with the records that a test gives it, UDP with TCP for long answers; other names do not exist. */
final class TinyDns implements Closeable {
    private static final Map<String, Integer> TYPES = Map.of("A", 1, "CNAME", 5, "MX", 15, "TXT", 16, "AAAA", 28);
    private static final int LONGEST_DATAGRAM = 1232;

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Map<String, List<String[]>> records = new ConcurrentHashMap<>();
    /** What is sent for a question: gets the name and the right answer. */
    volatile BiFunction<String, byte[], byte[]> change = (name, answer) -> answer;

    TinyDns() throws IOException {
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
        Thread.ofVirtual().start(this::serveDatagrams);
        Thread.ofVirtual().start(this::serveStreams);
    }

    String name() {
        return "127.0.0.1:" + datagrams.getLocalPort();
    }

    /** A record: {@code NAME TYPE VALUE}; a TXT value runs to the end of the line. */
    TinyDns with(String... lines) {
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            records.computeIfAbsent(parts[0], n -> new ArrayList<>()).add(parts);
        }
        return this;
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[4096];
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                if (answer.length > LONGEST_DATAGRAM) {
                    answer = Arrays.copyOf(answer, LONGEST_DATAGRAM);
                    answer[2] |= 2;
                    // truncated: only the header and the question count
                    answer[6] = 0;
                    answer[7] = 0;
                }
                if (answer.length > 0) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!datagrams.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serveStreams() {
        while (!streams.isClosed()) {
            try (Socket socket = streams.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] answer = answer(query);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                if (!streams.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(byte[] query) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".").append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
            at += query[at] + 1;
        }
        int type = (query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff;
        String asked = name.toString().toLowerCase(Locale.ROOT);
        List<String[]> known = records.get(asked);
        List<String[]> found = known == null ? List.of()
                : known.stream().filter(r -> TYPES.get(r[1]) == type || r[1].equals("CNAME")).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(known == null ? 0x8183 : 0x8180);
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(query, 12, at + 5 - 12);
        for (String[] r : found) {
            out.writeShort(0xc00c);
            out.writeShort(TYPES.get(r[1]));
            out.writeShort(1);
            out.writeInt(60);
            byte[] data = data(r[1], r[2]);
            out.writeShort(data.length);
            out.write(data);
        }
        return change.apply(asked, bytes.toByteArray());
    }

    private static byte[] data(String type, String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        switch (type) {
            case "TXT" -> {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < text.length || i == 0; i += 255) {
                    int length = Math.min(255, text.length - i);
                    out.writeByte(length);
                    out.write(text, i, length);
                }
            }
            case "MX" -> {
                out.writeShort(Integer.parseInt(value.substring(0, value.indexOf(' '))));
                name(value.substring(value.indexOf(' ') + 1), out);
            }
            case "CNAME" -> name(value, out);
            default -> out.write(InetAddress.getByName(value).getAddress());
        }
        return bytes.toByteArray();
    }

    private static void name(String name, DataOutputStream out) throws IOException {
        for (String label : name.equals(".") ? new String[0] : name.split("\\.")) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
    }
}
