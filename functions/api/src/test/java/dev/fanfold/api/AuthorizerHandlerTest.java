package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.fanfold.aws.Settings;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests which tokens the API accepts. A local HTTP server serves the issuer's keys.
class AuthorizerHandlerTest {
    private static final String ISSUER = "https://login.example.com/";
    private static final String AUDIENCE = "fanfold";
    private static final String STAGE =
            "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/v1/*";
    private final ECKey key = key("one");
    private HttpServer issuer;
    private AuthorizerHandler handler;

    @BeforeEach
    void serveKeys() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        issuer.createContext(
                "/keys",
                exchange -> {
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        issuer.start();
        handler = handler("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void aValidTokenAllowsItsSubjectTheWholeStage() throws Exception {
        assertThat(handle("Bearer " + signed(claims().build(), key)))
                .isEqualTo(
                        Map.of(
                                "principalId",
                                "ann",
                                "policyDocument",
                                Map.of(
                                        "Version",
                                        "2012-10-17",
                                        "Statement",
                                        List.of(
                                                Map.of(
                                                        "Effect", "Allow",
                                                        "Action", "execute-api:Invoke",
                                                        "Resource", STAGE)))));
    }

    @Test
    void allOtherTokensAreRejected() throws Exception {
        assertRejected("");
        assertRejected("Bearer ");
        assertRejected("Basic YTpi");
        assertRejected("Bearer not.a.token");
        assertRejected(
                "Bearer " + signed(claims().issuer("https://evil.example.com/").build(), key));
        assertRejected("Bearer " + signed(claims().audience("another").build(), key));
        assertRejected(
                "Bearer " + signed(claims().expirationTime(secondsFromNow(-600)).build(), key));
        assertRejected("Bearer " + signed(claims().expirationTime(null).build(), key));
        assertRejected(
                "Bearer " + signed(claims().notBeforeTime(secondsFromNow(600)).build(), key));
        assertRejected("Bearer " + signed(claims().subject(null).build(), key));
        assertRejected("Bearer " + signed(claims().subject("x".repeat(257)).build(), key));
        assertRejected("Bearer " + signed(claims().build(), key("two")));
        assertRejected("Bearer " + new PlainJWT(claims().build()).serialize());
        assertRejected("Bearer " + signedWithThePublicKeyAsASecret());
    }

    @Test
    void aTokenIsNotRejectedIfTheKeysCannotBeFetched() throws Exception {
        String token = "Bearer " + signed(claims().build(), key);
        AuthorizerHandler withoutKeys = handler("http://127.0.0.1:1/keys");
        assertThatThrownBy(() -> withoutKeys.handleRequest(event(token), Contexts.plenty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be checked");
    }

    @Test
    void keysAreFetchedOverHttpsOnly() {
        assertThatThrownBy(() -> handler("http://login.example.com/keys"))
                .hasMessageContaining("https");
    }

    private void assertRejected(String header) {
        // API Gateway responds 401 if the message is this word.
        assertThatThrownBy(() -> handle(header)).as(header).hasMessage("Unauthorized");
    }

    private Map<String, Object> handle(String header) {
        return handler.handleRequest(event(header), Contexts.plenty());
    }

    private static APIGatewayCustomAuthorizerEvent event(String header) {
        APIGatewayCustomAuthorizerEvent event =
                EventFile.read("api-authorizer.json", APIGatewayCustomAuthorizerEvent.class);
        event.setAuthorizationToken(header);
        return event;
    }

    private static AuthorizerHandler handler(String keys) {
        return new AuthorizerHandler(
                new Tokens(
                        Settings.authorizer(
                                Map.of(
                                        "FANFOLD_JWT_ISSUER", ISSUER,
                                        "FANFOLD_JWT_AUDIENCE", AUDIENCE,
                                        "FANFOLD_JWT_KEYS_URL", keys))));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("ann")
                .expirationTime(secondsFromNow(600));
    }

    private static Date secondsFromNow(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWTClaimsSet claims, ECKey signingKey) throws JOSEException {
        return signed(
                claims, JWSAlgorithm.ES256, signingKey.getKeyID(), new ECDSASigner(signingKey));
    }

    private String signedWithThePublicKeyAsASecret() throws JOSEException {
        var secret = new MACSigner(key.toPublicJWK().toString());
        return signed(claims().build(), JWSAlgorithm.HS256, key.getKeyID(), secret);
    }

    private static String signed(
            JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
            throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
