package org.mailmend.workbench;

/** Shows training sessions. A service, so that views need not know who does it. Used in the UI thread. */
public interface SessionOpener {

    /**
     * Opens a session in its editor.
     *
     * @param session its id; of one that is not there any more, the place of all sessions is shown
     */
    void open(String session);
}
