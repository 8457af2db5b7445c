package org.mailmend.check.report;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Who;

/** The words of reports in one language; for everybody who speaks of stages and states, so that all say the same. */
public final class ReportTexts {
    private final Locale locale;
    private final ResourceBundle texts;

    /** The words in Japanese for a Japanese locale, else in English. */
    public ReportTexts(Locale locale) {
        this.locale = Locale.JAPANESE.getLanguage().equals(locale.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
        texts = ResourceBundle.getBundle("org.mailmend.check.report.messages", this.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language: English or Japanese. */
    public Locale locale() {
        return locale;
    }

    /** The name of a stage, for example <i>Sign-in</i>. */
    public String stage(Stage stage) {
        return get("stage." + stage.id());
    }

    /** The word for a state, for example <i>skipped</i>. */
    public String status(Status status) {
        return get("status." + status.id());
    }

    /** A server as people write it, for example {@code smtp://mail.example.com:587 (STARTTLS)}. */
    public String target(Target target) {
        return get("detailed", url(target), get("security." + target.security().id()));
    }

    /** A server as a URL that a check takes, for example {@code imaps://mail.example.com:993}. */
    public static String url(Target target) {
        String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        return target.protocol().id() + (target.security() == Security.TLS ? "s" : "") + "://" + host + ":" + target.port();
    }

    String get(String key, Object... args) {
        String text = texts.getString(key);
        return args.length == 0 ? text : new MessageFormat(text, locale).format(args);
    }

    List<String> columns(String... names) {
        return java.util.Arrays.stream(names).map(name -> get("column." + name)).toList();
    }

    void steps(Document.Builder builder, CauseId cause) {
        builder.steps(get("heading.steps"),
                Catalogue.get().text(cause, locale).steps().stream().map(step -> step.text()).toList());
    }

    void alternatives(Document.Builder builder, List<Alternative> alternatives) {
        builder.table(get("heading.alternatives"), columns("certainty", "meaning", "cause"),
                alternatives.stream().map(one -> Document.Row.of(Document.Tone.NEUTRAL,
                        Document.Cell.number(percent(one.confidence())),
                        Document.Cell.text(Catalogue.get().text(one.cause(), locale).title()),
                        Document.Cell.code(one.cause().name()))).toList());
    }

    String names(List<Who> people) {
        return people.stream().map(who -> who.text(locale)).reduce((all, one) -> get("list", all, one)).orElse("");
    }

    String percent(double confidence) {
        return get("percent", String.valueOf(Math.round(100 * confidence)));
    }
}
