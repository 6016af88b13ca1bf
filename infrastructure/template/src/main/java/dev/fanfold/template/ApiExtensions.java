package dev.fanfold.template;

import java.util.Set;

/// Checks for extensions of OpenAPI that API Gateway defines and the local cloud does not support.
/// Extensions of other vendors are ignored.
final class ApiExtensions {
    private ApiExtensions() {}

    /// Rejects every extension of this part that is not in the list.
    static void only(Properties part, String... supported) {
        part.fields().fields().keySet().stream()
                .filter(name -> name.startsWith("x-amazon-apigateway-"))
                .filter(name -> !Set.of(supported).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw part.refuse(name, "is not supported by the local cloud");
                });
    }
}
