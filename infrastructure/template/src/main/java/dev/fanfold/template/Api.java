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
/// @param id the value of `Ref`
/// @param variables the variables of its stage
/// @param document the OpenAPI document as maps, lists, texts, numbers and booleans
public record Api(
        String id,
        String stage,
        Map<String, String> variables,
        List<Route> routes,
        Map<String, Object> document) {
    public Api {
        variables = Map.copyOf(variables);
        routes = List.copyOf(routes);
        document =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(document)); // in the document's order
    }

    /// A method of a path, and the function that serves it.
    ///
    /// @param method in upper case
    /// @param path such as `/jobs/{id}`
    /// @param operation its operationId
    /// @param function its name
    /// @param limit the time limit of the function's response
    public record Route(
            String method,
            String path,
            Optional<String> operation,
            String function,
            Place place,
            Duration limit,
            Access access) {}

    /// The access control of a route.
    public sealed interface Access {
        /// Every caller.
        record Open() implements Access {}

        /// Callers that sign with AWS's Signature Version 4.
        record Signed() implements Access {}

        /// Callers that an authorizer allows.
        record Asked(Authorizer authorizer) implements Access {}
    }

    /// A function that decides which callers may use a route.
    ///
    /// @param name of the security scheme
    /// @param function its name
    /// @param token whether it receives one header only
    /// @param identity the parts that a request must have
    /// @param validation the pattern that a token must match before the function is called
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
    /// @param header true for a header, false for a query parameter
    public record Identity(boolean header, String name) {}
}
