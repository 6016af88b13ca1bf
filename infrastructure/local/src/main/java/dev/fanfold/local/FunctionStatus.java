package dev.fanfold.local;

/// The current activity of a function.
///
/// @param id logical id in its stack
/// @param name its unique name in the cloud
/// @param inFlight the number of running invocations
/// @param environments the number of living environments
/// @param invocations the number of invocations that have ended
public record FunctionStatus(
        String id, String name, int inFlight, int environments, long invocations) {}
