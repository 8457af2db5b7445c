package org.mailmend.oauth;

import java.io.IOException;
import java.net.URI;

/** Opens the system's browser. A service that the sign-in asks for and the workbench or the command line gives. */
@FunctionalInterface
public interface Browser {

    /** Opens nothing: the user carries the address to a browser, here or on another computer. */
    Browser NONE = address -> {
        // the address is shown
    };

    /**
     * Opens the address; does not wait until anything is shown.
     *
     * @throws IOException when there is no browser that could be started
     */
    void open(URI address) throws IOException;
}
