package org.mailmend.oauth.ui.internal.wizard;

import java.util.List;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.oauth.ClientGuide;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.StepList;

/** How a client is created in the provider's console, step by step, to be ticked off. */
final class GuidePage extends SetupPage {
    private StepList list;
    private String drawn;

    GuidePage() {
        super("guide", Messages.Guide_title, Messages.Guide_words);
    }

    @Override
    public void createControl(Composite parent) {
        list = new StepList(parent, () -> setMessage(Messages.Guide_noBrowser, WARNING));
        setControl(list.control());
    }

    private void draw(Provider provider) {
        String key = provider.id() + provider.name();
        if (key.equals(drawn)) {
            return;
        }
        drawn = key;
        // the practice server has no console: one reads how it is done with the real thing
        Provider shown = setup().isPractice() ? Providers.byId("google").orElse(provider) : provider;
        List<ClientGuide.Step> steps = ClientGuide.steps(shown, Fields.locale());
        list.draw(setup().isPractice() ? Messages.Guide_practice
                : steps.isEmpty() ? NLS.bind(Messages.Guide_other, shown.name()) : null, steps);
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible && setup().provider() != null) {
            draw(setup().provider());
        }
        super.setVisible(visible);
        if (visible) {
            list.fit();
            list.setFocus();
        }
    }
}
