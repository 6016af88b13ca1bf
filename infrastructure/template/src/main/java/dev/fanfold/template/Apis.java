package dev.fanfold.template;

/// Reads REST APIs from their properties.
final class Apis {
    // The responses that API Gateway itself sends, for example if a token is missing. The local
    // cloud ignores this extension.
    private static final String GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses";

    private Apis() {}

    static Api api(Stack.Resource resource) {
        Properties properties = resource.properties();
        String stage = properties.text("StageName");
        if (!stage.matches("[A-Za-z0-9_-]{1,128}")) {
            throw properties.refuse(
                    "StageName", "is " + stage + ": it may have letters, digits, '-' and '_'");
        }
        Value.Fields body =
                properties
                        .fields("DefinitionBody")
                        .orElseThrow(() ->
                                properties.refuse(
                                        "DefinitionBody",
                                        "is missing: it holds or includes the OpenAPI document"));
        Properties document = new Properties(resource.id() + " OpenAPI", body);
        ApiExtensions.rejectExcept(document, GATEWAY_RESPONSES);
        if (!document.text("openapi").startsWith("3.0")) {
            throw document.refuse("openapi", "is " + document.text("openapi") + ", not 3.0");
        }
        return new Api(
                resource.name(),
                stage,
                properties.textsByName("Variables"),
                ApiRoutes.of(document),
                PlainValues.of(body));
    }
}
