package dev.fanfold.cli;

import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.application.EndedJob;
import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.cli.text.RunReport;
import dev.fanfold.documents.JobDocument;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Workload;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `fanfold run`: runs a job and prints its answer.
@Command(
        name = "run",
        description =
                "Runs a job and prints its answer: on this machine, or with --on where the application is deployed.")
final class RunCommand implements Callable<Integer> {
    private final CommandContext context;
    @ParentCommand private Fanfold fanfold = new Fanfold();
    @Mixin private JobArguments job = new JobArguments();
    @Mixin private TargetOptions targetOptions = new TargetOptions();
    @Mixin private SecretFiles secrets = new SecretFiles();

    @Option(names = "--out", paramLabel = "DIR", description = AnswerFiles.DESCRIPTION)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the job and its answer as one JSON document.")
    private boolean json;

    @Option(
            names = "--sample",
            description =
                    "Use the sample input and settings that ship with the workload; on this machine only.")
    private boolean sample;

    @Option(
            names = "--again",
            description = "Run a new job even if the same job was submitted before.")
    private boolean again;

    @Mixin private TemplateOption templateOption = new TemplateOption();

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return targetOptions.isLocal() ? runHere() : runDeployed();
    }

    private int runHere() throws Exception {
        if (!targetOptions.served().equals(LocalClouds.Choice.ONLY)) {
            throw new InvalidInputException(
                    "run starts a local cloud of its own: leave%s out, or submit the job to a served one"
                            .formatted(targetOptions.served()));
        }
        Path template = templateOption.or(context);
        Workloads workloads = context.workloads().load(template);
        if (!sample) {
            return run(template, workloads, job.request());
        }
        Workload<?> workload = workloads.find(job.workload());
        Optional<ClassLoader> tests =
                context.workloads().tests(template, workload.definition().pool());
        try (Sample workloadSample = Sample.of(workload, tests, context.terminal()::log)) {
            return run(template, workloads, job.request(workloadSample));
        }
    }

    private int run(Path template, Workloads workloads, JobRequest given) throws Exception {
        JobRequest request = workloads.complete(given);
        Inputs.checkReadableHere(request, context.files());
        AnswerFiles answerFiles = AnswerFiles.into(out);
        Draft.of(request, workloads, context.files()); // fails early if the job cannot be planned
        var options = new ApplicationOptions(job.workers(), secrets.files());
        return new JobRun(context, fanfold.isVerbose())
                .run(
                        request,
                        template,
                        options,
                        again,
                        (result, running) ->
                                printAndKeep(
                                        result.endedJob(), answerFiles, running.outputQueries()))
                .code();
    }

    // Prints the job and its answer, if there is one, and writes the answer and the outputs to the
    // directory of `--out`, if it is given.
    private Exit printAndKeep(
            EndedJob endedJob, AnswerFiles answerFiles, OutputQueries outputQueries)
            throws InterruptedException {
        Exit exit = Exit.of(endedJob.job());
        // If the input is invalid, only the error is printed, which follows.
        if (exit != Exit.USAGE) {
            Draft.note(endedJob.job().plan()).ifPresent(context.terminal()::say);
            print(endedJob);
        }
        new AnswerPrinter(context.terminal()).complain(endedJob.account(), exit);
        JobStatus jobStatus = endedJob.jobAnswer().jobStatus();
        var outputs = new JobOutputs(context.terminal(), outputQueries, jobStatus);
        boolean isAnswerKept = answerFiles.keep(endedJob.jobAnswer(), context.terminal());
        boolean areOutputsKept = outputs.keep(answerFiles.outputs());
        return isAnswerKept && areOutputsKept ? exit : Exit.FAILURE;
    }

    private void print(EndedJob endedJob) {
        if (json) {
            context.terminal()
                    .printJson(
                            JobDocument.of(
                                    endedJob.account(),
                                    endedJob.receipt(),
                                    endedJob.jobAnswer().result()));
            return;
        }
        new AnswerPrinter(context.terminal()).print(endedJob.jobAnswer());
        new RunReport(context.terminal())
                .print(endedJob.account(), endedJob.receipt(), endedJob.bottleneck().sentence());
    }

    private int runDeployed() throws Exception {
        if (templateOption.isGiven()) {
            throw new InvalidInputException(
                    "--template works on this machine only: leave it out, or leave --on out");
        }
        if (sample) {
            throw new InvalidInputException(
                    "--sample works on this machine only: leave it out, or leave --on out");
        }
        if (secrets.isGiven()) {
            throw new InvalidInputException(
                    "--secret works on this machine only, because a deployed pool's template names its secrets: leave it out, or leave --on out");
        }
        JobRequest request = job.deployedRequest();
        Inputs.checkUpload(request, context.files());
        AnswerFiles answerFiles = AnswerFiles.into(out);
        var deployedJobs = new DeployedJobs(context, targetOptions);
        JobId id = deployedJobs.submit(request, again).job().id();
        return deployedJobs.follow(id, answerFiles, json).code();
    }
}
