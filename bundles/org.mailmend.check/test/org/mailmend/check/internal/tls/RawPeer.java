package org.mailmend.check.internal.tls;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.mailmend.check.internal.tls.Tls.Version;

/** A peer on loopback that does with a connection what the test says. */
final class RawPeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    @FunctionalInterface
    interface Script {
        /** @param number which connection it is, from 1 */
        void run(Socket socket, int number) throws IOException, InterruptedException;
    }

    RawPeer(Script script) throws IOException {
        threads.submit(() -> {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                threads.submit(() -> {
                    script.run(socket, number);
                    return null;
                });
            }
            return null;
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** What a ClientHello offers. */
    record Hello(Version newest, List<Version> versions, List<Integer> ciphers, boolean named) {
        static Hello read(Socket socket) throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readNBytes(3);
            byte[] record = in.readNBytes(in.readUnsignedShort());
            ByteBuffer hello = ByteBuffer.wrap(record, 4, record.length - 4);
            int legacy = hello.getShort();
            hello.position(hello.position() + 32);
            hello.position(hello.position() + 1 + hello.get(hello.position()));
            List<Integer> ciphers = new ArrayList<>();
            for (int left = hello.getShort(); left > 0; left -= 2) {
                ciphers.add(hello.getShort() & 0xffff);
            }
            hello.position(hello.position() + 1 + hello.get(hello.position()));
            List<Version> versions = new ArrayList<>();
            boolean named = false;
            if (hello.hasRemaining()) {
                hello.getShort();
                while (hello.hasRemaining()) {
                    int type = hello.getShort() & 0xffff;
                    int end = hello.getShort() + hello.position();
                    named |= type == 0;
                    if (type == 43) {
                        for (int left = hello.get(); left > 0; left -= 2) {
                            versions.add(Version.of(hello.getShort() & 0xffff));
                        }
                    }
                    hello.position(end);
                }
            }
            Version newest = versions.contains(Version.TLS13) ? Version.TLS13 : Version.of(legacy);
            return new Hello(newest, versions, ciphers, named);
        }
    }

    static byte[] record(int type, int... content) {
        byte[] record = new byte[5 + content.length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 1;
        record[3] = (byte) (content.length >> 8);
        record[4] = (byte) content.length;
        for (int i = 0; i < content.length; i++) {
            record[5 + i] = (byte) content[i];
        }
        return record;
    }

    static byte[] alert(int level, int alert) {
        return record(Tls.ALERT, level, alert);
    }

    /** A ServerHello up to TLS 1.2. */
    static byte[] hello(Version version, int cipher) {
        int[] content = new int[4 + 2 + 32 + 1 + 2 + 1];
        content[0] = 2;
        content[3] = content.length - 4;
        content[4] = version.number >> 8;
        content[5] = version.number & 0xff;
        content[39] = cipher >> 8;
        content[40] = cipher & 0xff;
        return record(Tls.HANDSHAKE, content);
    }
}
