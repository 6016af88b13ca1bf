package dev.fanfold.local.gateway;

import org.jspecify.annotations.Nullable;

/// A request that gets no answer of its function's.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    Refused(Fault fault) {
        this(fault, fault.message());
    }

    /// @param message what is said to the client
    Refused(Fault fault, @Nullable String message) {
        super(message);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
