package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.application.JobFollower;
import dev.fanfold.cli.application.Stopwatch;
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

/// The jobs of a deployed application.
///
/// A job continues after its command has ended: Ctrl-C ends the wait, but not the job.
final class DeployedJobs {
    private static final Duration LOOKS = Duration.ofSeconds(1);
    private final CommandContext here;
    private final TargetOptions targetOptions;
    private final Deployment deployment;

    DeployedJobs(CommandContext here, TargetOptions targetOptions) {
        this.here = here;
        this.targetOptions = targetOptions;
        this.deployment =
                here.deployments()
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
    static JobId id(String typed) {
        try {
            return new JobId(typed.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage() + ": use the id that submit prints", e);
        }
    }

    /// Uploads the job's file and submits the job.
    Submission submit(JobRequest submitted, boolean again) throws Exception {
        Definitions definitions = deployment.definitions(submitted.workload());
        JobRequest complete = definitions.complete(submitted);
        checkThatItCanBePlanned(complete, definitions);
        return deployment.submit(complete, definitions, again);
    }

    // Plans the job before anything is uploaded, to reject a job that the dispatcher could not
    // plan. This is possible only if the workload is on this machine with the settings that the
    // application has.
    private void checkThatItCanBePlanned(JobRequest request, Definitions deployed)
            throws Exception {
        Workloads workloads = deployment.workloads();
        Definitions local = workloads.definitions();
        if (local.has(request.workload())
                && local.settings(request.workload()).equals(deployed.settings(request.workload()))
                && Draft.canReadInput(request, here.files())) {
            Draft.of(request, workloads, here.files());
        }
    }

    /// The status of a job.
    ///
    /// @throws InvalidInputException if there is no such job
    JobStatus standing(JobId id) {
        return deployment
                .inquiries()
                .status(id)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "there is no job %s on %s, stack %s"
                                        .formatted(
                                                id,
                                                targetOptions.target(),
                                                targetOptions.stack())));
    }

    /// Waits until the job ends and prints its answer.
    Exit end(JobId id, AnswerFiles answerFiles, boolean json) throws InterruptedException {
        here.terminal()
                .say("job " + id + targetOptions.again() + "; Ctrl-C stops watching, not the job");
        Progress progress = Progress.on(here.terminal());
        JobStatus end;
        try {
            end =
                    new JobFollower(deployment.inquiries(), progress, new Stopwatch(), LOOKS)
                            .toTheEnd(id);
        } finally {
            progress.end();
        }
        return print(JobAnswer.ofEnded(deployment.inquiries(), end), answerFiles, json);
    }

    /// Prints a job and its answer, if there is one.
    Exit print(JobAnswer jobAnswer, AnswerFiles answerFiles, boolean json) {
        Instant now = Instant.now();
        var answerPrinter = new AnswerPrinter(here.terminal());
        if (json) {
            here.terminal()
                    .printJson(
                            StatusDocument.withResult(
                                    jobAnswer.jobStatus(),
                                    now,
                                    jobAnswer.trace(),
                                    Optional.ofNullable(jobAnswer.result())));
        } else {
            answerPrinter.print(jobAnswer);
            new RunReport(here.terminal()).print(jobAnswer.jobStatus(), now, jobAnswer.trace());
        }
        Exit exit = Exit.of(jobAnswer.job());
        answerPrinter.complain(jobAnswer.account(), exit);
        boolean isAnswerKept = answerFiles.keeps(jobAnswer, here.terminal());
        boolean areOutputsKept = keepOutputs(jobAnswer.jobStatus(), answerFiles);
        return isAnswerKept && areOutputsKept ? exit : Exit.FAILURE;
    }

    private boolean keepOutputs(JobStatus jobStatus, AnswerFiles answerFiles) {
        Optional<Path> directory = answerFiles.outputs();
        try (var _ = InterruptibleWork.ofThisThread()) {
            return keepOutputs(jobStatus, directory);
        }
    }

    private boolean keepOutputs(JobStatus jobStatus, Optional<Path> directory) {
        try {
            return outputs(jobStatus).keep(directory);
        } catch (InterruptedException e) {
            here.terminal()
                    .say(
                            "stopped: ./fanfold outputs %s --get %s%s continues"
                                    .formatted(
                                            jobStatus.job().id(),
                                            directory.orElseThrow(),
                                            targetOptions.again()));
            return false;
        }
    }

    /// The outputs of a job.
    JobOutputs outputs(JobStatus jobStatus) {
        return new JobOutputs(here.terminal(), deployment.outputQueries(), jobStatus);
    }
}
