/** What came of a session: results of each attendee, part and question, and the papers that follow from them. */
package org.mailmend.training.results;
