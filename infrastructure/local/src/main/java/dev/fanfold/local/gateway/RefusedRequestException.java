package dev.fanfold.local.gateway;

/// Thrown if the gateway rejects a request with an error response of its own.
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
