package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.diagnosis.Protocol;

/** Transcripts, word for word, and what must not stand in them. */
class TranscriptTest extends CheckerTestBase {

    private static String transcript(CheckResult result) {
        StringBuilder out = new StringBuilder();
        result.transcript().forEach(line -> out.append(switch (line.from()) {
            case CLIENT -> "C: ";
            case SERVER -> "S: ";
            case NOTE -> "-- ";
        }).append(line.text().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT").replaceAll("port=\\d+", "port=PORT"))
                .append('\n'));
        return out.toString();
    }

    @Test
    void smtp() throws IOException {
        CheckResult result = smtp(Security.STARTTLS, password(Mechanism.LOGIN), s -> {
            s.smtpWithinTls("AUTH LOGIN");
            s.answer("334 VXNlcm5hbWU6");
            s.answer("334 UGFzc3dvcmQ6");
            s.answer("235 2.7.0 welcome " + USER);
            s.answer("221 2.0.0 bye");
        });
        assertEquals("""
                -- TCP 127.0.0.1:PORT
                S: 220 mx.example.com ESMTP
                C: EHLO [127.0.0.1]
                S: 250-mx.example.com
                S: 250-STARTTLS
                S: 250 SIZE 1000000
                C: STARTTLS
                S: 220 2.0.0 Ready
                -- TLSv1.3 TLS_AES_256_GCM_SHA384
                C: EHLO [127.0.0.1]
                S: 250-mx.example.com
                S: 250 AUTH LOGIN
                C: AUTH LOGIN
                S: 334 VXNlcm5hbWU6
                C: ••••••••
                S: 334 UGFzc3dvcmQ6
                C: ••••••••
                S: 235 2.7.0 welcome taro@example.com
                C: QUIT
                S: 221 2.0.0 bye
                """, transcript(result));
    }

    @Test
    void imap() throws IOException {
        CheckResult result;
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.tls();
            s.say("* OK [CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER] ready");
            s.answer("+ ");
            s.answer("+ " + base64("{\"status\":\"invalid_token\"}"));
            s.answer("a1 NO [AUTHENTICATIONFAILED] no");
            s.answer("* BYE", "a2 OK");
        })) {
            result = run(request(server, Protocol.IMAP, Security.TLS).withSignIn(token(null)));
        }
        assertEquals("""
                -- TCP 127.0.0.1:PORT
                -- TLSv1.3 TLS_AES_256_GCM_SHA384
                S: * OK [CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER] ready
                C: a1 AUTHENTICATE OAUTHBEARER
                S: +\s
                C: ••••••••
                S: + eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
                C: AQ==
                S: a1 NO [AUTHENTICATIONFAILED] no
                C: a2 LOGOUT
                S: * BYE
                """, transcript(result));
    }

    /** A server that says back whatever it heard, in every way that it can think of. */
    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void aServerThatEchoesSecrets(Mechanism mechanism) throws IOException {
        String secret = mechanism.usesToken() ? TOKEN : PASSWORD;
        List<String> said = new ArrayList<>();
        CheckResult result = smtp(Security.STARTTLS, mechanism.usesToken() ? token(mechanism) : password(mechanism), s -> {
            s.smtpWithinTls("AUTH " + mechanism.saslName());
            said.add(s.line());
            if (mechanism == Mechanism.LOGIN || mechanism == Mechanism.CRAM_MD5) {
                s.say("334 " + base64("<1.2@example.com>"));
                said.add(s.line());
            }
            if (mechanism == Mechanism.LOGIN) {
                s.say("334 UGFzc3dvcmQ6");
                said.add(s.line());
            }
            List<String> echo = new ArrayList<>(said);
            echo.add(secret);
            echo.add(base64(secret));
            echo.add(base64("\0" + USER + "\0" + secret));
            echo.add(base64("somebody\0" + secret));
            echo.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
            for (String line : echo) {
                s.say("535-5.7.8 you said <" + line + ">");
            }
            s.say("535 5.7.8 no");
            s.answer("221 bye");
        });
        String all = describe(result) + result.replies() + result.server() + result.warnings();
        for (String form : List.of(secret, base64(secret), base64("\0" + USER + "\0" + secret), base64("somebody\0" + secret),
                HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)), secret.substring(secret.length() / 2))) {
            assertFalse(all.contains(form), () -> form + " stands in " + all);
        }
        String message = said.getLast().substring(said.getLast().lastIndexOf(' ') + 1);
        assertFalse(all.contains(message), () -> message + " stands in " + all);
        assertTrue(all.contains("you said <" + Redactor.DOTS + ">"), all);
    }
}
