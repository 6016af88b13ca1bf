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

/// The outputs of a round that count: for each task, its outputs in the manifest whose token the
/// accumulator has for the task.
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

    /// The outputs of the tasks from `task` on, in the order of [#all()].
    Stream<Output> from(int task) {
        var lastManifest = new LastManifest();
        return accumulator
                .outputs()
                .runs(task, payloads::load)
                .flatMap(lastManifest::outputsOf)
                .dropWhile(output -> output.task() < task);
    }

    @Override
    public InputStream open(Output output) {
        return OutputFiles.open(store, job, output);
    }

    /// The manifest that was read last. It is kept, because several runs may have its token: if a
    /// task of a message was retried, the tasks before it and after it are two runs.
    private final class LastManifest {
        private long token;
        private List<Output> outputs = List.of();

        Stream<Output> outputsOf(Run run) {
            if (outputs.isEmpty() || token != run.token()) {
                token = run.token();
                outputs =
                        store.manifest(
                                Keys.manifestKey(job, accumulator.round(), token),
                                accumulator.round());
            }
            // A manifest lists the outputs of all done tasks of a message. For some of these tasks,
            // another execution may count.
            return outputs.stream().filter(output -> run.contains(output.task())).sorted(ORDER);
        }
    }
}
