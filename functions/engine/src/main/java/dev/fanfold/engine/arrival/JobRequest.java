package dev.fanfold.engine.arrival;

import dev.fanfold.workload.JobSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A request for a job: a workload, its settings and its input.
///
/// @param input the object to read, null if the workload reads none
/// @param owner the caller to which the job belongs
/// @param run normally 0; requests with different numbers have different ids, so a repeated request
///   with another number starts a new job
public record JobRequest(
        String workload,
        JobSettings settings,
        JobOptions options,
        @Nullable URI input,
        String owner,
        int run) {}
