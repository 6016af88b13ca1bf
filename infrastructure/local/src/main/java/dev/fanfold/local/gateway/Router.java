package dev.fanfold.local.gateway;

import dev.fanfold.template.Api;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the route of a request.
///
/// A literal segment has precedence over a parameter. A parameter matches one segment that is not
/// empty. So a path with an empty segment, such as a slash at the end, has no route. The path `/`
/// is the exception.
final class Router {
    private final List<Candidate> candidates;

    Router(List<Api.Route> routes) {
        this.candidates =
                routes.stream()
                        .map(route -> new Candidate(route, segments(route.path())))
                        .sorted(Comparator.comparing(Candidate::sortKey))
                        .toList();
    }

    /// A route that matches a request.
    ///
    /// @param parameters the path parameters, decoded
    record Match(Api.Route route, Map<String, String> parameters) {}

    private record Candidate(Api.Route route, List<String> segments) {
        /// The key by which routes are sorted: from left to right, a literal precedes a parameter.
        String sortKey() {
            return segments.stream()
                    .map(segment -> isParameter(segment) ? "1" : "0")
                    .collect(Collectors.joining());
        }

        boolean matches(List<String> path) {
            return segments.size() == path.size()
                    && Stream.iterate(0, i -> i < path.size(), i -> i + 1)
                            .allMatch(i ->
                                    (isParameter(segments.get(i)) && !path.get(i).isEmpty())
                                            || segments.get(i).equals(path.get(i)));
        }

        Match match(List<String> path) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isParameter(segment)) {
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                }
            }
            return new Match(route, parameters);
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }

    /// The route with the most specific path that matches, and with the request's method.
    ///
    /// If that path has no route with this method, less specific paths are not tried, as in API
    /// Gateway.
    Optional<Match> match(Request request) {
        List<String> path = segments(request.path()).stream().map(Router::decode).toList();
        Optional<String> mostSpecificPath =
                candidates.stream()
                        .filter(candidate -> candidate.matches(path))
                        .map(candidate -> candidate.route().path())
                        .findFirst();
        return candidates.stream()
                .filter(candidate ->
                        mostSpecificPath.filter(candidate.route().path()::equals).isPresent())
                .filter(candidate -> candidate.route().method().equals(request.method()))
                .map(candidate -> candidate.match(path))
                .findFirst();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
