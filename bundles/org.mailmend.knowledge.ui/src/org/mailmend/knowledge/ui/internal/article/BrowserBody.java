package org.mailmend.knowledge.ui.internal.article;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.SWT;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.browser.LocationEvent;
import org.eclipse.swt.browser.LocationListener;
import org.eclipse.swt.browser.ProgressListener;
import org.eclipse.swt.browser.ProgressEvent;
import org.eclipse.swt.browser.OpenWindowListener;
import org.eclipse.swt.widgets.Control;
import org.mailmend.workbench.Widgets;
import org.osgi.framework.FrameworkUtil;

/**
 * A page in the platform's web browser, which is held on a short lead: no scripts, nothing from the network, no page but ours. Pages are
 * files, because a browser that loads a file again stays where it was scrolled to; without scripts there is no other way.
 */
final class BrowserBody implements Body {
    private static boolean cleaned;

    private final Browser browser;
    private final Path file;
    private final String url;
    private boolean loaded;

    BrowserBody(Browser browser, Consumer<String> follow) {
        this.browser = browser;
        Widgets.id(browser, "page");
        browser.setJavascriptEnabled(false);
        // Until the first page is there, a browser is a white rectangle.
        browser.setVisible(false);
        file = file();
        url = file == null ? null : file.toUri().toString();
        browser.addLocationListener(LocationListener.changingAdapter(event -> changing(event, follow)));
        browser.addOpenWindowListener(deny());
        browser.addProgressListener(ProgressListener.completedAdapter(this::completed));
        browser.addListener(SWT.Dispose, event -> delete());
        // The browser's own menu speaks of reloading and downloading.
        browser.addListener(SWT.MenuDetect, event -> event.doit = browser.getMenu() != null);
    }

    private static OpenWindowListener deny() {
        return event -> event.required = true;
    }

    private void changing(LocationEvent event, Consumer<String> follow) {
        String place = event.location;
        if (isOurs(place) || "about:blank".equals(place)) {
            return;
        }
        event.doit = false;
        // not in the midst of the browser's own work
        browser.getDisplay().asyncExec(() -> {
            if (!browser.isDisposed()) {
                follow.accept(place);
            }
        });
    }

    /** The browser writes the address of a file in its own way. */
    private boolean isOurs(String place) {
        return url != null && place.startsWith("file:") && place.endsWith("/" + file.getFileName());
    }

    private void completed(ProgressEvent event) {
        if (!browser.isVisible()) {
            browser.setVisible(true);
        }
    }

    @Override
    public Control control() {
        return browser;
    }

    @Override
    public void show(Shown shown) {
        if (write(shown)) {
            loaded = true;
            browser.setUrl(url);
        }
    }

    @Override
    public void update(Shown shown) {
        if (!loaded) {
            show(shown);
        } else if (write(shown)) {
            browser.refresh();
        }
    }

    /** Writes the page to its file; shows it without one when that cannot be. */
    private boolean write(Shown shown) {
        String html = ScreenHtml.of(shown);
        if (file != null) {
            try {
                Files.writeString(file, html);
                return true;
            } catch (IOException e) {
                ILog.of(BrowserBody.class).warn("A page cannot be written to " + file, e);
            }
        }
        browser.setText(html);
        return false;
    }

    private static Path file() {
        try {
            Path folder = Platform.getStateLocation(FrameworkUtil.getBundle(BrowserBody.class)).append("pages").toPath();
            Files.createDirectories(folder);
            if (!cleaned) {
                cleaned = true;
                clean(folder);
            }
            return Files.createTempFile(folder, "page", ".html");
        } catch (IOException e) {
            ILog.of(BrowserBody.class).warn("Pages cannot be written to the disk", e);
            return null;
        }
    }

    /** Removes what a session that broke off has left. */
    private static void clean(Path folder) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "page*.html")) {
            for (Path page : old) {
                Files.deleteIfExists(page);
            }
        }
    }

    private void delete() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                ILog.of(BrowserBody.class).info("A page could not be removed: " + e.getMessage());
            }
        }
    }
}
