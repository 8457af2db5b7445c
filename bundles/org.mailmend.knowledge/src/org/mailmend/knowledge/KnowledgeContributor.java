package org.mailmend.knowledge;

import java.nio.file.Path;
import java.util.List;

/** Brings knowledge from elsewhere, for example from plug-ins. */
@FunctionalInterface
public interface KnowledgeContributor {

    /**
     * Folders in the layout of {@code data/README.md}; what a later one has replaces what an earlier one has under the same id.
     * Asked each time that the knowledge is read.
     */
    List<Path> folders();
}
