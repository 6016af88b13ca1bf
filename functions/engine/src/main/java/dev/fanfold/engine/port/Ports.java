package dev.fanfold.engine.port;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Source;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Everything that the front doors need from outside.
///
/// @param random for jitter and unique keys; never for a decision
public record Ports(
        JobStore jobs,
        ReportLog reports,
        BlobStore blobs,
        Pools pools,
        DispatchQueue dispatch,
        Source source,
        Workloads workloads,
        InstantSource clock,
        RandomGenerator random) {}
