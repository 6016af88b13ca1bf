package dev.fanfold.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths and methods of an OpenAPI document, each with the function that serves it.
final class ApiRoutes {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final Set<String> DESCRIPTIONS =
            Set.of("parameters", "summary", "description", "servers");
    private static final Pattern PATH =
            Pattern.compile("/|(/([A-Za-z0-9._:,$~-]+|\\{[A-Za-z0-9._:-]+}))++");
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "arn:[^:]+:apigateway:[^:]*:lambda:path/2015-03-31/functions/"
                            + "arn:[^:]+:lambda:[^:]*:[^:]*:function:([A-Za-z0-9_-]+)(:[^:/]+)?"
                            + "/invocations");

    private final ApiSecurity security;
    private final List<Api.Route> routes = new ArrayList<>();

    private ApiRoutes(ApiSecurity security) {
        this.security = security;
    }

    static List<Api.Route> of(Properties document) {
        ApiRoutes routes = new ApiRoutes(ApiSecurity.of(document));
        Map<String, Value.Fields> paths = document.named("paths");
        paths.forEach((path, fields) -> routes.path(path, new Properties(path, fields)));
        checkSiblings(paths);
        return routes.routes;
    }

    private void path(String path, Properties item) {
        if (!PATH.matcher(path).matches()) {
            throw new TemplateException(
                    item.place(),
                    path + " is not supported: a path has segments of letters, or {names}");
        }
        ApiExtensions.only(item);
        item.fields()
                .fields()
                .forEach((name, field) -> {
                    if (METHODS.contains(name) && field.value() instanceof Value.Fields fields) {
                        routes.add(
                                route(name, path, new Value.Fields(fields.fields(), field.key())));
                    } else if (!DESCRIPTIONS.contains(name) && !name.startsWith("x-")) {
                        throw item.refuse(
                                name, "is not supported: it is not a method of a REST API");
                    }
                });
    }

    private Api.Route route(String name, String path, Value.Fields fields) {
        String method = name.toUpperCase(Locale.ROOT);
        Properties operation = new Properties(method + " " + path, fields);
        ApiExtensions.only(operation, INTEGRATION);
        Properties integration =
                operation
                        .part(INTEGRATION, KnownParts.INTEGRATION)
                        .orElseThrow(() ->
                                operation.refuse(
                                        INTEGRATION, "is missing: no function would respond"));
        integration.choice("type", "aws_proxy", "AWS_PROXY");
        integration.choice("httpMethod", "POST"); // Lambda is always invoked by POST
        return new Api.Route(
                method,
                path,
                operation.optional("operationId"),
                function(integration, "uri"),
                integration.place("uri"),
                Duration.ofMillis(integration.integer("timeoutInMillis", 29_000, 50, 29_000)),
                security.access(operation));
    }

    /// The function's name in the address by which API Gateway invokes it. A version or an alias is
    /// left out, because the local cloud has one of each function.
    static String function(Properties part, String property) {
        Matcher function = FUNCTION.matcher(part.text(property));
        if (!function.matches()) {
            throw part.refuse(
                    property,
                    "is "
                            + part.text(property)
                            + ", which invokes no function: write arn:...:lambda:path/2015-03-31/"
                            + "functions/<ARN>/invocations");
        }
        return function.group(1);
    }

    /// API Gateway allows one parameter name at each place of a path.
    private static void checkSiblings(Map<String, Value.Fields> paths) {
        Map<String, String> spelled = new HashMap<>();
        paths.forEach((path, fields) -> {
            for (int end = path.indexOf('}'); end >= 0; end = path.indexOf('}', end + 1)) {
                String prefix = path.substring(0, end + 1);
                String other = spelled.putIfAbsent(prefix.replaceAll("\\{[^}]*}", "{}"), prefix);
                if (other != null && !other.equals(prefix)) {
                    throw new TemplateException(
                            fields.place(), path + " names a parameter differently from " + other);
                }
            }
        });
    }
}
