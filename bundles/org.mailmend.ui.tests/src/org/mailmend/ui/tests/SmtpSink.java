package org.mailmend.ui.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on this computer that takes everything, and remembers for whom it was. */
final class SmtpSink implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    SmtpSink() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    serve(client);
                } catch (IOException e) {
                    // the test is over, or the client has gone
                }
            }
        });
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
        say(out, "220 sink ESMTP");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    say(out, "250 taken");
                }
                continue;
            }
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                recipients.add(line.replaceAll("^[^<]*<([^>]*)>.*$", "$1"));
            }
            data = command.equals("DATA");
            say(out, data ? "354 go on" : command.equals("QUIT") ? "221 bye" : "250 ok");
            if (command.equals("QUIT")) {
                return;
            }
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** For whom messages were, in their order. */
    List<String> recipients() {
        return recipients;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
