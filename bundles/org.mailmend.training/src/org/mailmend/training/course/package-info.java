/** Courses and cases: what is taught, as data that is checked, shown and extended by a team's own files. */
package org.mailmend.training.course;
