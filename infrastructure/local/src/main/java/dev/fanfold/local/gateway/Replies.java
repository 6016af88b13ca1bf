package dev.fanfold.local.gateway;

import dev.fanfold.template.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Faults as the document wants them told: by the response of their type, else by that of their
/// class, `DEFAULT_4XX` or `DEFAULT_5XX`, else as API Gateway tells them by itself.
///
/// Of several templates it is the one that `Accept` names, else `application/json`, else the first;
/// AWS documents no rule.
final class Replies {
    private static final Api.Reply NONE = new Api.Reply(OptionalInt.empty(), Map.of(), Map.of());
    private static final String JSON = "application/json";
    private static final String TEMPLATE = "{\"message\":$context.error.messageString}";
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{context\\.([A-Za-z.]+)}|context\\.([A-Za-z.]*[A-Za-z]))");

    private final Api api;

    Replies(Api api) {
        this.api = api;
    }

    Answer answer(Refused refused, Request request) {
        Fault fault = refused.fault();
        Api.Reply byClass = reply(fault.status() < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        Api.Reply byType = api.replies().getOrDefault(fault.name(), byClass);
        int status =
                Stream.of(byType.status(), byClass.status())
                        .flatMapToInt(OptionalInt::stream)
                        .findFirst()
                        .orElse(fault.status());
        Map<String, String> templates =
                byType.templates().isEmpty() ? Map.of(JSON, TEMPLATE) : byType.templates();
        String type = mediaType(templates, request);
        String body = filled(templates.getOrDefault(type, TEMPLATE), refused, request);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of(type));
        byType.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Answer(status, headers, body).with("x-amzn-ErrorType", fault.errorType());
    }

    private Api.Reply reply(String type) {
        return api.replies().getOrDefault(type, NONE);
    }

    private static String mediaType(Map<String, String> templates, Request request) {
        return Stream.concat(request.header("Accept").stream(), Stream.of(JSON))
                .filter(templates::containsKey)
                .findFirst()
                .orElseGet(() -> templates.keySet().iterator().next());
    }

    private String filled(String template, Refused refused, Request request) {
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(value(found, refused, request)));
    }

    private String value(MatchResult found, Refused refused, Request request) {
        String message = refused.getMessage();
        return switch (found.group(1) == null ? found.group(2) : found.group(1)) {
            case "error.message" -> message == null ? "" : message;
            case "error.messageString" -> quoted(message);
            case "error.responseType" -> refused.fault().name();
            case "requestId", "extendedRequestId" -> request.id();
            case "httpMethod" -> request.method();
            case "path" -> "/" + api.stage() + request.path();
            case "stage" -> api.stage();
            case "apiId" -> api.id();
            case "identity.sourceIp" -> request.sourceIp();
            default -> throw new IllegalStateException("a template was read with " + found.group());
        };
    }

    private static String quoted(@Nullable String message) {
        return new String(LambdaJson.written(message), StandardCharsets.UTF_8);
    }
}
