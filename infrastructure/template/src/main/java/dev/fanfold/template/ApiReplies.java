package dev.fanfold.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an API says by itself: `x-amazon-apigateway-gateway-responses`.
final class ApiReplies {
    static final String EXTENSION = "x-amazon-apigateway-gateway-responses";

    private static final String HEADER = "gatewayresponse.header.";

    /// docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
    private static final Set<String> TYPES =
            Set.of(
                    "ACCESS_DENIED",
                    "API_CONFIGURATION_ERROR",
                    "AUTHORIZER_CONFIGURATION_ERROR",
                    "AUTHORIZER_FAILURE",
                    "BAD_REQUEST_BODY",
                    "BAD_REQUEST_PARAMETERS",
                    "DEFAULT_4XX",
                    "DEFAULT_5XX",
                    "EXPIRED_TOKEN",
                    "INTEGRATION_FAILURE",
                    "INTEGRATION_TIMEOUT",
                    "INVALID_API_KEY",
                    "INVALID_SIGNATURE",
                    "MISSING_AUTHENTICATION_TOKEN",
                    "QUOTA_EXCEEDED",
                    "REQUEST_TOO_LARGE",
                    "RESOURCE_NOT_FOUND",
                    "THROTTLED",
                    "UNAUTHORIZED",
                    "UNSUPPORTED_MEDIA_TYPE",
                    "WAF_FILTERED");

    private static final Set<String> VARIABLES =
            Set.of(
                    "context.error.message",
                    "context.error.messageString",
                    "context.error.responseType",
                    "context.requestId",
                    "context.extendedRequestId",
                    "context.httpMethod",
                    "context.path",
                    "context.stage",
                    "context.apiId",
                    "context.identity.sourceIp");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{?([A-Za-z][A-Za-z.]*[A-Za-z])}?");

    private ApiReplies() {}

    static Map<String, Api.Reply> of(Properties document) {
        Map<String, Api.Reply> replies = new LinkedHashMap<>();
        document.named(EXTENSION)
                .forEach((type, fields) -> {
                    Properties reply =
                            new Properties("the gateway response " + type, fields)
                                    .only(Parts.GATEWAY_RESPONSE);
                    if (!TYPES.contains(type)) {
                        throw new TemplateException(
                                fields.place(),
                                type + " is no gateway response: they are " + TYPES);
                    }
                    replies.put(type, reply(reply));
                });
        return replies;
    }

    private static Api.Reply reply(Properties reply) {
        OptionalInt status =
                reply.has("statusCode")
                        ? OptionalInt.of(reply.integer("statusCode", 0, 200, 599))
                        : OptionalInt.empty();
        Map<String, String> templates = reply.map("responseTemplates");
        templates.forEach((type, template) -> check(reply, type, template));
        return new Api.Reply(status, headers(reply), templates);
    }

    private static void check(Properties reply, String type, String template) {
        Matcher variables = VARIABLE.matcher(template);
        while (variables.find()) {
            if (!VARIABLES.contains(variables.group(1))) {
                throw reply.refuse(
                        "responseTemplates",
                        type
                                + " has "
                                + variables.group()
                                + ", which the local cloud does not know; it knows "
                                + VARIABLES);
            }
        }
    }

    private static Map<String, String> headers(Properties reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        reply.map("responseParameters")
                .forEach((name, value) -> {
                    if (!name.startsWith(HEADER) || !value.matches("'[^']*'")) {
                        throw reply.refuse(
                                "responseParameters",
                                "has "
                                        + name
                                        + ": "
                                        + value
                                        + "; only gatewayresponse.header.<name> with a 'fixed text'"
                                        + " is supported");
                    }
                    headers.put(
                            name.substring(HEADER.length()),
                            value.substring(1, value.length() - 1));
                });
        return headers;
    }
}
