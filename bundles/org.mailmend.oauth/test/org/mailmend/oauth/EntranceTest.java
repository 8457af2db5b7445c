package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.diagnosis.CauseId;

class EntranceTest {

    @ParameterizedTest
    @CsvSource({"AUTH_ACCOUNT_PASSWORD_RETIRED,ACCOUNT", "OAUTH_REFRESH_EXPIRED,SIGN_IN", "OAUTH_TESTING_EXPIRY,GUIDE",
            "OAUTH_CLIENT_CONFIG,GUIDE", "oauth_wrong_account,SIGN_IN", "MS_BASIC_DISABLED,ACCOUNT", "DNS_TIMEOUT,", "OK,",
            "NO_SUCH_CAUSE,", "MS_SMTPAUTH_DISABLED,"})
    void theCauseDecidesWhereToBegin(String cause, Entrance entrance) {
        assertEquals(Optional.ofNullable(entrance), Entrance.of(cause));
    }

    @Test
    void everyCauseOfOAuthThatASignInCanCureLeadsSomewhere() {
        // these are not the account's: the server or the program cannot do it
        var others = java.util.EnumSet.of(CauseId.OAUTH_NOT_OFFERED, CauseId.OAUTH_CLIENT_UNSUPPORTED);
        assertEquals(others, Arrays.stream(CauseId.values()).filter(cause -> cause.name().startsWith("OAUTH_"))
                .filter(cause -> Entrance.of(cause).isEmpty())
                .collect(java.util.stream.Collectors.toCollection(() -> java.util.EnumSet.noneOf(CauseId.class))));
    }

    @ParameterizedTest
    @CsvSource({"taro@gmail.com,smtp.office365.com,,google", "taro@example.co.jp,smtp.gmail.com,,google",
            "taro@example.co.jp,IMAP.googlemail.com.,,google", "taro@example.co.jp,,microsoft365,microsoft365",
            ",smtp.mail.yahoo.com,,yahoo", ",,workspace,google", ",,outlook.com,outlook",
            "taro@example.co.jp,mail.example.co.jp,,",
            ",,,", "taro@example.co.jp,,other,", "taro@example.co.jp,smtp.office365.com,workspace,google"})
    void theProviderIsFoundByWhatIsKnown(String address, String server, String account, String provider) {
        assertEquals(Optional.ofNullable(provider), Entrance.provider(address, server, account).map(Provider::id));
    }
}
