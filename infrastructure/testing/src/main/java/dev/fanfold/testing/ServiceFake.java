package dev.fanfold.testing;

import java.util.Map;

/// A fake of an external service that a workload uses, for example an HTTP server on 127.0.0.1. It
/// runs while the workload's laws are checked.
public interface ServiceFake extends AutoCloseable {
    /// Settings that connect the job to it, for example its address.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// Resources that connect the work to it, in the form of [dev.fanfold.workload.Resources#of].
    default Map<String, ?> resources() {
        return Map.of();
    }

    @Override
    void close();
}
