/** The practice server of a session: accounts for the people in the room, and what each of them achieves, live. */
package org.mailmend.training.practice;
