package org.mailmend.diagnosis;

/** What is known of the secret that was used, never the secret itself. */
public enum SecretKind {
    /** Nothing is known. */
    UNKNOWN,
    /** No secret was sent. */
    NONE,
    /** A password that does not have the shape of an app password. */
    PASSWORD,
    /**
     * 16 letters, spaces not counted: the shape of an app password at Google (support.google.com/accounts/answer/185833).
     */
    APP_PASSWORD,
    /** An OAuth access token. */
    TOKEN;

    /**
     * Tells an app password by its shape from another password.
     *
     * @param password the password; not kept
     */
    public static SecretKind ofPassword(CharSequence password) {
        int letters = 0;
        for (int i = 0; i < password.length(); i++) {
            char c = password.charAt(i);
            if (c == ' ' || c == '\u00a0' || c == '\u3000') {
                continue;
            }
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                return PASSWORD;
            }
            letters++;
        }
        return letters == 16 ? APP_PASSWORD : PASSWORD;
    }
}
