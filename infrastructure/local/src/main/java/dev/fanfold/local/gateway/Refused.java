package dev.fanfold.local.gateway;

/// A request that gets no answer of its function's.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final String said;

    Refused(Fault fault) {
        this(fault, fault.message());
    }

    /// @param said to the client
    Refused(Fault fault, String said) {
        super(said);
        this.fault = fault;
        this.said = said;
    }

    Fault fault() {
        return fault;
    }

    String said() {
        return said;
    }
}
