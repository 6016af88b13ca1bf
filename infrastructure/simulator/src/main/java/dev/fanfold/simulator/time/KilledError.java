package dev.fanfold.simulator.time;

/// Unwinds a process that was killed. It is an error, so that code which handles exceptions does
/// not catch it.
public final class KilledError extends Error {
    private static final long serialVersionUID = 1;

    KilledError() {
        super("killed", null, false, false);
    }
}
