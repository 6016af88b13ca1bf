package dev.fanfold.local.gateway;

import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Api;
import java.util.IdentityHashMap;
import java.util.Map;

/// A request's way through an API: route, throttle, authorization, function, answer.
final class Front {
    private final Api api;
    private final Router router;
    private final Invoker invoker;
    private final Authorizers authorizers;
    private final Replies replies;
    private final Meter meter;
    private final IdentityHashMap<Api.Route, TokenBucket> buckets = new IdentityHashMap<>();

    /// @param functions by name
    Front(Api api, Map<String, FunctionPool> functions, Meter meter) {
        this.api = api;
        this.router = new Router(api.routes());
        this.invoker = new Invoker(functions);
        this.authorizers = new Authorizers(invoker, System::nanoTime);
        this.replies = new Replies(api);
        this.meter = meter;
        api.routes()
                .forEach(route ->
                        route.throttle()
                                .ifPresent(throttle ->
                                        buckets.put(
                                                route,
                                                new TokenBucket(throttle, System::nanoTime))));
    }

    Answer answer(Request request) throws InterruptedException {
        try {
            return proxied(request);
        } catch (Refused refused) {
            return replies.answer(refused, request);
        }
    }

    Answer refusal(Fault fault, Request request) {
        return replies.answer(new Refused(fault), request);
    }

    private Answer proxied(Request request) throws Refused, InterruptedException {
        Router.Match match =
                router.match(request)
                        .orElseThrow(() -> new Refused(Fault.MISSING_AUTHENTICATION_TOKEN));
        Api.Route route = match.route();
        ProxyEvents.Call call = new ProxyEvents.Call(api, route, match.parameters(), request);
        Caller caller = caller(call);
        TokenBucket bucket = buckets.get(route);
        if (bucket != null && !bucket.take()) {
            throw new Refused(Fault.THROTTLED);
        }
        // What was refused so far is free of charge.
        meter.add(api.id(), "apigateway", "Invoke", Meter.Unit.API_REQUESTS, 1);
        return answered(
                route,
                invoker.invoke(
                        route.function(),
                        ProxyEvents.proxy(call, caller),
                        request.body().length(),
                        route.limit()));
    }

    private Caller caller(ProxyEvents.Call call) throws Refused, InterruptedException {
        return switch (call.route().access()) {
            case Api.Access.Open _ -> new Caller.Anybody();
            case Api.Access.Signed _ -> new Caller.Signer(Signature.accessKey(call.request()));
            case Api.Access.Asked asked -> authorizers.ask(asked.authorizer(), call);
        };
    }

    private Answer answered(Api.Route route, Invoker.Result result) throws Refused {
        return switch (result) {
            case Invoker.Result.Answered answered -> checked(route, answered);
            case Invoker.Result.Failed _ -> throw new Refused(Fault.BAD_ANSWER);
            case Invoker.Result.TimedOut _ -> throw new Refused(Fault.INTEGRATION_TIMEOUT);
            case Invoker.Result.Throttled _ -> throw new Refused(Fault.NOT_INVOKED);
            case Invoker.Result.TooLarge _ -> throw new Refused(Fault.REQUEST_TOO_LARGE);
        };
    }

    private Answer checked(Api.Route route, Invoker.Result.Answered answered) throws Refused {
        try {
            return ProxyAnswers.of(answered.json());
        } catch (IllegalArgumentException malformed) {
            invoker.function(route.function())
                    .say("its answer is malformed: " + malformed.getMessage());
            throw new Refused(Fault.BAD_ANSWER);
        }
    }
}
