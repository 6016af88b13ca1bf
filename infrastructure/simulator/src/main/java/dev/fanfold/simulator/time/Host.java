package dev.fanfold.simulator.time;

/// Where a process runs.
///
/// @param skewMicros how far its clock is ahead
/// @param newer whether its code is the newer of two versions
public record Host(String name, long skewMicros, boolean newer) {
    /// A place like any other.
    public static Host named(String name) {
        return new Host(name, 0, false);
    }
}
