package dev.fanfold.api;

import dev.fanfold.messages.Json;
import dev.fanfold.messages.Unicode;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request cannot be served. The response reports the problem in the format of RFC 9457.
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

    /// The request breaks a rule of the OpenAPI document, or its text cannot be read.
    static ProblemException malformed(String detail) {
        return new ProblemException(400, detail);
    }

    static ProblemException unauthorized() {
        return new ProblemException(
                401, "the request carries no identity: sign it, or send a token");
    }

    /// The job or the operation does not exist, or the job belongs to another owner. The response
    /// does not tell whether another owner has such a job.
    static ProblemException absent(String detail) {
        return new ProblemException(404, detail);
    }

    /// The job's state does not allow the request, or the idempotency key is in use.
    static ProblemException conflict(String detail) {
        return new ProblemException(409, detail);
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(413, detail);
    }

    static ProblemException unsupportedMediaType(String type) {
        return new ProblemException(
                415, "the body is " + type + ": send it with Content-Type: application/json");
    }

    /// The request is well formed but is not a job that can run.
    static ProblemException unprocessable(String detail) {
        return new ProblemException(422, detail);
    }

    static ProblemException internalError() {
        return new ProblemException(
                500,
                "an internal error, which is logged: try again, or report the id of this request");
    }

    /// The response that reports the problem.
    Response response(String requestId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", TITLES.getOrDefault(status, "Error"));
        members.put("status", status);
        members.put("detail", Unicode.escaped(String.valueOf(getMessage())));
        members.put("request", requestId);
        return new Response(status, "application/problem+json", Map.of(), Json.write(members));
    }
}
