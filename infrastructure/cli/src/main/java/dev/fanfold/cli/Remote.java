package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.cli.line.Answer;
import dev.fanfold.cli.line.Follow;
import dev.fanfold.cli.line.Stopwatch;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.Report;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Jobs of a deployed application, as commands deal with them. They outlive the command: Ctrl-C
/// stops watching, not the job.
final class Remote {
    private static final Duration LOOKS = Duration.ofSeconds(1);
    private final Surroundings here;
    private final Where where;
    private final Deployment deployment;

    Remote(Surroundings here, Where where) {
        this.here = here;
        this.where = where;
        this.deployment = here.deployments().find(where.on(), where.stack(), where.served());
    }

    Deployment deployment() {
        return deployment;
    }

    /// The id that somebody typed.
    ///
    /// @throws InvalidInputException when it is none
    static JobId id(String typed) {
        try {
            return new JobId(typed.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage() + ": submit prints it", e);
        }
    }

    /// Submits the job, its file uploaded before.
    Submission submit(JobRequest asked, boolean again) throws Exception {
        Definitions definitions = deployment.definitions(asked.workload());
        JobRequest complete = definitions.complete(asked);
        refuseWhatCannotBePlanned(complete, definitions);
        return deployment.submit(complete, definitions, again);
    }

    // As the dispatcher would, but before anything is uploaded: only where the workload is at hand,
    // and is told what the application's is told.
    private void refuseWhatCannotBePlanned(JobRequest request, Definitions there) throws Exception {
        Workloads workloads = deployment.workloads();
        Definitions mine = workloads.definitions();
        if (mine.has(request.workload())
                && mine.settings(request.workload()).equals(there.settings(request.workload()))
                && Draft.isPossible(request, here.files())) {
            Draft.of(request, workloads, here.files());
        }
    }

    /// The job as it stands.
    ///
    /// @throws InvalidInputException when there is none
    Standing standing(JobId id) {
        return deployment
                .inquiries()
                .of(id)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "there is no job %s on %s, stack %s"
                                        .formatted(id, where.on(), where.stack())));
    }

    /// Waits for the job's end and prints what it came to.
    Exit end(JobId id, Answers answers, boolean json) throws InterruptedException {
        here.terminal().say("job " + id + where.again() + "; Ctrl-C stops watching, not the job");
        Progress progress = Progress.on(here.terminal());
        Standing end;
        try {
            end = new Follow(deployment.inquiries(), progress, new Stopwatch(), LOOKS).toTheEnd(id);
        } finally {
            progress.end();
        }
        return print(Answer.ofEnded(deployment.inquiries(), end), answers, json);
    }

    /// Prints a job and its answer, as far as there is one.
    Exit print(Answer answer, Answers answers, boolean json) {
        Instant now = Instant.now();
        var screen = new Screen(here.terminal());
        if (json) {
            here.terminal()
                    .printJson(
                            StatusDocument.withResult(
                                    answer.standing(),
                                    now,
                                    answer.trace(),
                                    Optional.ofNullable(answer.result())));
        } else {
            screen.print(answer);
            new Report(here.terminal()).print(answer.standing(), now, answer.trace());
        }
        Exit exit = Exit.of(answer.job());
        screen.complain(answer.account(), exit);
        return answers.keeps(answer, here.terminal()) ? exit : Exit.FAILURE;
    }
}
