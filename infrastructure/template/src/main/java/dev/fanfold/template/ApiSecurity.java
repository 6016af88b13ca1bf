package dev.fanfold.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the access control of the operations of an OpenAPI document.
///
/// API Gateway reads the `security` of each operation and ignores the `security` of the document.
/// An operation without `security` is open to every caller
/// (github.com/amazon-archives/aws-apigateway-importer/issues/204). If the document has `security`,
/// its readers expect that such an operation is protected. So the operation is rejected.
final class ApiSecurity {
    private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    private static final Pattern IDENTITY =
            Pattern.compile("method\\.request\\.(header|querystring)\\.([A-Za-z0-9._-]+)");

    private final boolean documentHasSecurity;
    private final Map<String, Value.Fields> schemesByName;

    private ApiSecurity(boolean documentHasSecurity, Map<String, Value.Fields> schemesByName) {
        this.documentHasSecurity = documentHasSecurity;
        this.schemesByName = schemesByName;
    }

    static ApiSecurity of(Properties document) {
        return new ApiSecurity(
                !document.items("security").isEmpty(),
                document.fields("components")
                        .map(all ->
                                new Properties("components", all).fieldsByName("securitySchemes"))
                        .orElse(Map.of()));
    }

    /// Which callers may use an operation.
    Api.Access access(Properties operation) {
        if (!operation.has("security") && documentHasSecurity) {
            throw new TemplateException(
                    operation.place(),
                    "the operation has no security of its own, and API Gateway reads no other: it"
                            + " would be open to every caller. Write the document's security here too,"
                            + " or [] to leave it open");
        }
        List<Value> requirements = operation.items("security");
        if (requirements.isEmpty()) {
            return new Api.Access.Open();
        }
        if (requirements.size() > 1
                || !(requirements.getFirst() instanceof Value.Fields requirement)
                || requirement.fields().size() != 1) {
            throw operation.refuse("security", "must name one scheme");
        }
        String name = requirement.fields().keySet().iterator().next();
        Value.Fields scheme = schemesByName.get(name);
        if (scheme == null) {
            throw operation.refuse(
                    "security", "names " + name + ", which is not in securitySchemes");
        }
        return access(name, new Properties("the security scheme " + name, scheme));
    }

    private static Api.Access access(String name, Properties scheme) {
        scheme.choice("type", "apiKey");
        ApiExtensions.rejectExcept(scheme, AUTH_TYPE, AUTHORIZER);
        return switch (scheme.choice(AUTH_TYPE, "awsSigv4", "custom")) {
            case "awsSigv4" -> new Api.Access.Signed();
            default -> new Api.Access.ByAuthorizer(authorizer(name, scheme));
        };
    }

    private static Api.Authorizer authorizer(String name, Properties scheme) {
        Properties authorizer =
                scheme.part(AUTHORIZER, KnownParts.AUTHORIZER)
                        .orElseThrow(() -> scheme.refuse(AUTHORIZER, "is missing"));
        boolean token = authorizer.choice("type", "token", "request").equals("token");
        List<Api.Identity> identity =
                authorizer.has("identitySource") || !token
                        ? identities(authorizer)
                        : List.of(tokenHeader(scheme));
        if (token && (identity.size() != 1 || !identity.getFirst().header())) {
            throw authorizer.refuse("identitySource", "must be one header for a token");
        }
        return new Api.Authorizer(
                name,
                ApiRoutes.functionName(authorizer, "authorizerUri"),
                authorizer.place("authorizerUri"),
                token,
                identity,
                validation(authorizer, token));
    }

    // The header in which the scheme itself expects the token.
    private static Api.Identity tokenHeader(Properties scheme) {
        scheme.choice("in", "header");
        return new Api.Identity(true, scheme.text("name"));
    }

    private static List<Api.Identity> identities(Properties authorizer) {
        return Arrays.stream(authorizer.text("identitySource", "").split(","))
                .map(String::strip)
                .filter(source -> !source.isEmpty())
                .map(source -> {
                    Matcher identity = IDENTITY.matcher(source);
                    if (!identity.matches()) {
                        throw authorizer.refuse(
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

    private static Optional<Pattern> validation(Properties authorizer, boolean token) {
        String property = "identityValidationExpression";
        if (authorizer.has(property) && !token) {
            throw authorizer.refuse(property, "is for authorizers of type token");
        }
        try {
            return authorizer.optionalText(property).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw authorizer.refuse(property, "is not a valid pattern: " + e.getDescription());
        }
    }
}
