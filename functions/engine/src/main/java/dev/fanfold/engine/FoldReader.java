package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Finishing;

/// Reads the fold of a job's round for its finish, or for a redrive after it.
final class FoldReader {
    private final AccumulatorWriter accumulatorWriter;
    private final Payloads payloads;
    private final OutputFiles outputFiles;

    FoldReader(AccumulatorWriter accumulatorWriter, Payloads payloads, OutputFiles outputFiles) {
        this.accumulatorWriter = accumulatorWriter;
        this.payloads = payloads;
        this.outputFiles = outputFiles;
    }

    /// The total of a round, and the parameters of its finish.
    record Folded<P>(P total, Finishing finishing) {}

    /// Reads the fold of the job's round.
    <P> Folded<P> read(Job job, Codec<P> codec) {
        return read(job, accumulatorWriter.accumulator(job), codec);
    }

    /// Reads the fold of the job's round from an accumulator that was read before.
    ///
    /// @param accumulator the accumulator of the job's round
    <P> Folded<P> read(Job job, Accumulator accumulator, Codec<P> codec) {
        return new Folded<>(
                codec.decode(payloads.load(accumulator.value())),
                new Finishing(
                        job.request().settings(),
                        payloads.round(job),
                        job.planned(),
                        accumulator.losses().tasks().toBitSet(),
                        outputFiles.counted(job, accumulator)));
    }
}
