package dev.fanfold.template;

import java.util.Set;

/// Rejects the extensions of OpenAPI that API Gateway defines and the local cloud does not support.
/// Extensions of other vendors are ignored.
final class ApiExtensions {
    private ApiExtensions() {}

    /// Rejects the part if it has an extension of API Gateway that is not supported.
    static void rejectExcept(Properties part, String... supported) {
        part.fields().fields().keySet().stream()
                .filter(name -> name.startsWith("x-amazon-apigateway-"))
                .filter(name -> !Set.of(supported).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw part.refuse(name, "is not supported by the local cloud");
                });
    }
}
