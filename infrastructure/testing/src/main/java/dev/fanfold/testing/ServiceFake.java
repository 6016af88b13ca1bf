package dev.fanfold.testing;

import java.util.Map;

/// A fake of an outside service that a workload uses, such as an HTTP server on 127.0.0.1. It runs
/// while a workload's laws are checked.
public interface ServiceFake extends AutoCloseable {
    /// Settings that lead the job to it, such as its address.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// Resources that lead the work to it, as [dev.fanfold.workload.Resources#of] takes them.
    default Map<String, ?> resources() {
        return Map.of();
    }

    @Override
    void close();
}
