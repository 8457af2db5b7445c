/**
 * What an administrator looks at before an organisation moves: check lists for Google Workspace and Microsoft 365 as data, and
 * the records of its domains in DNS, which are asked for live.
 */
package org.mailmend.organisation.review;
