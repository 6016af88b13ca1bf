package dev.fanfold.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import dev.fanfold.template.Api;
import dev.fanfold.template.Aws;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds the events that API Gateway passes to functions, in payload format 1.0. As on AWS, absent
/// parts are null in the event of a route's function; absent maps are empty in that of an
/// authorizer.
@SuppressWarnings("NullAway") // the event classes do not declare what may be null
final class ProxyEvents {
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ProxyEvents() {}

    /// A request, and the route that was found for it.
    ///
    /// @param parameters the path parameters, decoded
    record Call(Api api, Api.Route route, Map<String, String> parameters, Request request) {
        String methodArn() {
            return Aws.arn(
                    "execute-api",
                    api.id() + "/" + api.stage() + "/" + request.method() + request.path());
        }

        /// An id of six characters for the path, as in API Gateway.
        String resourceId() {
            return String.format("%06x", route.path().hashCode() & 0xffffff);
        }

        @Nullable Map<String, String> stageVariables() {
            return nullIfEmpty(api.variables());
        }
    }

    /// The event for the function of a route.
    static APIGatewayProxyRequestEvent proxyEvent(Call call, Caller caller) {
        Request request = call.request();
        Map<String, List<String>> headers = headers(call, caller);
        return new APIGatewayProxyRequestEvent()
                .withResource(call.route().path())
                .withPath(request.path())
                .withHttpMethod(request.method())
                .withHeaders(lastValues(headers))
                .withMultiValueHeaders(headers)
                .withQueryStringParameters(nullIfEmpty(lastValues(request.query())))
                .withMultiValueQueryStringParameters(nullIfEmpty(copy(request.query())))
                .withPathParameters(nullIfEmpty(call.parameters()))
                .withStageVariables(call.stageVariables())
                .withRequestContext(context(call, caller))
                .withBody(request.body().isEmpty() ? null : request.body())
                .withIsBase64Encoded(false);
    }

    private static ProxyRequestContext context(Call call, Caller caller) {
        Request request = call.request();
        ProxyRequestContext context =
                new ProxyRequestContext()
                        .withAccountId(Aws.ACCOUNT)
                        .withApiId(call.api().id())
                        .withStage(call.api().stage())
                        .withResourceId(call.resourceId())
                        .withResourcePath(call.route().path())
                        .withOperationName(call.route().operation().orElse(null))
                        .withHttpMethod(request.method())
                        .withPath("/" + call.api().stage() + request.path())
                        .withProtocol("HTTP/1.1")
                        .withRequestId(request.id())
                        .withExtendedRequestId(request.id())
                        .withRequestTime(LOG_TIME.format(request.at()))
                        .withRequestTimeEpoch(request.at().toEpochMilli())
                        .withDomainName(request.header("Host").orElse(null))
                        .withDomainPrefix(call.api().id())
                        .withIdentity(identity(request, caller));
        if (caller instanceof Caller.Authorized(Map<String, Object> authorizerContext)) {
            context.setAuthorizer(new LinkedHashMap<>(authorizerContext));
        }
        return context;
    }

    private static RequestIdentity identity(Request request, Caller caller) {
        RequestIdentity identity =
                new RequestIdentity()
                        .withSourceIp(request.sourceIp())
                        .withUserAgent(request.header("User-Agent").orElse(null));
        if (caller instanceof Caller.Signer(String accessKey)) {
            identity.setAccountId(Aws.ACCOUNT);
            identity.setAccessKey(accessKey);
            identity.setCaller(accessKey);
            identity.setUser(accessKey);
            identity.setUserArn("arn:aws:iam::" + Aws.ACCOUNT + ":user/" + accessKey);
        }
        return identity;
    }

    /// The event for an authorizer. An authorizer of the type TOKEN gets only the token and the
    /// method's ARN.
    static APIGatewayCustomAuthorizerEvent authorizerEvent(Api.Authorizer authorizer, Call call) {
        Request request = call.request();
        APIGatewayCustomAuthorizerEvent event = new APIGatewayCustomAuthorizerEvent();
        event.setType(authorizer.token() ? "TOKEN" : "REQUEST");
        event.setMethodArn(call.methodArn());
        if (authorizer.token()) {
            String header = authorizer.identity().getFirst().name();
            event.setAuthorizationToken(request.header(header).orElse(null));
            return event;
        }
        event.setResource(call.route().path());
        event.setPath(request.path());
        event.setHttpMethod(request.method());
        event.setHeaders(lastValues(headers(call, new Caller.Anonymous())));
        event.setQueryStringParameters(lastValues(request.query()));
        event.setPathParameters(new HashMap<>(call.parameters()));
        event.setStageVariables(new HashMap<>(call.api().variables()));
        event.setRequestContext(authorizerContext(call));
        return event;
    }

    private static APIGatewayCustomAuthorizerEvent.RequestContext authorizerContext(Call call) {
        var identity = new APIGatewayCustomAuthorizerEvent.Identity();
        identity.setSourceIp(call.request().sourceIp());
        var context = new APIGatewayCustomAuthorizerEvent.RequestContext();
        context.setAccountId(Aws.ACCOUNT);
        context.setApiId(call.api().id());
        context.setStage(call.api().stage());
        context.setRequestId(call.request().id());
        context.setResourceId(call.resourceId());
        context.setResourcePath(call.route().path());
        context.setHttpMethod(call.request().method());
        context.setPath("/" + call.api().stage() + call.request().path());
        context.setIdentity(identity);
        return context;
    }

    /// The headers of the request, and those that API Gateway adds. The signature of a
    /// [Caller.Signer] is left out.
    private static Map<String, List<String>> headers(Call call, Caller caller) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(copy(call.request().headers()));
        if (caller instanceof Caller.Signer) {
            headers.remove("Authorization");
        }
        String seconds = Long.toHexString(call.request().at().getEpochSecond());
        String unique = call.request().id().replace("-", "").substring(0, 24);
        headers.putIfAbsent("X-Amzn-Trace-Id", List.of("Root=1-" + seconds + "-" + unique));
        headers.put("X-Forwarded-For", List.of(call.request().sourceIp()));
        headers.put("X-Forwarded-Proto", List.of("http"));
        headers.put(
                "X-Forwarded-Port",
                List.of(call.request().header("Host").orElse("").replaceFirst(".*:", "")));
        return headers;
    }

    private static Map<String, String> lastValues(Map<String, List<String>> all) {
        return all.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().getLast(),
                                (_, later) -> later,
                                LinkedHashMap::new));
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> all) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        all.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return copy;
    }

    private static <V> @Nullable Map<String, V> nullIfEmpty(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }
}
