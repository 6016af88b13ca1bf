package dev.fanfold.testing;

import java.util.Map;

/// A fake of an external service that a workload uses, for example an HTTP server on 127.0.0.1.
///
/// It runs while the workload's laws are checked.
public interface ServiceFake extends AutoCloseable {
    /// Settings with which the job finds the fake, for example the fake's address.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// Resources with which the work uses the fake, in the form of
    /// [dev.fanfold.workload.Resources#of].
    default Map<String, ?> resources() {
        return Map.of();
    }

    @Override
    void close();
}
