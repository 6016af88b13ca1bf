package dev.fanfold.local.gateway;

/// Thrown if API Gateway responds with its own error.
final class RefusedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final GatewayError error;
    private final String detail;

    RefusedRequestException(GatewayError error) {
        this(error, error.message());
    }

    /// @param detail the message for the client
    RefusedRequestException(GatewayError error, String detail) {
        super(detail);
        this.error = error;
        this.detail = detail;
    }

    GatewayError error() {
        return error;
    }

    String detail() {
        return detail;
    }
}
