package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.internal.list.Group.Section;

/**
 * The rows of a list: heads of groups, and tickets that are fetched a page at a time and forgotten again when there are many. Used in the
 * UI thread, but for what says otherwise.
 */
final class Rows {
    /** Tickets that are fetched at once. */
    static final int PAGE = 200;
    /** Pages that are kept. */
    private static final int PAGES = 50;

    private final List<Section> sections;
    private final Set<String> closed;
    private final TicketSort sort;
    private final boolean ascending;
    /** Where each section begins; one more entry for the end. */
    private final int[] starts;
    private final Map<Key, Page> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Page> eldest) {
            return size() > PAGES;
        }
    };

    /** Names a page: the section, and which page of it. */
    record Key(int section, int page) {
    }

    /**
     * Some tickets.
     *
     * @param tickets in order
     * @param unread  the numbers of those to which something happened since the technician looked at them
     */
    record Page(List<Ticket> tickets, Set<Long> unread) {
    }

    /** @param closed keys of the groups of which only the head is shown */
    Rows(List<Section> sections, Set<String> closed, TicketSort sort, boolean ascending) {
        this.sections = sections;
        this.closed = Set.copyOf(closed);
        this.sort = sort;
        this.ascending = ascending;
        starts = new int[sections.size() + 1];
        for (int i = 0; i < sections.size(); i++) {
            starts[i + 1] = (int) Math.min(Integer.MAX_VALUE, starts[i] + length(sections.get(i)));
        }
    }

    private long length(Section section) {
        return section.key() == null ? section.count() : 1 + (closed.contains(section.key()) ? 0 : section.count());
    }

    /** The rows of tickets that are all known already. */
    static Rows of(List<Ticket> tickets, Set<Long> unread) {
        Rows rows = new Rows(List.of(new Section(null, null, tickets.size())), Set.of(), TicketSort.NUMBER, true);
        for (int i = 0; i < tickets.size(); i += PAGE) {
            rows.pages.put(new Key(0, i / PAGE), new Page(tickets.subList(i, Math.min(tickets.size(), i + PAGE)), unread));
        }
        return rows;
    }

    /** How many rows there are, heads among them. */
    int size() {
        return starts[sections.size()];
    }

    /** How many tickets there are, those of closed groups among them. */
    long tickets() {
        return sections.stream().mapToLong(Section::count).sum();
    }

    private int section(int row) {
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The group whose head this row is; null for a ticket. */
    Section head(int row) {
        Section section = sections.get(section(row));
        return section.key() != null && starts[section(row)] == row ? section : null;
    }

    /** Whether only the head of a group is shown. */
    boolean isClosed(Section section) {
        return closed.contains(section.key());
    }

    private int offset(int row) {
        int section = section(row);
        return row - starts[section] - (sections.get(section).key() == null ? 0 : 1);
    }

    /** The page on which the ticket of a row is. */
    Key key(int row) {
        return new Key(section(row), offset(row) / PAGE);
    }

    /** The ticket of a row; null while it is not fetched, and for a head. */
    Ticket ticket(int row) {
        if (row < 0 || row >= size() || head(row) != null) {
            return null;
        }
        Page page = pages.get(key(row));
        int index = offset(row) % PAGE;
        return page == null || index >= page.tickets().size() ? null : page.tickets().get(index);
    }

    boolean isUnread(int row) {
        Ticket ticket = ticket(row);
        return ticket != null && pages.get(key(row)).unread().contains(ticket.number());
    }

    boolean has(Key key) {
        return pages.containsKey(key);
    }

    /** Takes a page in, in place of what is known of it. */
    void put(Key key, Page page) {
        pages.put(key, page);
    }

    /** Fetches a page; in the background. */
    Page fetch(TicketStore store, String who, Key key) {
        List<Ticket> tickets = store.list(sections.get(key.section()).filter(), sort, ascending, (long) key.page() * PAGE, PAGE);
        return new Page(tickets, store.unread(tickets, who));
    }

    /** The rows that a page fills, the first and the one after the last. */
    int[] range(Key key) {
        Section section = sections.get(key.section());
        int first = starts[key.section()] + (section.key() == null ? 0 : 1) + key.page() * PAGE;
        return new int[] {first, Math.min(starts[key.section() + 1], first + PAGE)};
    }

    /** The row of a ticket among those that are fetched; -1 for none. */
    int row(long number) {
        for (Map.Entry<Key, Page> each : new ArrayList<>(pages.entrySet())) {
            List<Ticket> tickets = each.getValue().tickets();
            for (int i = 0; i < tickets.size(); i++) {
                if (tickets.get(i).number() == number) {
                    int row = range(each.getKey())[0] + i;
                    return row < range(each.getKey())[1] ? row : -1;
                }
            }
        }
        return -1;
    }

    /**
     * The numbers of the tickets of some rows, also of those that were never fetched; in the background.
     *
     * @param rows ascending
     * @param known the numbers that the UI thread knew for them, 0 for none, see {@link #known}
     */
    List<Long> numbers(TicketStore store, int[] rows, long[] known) {
        List<Long> numbers = new ArrayList<>();
        Map<Integer, List<Long>> all = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (known[i] != 0) {
                numbers.add(known[i]);
            } else if (head(row) == null) {
                List<Long> whole = all.computeIfAbsent(section(row),
                        index -> store.numbers(sections.get(index).filter(), sort, ascending));
                if (offset(row) < whole.size()) {
                    numbers.add(whole.get(offset(row)));
                }
            }
        }
        return numbers;
    }

    /** Who works on the tickets that are fetched. */
    Set<String> assignees() {
        Set<String> names = new TreeSet<>();
        for (Page page : List.copyOf(pages.values())) {
            page.tickets().stream().map(Ticket::assignee).filter(Objects::nonNull).forEach(names::add);
        }
        return names;
    }

    /** The numbers of rows as far as they are fetched, 0 for the others. */
    long[] known(int[] rows) {
        long[] numbers = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Ticket ticket = ticket(rows[i]);
            numbers[i] = ticket == null ? 0 : ticket.number();
        }
        return numbers;
    }

    /** Fetches the pages of some rows; in the background, before anybody else has these rows. */
    void fetchAll(TicketStore store, String who, Collection<Integer> wanted) {
        for (int row : wanted) {
            if (row >= 0 && row < size() && head(row) == null && !has(key(row))) {
                put(key(row), fetch(store, who, key(row)));
            }
        }
    }
}
