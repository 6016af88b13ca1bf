package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Outputs.Output;
import java.io.InputStream;
import java.util.Comparator;
import java.util.stream.Stream;

/// The front door for queries of the outputs that count.
///
/// It changes nothing.
public final class OutputQueries {
    private static final Comparator<Output> ORDER =
            Comparator.comparingInt(Output::round)
                    .thenComparingInt(Output::task)
                    .thenComparing(Output::name);
    private final Ports ports;
    private final JobQueries jobQueries;
    private final OutputFiles outputFiles;

    public OutputQueries(Ports ports) {
        this.ports = ports;
        this.jobQueries = new JobQueries(ports);
        this.outputFiles =
                new OutputFiles(ports.outputs(), ports.jobs(), new Payloads(ports.blobs()));
    }

    /// The outputs of the job that count, as far as its rounds are folded. They are ordered by
    /// round, task and name, and read lazily.
    public Stream<Output> list(Job job) {
        return jobQueries.rounds(job, 0).flatMap(fold -> outputFiles.counted(job, fold).all());
    }

    /// The outputs of [#list] that follow this one.
    ///
    /// @param last only its round, task and name are compared; it need not exist
    public Stream<Output> listAfter(Job job, Output last) {
        return after(jobQueries.rounds(job, last.round()), job, last);
    }

    /// As [#listAfter], but only the outputs in the round of `last`.
    public Stream<Output> roundAfter(Job job, Output last) {
        return after(ports.jobs().accumulator(job.id(), last.round()).stream(), job, last);
    }

    private Stream<Output> after(Stream<Accumulator> folds, Job job, Output last) {
        return folds.flatMap(fold -> outputFiles.counted(job, fold).from(firstTask(fold, last)))
                .dropWhile(output -> ORDER.compare(output, last) <= 0);
    }

    private static int firstTask(Accumulator fold, Output last) {
        return fold.round() == last.round() ? last.task() : 0;
    }

    /// The key of an output in the results bucket.
    public String key(Job job, Output output) {
        return Keys.outputKey(job, output);
    }

    /// Opens an output. If it is read from its start, its length and hash are checked. If it is
    /// read from another offset, only its length is checked.
    ///
    /// If the file is not the recorded one, this method or the stream throws
    /// [dev.fanfold.engine.port.OutputMismatchException].
    ///
    /// @param from the offset of the first byte, 0 to the output's length
    public InputStream open(Job job, Output output, long from) {
        if (from == 0) {
            return OutputFiles.open(ports.outputs(), job, output);
        }
        var recorded = new Fingerprint(output.bytes(), output.sha256());
        return ports.outputs().open(key(job, output), recorded, from, output.bytes());
    }
}
