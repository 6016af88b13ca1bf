package dev.fanfold.template;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A REST API as declared.
///
/// @param id what `Ref` yields
/// @param variables of its stage
/// @param document the OpenAPI document as JSON's maps, lists, texts, numbers and booleans
public record Api(
        String id,
        String stage,
        Map<String, String> variables,
        List<Route> routes,
        Map<String, Object> document) {
    public Api {
        variables = Map.copyOf(variables);
        routes = List.copyOf(routes);
        document = Collections.unmodifiableMap(new LinkedHashMap<>(document)); // in its order
    }

    /// A method of a path, and the function that answers.
    ///
    /// @param method in capitals
    /// @param path such as `/jobs/{id}`
    /// @param operation its operationId
    /// @param function its name
    /// @param limit how long the function may take to answer
    public record Route(
            String method,
            String path,
            Optional<String> operation,
            String function,
            Place place,
            Duration limit,
            Access access) {}

    /// Who may use a route.
    public sealed interface Access {
        /// Everybody.
        record Open() implements Access {}

        /// Whoever signs with AWS's Signature Version 4.
        record Signed() implements Access {}

        /// Whoever an authorizer lets in.
        record Asked(Authorizer authorizer) implements Access {}
    }

    /// A function that says who may use a route.
    ///
    /// @param name of the security scheme
    /// @param function its name
    /// @param token whether it is given one header only
    /// @param identity what a request must have
    /// @param validation what a token must match to be shown to it
    public record Authorizer(
            String name,
            String function,
            Place place,
            boolean token,
            List<Identity> identity,
            Optional<Pattern> validation) {
        public Authorizer {
            identity = List.copyOf(identity);
        }
    }

    /// A part of a request.
    ///
    /// @param header else it is in the query
    public record Identity(boolean header, String name) {}
}
