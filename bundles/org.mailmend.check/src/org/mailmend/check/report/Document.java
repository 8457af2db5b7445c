package org.mailmend.check.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report before it has a format: composed once, rendered as text, Markdown and HTML.
 *
 * @param title  names it
 * @param locale language of its texts
 * @param blocks its content, in order
 */
record Document(String title, Locale locale, List<Block> blocks) {

    /** What a word or a row says about the state of things. */
    enum Tone {
        NEUTRAL, OK, WARNING, FAULT, SKIPPED;

        private static final String SYMBOLS = " \u2713!\u2717-";
        private static final String ASCII = " +!x-";

        /** One character that says the same as the colour. */
        char icon(boolean symbols) {
            return (symbols ? SYMBOLS : ASCII).charAt(ordinal());
        }
    }

    /** A piece of content. */
    sealed interface Block permits Heading, Verdict, Paragraph, Facts, Steps, Table, Dialogue {
    }

    record Heading(String text) implements Block {
    }

    record Verdict(Tone tone, String text) implements Block {
    }

    record Paragraph(String text) implements Block {
    }

    record Facts(List<Fact> facts) implements Block {
    }

    record Fact(String label, String value, boolean code) {
    }

    /** Numbered steps. */
    record Steps(List<String> steps) implements Block {
    }

    /**
     * @param columns headings
     * @param rows    as many cells each as there are headings
     */
    record Table(List<String> columns, List<Row> rows) implements Block {
    }

    record Row(Tone tone, List<Cell> cells) {
        static Row of(Tone tone, Cell... cells) {
            return new Row(tone, List.of(cells));
        }
    }

    /** How a cell is set. */
    enum Kind {
        TEXT, NUMBER, STATUS, CODE
    }

    record Cell(Kind kind, String text) {
        static Cell text(String text) {
            return new Cell(Kind.TEXT, text);
        }

        static Cell code(String text) {
            return new Cell(Kind.CODE, text);
        }

        static Cell number(String text) {
            return new Cell(Kind.NUMBER, text);
        }

        static Cell status(String text) {
            return new Cell(Kind.STATUS, text);
        }
    }

    /** Lines of protocol. */
    record Dialogue(List<String> lines) implements Block {
    }

    /** Collects blocks; those without content are left out together with their heading. */
    static final class Builder {
        private final List<Block> blocks = new ArrayList<>();

        Builder add(Block block) {
            blocks.add(block);
            return this;
        }

        Builder facts(List<Fact> facts) {
            facts = facts.stream().filter(fact -> fact.value() != null && !fact.value().isEmpty()).toList();
            return facts.isEmpty() ? this : add(new Facts(facts));
        }

        Builder steps(String heading, List<String> steps) {
            return steps.isEmpty() ? this : add(new Heading(heading)).add(new Steps(steps));
        }

        Builder table(String heading, List<String> columns, List<Row> rows) {
            return rows.isEmpty() ? this : add(new Heading(heading)).add(new Table(columns, rows));
        }

        Builder dialogue(String heading, List<String> lines) {
            return lines.isEmpty() ? this : add(new Heading(heading)).add(new Dialogue(lines));
        }

        Document build(String title, Locale locale) {
            return new Document(title, locale, List.copyOf(blocks));
        }
    }
}
