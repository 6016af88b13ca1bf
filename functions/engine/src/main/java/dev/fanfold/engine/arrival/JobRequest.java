package dev.fanfold.engine.arrival;

import dev.fanfold.workload.JobSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What somebody asks for: a workload, what it is told, and what it reads.
///
/// @param input the object to read, null for a workload that reads none
/// @param owner whose job it is
/// @param run 0, or the number of the rerun: it makes a finished job's request a new job
public record JobRequest(
        String workload,
        JobSettings settings,
        JobOptions options,
        @Nullable URI input,
        String owner,
        int run) {}
