package dev.fanfold.local.gateway;

import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Api;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request's way through an API: route, authorization, function, answer.
final class Front {
    private final Api api;
    private final Router router;
    private final Invoker invoker;
    private final Authorizers authorizers;
    private final Meter meter;

    /// @param functions by name
    Front(Api api, Map<String, FunctionPool> functions, Meter meter) {
        this.api = api;
        this.router = new Router(api.routes());
        this.invoker = new Invoker(functions);
        this.authorizers = new Authorizers(invoker);
        this.meter = meter;
    }

    Answer answer(Request request) throws InterruptedException {
        try {
            return proxied(request);
        } catch (Refused refused) {
            return refusal(refused, request);
        }
    }

    Answer refusal(Fault fault, Request request) {
        return refusal(new Refused(fault), request);
    }

    // A problem of RFC 9457.
    private static Answer refusal(Refused refused, Request request) {
        Fault fault = refused.fault();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refused.said());
        problem.put("request", request.id());
        return new Answer(
                        fault.status(),
                        Map.of("Content-Type", List.of("application/problem+json")),
                        new String(LambdaJson.written(problem), StandardCharsets.UTF_8))
                .with("x-amzn-ErrorType", fault.errorType());
    }

    private Answer proxied(Request request) throws Refused, InterruptedException {
        Router.Match match =
                router.match(request)
                        .orElseThrow(() -> new Refused(Fault.MISSING_AUTHENTICATION_TOKEN));
        Api.Route route = match.route();
        ProxyEvents.Call call = new ProxyEvents.Call(api, route, match.parameters(), request);
        Caller caller = caller(call);
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
