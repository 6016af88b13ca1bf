package dev.fanfold.local.gateway;

import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Api;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Serves the requests of an API: finds the route, authorizes the caller, invokes the function and
/// checks its response.
final class RequestFlow {
    private final Api api;
    private final Router router;
    private final Invoker invoker;
    private final Authorizers authorizers;
    private final Meter meter;

    /// @param functions the functions by their names
    RequestFlow(Api api, Map<String, FunctionPool> functions, Meter meter) {
        this.api = api;
        this.router = new Router(api.routes());
        this.invoker = new Invoker(functions);
        this.authorizers = new Authorizers(invoker);
        this.meter = meter;
    }

    /// Processes a request. Rejected requests and failed functions result in error responses.
    Response respond(Request request) throws InterruptedException {
        try {
            return invoke(request);
        } catch (RefusedRequestException refused) {
            return errorResponse(refused, request);
        }
    }

    Response errorResponse(GatewayError error, Request request) {
        return errorResponse(new RefusedRequestException(error), request);
    }

    // Errors are problem documents (RFC 9457). The template's own gateway responses are ignored.
    private static Response errorResponse(RefusedRequestException refused, Request request) {
        GatewayError error = refused.error();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refused.detail());
        problem.put("request", request.id());
        return new Response(
                        error.status(),
                        Map.of("Content-Type", List.of("application/problem+json")),
                        new String(LambdaJson.write(problem), StandardCharsets.UTF_8))
                .with("x-amzn-ErrorType", error.errorType());
    }

    private Response invoke(Request request) throws RefusedRequestException, InterruptedException {
        Router.Match match =
                router.match(request)
                        .orElseThrow(() ->
                                new RefusedRequestException(
                                        GatewayError.MISSING_AUTHENTICATION_TOKEN));
        Api.Route route = match.route();
        ProxyEvents.Call call = new ProxyEvents.Call(api, route, match.parameters(), request);
        Caller caller = authorize(call);
        // Not metered before, because API Gateway does not bill requests without a route or with a
        // caller that is not allowed.
        meter.add(api.id(), "apigateway", "Invoke", Meter.Unit.API_REQUESTS, 1);
        return response(
                route,
                invoker.invoke(
                        route.function(),
                        ProxyEvents.proxyEvent(call, caller),
                        request.body().length(),
                        route.limit()));
    }

    private Caller authorize(ProxyEvents.Call call)
            throws RefusedRequestException, InterruptedException {
        return switch (call.route().access()) {
            case Api.Access.Open _ -> new Caller.Anonymous();
            case Api.Access.Signed _ -> new Caller.Signer(Signature.accessKey(call.request()));
            case Api.Access.ByAuthorizer(Api.Authorizer authorizer) ->
                    authorizers.authorize(authorizer, call);
        };
    }

    private Response response(Api.Route route, Invoker.Result result)
            throws RefusedRequestException {
        return switch (result) {
            case Invoker.Result.Returned returned -> checkedResponse(route, returned);
            case Invoker.Result.Failed _ ->
                    throw new RefusedRequestException(GatewayError.BAD_RESPONSE);
            case Invoker.Result.TimedOut _ ->
                    throw new RefusedRequestException(GatewayError.INTEGRATION_TIMEOUT);
            case Invoker.Result.Throttled _ ->
                    throw new RefusedRequestException(GatewayError.NOT_INVOKED);
            case Invoker.Result.TooLarge _ ->
                    throw new RefusedRequestException(GatewayError.REQUEST_TOO_LARGE);
        };
    }

    private Response checkedResponse(Api.Route route, Invoker.Result.Returned returned)
            throws RefusedRequestException {
        try {
            return ProxyResponses.of(returned.json());
        } catch (IllegalArgumentException malformed) {
            invoker.function(route.function())
                    .log("its response is malformed: " + malformed.getMessage());
            throw new RefusedRequestException(GatewayError.BAD_RESPONSE);
        }
    }
}
