package dev.fanfold.cli;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// The exit codes of all commands.
enum Exit {
    /// The command succeeded; a job's answer is complete.
    SUCCESS(0),
    /// The command failed otherwise: the answer is partial or missing, or there is a defect.
    FAILURE(1),
    /// The arguments or the input are invalid, so a retry cannot help.
    USAGE(2);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// The exit code for a job. A job that has not ended has no complete answer, so its code is 1.
    static Exit of(Job job) {
        return switch (job.state()) {
            case SUCCEEDED -> SUCCESS;
            case FAILED -> blamesInput(job.error()) ? USAGE : FAILURE;
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING, PARTIAL, CANCELLED -> FAILURE;
        };
    }

    private static boolean blamesInput(@Nullable Reason error) {
        return error != null
                && (error.kind() == Reason.Kind.INPUT || error.kind() == Reason.Kind.INPUT_CHANGED);
    }
}
