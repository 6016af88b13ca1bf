package dev.fanfold.simulator.time;

/// Ends a process from within, wherever it stands. An error, so that nothing that handles failures
/// takes it for one.
public final class KilledError extends Error {
    private static final long serialVersionUID = 1;

    KilledError() {
        super("killed", null, false, false);
    }
}
