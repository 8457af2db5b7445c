package org.mailmend.ui.tests.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What page objects need of a tool that drives the window. Widgets are named by the ids that the bundles give them (see
 * {@code org.mailmend.workbench.Widgets}), so that tests run in every language. All methods are called outside the UI thread.
 */
public interface Driver {

    /** The view with this id and secondary id, brought to the front. */
    Part view(String id, String secondaryId);

    /** The editor in front, which has this id; waits for it. */
    Part editor(String id);

    /** The dialog that is open; waits for it. */
    Part dialog();

    /** How many dialogs are open. */
    int dialogs();

    /** Runs the command as a menu or a key would. Does nothing when it is disabled. */
    void run(String command);

    /** Whether the command can be run now. */
    boolean canRun(String command);

    /** Presses keys in the active window, for example {@code F5}, {@code M1+T}, {@code TAB}; goes through the window system. */
    void press(String keys);

    /** Types a text with the keyboard; goes through the window system. ASCII only. */
    void type(String text);

    /** The id of the widget that has the focus, empty when it has none. */
    String focus();

    /** Waits until the condition holds, and fails with these words when it does not in time. */
    void waitUntil(String what, BooleanSupplier condition);

    /** Writes a picture of the front window to this file. */
    void picture(Path file);

    /** A view or a dialog: the place in which ids are unique. */
    interface Part {

        /** The text of a label, field, button or drop-down list, or what is selected in it; what a screen reader reads of anything else. */
        String read(String id);

        /** Whether it is there, visible and enabled. */
        boolean isEnabled(String id);

        /** Whether it is there and visible. */
        boolean isVisible(String id);

        void click(String id);

        /** Replaces the text of a field. */
        void write(String id, String text);

        /** Selects an item by its text. */
        void select(String id, String item);

        /** The items of a drop-down list or the titles of tabs. */
        List<String> items(String id);

        /** The rows of a table. */
        List<List<String>> rows(String id);

        /** Opens a row of a table, as a double click does. */
        void open(String id, int row);

        /** Selects these rows of a table and no others. */
        void selectRows(String id, int... rows);

        /** Opens the context menu of a control and chooses an entry: the ids of its menus and its own. */
        void menu(String id, String... path);

        /** The ids of all visible widgets that begin like this, in the order in which they stand. */
        List<String> ids(String prefix);

        /** Follows a link of a page, as a click on it does. */
        void follow(String id, String target);

        /** Expands the items of the only tree one below the other, and opens the last one. */
        void openInTree(String... path);

        /** Puts the focus on it. */
        void focus(String id);

        /** The items at the top of the only tree. */
        List<String> tree();

        /** Selects an item at the top of the only tree. */
        void selectInTree(String item);

        /** Closes a dialog as Esc does. */
        void close();

        /** Presses the button of a dialog that Enter presses. */
        void accept();

        /** Whether the button of a dialog that Enter presses can be pressed. */
        boolean canAccept();

        /** Sets or takes the mark of a row of a table. */
        void mark(String id, int row, boolean marked);

        /** Drops files on a control, or on what it lies in. */
        void drop(String id, Path... files);
    }
}
