package dev.fanfold.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.fanfold.aws.Settings;
import dev.fanfold.messages.Unicode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks bearer tokens.
///
/// It accepts JSON Web Tokens that one issuer made for one audience. They must be signed with one
/// of the issuer's keys. They must have an expiry time that has not passed, and a subject of at
/// most [#MAX_SUBJECT] characters.
final class Tokens {
    private static final String BEARER = "Bearer ";
    private static final int MAX_SUBJECT = 256;
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_KEYS_BYTES = 256 * 1024;
    // Symmetric algorithms are missing, because the key that checks a token could also sign one.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Tokens(Settings settings) {
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(
                                checkedUrl(settings.jwtKeysUrl()),
                                new DefaultResourceRetriever(
                                        TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEYS_BYTES))
                        .retrying(true)
                        .build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        settings.jwtAudience(),
                        new JWTClaimsSet.Builder().issuer(settings.jwtIssuer()).build(),
                        Set.of("sub", "exp")));
    }

    // Keys may be fetched over http only from this machine, because elsewhere the network could
    // replace them.
    private static URL checkedUrl(String keysUrl) {
        URI uri = URI.create(keysUrl);
        boolean isLocal = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (!isLocal && !"https".equals(uri.getScheme())) {
            throw new IllegalStateException(
                    "the keys of tokens must be fetched over https, not from " + keysUrl);
        }
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("no keys can be fetched from " + keysUrl, e);
        }
    }

    /// The subject of the token in an `Authorization` header.
    ///
    /// @throws UnauthorizedException if there is no token, or if it is not accepted
    /// @throws IllegalStateException if the token cannot be checked, for example because the
    ///   issuer's keys cannot be fetched
    String subject(@Nullable String header) {
        if (header == null || !header.startsWith(BEARER)) {
            throw new UnauthorizedException(null);
        }
        try {
            String subject =
                    processor.process(header.substring(BEARER.length()).strip(), null).getSubject();
            if (subject.isBlank() || subject.length() > MAX_SUBJECT || !Unicode.isValid(subject)) {
                throw new UnauthorizedException(null);
            }
            return subject;
        } catch (ParseException | BadJOSEException e) {
            throw new UnauthorizedException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException("the token cannot be checked: " + e.getMessage(), e);
        }
    }

    /// Makes API Gateway respond with 401. It does so only if the message is "Unauthorized".
    static final class UnauthorizedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnauthorizedException(@Nullable Throwable cause) {
            super("Unauthorized", cause);
        }
    }
}
