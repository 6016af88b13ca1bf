package dev.fanfold.cli;

import dev.fanfold.cli.outputs.CopyWatch;
import dev.fanfold.cli.outputs.OutputDownload;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.NamePattern;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The outputs of a job that count.
final class JobOutputs {
    private final Terminal terminal;
    private final OutputQueries outputQueries;
    private final Job job;
    private final OutputCount total;

    JobOutputs(Terminal terminal, OutputQueries outputQueries, JobStatus jobStatus) {
        this.terminal = terminal;
        this.outputQueries = outputQueries;
        this.job = jobStatus.job();
        this.total = job.round().totals(jobStatus.fold()).outputs();
    }

    /// The outputs whose name matches, by default all but hidden ones, ordered by round, task and
    /// name, read lazily.
    Stream<Output> list(Optional<NamePattern> names) {
        return outputQueries
                .list(job)
                .filter(output -> names.orElse(NamePattern.ALL).matches(output.name()));
    }

    /// Prints that the job has no outputs whose name matches.
    void sayNone(Optional<NamePattern> names) {
        String which = names.map(" whose name matches \"%s\""::formatted).orElse("");
        terminal.say(
                "job %s has no outputs%s%s"
                        .formatted(job.id(), which, job.isOpen() ? " so far" : ""));
    }

    /// Copies all outputs into the directory, if it is given and there are any.
    ///
    /// @return false, after a message to the user, if not all could be copied
    /// @throws InterruptedException if this thread is interrupted; all copies have ended then
    boolean keep(Optional<Path> directory) throws InterruptedException {
        return directory.isEmpty()
                || total.equals(OutputCount.NONE)
                || copy(directory.get(), Optional.empty());
    }

    /// Copies the outputs whose name matches into the directory, and prints how many they are.
    ///
    /// @return false, after a message to the user, if not all could be copied
    /// @throws InterruptedException if this thread is interrupted; all copies have ended then
    boolean copy(Path directory, Optional<NamePattern> names) throws InterruptedException {
        OutputCount expected = names.isEmpty() ? total : OutputCount.NONE;
        var watch = new CopyWatch(terminal, expected, Instant::now);
        try {
            new OutputDownload(
                            (output, from) -> outputQueries.open(job, output, from),
                            directory,
                            watch)
                    .run(list(names));
        } catch (IOException e) {
            terminal.say(
                    Machine.error(e)
                            .orElse("the outputs could not be written to " + directory + ": " + e));
            return false;
        }
        if (watch.isEmpty()) {
            sayNone(names);
        } else {
            terminal.say("outputs in " + directory + ": " + watch.summary());
        }
        return !watch.hasFailures();
    }
}
