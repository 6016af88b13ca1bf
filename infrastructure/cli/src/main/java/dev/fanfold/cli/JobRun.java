package dev.fanfold.cli;

import dev.fanfold.cli.line.Answer;
import dev.fanfold.cli.line.Ended;
import dev.fanfold.cli.line.Follow;
import dev.fanfold.cli.line.Interruption;
import dev.fanfold.cli.line.Line;
import dev.fanfold.cli.line.LineOptions;
import dev.fanfold.cli.line.Stopwatch;
import dev.fanfold.cli.line.Usage;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobRequest;
import java.nio.file.Path;
import java.time.Duration;

/// One job from its request to its end, on a line that lives as long.
final class JobRun {
    private static final Duration LOOKS = Duration.ofMillis(100);
    private final Surroundings here;
    private final boolean verbose;
    private final Progress progress;

    /// @param verbose pass on what functions log
    JobRun(Surroundings here, boolean verbose) {
        this.here = here;
        this.verbose = verbose;
        this.progress = Progress.on(here.terminal());
    }

    /// What a job came to.
    ///
    /// @param start how long the line took to start
    record Result(Ended ended, Duration start) {}

    Result run(JobRequest request, Path template, LineOptions options, boolean again)
            throws InterruptedException {
        progress.phase("starting the local cloud");
        var starting = new Stopwatch();
        try (Line line = here.lines().start(template, options, this::log);
                var interruption = new Interruption(line, here.terminal())) {
            Duration start = starting.wall();
            var watch = new Stopwatch();
            Usage before = line.usage();
            Submission submission =
                    again
                            ? line.dispatcher().submitAgain(request)
                            : line.dispatcher().submit(request);
            interruption.cancels(submission.job().id());
            var follow = new Follow(line.inquiries(), progress, watch, LOOKS);
            Standing end = follow.toTheEnd(submission.job().id());
            Duration wall = watch.wall();
            Duration cpu = watch.cpu();
            Answer answer = Answer.ofEnded(line.inquiries(), end);
            return new Result(new Ended(answer, line.usage().since(before), wall, cpu), start);
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
