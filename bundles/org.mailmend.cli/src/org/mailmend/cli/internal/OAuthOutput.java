package org.mailmend.cli.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.check.Redactor;
import org.mailmend.check.report.JsonText;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.diagnosis.Stage;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Health;
import org.mailmend.oauth.OAuthException;

import com.fasterxml.jackson.core.JsonGenerator;

/** Prints what happens to accounts, for people or as the events of the contract. Never a token. */
final class OAuthOutput {
    private static final String SCHEMA = "mailmend.oauth/1";
    private static final int UNTESTED = 3;
    /** Causes whose own words are about checks of servers, or about nothing in particular. */
    private static final Set<CauseId> SAY_LITTLE = Set.of(CauseId.USER_CANCELLED, CauseId.NOT_TESTED, CauseId.UNKNOWN);

    private final boolean json;
    private final boolean pretty;
    private final Context context;

    OAuthOutput(Arguments arguments, Context context) {
        json = arguments.has(Option.JSON);
        pretty = arguments.has(Option.PRETTY);
        this.context = context;
    }

    private void event(String name, JsonText.Content content) {
        context.json(JsonText.of(pretty, out -> {
            out.writeStringField("schema", SCHEMA);
            if (name != null) {
                out.writeStringField("event", name);
            }
            content.write(out);
        }));
    }

    /** A sentence besides, on standard error. */
    void note(String sentence) {
        context.err().println(sentence);
        context.err().flush();
    }

    void authorize(URI page) {
        if (json) {
            event("authorize", out -> out.writeStringField("url", page.toString()));
        } else {
            print(context.messages().get("oauth.authorize"));
            print(page.toString());
        }
    }

    void code(URI page, String code) {
        if (json) {
            event("code", out -> {
                out.writeStringField("url", page.toString());
                out.writeStringField("code", code);
            });
        } else {
            print(context.messages().get("oauth.code", page, code));
        }
    }

    void done(Account account, boolean kept) {
        if (json) {
            event("done", out -> {
                account(out, account);
                out.writeStringField("store", kept ? "secure" : "memory");
            });
        } else {
            print(context.messages().get("oauth.done", account.address()));
            describe(account);
            if (!kept) {
                note(context.messages().get("oauth.memory"));
            }
        }
    }

    /** One of several accounts. */
    void status(Account account) {
        if (json) {
            event(null, out -> {
                account(out, account);
                out.writeStringField("provider", account.provider().id());
                out.writeStringField("clientId", account.client().id());
                out.writeStringField("signedIn", account.created().toString());
                out.writeStringField("used", account.used().toString());
                Health health = Health.of(account, Clock.systemUTC());
                out.writeStringField("ends", health.ends() == null ? null : health.ends().toString());
            });
        } else {
            print(account.address() + "  " + account.provider().name());
            describe(account);
        }
    }

    void revoked(String address, boolean told) {
        if (json) {
            event("revoked", out -> {
                out.writeStringField("account", address);
                out.writeBooleanField("providerTold", told);
            });
        } else {
            print(context.messages().get(told ? "oauth.revoked" : "oauth.removed", address));
        }
    }

    /** A failure; the exit code for it. */
    int failed(OAuthException e) {
        Locale locale = context.locale();
        CauseText text = Catalogue.get().text(e.causeId(), locale);
        if (json) {
            event("failed", out -> {
                out.writeStringField("cause", e.causeId().name());
                out.writeStringField("summary", SAY_LITTLE.contains(e.causeId()) ? e.remark().text(locale) : text.summary());
                out.writeStringField("detail", e.remark().text(locale));
                out.writeStringField("evidence", e.evidence());
                out.writeArrayFieldStart("nextSteps");
                for (NextStep step : text.steps()) {
                    out.writeStartObject();
                    out.writeStringField("id", step.id());
                    out.writeStringField("text", step.text());
                    out.writeEndObject();
                }
                out.writeEndArray();
            });
        } else {
            note(e.remark().text(locale));
            note(context.messages().get("oauth.cause", e.causeId().name(), text.title()));
            if (e.evidence() != null) {
                note(context.messages().get("oauth.evidence", e.evidence()));
            }
            List<NextStep> steps = text.steps();
            for (int i = 0; i < steps.size(); i++) {
                note("  " + (i + 1) + ". " + steps.get(i).text());
            }
        }
        return e.causeId() == CauseId.NOT_TESTED ? UNTESTED : Stage.AUTH.exitCode();
    }

    private void account(JsonGenerator out, Account account) throws IOException {
        out.writeStringField("account", account.address());
        out.writeStringField("owner", account.owner());
        out.writeArrayFieldStart("scopes");
        for (String scope : account.tokens().scopes()) {
            out.writeString(Redactor.visible(scope));
        }
        out.writeEndArray();
        out.writeNumberField("expiresInSeconds", seconds(account));
        out.writeBooleanField("refreshToken", account.tokens().refresh() != null);
        out.writeArrayFieldStart("warnings");
        for (Health.Warning warning : Health.of(account, Clock.systemUTC()).warnings()) {
            out.writeStartObject();
            out.writeStringField("cause", warning.cause().name());
            out.writeStringField("text", warning.text(context.locale()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static long seconds(Account account) {
        // rounded, as the answer was on its way for a part of a second
        Duration left = Duration.between(Clock.systemUTC().instant(), account.tokens().expires()).plusMillis(500);
        return Math.max(0, left.toSeconds());
    }

    private void describe(Account account) {
        Messages messages = context.messages();
        print("  "
                + messages.get("oauth.owner", account.owner() == null ? messages.get("oauth.owner.unknown") : account.owner()));
        print("  " + messages.get("oauth.scopes", Redactor.visible(String.join(" ", account.tokens().scopes()))));
        print("  " + messages.get("oauth.expires", (seconds(account) + 59) / 60));
        print("  " + messages.get(account.tokens().refresh() != null ? "oauth.refresh.yes" : "oauth.refresh.no"));
        for (Health.Warning warning : Health.of(account, Clock.systemUTC()).warnings()) {
            print("  " + messages.get("oauth.warning", warning.text(context.locale())));
        }
    }

    private void print(String line) {
        context.out().println(line);
        context.out().flush();
    }
}
