package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Scratch;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes tasks as their workload sees them: with the source that they read, their scratch
/// directories and their outputs.
final class TaskMaker {
    private final Source source;
    private final Scratch scratch;
    private final OutputFiles outputFiles;
    private final Keys keys;

    TaskMaker(Source source, Scratch scratch, OutputFiles outputFiles, Keys keys) {
        this.source = source;
        this.scratch = scratch;
        this.outputFiles = outputFiles;
        this.keys = keys;
    }

    OutputFiles outputFiles() {
        return outputFiles;
    }

    /// A token for the outputs of one execution of a message.
    OutputToken newToken() {
        return new OutputToken(keys);
    }

    /// One task of the job's round.
    ///
    /// An invocation may have tasks of several jobs, and a message together with its duplicate. The
    /// job id and `place` keep the directories of their tasks apart.
    ///
    /// @param place the number of the task among those of the job's round that the invocation runs,
    ///   from 0
    /// @param left the time until the task is stopped
    Task task(
            Job job,
            Round round,
            int index,
            int attempt,
            int place,
            Outputs.Writer writer,
            Supplier<Duration> left) {
        return new Task(
                job.id().value(),
                round,
                index,
                attempt,
                job.planned(),
                job.request().settings(),
                source,
                () -> scratch.directory(job.id() + "-" + index + "-" + attempt + "-" + place),
                writer,
                earlier -> outputFiles.ofRound(job, earlier),
                left);
    }
}
