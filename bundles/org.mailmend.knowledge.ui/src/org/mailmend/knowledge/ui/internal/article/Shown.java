package org.mailmend.knowledge.ui.internal.article;

import java.util.Set;

import org.mailmend.knowledge.render.Page;

/**
 * What a body shows.
 *
 * @param page     the page
 * @param ticked   steps that are ticked off, counted from 0
 * @param fontSize size of the text in percent of the system font
 * @param focus    the step that has the focus, counted from 0; -1 for none
 */
record Shown(Page page, Set<Integer> ticked, int fontSize, int focus) {
}
