package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Determines the caller of a request, who owns the jobs that it submits.
final class Caller {
    private static final String ASSUMED_ROLE = ":assumed-role/";

    private Caller() {}

    /// The subject of the token, if an authorizer checked one. Otherwise the signer of the request:
    /// an IAM user or a role. All sessions of a role are the same caller. API Gateway has checked
    /// the identity in both cases.
    ///
    /// @param anonymousOwner the caller of a request without an identity; emulators of API Gateway
    ///   send such requests
    /// @throws ProblemException if the request has no identity and `anonymousOwner` is empty
    static String of(ProxyRequestContext context, Optional<String> anonymousOwner) {
        return subject(context.getAuthorizer())
                .map(subject -> "jwt:" + subject)
                .or(() -> signer(context.getIdentity()).map(Caller::withoutSession))
                .or(() -> anonymousOwner)
                .orElseThrow(ProblemException::unauthorized);
    }

    private static Optional<String> subject(
            @org.jspecify.annotations.Nullable Map<String, Object> authorizer) {
        return Optional.ofNullable(authorizer)
                .map(claims -> claims.get("principalId"))
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
        return arn.contains(ASSUMED_ROLE) ? arn.substring(0, arn.lastIndexOf('/')) : arn;
    }
}
