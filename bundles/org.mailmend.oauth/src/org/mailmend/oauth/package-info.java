/**
 * Signing in with OAuth 2.0: providers, the client that the user brings, the sign-in in the system's browser, tokens and their store.
 */
package org.mailmend.oauth;
