package org.mailmend.diagnosis;

/**
 * How many rules there are. A rule is a row of a table, however many wordings it has.
 *
 * @param replies              rules for replies of servers and for failures of name service, network, TLS and OAuth
 * @param repliesVerified      those of them whose source was read
 * @param clientErrors         rules for error texts and codes of clients and devices
 * @param clientErrorsVerified those of them whose source was read
 * @param wordings             wordings of all rules
 */
public record RuleStatistics(int replies, int repliesVerified, int clientErrors, int clientErrorsVerified, int wordings) {
}
