package dev.fanfold.local.gateway;

import dev.fanfold.template.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Asks authorizers, and remembers what they said as long as they may be quoted.
final class Authorizers {
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    private final Invoker invoker;
    private final LongSupplier nanos;
    private final Map<List<String>, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Policy policy, long until) {}

    /// @param nanos a clock such as [System#nanoTime()]
    Authorizers(Invoker invoker, LongSupplier nanos) {
        this.invoker = invoker;
        this.nanos = nanos;
    }

    Caller.Admitted ask(Api.Authorizer authorizer, ProxyEvents.Call call)
            throws Refused, InterruptedException {
        List<String> identity = identity(authorizer, call.request());
        long begun = nanos.getAsLong();
        Policy policy = policy(authorizer, call, identity);
        switch (policy.verdict(call.methodArn())) {
            case ALLOWED -> {}
            case UNMENTIONED -> throw new Refused(Fault.ACCESS_DENIED);
            case DENIED ->
                    throw new Refused(
                            Fault.ACCESS_DENIED,
                            Fault.ACCESS_DENIED.message() + " with an explicit deny");
        }
        Map<String, Object> context = new LinkedHashMap<>(policy.context());
        context.put("integrationLatency", TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun));
        return new Caller.Admitted(context);
    }

    private static List<String> identity(Api.Authorizer authorizer, Request request)
            throws Refused {
        List<String> identity = new ArrayList<>(List.of(authorizer.name()));
        for (Api.Identity part : authorizer.identity()) {
            String value =
                    (part.header() ? request.header(part.name()) : request.query(part.name()))
                            .filter(given -> !given.isEmpty())
                            .orElseThrow(() -> new Refused(Fault.UNAUTHORIZED));
            if (authorizer.validation().filter(one -> !one.matcher(value).matches()).isPresent()) {
                throw new Refused(Fault.UNAUTHORIZED);
            }
            identity.add(value);
        }
        return identity;
    }

    private Policy policy(Api.Authorizer authorizer, ProxyEvents.Call call, List<String> identity)
            throws Refused, InterruptedException {
        long now = nanos.getAsLong();
        Remembered known = remembered.get(identity);
        if (known != null && known.until() - now > 0) {
            return known.policy();
        }
        Policy policy = asked(authorizer, call);
        if (authorizer.ttl().isPositive()) {
            remembered.values().removeIf(old -> old.until() - now <= 0);
            remembered.put(identity, new Remembered(policy, now + authorizer.ttl().toNanos()));
        }
        return policy;
    }

    private Policy asked(Api.Authorizer authorizer, ProxyEvents.Call call)
            throws Refused, InterruptedException {
        Object event = ProxyEvents.authorizer(authorizer, call);
        return switch (invoker.invoke(authorizer.function(), event, 0, PATIENCE)) {
            case Invoker.Result.Answered answered -> policy(authorizer, answered);
            case Invoker.Result.Failed(String message) ->
                    throw new Refused(
                            message.equals("Unauthorized")
                                    ? Fault.UNAUTHORIZED
                                    : Fault.AUTHORIZER_CONFIGURATION_ERROR);
            case Invoker.Result.TimedOut _, Invoker.Result.Throttled _, Invoker.Result.TooLarge _ ->
                    throw new Refused(Fault.AUTHORIZER_FAILURE);
        };
    }

    private Policy policy(Api.Authorizer authorizer, Invoker.Result.Answered answered)
            throws Refused {
        try {
            return Policy.of(answered.json());
        } catch (IllegalArgumentException none) {
            invoker.function(authorizer.function())
                    .say("it authorizes nobody: " + none.getMessage());
            throw new Refused(Fault.AUTHORIZER_CONFIGURATION_ERROR);
        }
    }
}
