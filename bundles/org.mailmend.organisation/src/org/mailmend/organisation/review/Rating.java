package org.mailmend.organisation.review;

/** How well something stands, the worst last. */
public enum Rating {
    /** As it should be. */
    GOOD,
    /** Could not be found out, which says nothing about the organisation. */
    UNKNOWN,
    /** Works, but somebody should look at it. */
    ATTENTION,
    /** Mail is refused or lost because of it, or will be. */
    WRONG;

    /** The worse of the two. */
    public Rating worse(Rating other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
