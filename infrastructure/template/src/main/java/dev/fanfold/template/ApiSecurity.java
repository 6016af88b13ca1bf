package dev.fanfold.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The access control of a document's operations.
///
/// API Gateway ignores the document's own `security` and reads that of operations only. An
/// operation without one is open to every caller
/// (github.com/amazon-archives/aws-apigateway-importer/issues/204). A document that has the first
/// and lacks the second is refused, because its readers would expect a protection that it does not
/// have.
final class ApiSecurity {
    private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final Pattern IDENTITY =
            Pattern.compile("method\\.request\\.(header|querystring)\\.([A-Za-z0-9._-]+)");

    private final boolean ofDocument;
    private final Map<String, Value.Fields> schemes;

    private ApiSecurity(boolean ofDocument, Map<String, Value.Fields> schemes) {
        this.ofDocument = ofDocument;
        this.schemes = schemes;
    }

    static ApiSecurity of(Properties document) {
        return new ApiSecurity(
                !document.items("security").isEmpty(),
                document.fields("components")
                        .map(all -> new Properties("components", all).named("securitySchemes"))
                        .orElse(Map.of()));
    }

    Api.Access access(Properties operation) {
        if (!operation.has("security") && ofDocument) {
            throw new TemplateException(
                    operation.place(),
                    "the operation has no security of its own, and API Gateway reads no other: it"
                            + " would be open to every caller. Write the document's security here too,"
                            + " or [] to leave it open");
        }
        List<Value> wanted = operation.items("security");
        if (wanted.isEmpty()) {
            return new Api.Access.Open();
        }
        if (wanted.size() > 1
                || !(wanted.getFirst() instanceof Value.Fields one)
                || one.fields().size() != 1) {
            throw operation.refuse("security", "must name one scheme");
        }
        String name = one.fields().keySet().iterator().next();
        Value.Fields scheme = schemes.get(name);
        if (scheme == null) {
            throw operation.refuse(
                    "security", "names " + name + ", which is not in securitySchemes");
        }
        return access(name, new Properties("the security scheme " + name, scheme));
    }

    private static Api.Access access(String name, Properties scheme) {
        scheme.choice("type", "apiKey");
        ApiExtensions.only(scheme, AUTH_TYPE, AUTHORIZER);
        return switch (scheme.choice(AUTH_TYPE, "awsSigv4", "custom")) {
            case "awsSigv4" -> new Api.Access.Signed();
            default -> new Api.Access.Asked(authorizer(name, scheme));
        };
    }

    private static Api.Authorizer authorizer(String name, Properties scheme) {
        Properties asked =
                scheme.part(AUTHORIZER, KnownParts.AUTHORIZER)
                        .orElseThrow(() -> scheme.refuse(AUTHORIZER, "is missing"));
        boolean token = asked.choice("type", "token", "request").equals("token");
        List<Api.Identity> identity =
                asked.has("identitySource") || !token ? identities(asked) : List.of(header(scheme));
        if (token && (identity.size() != 1 || !identity.getFirst().header())) {
            throw asked.refuse("identitySource", "must be one header for a token");
        }
        return new Api.Authorizer(
                name,
                ApiRoutes.function(asked, "authorizerUri"),
                asked.place("authorizerUri"),
                token,
                identity,
                validation(asked, token));
    }

    private static Api.Identity header(Properties scheme) {
        scheme.choice("in", "header");
        return new Api.Identity(true, scheme.text("name"));
    }

    private static List<Api.Identity> identities(Properties asked) {
        return Arrays.stream(asked.text("identitySource", "").split(","))
                .map(String::strip)
                .filter(source -> !source.isEmpty())
                .map(source -> {
                    Matcher identity = IDENTITY.matcher(source);
                    if (!identity.matches()) {
                        throw asked.refuse(
                                "identitySource",
                                "has "
                                        + source
                                        + ": only method.request.header.<name> and"
                                        + " method.request.querystring.<name> are supported");
                    }
                    return new Api.Identity(identity.group(1).equals("header"), identity.group(2));
                })
                .toList();
    }

    private static Optional<Pattern> validation(Properties asked, boolean token) {
        String property = "identityValidationExpression";
        if (asked.has(property) && !token) {
            throw asked.refuse(property, "is for authorizers of type token");
        }
        try {
            return asked.optional(property).map(Pattern::compile);
        } catch (PatternSyntaxException broken) {
            throw asked.refuse(property, "is not a valid pattern: " + broken.getDescription());
        }
    }
}
