/**
 * Results of checks and explanations as JSON, text, Markdown and HTML, in English and Japanese: one form for the command
 * line, for tickets and for the workbench.
 */
package org.mailmend.check.report;
