package dev.fanfold.cli;

import dev.fanfold.cli.application.Application;
import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.application.EndedJob;
import dev.fanfold.cli.application.Interruption;
import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.application.JobFollower;
import dev.fanfold.cli.application.Stopwatch;
import dev.fanfold.cli.application.Usage;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobRequest;
import java.nio.file.Path;
import java.time.Duration;

/// Runs one job to its end, on a local cloud that is started for it.
final class JobRun {
    private static final Duration LOOKS = Duration.ofMillis(100);
    private final CommandContext here;
    private final boolean verbose;
    private final Progress progress;

    /// @param verbose print what functions log
    JobRun(CommandContext here, boolean verbose) {
        this.here = here;
        this.verbose = verbose;
        this.progress = Progress.on(here.terminal());
    }

    /// How a job ended.
    ///
    /// @param start how long the local cloud took to start
    record Result(EndedJob endedJob, Duration start) {}

    Result run(JobRequest request, Path template, ApplicationOptions options, boolean again)
            throws InterruptedException {
        progress.phase("starting the local cloud");
        var starting = new Stopwatch();
        try (Application application = here.starter().start(template, options, this::log);
                var interruption = new Interruption(application, here.terminal())) {
            Duration start = starting.wall();
            var watch = new Stopwatch();
            Usage before = application.usage();
            Submission submission =
                    again
                            ? application.dispatcher().submitAgain(request)
                            : application.dispatcher().submit(request);
            interruption.cancels(submission.job().id());
            var jobFollower = new JobFollower(application.jobQueries(), progress, watch, LOOKS);
            JobStatus end = jobFollower.toTheEnd(submission.job().id());
            Duration wall = watch.wall();
            Duration cpu = watch.cpu();
            JobAnswer jobAnswer = JobAnswer.ofEnded(application.jobQueries(), end);
            return new Result(
                    new EndedJob(jobAnswer, application.usage().since(before), wall, cpu), start);
        } finally {
            progress.end();
        }
    }

    private void log(String line) {
        if (verbose) {
            here.terminal().log(line);
        }
    }
}
