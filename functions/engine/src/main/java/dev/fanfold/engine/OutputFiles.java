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

    /// The outputs of one execution of a task in the job's round.
    ExecutionOutputs of(Job job, int task, OutputToken token) {
        return new ExecutionOutputs(store, job, task, token);
    }

    /// Stores the list of all outputs with this token, before a report refers to it.
    void writeManifest(Job job, long token, List<Output> outputs) {
        store.putManifest(Keys.manifestKey(job, job.round().number(), token), outputs);
    }

    /// Opens an output of the job. The stream checks its bytes.
    static InputStream open(OutputStore store, Job job, Output output) {
        return store.open(
                Keys.outputKey(job, output), new Fingerprint(output.bytes(), output.sha256()));
    }

    /// The outputs that count of a round of the job, as far as it is folded.
    Outputs counted(Job job, int round) {
        return jobs.accumulator(job.id(), round)
                .<Outputs>map(accumulator -> counted(job, accumulator))
                .orElse(Outputs.NONE);
    }

    /// The outputs that count of the round of this accumulator.
    CountedOutputs counted(Job job, Accumulator accumulator) {
        return new CountedOutputs(store, payloads, job, accumulator);
    }

    /// The outputs that count of a finished round of the job.
    Outputs ofRound(Job job, int round) {
        return new LazyOutputs(() -> counted(job, round));
    }
}
