package dev.fanfold.cli;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// How a command ends, for whoever called it.
enum Exit {
    /// The answer is whole.
    SUCCESS(0),
    /// Anything else: part of an answer, no answer, a defect.
    FAILURE(1),
    /// What was asked or given is at fault: trying again cannot help.
    USAGE(2);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// How a job that has ended ends its command.
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
