package org.mailmend.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.mailmend.check.Cancellation;

/** A sign-in that runs beside the test, which plays the browser. */
final class RunningSignIn implements SignInListener {
    final SignIn signIn;
    final Cancellation cancellation = new Cancellation();
    final List<Remark> ignored = new CopyOnWriteArrayList<>();
    final List<Remark> browser = new CopyOnWriteArrayList<>();
    private final FutureTask<Account> task;

    RunningSignIn(SignInRequest request) throws OAuthException {
        signIn = new SignIn(request, this, cancellation);
        task = new FutureTask<>((Callable<Account>) signIn::run);
        Thread.ofVirtual().start(task);
    }

    @Override
    public void ignored(Remark why) {
        ignored.add(why);
    }

    @Override
    public void browserFailed(Remark why) {
        browser.add(why);
    }

    /** The parameters of the page. */
    Map<String, String> page() {
        return FakeProvider.form(signIn.page().getRawQuery());
    }

    String state() {
        return page().get("state");
    }

    int port() {
        return URI.create(page().get("redirect_uri")).getPort();
    }

    /** Sends a request as a browser does, and gives the whole answer. */
    String get(String target) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n\r\n");
    }

    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The account, or why there is none. */
    Account result() throws OAuthException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OAuthException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        }
    }

    /** Brings back a code, and gives the account. */
    Account agree() throws Exception {
        get("/?state=" + state() + "&code=4/code");
        return result();
    }
}
