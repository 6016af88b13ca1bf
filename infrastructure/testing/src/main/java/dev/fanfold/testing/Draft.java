package dev.fanfold.testing;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Workload;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job without a cloud: its workload, its settings, and its input in memory.
///
/// @param input the input; null for a workload that reads no input
@SuppressWarnings("ArrayRecordComponent") // never compared
record Draft(Workload<?> workload, Map<String, String> settings, byte @Nullable [] input) {
    /// The number of workers for which plans are made.
    static final int WORKERS = 10;

    private static final URI INPUT = URI.create("memory:/input.txt");

    Draft {
        settings = Map.copyOf(settings);
    }

    Draft with(byte[] other) {
        return new Draft(workload, settings, other);
    }

    Draft with(Map<String, String> others) {
        return new Draft(workload, others, input);
    }

    /// The size of the input in bytes; 0 if there is no input.
    int size() {
        return input == null ? 0 : input.length;
    }

    /// Checks that there is an input if and only if the workload reads one.
    ///
    /// @throws IllegalArgumentException if the input is missing, or the workload reads none
    void checkInput() {
        String name = workload.definition().name();
        if (workload.definition().readsInput() && input == null) {
            throw new IllegalArgumentException(name + " reads an input: give it with input(...)");
        }
        if (!workload.definition().readsInput() && input != null) {
            throw new IllegalArgumentException(
                    name
                            + " reads no input: leave out input(...), or add reading() to its definition");
        }
    }

    /// The planning of the job, with the defaults of settings that are not set.
    ///
    /// @param slice the number of units of a task; 0 if the plan decides
    /// @throws dev.fanfold.workload.InvalidInputException if a setting is missing or unknown
    Planning planning(long slice) {
        var request =
                new JobRequest(
                        workload.definition().name(),
                        JobSettings.of(settings),
                        JobOptions.DEFAULT,
                        input == null ? null : INPUT,
                        "test",
                        0);
        var object = new InputBytes(input == null ? new byte[0] : input);
        return new Planning(
                Workloads.of(workload).complete(request).settings(),
                slice,
                WORKERS,
                input == null ? null : object.pin(INPUT),
                object);
    }
}
