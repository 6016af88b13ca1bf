package dev.fanfold.local.gateway;

/// API Gateway's own error responses: status, message and error type of each.
enum GatewayError {
    MISSING_AUTHENTICATION_TOKEN(
            403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    INVALID_SIGNATURE(403, "Forbidden", "IncompleteSignatureException"),
    UNAUTHORIZED(401, "Unauthorized", "UnauthorizedException"),
    ACCESS_DENIED(403, "User is not authorized to access this resource", "AccessDeniedException"),
    AUTHORIZER_CONFIGURATION_ERROR(
            500, "Internal server error", "AuthorizerConfigurationException"),
    AUTHORIZER_FAILURE(500, "Internal server error", "AuthorizerFailureException"),
    THROTTLED(429, "Too Many Requests", "TooManyRequestsException"),
    REQUEST_TOO_LARGE(413, "Request Too Long", "RequestTooLargeException"),
    INTEGRATION_TIMEOUT(504, "Endpoint request timed out", "InternalServerErrorException"),
    /// Lambda throttled the invocation.
    ///
    /// API Gateway has no named response type for this error.
    NOT_INVOKED(500, "Internal server error", "InternalServerErrorException"),
    /// The function failed or its response is invalid.
    ///
    /// API Gateway has no named response type for this error.
    BAD_RESPONSE(502, "Internal server error", "InternalServerErrorException");

    private final int status;
    private final String message;
    private final String errorType;

    GatewayError(int status, String message, String errorType) {
        this.status = status;
        this.message = message;
        this.errorType = errorType;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /// The value of the header `x-amzn-ErrorType`.
    String errorType() {
        return errorType;
    }
}
