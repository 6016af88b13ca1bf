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

/// Reads the paths and methods of an OpenAPI document, each with the function that serves it.
final class ApiRoutes {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch");
    // The fields of a path that are not methods, and are ignored.
    private static final Set<String> OTHER_FIELDS =
            Set.of("parameters", "summary", "description", "servers");
    // A path of literal segments and of parameters in braces. API Gateway's {name+}, which matches
    // several segments, is not supported.
    private static final Pattern PATH =
            Pattern.compile("/|(/([A-Za-z0-9._:,$~-]+|\\{[A-Za-z0-9._:-]+}))++");
    // The URI by which API Gateway invokes a function.
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
        Map<String, Value.Fields> paths = document.fieldsByName("paths");
        paths.forEach((path, fields) -> routes.addPath(path, new Properties(path, fields)));
        checkParameterNames(paths);
        return routes.routes;
    }

    private void addPath(String path, Properties item) {
        if (!PATH.matcher(path).matches()) {
            throw new TemplateException(
                    item.place(),
                    path + " is not supported: a path has segments of letters, or {names}");
        }
        ApiExtensions.rejectExcept(item);
        item.fields()
                .fields()
                .forEach((name, field) -> {
                    if (METHODS.contains(name) && field.value() instanceof Value.Fields fields) {
                        routes.add(
                                route(name, path, new Value.Fields(fields.fields(), field.key())));
                    } else if (!OTHER_FIELDS.contains(name) && !name.startsWith("x-")) {
                        throw item.refuse(
                                name, "is not supported: it is not a method of a REST API");
                    }
                });
    }

    private Api.Route route(String name, String path, Value.Fields fields) {
        String method = name.toUpperCase(Locale.ROOT);
        Properties operation = new Properties(method + " " + path, fields);
        ApiExtensions.rejectExcept(operation, INTEGRATION);
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
                operation.optionalText("operationId"),
                functionName(integration, "uri"),
                integration.place("uri"),
                Duration.ofMillis(integration.integer("timeoutInMillis", 29_000, 50, 29_000)),
                security.access(operation));
    }

    /// The name of a function in the URI by which API Gateway invokes the function. A version or an
    /// alias is left out, because the local cloud has only one version of each function.
    static String functionName(Properties part, String property) {
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

    /// Checks that the parameters in the common beginning of two paths have the same names. API
    /// Gateway requires this.
    private static void checkParameterNames(Map<String, Value.Fields> paths) {
        // The first path's prefix up to a parameter, by the same prefix without parameter names.
        Map<String, String> prefixes = new HashMap<>();
        paths.forEach((path, fields) -> {
            for (int end = path.indexOf('}'); end >= 0; end = path.indexOf('}', end + 1)) {
                String prefix = path.substring(0, end + 1);
                String first = prefixes.putIfAbsent(prefix.replaceAll("\\{[^}]*}", "{}"), prefix);
                if (first != null && !first.equals(prefix)) {
                    throw new TemplateException(
                            fields.place(), path + " names a parameter differently from " + first);
                }
            }
        });
    }
}
