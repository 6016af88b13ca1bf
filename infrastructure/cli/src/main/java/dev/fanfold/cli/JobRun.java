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

/// Starts a local cloud for one job and runs the job to its end.
final class JobRun {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private final CommandContext context;
    private final boolean verbose;
    private final Progress progress;

    /// @param verbose whether to print the functions' logs
    JobRun(CommandContext context, boolean verbose) {
        this.context = context;
        this.verbose = verbose;
        this.progress = Progress.on(context.terminal());
    }

    /// The ended job.
    ///
    /// @param start the time that the local cloud took to start
    record Result(EndedJob endedJob, Duration start) {}

    /// Runs a job.
    ///
    /// @param again whether to submit a new run if the same job was submitted before
    Result run(JobRequest request, Path template, ApplicationOptions options, boolean again)
            throws InterruptedException {
        progress.phase("starting the local cloud");
        var startWatch = new Stopwatch();
        try (Application application = context.starter().start(template, options, this::log);
                var interruption = new Interruption(application, context.terminal())) {
            Duration start = startWatch.wall();
            var jobWatch = new Stopwatch();
            Usage before = application.usage();
            Submission submission =
                    again
                            ? application.dispatcher().submitAgain(request)
                            : application.dispatcher().submit(request);
            interruption.setJob(submission.job().id());
            var jobFollower =
                    new JobFollower(application.jobQueries(), progress, jobWatch, POLL_INTERVAL);
            JobStatus end = jobFollower.toTheEnd(submission.job().id());
            Duration wall = jobWatch.wall();
            Duration cpu = jobWatch.cpu();
            JobAnswer jobAnswer = JobAnswer.ofEnded(application.jobQueries(), end);
            return new Result(
                    new EndedJob(jobAnswer, application.usage().since(before), wall, cpu), start);
        } finally {
            progress.end();
        }
    }

    private void log(String line) {
        if (verbose) {
            context.terminal().log(line);
        }
    }
}
