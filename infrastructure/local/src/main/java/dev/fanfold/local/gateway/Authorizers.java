package dev.fanfold.local.gateway;

import dev.fanfold.template.Api;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Calls the authorizer of a route for each request, and rejects the requests that it denies.
///
/// Of the returned policy only the effects are used: one `Deny` denies the request. On AWS, API
/// Gateway also evaluates the actions and resources.
final class Authorizers {
    /// How long an authorizer may take.
    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    private final Invoker invoker;

    Authorizers(Invoker invoker) {
        this.invoker = invoker;
    }

    /// @return the caller, if the authorizer allows the request
    /// @throws RefusedRequestException if the request lacks what identifies the caller, or if the
    ///   authorizer fails or denies the request
    Caller.Authorized authorize(Api.Authorizer authorizer, ProxyEvents.Call call)
            throws RefusedRequestException, InterruptedException {
        checkIdentity(authorizer, call.request());
        long started = System.nanoTime();
        Map<String, Object> context = checkedContext(authorizer, invoke(authorizer, call));
        // API Gateway adds this field to the authorizer's context.
        context.put(
                "integrationLatency", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return new Caller.Authorized(context);
    }

    // Each part that identifies the caller must be present and match the declared expression.
    private static void checkIdentity(Api.Authorizer authorizer, Request request)
            throws RefusedRequestException {
        for (Api.Identity part : authorizer.identity()) {
            String value =
                    (part.header() ? request.header(part.name()) : request.query(part.name()))
                            .filter(text -> !text.isEmpty())
                            .orElseThrow(
                                    () -> new RefusedRequestException(GatewayError.UNAUTHORIZED));
            if (authorizer
                    .validation()
                    .filter(pattern -> !pattern.matcher(value).matches())
                    .isPresent()) {
                throw new RefusedRequestException(GatewayError.UNAUTHORIZED);
            }
        }
    }

    private @Nullable Object invoke(Api.Authorizer authorizer, ProxyEvents.Call call)
            throws RefusedRequestException, InterruptedException {
        Object event = ProxyEvents.authorizerEvent(authorizer, call);
        return switch (invoker.invoke(authorizer.function(), event, 0, TIMEOUT)) {
            case Invoker.Result.Returned(Object json) -> json;
            case Invoker.Result.Failed(String message) ->
                    throw new RefusedRequestException(
                            message.equals("Unauthorized")
                                    ? GatewayError.UNAUTHORIZED
                                    : GatewayError.AUTHORIZER_CONFIGURATION_ERROR);
            case Invoker.Result.TimedOut _, Invoker.Result.Throttled _, Invoker.Result.TooLarge _ ->
                    throw new RefusedRequestException(GatewayError.AUTHORIZER_FAILURE);
        };
    }

    /// The context that the authorizer returned for the function, with `principalId`.
    ///
    /// @throws RefusedRequestException if the response is invalid or denies the request
    private Map<String, Object> checkedContext(Api.Authorizer authorizer, @Nullable Object response)
            throws RefusedRequestException {
        Map<?, ?> policy = mapOrEmpty(mapOrEmpty(response).get("policyDocument"));
        List<Object> effects =
                asList(policy.get("Statement")).stream()
                        .<Object>map(
                                statement -> String.valueOf(mapOrEmpty(statement).get("Effect")))
                        .toList();
        if (!(mapOrEmpty(response).get("principalId") instanceof String principal)
                || effects.isEmpty()
                || !List.of("Allow", "Deny").containsAll(effects)) {
            invoker.function(authorizer.function())
                    .log(
                            "the authorizer's response is invalid: it needs a principalId and a policyDocument whose statements"
                                    + " have Effect Allow or Deny, but is "
                                    + response);
            throw new RefusedRequestException(GatewayError.AUTHORIZER_CONFIGURATION_ERROR);
        }
        if (effects.contains("Deny")) {
            throw new RefusedRequestException(GatewayError.ACCESS_DENIED);
        }
        Map<String, Object> context = new LinkedHashMap<>();
        // API Gateway passes the values of the context as strings.
        mapOrEmpty(mapOrEmpty(response).get("context"))
                .forEach((name, value) -> context.put(name.toString(), String.valueOf(value)));
        context.put("principalId", principal);
        return context;
    }

    private static Map<?, ?> mapOrEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    // A policy with a single statement may omit the list.
    private static List<?> asList(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}
