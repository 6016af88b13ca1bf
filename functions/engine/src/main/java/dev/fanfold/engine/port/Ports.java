package dev.fanfold.engine.port;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Source;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The ports and the workloads, which the engine's front doors need.
///
/// @param random the source of random delays, unique keys and tokens; no decision depends on it
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
