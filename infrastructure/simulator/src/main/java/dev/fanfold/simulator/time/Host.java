package dev.fanfold.simulator.time;

/// The host that a process runs on.
///
/// @param skewMicros how far its clock is ahead, in microseconds
/// @param newer whether it runs the newer of two versions of the code
public record Host(String name, long skewMicros, boolean newer) {
    /// A host with an exact clock and the older version of the code.
    public static Host named(String name) {
        return new Host(name, 0, false);
    }
}
