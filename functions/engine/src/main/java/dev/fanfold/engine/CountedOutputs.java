package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.OutputTokens.Run;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.workload.Outputs;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The outputs that count of a round: those whose token the accumulator has for their task.
final class CountedOutputs implements Outputs {
    private static final Comparator<Output> ORDER =
            Comparator.comparingInt(Output::task).thenComparing(Output::name);
    private final OutputStore store;
    private final Payloads payloads;
    private final Job job;
    private final Accumulator accumulator;

    CountedOutputs(OutputStore store, Payloads payloads, Job job, Accumulator accumulator) {
        this.store = store;
        this.payloads = payloads;
        this.job = job;
        this.accumulator = accumulator;
    }

    @Override
    public Stream<Output> all() {
        return from(0);
    }

    /// The outputs of the tasks from this one on, in the order of [#all()].
    // The tasks of a message are often consecutive, so the last manifest is kept.
    Stream<Output> from(int task) {
        var last = new Manifest();
        return accumulator
                .outputs()
                .runs(task, payloads::load)
                .flatMap(last::of)
                .dropWhile(output -> output.task() < task);
    }

    @Override
    public InputStream open(Output output) {
        return OutputFiles.open(store, job, output);
    }

    private final class Manifest {
        private long token;
        private List<Output> outputs = List.of();

        Stream<Output> of(Run run) {
            if (outputs.isEmpty() || token != run.token()) {
                token = run.token();
                outputs =
                        store.manifest(
                                Keys.manifestKey(job, accumulator.round(), token),
                                accumulator.round());
            }
            // A manifest lists all tasks of a message, and some may have been lost.
            return outputs.stream().filter(output -> run.contains(output.task())).sorted(ORDER);
        }
    }
}
