package org.mailmend.organisation.ui.internal;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.ItemChecks;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Checks of many items, with how far they are, pause and cancel; takes no room while none run. */
final class CheckBar extends Composite {
    private static final int PARALLEL = 8;

    private final ProgressBar bar;
    private final Label words;
    private final Button pause;
    private final Consumer<String> failed;
    private ItemChecks running;
    private boolean paused;

    CheckBar(Composite parent, Consumer<String> failed) {
        super(parent, SWT.NONE);
        this.failed = failed;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 0).applyTo(this);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(this);
        setVisible(false);
        bar = new ProgressBar(this, SWT.SMOOTH);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(bar);
        words = Widgets.id(new Label(this, SWT.NONE), "check.words");
        GridDataFactory.swtDefaults().hint(180, SWT.DEFAULT).applyTo(words);
        pause = Parts.push(this, "check.pause", Messages.Inv_pause, this::pause);
        Parts.push(this, "check.cancel", Messages.Inv_cancel, this::cancel);
        addDisposeListener(event -> cancel());
    }

    void start(List<Item> items, Circumstances circumstances) {
        if (running != null) {
            return;
        }
        paused = false;
        pause.setText(Messages.Inv_pause);
        UiThread ui = UiThread.of(this);
        House.deliver(this, House.get().ask(open -> new ItemChecks(open, KnowledgeBase.get(), circumstances, Clock.systemUTC())),
                checks -> {
                    List<Item> with = items.stream().filter(i -> checks.target(i) != null).toList();
                    if (with.isEmpty()) {
                        failed.accept(Messages.Inv_check_none);
                        return;
                    }
                    running = checks;
                    tell(0, with.size());
                    Parts.show(this, true);
                    AtomicInteger done = new AtomicInteger();
                    Runnable told = ui.coalesced(() -> tell(done.get(), with.size()));
                    Job job = Job.create(Messages.Inv_check_title, (ICoreRunnable) monitor -> {
                        try {
                            checks.run(with, PARALLEL, (number, all) -> {
                                done.set(number);
                                told.run();
                            });
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } catch (RuntimeException e) {
                            String sentence = House.sentence(e);
                            ui.execute(() -> failed.accept(sentence));
                        } finally {
                            ui.execute(this::ended);
                            House.get().changed();
                        }
                    });
                    job.setSystem(true);
                    job.schedule();
                }, failed);
    }

    private void tell(int done, int all) {
        bar.setMaximum(all);
        bar.setSelection(done);
        words.setText(NLS.bind(Messages.Inv_check_done, done, all));
    }

    private void pause() {
        if (running == null) {
            return;
        }
        paused = !paused;
        if (paused) {
            running.pause();
        } else {
            running.resume();
        }
        pause.setText(paused ? Messages.Inv_resume : Messages.Inv_pause);
        requestLayout();
    }

    private void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private void ended() {
        running = null;
        Parts.show(this, false);
    }
}
