package org.mailmend.training.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.mailmend.training.ui.TrainingPlace;

/** The Training place. */
public final class TrainingPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        IFolderLayout folder = layout.createFolder("training", IPageLayout.LEFT, 0.5f, layout.getEditorArea());
        folder.addView(TrainingPlace.SESSIONS);
        folder.addView(TrainingPlace.COURSES);
        folder.addView(TrainingPlace.RUN);
        folder.addView(TrainingPlace.PRACTICE);
        folder.addView(TrainingPlace.RESULTS);
        folder.addView(TrainingPlace.CASES);
        folder.addView(TrainingPlace.PRESENT);
    }
}
