/** Onboarding sessions: who comes, what happens in the room, and the practice server that attendees point their clients at. */
package org.mailmend.training;
