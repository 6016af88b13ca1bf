package dev.fanfold.template;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A REST API as a template declares it.
///
/// @param id the value of a `Ref` to the API
/// @param stage the name of its stage
/// @param variables the stage variables
/// @param document the OpenAPI document as maps, lists, strings, numbers and booleans
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
    /// @param method HTTP method in upper case
    /// @param path path with parameters in braces, for example `/jobs/{id}`
    /// @param operation the operationId, if there is one
    /// @param function name of the function
    /// @param place where the template names the function
    /// @param limit how long API Gateway waits for the function's response
    /// @param access which callers may use the route
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
        /// Every caller may use the route.
        record Open() implements Access {}

        /// Callers that sign the request with AWS's Signature Version 4 may use the route.
        record Signed() implements Access {}

        /// Callers that an authorizer allows may use the route.
        record ByAuthorizer(Authorizer authorizer) implements Access {}
    }

    /// A function that decides which callers may use a route.
    ///
    /// @param name name of its security scheme
    /// @param function name of the function
    /// @param place where the template names the function
    /// @param token whether the authorizer is of the type TOKEN, which receives the value of one
    ///   header instead of the request
    /// @param identity the parts of a request that identify its caller; a request without one of
    ///   them is rejected
    /// @param validation the pattern that a token must match; another token is rejected without a
    ///   call of the function
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

    /// A part of a request that identifies its caller.
    ///
    /// @param header true for a header, false for a query parameter
    public record Identity(boolean header, String name) {}
}
