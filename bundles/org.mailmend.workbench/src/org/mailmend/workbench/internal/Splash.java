package org.mailmend.workbench.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;

/**
 * Icon and name in the middle of the screen from the first moment until the window is there. The platform's own splash needs its native
 * launcher, which Mailmend does without.
 */
final class Splash {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final int GAP = 12;

    private static Shell shell;

    private Splash() {
    }

    /** Shows it; called in the UI thread once the theme is known. */
    static void open(Display display) {
        shell = new Shell(display, SWT.NO_TRIM | SWT.ON_TOP);
        shell.setText("Mailmend");
        Image icon = Icons.of(Splash.class, "mailmend-about");
        FontData[] data = display.getSystemFont().getFontData();
        for (FontData one : data) {
            one.setHeight(one.getHeight() * 2);
            one.setStyle(SWT.BOLD);
        }
        Font font = new Font(display, data);
        Palette palette = Palette.current();
        shell.addListener(SWT.Dispose, event -> font.dispose());
        shell.addListener(SWT.Paint, event -> {
            GC gc = event.gc;
            Rectangle area = shell.getClientArea();
            gc.setBackground(palette.surface());
            gc.fillRectangle(area);
            gc.setForeground(palette.line());
            gc.drawRectangle(area.x, area.y, area.width - 1, area.height - 1);
            gc.setFont(font);
            Point name = gc.textExtent("Mailmend");
            Rectangle size = icon.getBounds();
            int top = (area.height - size.height - GAP - name.y) / 2;
            gc.drawImage(icon, (area.width - size.width) / 2, top);
            gc.setForeground(palette.text());
            gc.drawText("Mailmend", (area.width - name.x) / 2, top + size.height + GAP, true);
        });
        Rectangle screen = display.getPrimaryMonitor().getBounds();
        shell.setBounds(screen.x + (screen.width - WIDTH) / 2, screen.y + (screen.height - HEIGHT) / 2, WIDTH, HEIGHT);
        shell.open();
        // The workbench reads no events until its window is there.
        while (display.readAndDispatch()) {
            // until it is drawn
        }
    }

    /** Takes it away; does nothing when it is not there. */
    static void close() {
        if (shell != null && !shell.isDisposed()) {
            shell.dispose();
        }
        shell = null;
    }
}
