package org.mailmend.check.ui.internal;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.check.TranscriptLine;
import org.mailmend.check.report.Columns;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Who said what: each line with its time, its speaker in word and colour, and its text. It grows while the check runs. */
final class DialoguePage extends Composite {
    private static final int TIME_WIDTH = 9;

    private final StyledText field;
    private final int[] tabStops;
    private CheckRun shown;
    private int count;

    DialoguePage(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        FillLayout layout = new FillLayout();
        layout.marginWidth = 12;
        layout.marginHeight = 8;
        setLayout(layout);
        field = Widgets.id(Prose.field(this), "dialogue");
        field.setFont(Widgets.monospacedFont());
        tabStops = tabStops();
        Widgets.accessibleName(field, Messages.Page_dialogue);
        Theme.onChange(this, () -> {
            CheckRun run = shown;
            shown = null;
            show(run);
        });
        show(null);
    }

    void show(CheckRun run) {
        if (run != shown || run == null) {
            shown = run;
            count = 0;
            field.setBackground(Palette.current().surface());
            field.setForeground(Palette.current().text());
            field.setFont(run == null ? null : Widgets.monospacedFont());
            field.setText(run == null ? Messages.Dialogue_empty : "");
            if (run == null) {
                field.setStyleRange(new StyleRange(0, field.getCharCount(), Palette.current().dim(), null));
            }
        }
        if (run != null) {
            List<TranscriptLine> fresh = run.lines(count);
            if (!fresh.isEmpty()) {
                boolean atEnd = field.getLineIndex(field.getClientArea().height) >= field.getLineCount() - 1;
                fresh.forEach(this::append);
                count += fresh.size();
                if (atEnd && count > fresh.size()) {
                    field.setTopIndex(field.getLineCount() - 1);
                }
            }
        }
    }

    private void append(TranscriptLine line) {
        Palette palette = Palette.current();
        String speaker = switch (line.from()) {
            case CLIENT -> Messages.Dialogue_client;
            case SERVER -> Messages.Dialogue_server;
            case NOTE -> Messages.Dialogue_note;
        };
        Color color = switch (line.from()) {
            case CLIENT -> palette.accent();
            case SERVER -> palette.ok();
            case NOTE -> palette.dim();
        };
        String time = Columns.padLeft(millis(line), TIME_WIDTH) + "\t";
        int start = field.getCharCount() + (field.getCharCount() == 0 ? 0 : 1);
        field.append((start == 0 ? "" : "\n") + time + speaker + "\t" + line.text());
        field.setStyleRange(new StyleRange(start, time.length(), palette.dim(), null));
        field.setStyleRange(new StyleRange(start + time.length(), speaker.length(), color, null));
        if (line.from() == TranscriptLine.Speaker.NOTE) {
            int text = field.getCharCount() - line.text().length();
            field.setStyleRange(new StyleRange(text, line.text().length(), palette.dim(), null));
        }
        int index = field.getLineAtOffset(start);
        field.setLineTabStops(index, 1, tabStops);
        field.setLineWrapIndent(index, 1, tabStops[1]);
    }

    private static String millis(TranscriptLine line) {
        return NLS.bind(Messages.Time_millis, String.format(Words.locale(), "%,d", line.nanos() / 1_000_000));
    }

    /** Where speaker and text begin, in pixels: the fonts of the words differ in width from that of the digits. */
    private int[] tabStops() {
        GC gc = new GC(field);
        int speaker = gc.textExtent("0".repeat(TIME_WIDTH + 1)).x;
        int widest = Stream.of(Messages.Dialogue_client, Messages.Dialogue_server, Messages.Dialogue_note)
                .mapToInt(word -> gc.textExtent(word).x).max()
                .getAsInt();
        gc.dispose();
        return new int[] {speaker, speaker + widest + 16};
    }
}
