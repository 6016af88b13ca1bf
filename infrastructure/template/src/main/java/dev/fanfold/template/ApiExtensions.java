package dev.fanfold.template;

import java.util.Set;

/// API Gateway's extensions of OpenAPI. The local cloud plays few of them. Extensions of other
/// vendors are ignored.
final class ApiExtensions {
    private ApiExtensions() {}

    static void only(Properties part, String... known) {
        part.fields().fields().keySet().stream()
                .filter(name -> name.startsWith("x-amazon-apigateway-"))
                .filter(name -> !Set.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw part.refuse(name, "is not supported by the local cloud");
                });
    }
}
