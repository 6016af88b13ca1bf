package dev.fanfold.local;

/// What a function is doing.
///
/// @param id logical id in its stack
/// @param name its name in the cloud, unique
/// @param inFlight invocations that run now
/// @param environments that are alive
/// @param invocations that have ended
public record FunctionStatus(
        String id, String name, int inFlight, int environments, long invocations) {}
