package org.mailmend.workbench;

/** Shows articles of the knowledge base to the user. A service, so that views need not know who does it. Used in the UI thread. */
public interface ArticleOpener {

    /**
     * Opens the article about a cause.
     *
     * @param cause id of the cause, for example {@code TLS_CERT_EXPIRED}
     */
    void openCause(String cause);

    /**
     * Opens an article or a client's profile.
     *
     * @param id its id, for example {@code route-oauth} or {@code outlook-2016-msi}
     */
    void open(String id);
}
