package org.mailmend.organisation.ui.internal;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Widgets;

/** How far the sending of announcements is, with pause and cancel; takes no room while nothing is sent. */
final class SendBar extends Composite {
    private final ProgressBar bar;
    private final Label words;
    private final Button pause;
    private final Consumer<Sender.Said> ended;
    private boolean running;

    /** @param ended told what came of it, in the UI thread */
    SendBar(Composite parent, Consumer<Sender.Said> ended) {
        super(parent, SWT.NONE);
        this.ended = ended;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 0).applyTo(this);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(this);
        setVisible(false);
        bar = new ProgressBar(this, SWT.SMOOTH);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(bar);
        words = Widgets.id(new Label(this, SWT.NONE), "send.words");
        GridDataFactory.swtDefaults().hint(260, SWT.DEFAULT).applyTo(words);
        pause = Parts.push(this, "send.pause", Messages.Inv_pause, this::pause);
        Parts.push(this, "send.cancel", Messages.Inv_cancel, Sender.get()::cancel);
        Sender.get().onChange(this, this::show);
        show();
    }

    private void pause() {
        Sender.Now now = Sender.get().now();
        if (now != null) {
            Sender.get().pause(!now.paused());
        }
    }

    private void show() {
        Sender.Now now = Sender.get().now();
        Parts.show(this, now != null);
        if (now != null) {
            running = true;
            bar.setMaximum(now.all());
            bar.setSelection(now.done());
            words.setText(now.paused() ? NLS.bind(Messages.Send_paused, now.done(), now.all())
                    : now.next() == null ? NLS.bind(Messages.Send_done, now.done(), now.all())
                            : NLS.bind(Messages.Send_waits, new Object[] {now.done(), now.all(), DateTimeFormatter
                                    .ofLocalizedTime(FormatStyle.SHORT).withLocale(Language.locale())
                                    .withZone(ZoneId.systemDefault()).format(now.next())}));
            pause.setText(now.paused() ? Messages.Inv_resume : Messages.Inv_pause);
            requestLayout();
        } else if (running) {
            running = false;
            if (Sender.get().said() != null) {
                ended.accept(Sender.get().said());
            }
        }
    }
}
