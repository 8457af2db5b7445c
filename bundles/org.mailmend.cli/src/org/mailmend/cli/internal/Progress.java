package org.mailmend.cli.internal;

/** One line on standard error that says what is going on, when that is a terminal. */
final class Progress {
    private static final String ERASE = "\r\u001B[K";

    private final Context context;
    private boolean shown;

    Progress(Context context) {
        this.context = context;
    }

    void show(String key, Object... args) {
        if (context.terminal().err()) {
            context.err().print(ERASE + context.messages().get(key, args));
            context.err().flush();
            shown = true;
        }
    }

    void clear() {
        if (shown) {
            context.err().print(ERASE);
            context.err().flush();
            shown = false;
        }
    }
}
