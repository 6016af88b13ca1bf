package dev.fanfold.cli;

import dev.fanfold.cli.application.Application;
import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.application.EndedJob;
import dev.fanfold.cli.application.Interruption;
import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.application.JobFollower;
import dev.fanfold.cli.application.Stopwatch;
import dev.fanfold.cli.application.Usage;
import dev.fanfold.cli.application.WorkerLimit;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobRequest;
import java.nio.file.Path;
import java.time.Duration;

/// Starts a local cloud for one job, runs the job to its end, and stops the cloud.
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

    /// Handles an ended job while its local cloud still runs.
    interface ResultHandler<T> {
        T handle(Result result, Application application) throws InterruptedException;
    }

    /// Runs a job.
    ///
    /// @param template the application to start
    /// @param options values that override those of the template; if the number of workers is not
    ///   possible, another one applies, after a message to the user
    /// @param again whether to submit a new run if the same job was submitted before
    /// @return what the handler returns
    <T> T run(
            JobRequest request,
            Path template,
            ApplicationOptions options,
            boolean again,
            ResultHandler<T> handler)
            throws InterruptedException {
        WorkerLimit limit = WorkerLimit.of(context.workloads().read(template), options.workers());
        limit.note().ifPresent(context.terminal()::say);
        var startWatch = new Stopwatch();
        try (Application application =
                        start(
                                template,
                                new ApplicationOptions(limit.workers(), options.secrets()));
                var interruption = new Interruption(application, context.terminal())) {
            Duration start = startWatch.wall();
            EndedJob endedJob = run(request, again, application, interruption);
            return handler.handle(new Result(endedJob, start), application);
        }
    }

    private Application start(Path template, ApplicationOptions options) {
        progress.phase("starting the local cloud");
        try {
            return context.starter().start(template, options, this::log);
        } finally {
            progress.end();
        }
    }

    private EndedJob run(
            JobRequest request, boolean again, Application application, Interruption interruption)
            throws InterruptedException {
        try {
            var jobWatch = new Stopwatch();
            Usage before = application.usage();
            Submission submission =
                    again
                            ? application.dispatcher().submitAgain(request)
                            : application.dispatcher().submit(request);
            interruption.setJob(submission.job().id());
            var jobFollower = new JobFollower(application.jobQueries(), progress, POLL_INTERVAL);
            JobStatus ended = jobFollower.toTheEnd(submission.job().id());
            Duration wall = jobWatch.wall();
            Duration cpu = jobWatch.cpu();
            JobAnswer jobAnswer = JobAnswer.ofEnded(application.jobQueries(), ended);
            return new EndedJob(jobAnswer, application.usage().since(before), wall, cpu);
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
