package org.mailmend.organisation.review;

/** Brings the policy file of MTA-STS. */
@FunctionalInterface
interface PolicySource {
    /**
     * The file of a domain; waits no longer than the review does.
     *
     * @param domain the domain, without the {@code mta-sts} label
     */
    Policy fetch(String domain);

    /**
     * What came.
     *
     * @param text    the file; null when there is a problem
     * @param problem why there is no file; null when there is one
     */
    record Policy(String text, Remark problem) {
    }
}
