package dev.fanfold.api;

import dev.fanfold.messages.Json;
import dev.fanfold.messages.Unicode;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request that cannot be answered as it is, told as RFC 9457 has it.
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Map<Integer, String> TITLES =
            Map.of(
                    400, "Bad Request",
                    401, "Unauthorized",
                    404, "Not Found",
                    409, "Conflict",
                    413, "Content Too Large",
                    415, "Unsupported Media Type",
                    422, "Unprocessable Content",
                    500, "Internal Server Error");

    private final int status;

    private ProblemException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /// The request is not what the document says.
    static ProblemException malformed(String detail) {
        return new ProblemException(400, detail);
    }

    static ProblemException nobody() {
        return new ProblemException(
                401, "the request carries no identity: sign it, or send a token");
    }

    /// There is no such thing, or it is another's: the two are told apart by nobody.
    static ProblemException absent(String detail) {
        return new ProblemException(404, detail);
    }

    /// Not in the state the thing is in.
    static ProblemException conflict(String detail) {
        return new ProblemException(409, detail);
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(413, detail);
    }

    static ProblemException mediaType(String given) {
        return new ProblemException(
                415, "the body is " + given + ": send it with Content-Type: application/json");
    }

    /// Well formed, and yet no job.
    static ProblemException impossible(String detail) {
        return new ProblemException(422, detail);
    }

    static ProblemException defect() {
        return new ProblemException(
                500, "this is our fault and it is logged: try again, or tell us its id");
    }

    /// The answer that says so.
    ///
    /// @param request the request's id
    Response answer(String request) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", TITLES.getOrDefault(status, "Error"));
        members.put("status", status);
        members.put("detail", Unicode.escaped(String.valueOf(getMessage())));
        members.put("request", request);
        return new Response(status, "application/problem+json", Map.of(), Json.write(members));
    }
}
