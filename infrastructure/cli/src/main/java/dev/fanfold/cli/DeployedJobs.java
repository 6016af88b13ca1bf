package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.application.JobFollower;
import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.RunReport;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The jobs of a running application, on AWS, LocalStack or a local cloud that is served.
///
/// A job continues after its command has ended: Ctrl-C ends the wait, but not the job.
final class DeployedJobs {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private final CommandContext context;
    private final TargetOptions targetOptions;
    private final Deployment deployment;

    DeployedJobs(CommandContext context, TargetOptions targetOptions) {
        this.context = context;
        this.targetOptions = targetOptions;
        this.deployment =
                context.deployments()
                        .find(
                                targetOptions.target(),
                                targetOptions.stack(),
                                targetOptions.served());
    }

    Deployment deployment() {
        return deployment;
    }

    /// Parses a job's id.
    ///
    /// @throws InvalidInputException if the text is not an id
    static JobId id(String text) {
        try {
            return new JobId(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage() + ": use the id that submit prints", e);
        }
    }

    /// Submits a job. If its input is a file of this machine, uploads the file first.
    ///
    /// @param again whether to submit a new run if the same job was submitted before
    /// @throws InvalidInputException if the request or its input is invalid
    Submission submit(JobRequest given, boolean again) throws Exception {
        Definitions definitions = deployment.definitions(given.workload());
        JobRequest complete = definitions.complete(given);
        checkThatItCanBePlanned(complete, definitions);
        return deployment.submit(complete, definitions, again);
    }

    // Plans the job before anything is uploaded, to reject a job that the dispatcher could not
    // plan. This is possible only if this machine can read the input, and has the workload with the
    // settings that the application has.
    private void checkThatItCanBePlanned(JobRequest request, Definitions deployed)
            throws Exception {
        Workloads workloads = deployment.workloads();
        Definitions local = workloads.definitions();
        if (local.has(request.workload())
                && local.settings(request.workload()).equals(deployed.settings(request.workload()))
                && Draft.canReadInput(request, context.files())) {
            Draft.of(request, workloads, context.files());
        }
    }

    /// The current status of a job.
    ///
    /// @throws InvalidInputException if there is no such job
    JobStatus status(JobId id) {
        return deployment
                .jobQueries()
                .status(id)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "there is no job %s on %s, stack %s"
                                        .formatted(
                                                id,
                                                targetOptions.target(),
                                                targetOptions.stack())));
    }

    /// Waits until the job ends. Then does what [#printAndKeep] does.
    Exit follow(JobId id, AnswerFiles answerFiles, boolean json) throws InterruptedException {
        context.terminal()
                .say("job " + id + targetOptions.asText() + "; Ctrl-C stops watching, not the job");
        Progress progress = Progress.on(context.terminal());
        JobStatus ended;
        try {
            ended = new JobFollower(deployment.jobQueries(), progress, POLL_INTERVAL).toTheEnd(id);
        } finally {
            progress.end();
        }
        return printAndKeep(JobAnswer.ofEnded(deployment.jobQueries(), ended), answerFiles, json);
    }

    /// Prints a job and its answer, if there is one, and writes the answer and the outputs to the
    /// directory of `--out`, if it is given.
    Exit printAndKeep(JobAnswer jobAnswer, AnswerFiles answerFiles, boolean json) {
        Instant now = Instant.now();
        var answerPrinter = new AnswerPrinter(context.terminal());
        if (json) {
            context.terminal()
                    .printJson(
                            StatusDocument.withResult(
                                    jobAnswer.jobStatus(),
                                    now,
                                    jobAnswer.trace(),
                                    Optional.ofNullable(jobAnswer.result())));
        } else {
            answerPrinter.print(jobAnswer);
            // The answer says it better than the progress.
            new RunReport(context.terminal())
                    .print(jobAnswer.jobStatus(), now, jobAnswer.trace(), Optional.empty());
        }
        Exit exit = Exit.of(jobAnswer.job());
        answerPrinter.complain(jobAnswer.account(), exit);
        boolean isAnswerKept = answerFiles.keep(jobAnswer, context.terminal());
        boolean areOutputsKept = keepOutputs(jobAnswer.jobStatus(), answerFiles);
        return isAnswerKept && areOutputsKept ? exit : Exit.FAILURE;
    }

    private boolean keepOutputs(JobStatus jobStatus, AnswerFiles answerFiles) {
        Optional<Path> directory = answerFiles.outputs();
        try (var _ = InterruptibleWork.ofThisThread()) {
            return keepOutputsUntilStopped(jobStatus, directory);
        }
    }

    private boolean keepOutputsUntilStopped(JobStatus jobStatus, Optional<Path> directory) {
        try {
            return outputs(jobStatus).keep(directory);
        } catch (InterruptedException e) {
            context.terminal()
                    .say(
                            "stopped: ./fanfold outputs %s --get %s%s continues"
                                    .formatted(
                                            jobStatus.job().id(),
                                            directory.orElseThrow(),
                                            targetOptions.asText()));
            return false;
        }
    }

    /// The outputs of a job.
    JobOutputs outputs(JobStatus jobStatus) {
        return new JobOutputs(context.terminal(), deployment.outputQueries(), jobStatus);
    }
}
