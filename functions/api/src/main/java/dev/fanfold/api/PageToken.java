package dev.fanfold.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The token of a position in a list: the member `next` of a page, and the parameter `after` of the
/// page that follows. It is opaque to callers.
final class PageToken {
    private static final String PARAMETER = "after";

    private PageToken() {}

    /// The token of a position.
    ///
    /// @param parts the position; only the last part may contain a dot
    static String of(Object... parts) {
        String position = Stream.of(parts).map(String::valueOf).collect(Collectors.joining("."));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /// The position after which the requested page starts; empty for the first page.
    ///
    /// @param parts the number of parts of a position
    /// @param parser makes a position from its parts; it throws an [IllegalArgumentException] or an
    ///   [IndexOutOfBoundsException] if they are not a position
    /// @throws ProblemException if the token is not one of a position
    static <T> Optional<T> after(Request request, int parts, Function<String[], T> parser) {
        return request.parameter(PARAMETER).map(token -> parse(token, parts, parser));
    }

    private static <T> T parse(String token, int count, Function<String[], T> parser) {
        try {
            byte[] position = Base64.getUrlDecoder().decode(token);
            return parser.apply(new String(position, StandardCharsets.UTF_8).split("\\.", count));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ProblemException.malformed(
                    "\"%s\" is the member \"next\" of the previous page, not \"%s\""
                            .formatted(PARAMETER, token));
        }
    }
}
