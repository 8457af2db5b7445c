/** What comes before a session: the roster from a file, the plan that follows from it, and the invitation. */
package org.mailmend.training.plan;
