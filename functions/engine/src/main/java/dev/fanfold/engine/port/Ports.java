package dev.fanfold.engine.port;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Source;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The ports, workloads and other objects that the engine's entry points need.
///
/// @param random the source of jitter and unique keys; no decision depends on it
public record Ports(
        JobStore jobs,
        ReportLog reports,
        BlobStore blobs,
        OutputStore outputs,
        Pools pools,
        DispatchQueue dispatch,
        Source source,
        Workloads workloads,
        InstantSource clock,
        RandomGenerator random) {}
