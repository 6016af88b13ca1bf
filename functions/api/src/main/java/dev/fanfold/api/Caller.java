package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The caller of a request: the owner of the jobs that it submits.
final class Caller {
    private static final String SESSION = ":assumed-role/";

    private Caller() {}

    /// The subject of the token, if an authorizer checked one. Otherwise the signer of the request:
    /// an IAM user, or a role regardless of its session. The gateway has checked the identity in
    /// both cases.
    ///
    /// @param unnamed the owner for a caller whom the gateway does not name, as with emulators
    /// @throws ProblemException if the request carries no identity
    static String of(ProxyRequestContext context, Optional<String> unnamed) {
        return subject(context.getAuthorizer())
                .map(subject -> "jwt:" + subject)
                .or(() -> signer(context.getIdentity()).map(Caller::withoutSession))
                .or(() -> unnamed)
                .orElseThrow(ProblemException::nobody);
    }

    private static Optional<String> subject(
            @org.jspecify.annotations.Nullable Map<String, Object> authorizer) {
        return Optional.ofNullable(authorizer)
                .map(given -> given.get("principalId"))
                .map(Object::toString)
                .filter(subject -> !subject.isBlank());
    }

    private static Optional<String> signer(
            @org.jspecify.annotations.Nullable RequestIdentity identity) {
        return identity == null
                ? Optional.empty()
                : Stream.of(identity.getUserArn(), identity.getCaller(), identity.getAccessKey())
                        .filter(Objects::nonNull)
                        .filter(name -> !name.isBlank())
                        .findFirst();
    }

    // arn:aws:sts::111122223333:assumed-role/Role/session
    private static String withoutSession(String arn) {
        return arn.contains(SESSION) ? arn.substring(0, arn.lastIndexOf('/')) : arn;
    }
}
