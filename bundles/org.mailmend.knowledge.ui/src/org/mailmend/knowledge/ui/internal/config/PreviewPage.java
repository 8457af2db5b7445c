package org.mailmend.knowledge.ui.internal.config;

import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFile;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.ConfigRequest;
import org.mailmend.knowledge.config.Configurations;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.ui.internal.parts.Clip;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** What the file will hold, and what one has to know about it. */
final class PreviewPage extends WizardPage {
    private static final int NOTICES_HEIGHT = 120;

    private StyledText text;
    private ScrolledComposite notices;
    private Composite noticeList;
    private Button copy;
    private ConfigFile file;
    /** What is to be shown; an answer to an older question is dropped. */
    private volatile ConfigRequest wanted;

    PreviewPage() {
        super("preview");
        setTitle(Messages.Preview_title);
        setDescription(Messages.Preview_words);
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(8, 8).applyTo(area);
        text = Widgets.id(new StyledText(area, SWT.MULTI | SWT.READ_ONLY | SWT.BORDER | SWT.V_SCROLL | SWT.H_SCROLL), "preview");
        text.setFont(Widgets.monospacedFont());
        text.setMargins(8, 6, 8, 6);
        text.setAlwaysShowScrollBars(false);
        text.setCaret(null);
        text.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Widgets.accessibleName(text, Messages.Preview_name);
        GridDataFactory.fillDefaults().grab(true, true).hint(480, 220).applyTo(text);
        copy = Sheet.push(area, "copy", Messages.Preview_copy, () -> Clip.copy(text.getDisplay(), file.text()));
        notices = new ScrolledComposite(area, SWT.V_SCROLL);
        notices.setExpandHorizontal(true);
        notices.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, false).hint(480, NOTICES_HEIGHT).exclude(true).applyTo(notices);
        noticeList = Widgets.id(new Composite(notices, SWT.NONE), "notices");
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(noticeList);
        notices.setContent(noticeList);
        notices.addListener(SWT.Resize, event -> fit());
        setControl(area);
    }

    /** The file; null when there is none. */
    ConfigFile file() {
        return file;
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            make();
        } else {
            wanted = null;
        }
    }

    private void make() {
        ConfigurationWizard wizard = (ConfigurationWizard) getWizard();
        KnowledgeBase base = ConfigurationWizard.base();
        ConfigRequest request = wizard.account().request().withServers(wizard.servers());
        ConfigFormat format = wizard.account().format();
        show(null, null);
        wanted = request;
        UiThread ui = UiThread.of(text);
        Job.createSystem(Messages.Preview_title, monitor -> {
            ConfigFile made = null;
            String problem = null;
            try {
                made = new Configurations(base).write(request, format, Words.locale());
            } catch (ConfigException e) {
                problem = e.text(Words.locale());
            }
            ConfigFile result = made;
            String why = problem;
            ui.execute(() -> {
                if (wanted == request) {
                    show(result, why);
                }
            });
        }).schedule();
    }

    private void show(ConfigFile made, String problem) {
        file = made;
        text.setBackground(Palette.current().raised());
        text.setForeground(Palette.current().text());
        text.setText(made == null ? "" : Visible.of(made.text()));
        copy.setEnabled(made != null);
        setErrorMessage(problem == null ? null : problem);
        setMessage(made == null ? null : NLS.bind(Messages.Preview_file, made.fileName()));
        showNotices(made == null ? List.of() : made.notices());
        setPageComplete(made != null);
        ((Composite) getControl()).layout(true, true);
        getContainer().updateButtons();
    }

    private void showNotices(List<Notice> list) {
        for (Control child : noticeList.getChildren()) {
            child.dispose();
        }
        for (Notice notice : list) {
            StatusLabel label = Dialogs.status(noticeList, "notice");
            label.set(State.WARNING, notice.text(Words.locale()));
            GridDataFactory.fillDefaults().grab(true, false).hint(400, SWT.DEFAULT).applyTo(label);
        }
        notices.setVisible(!list.isEmpty());
        ((GridData) notices.getLayoutData()).exclude = list.isEmpty();
        noticeList.layout();
        fit();
    }

    private void fit() {
        notices.setMinSize(noticeList.computeSize(Math.max(1, notices.getClientArea().width), SWT.DEFAULT));
    }
}
