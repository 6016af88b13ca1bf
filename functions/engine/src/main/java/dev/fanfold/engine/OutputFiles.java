package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import java.io.InputStream;
import java.util.List;

/// Writes the outputs of tasks, and reads those that count.
final class OutputFiles {
    private final OutputStore store;
    private final JobStore jobs;
    private final Payloads payloads;

    OutputFiles(OutputStore store, JobStore jobs, Payloads payloads) {
        this.store = store;
        this.jobs = jobs;
        this.payloads = payloads;
    }

    /// The outputs of one execution of a task in the job's round, to be written.
    ExecutionOutputs forExecution(Job job, int task, OutputToken token) {
        return new ExecutionOutputs(store, job, task, token);
    }

    /// Stores the list of all outputs with this token, before a report refers to it.
    void writeManifest(Job job, long token, List<Output> outputs) {
        store.putManifest(Keys.manifestKey(job, job.round().number(), token), outputs);
    }

    /// Opens an output of the job. If the file is not the recorded one, the stream throws
    /// [dev.fanfold.engine.port.OutputMismatchException].
    static InputStream open(OutputStore store, Job job, Output output) {
        return store.open(
                Keys.outputKey(job, output), new Fingerprint(output.bytes(), output.sha256()));
    }

    /// The outputs of a round of the job that count, as far as the round is folded.
    Outputs counted(Job job, int round) {
        return jobs.accumulator(job.id(), round)
                .<Outputs>map(accumulator -> counted(job, accumulator))
                .orElse(Outputs.NONE);
    }

    /// The outputs that count of this accumulator's round.
    CountedOutputs counted(Job job, Accumulator accumulator) {
        return new CountedOutputs(store, payloads, job, accumulator);
    }

    /// The outputs of a finished round of the job that count. They are read when they are needed.
    Outputs ofRound(Job job, int round) {
        return new LazyOutputs(() -> counted(job, round));
    }
}
