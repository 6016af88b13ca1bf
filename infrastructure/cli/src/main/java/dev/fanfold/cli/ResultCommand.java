package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold result`: prints a job's answer, or the answer so far while it runs.
@Command(
        name = "result",
        description = "Prints a job's answer, or the answer so far if the job has not ended.")
final class ResultCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    @Option(names = "--wait", description = "Wait until the job ends.")
    private boolean wait;

    @Option(names = "--out", paramLabel = "DIR", description = AnswerFiles.DESCRIPTION)
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the job and its answer as one JSON document.")
    private boolean json;

    ResultCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = DeployedJobs.id(job);
        AnswerFiles answerFiles = AnswerFiles.into(out);
        var deployedJobs = new DeployedJobs(context, targetOptions);
        JobStatus jobStatus = deployedJobs.status(id);
        if (wait && jobStatus.job().isOpen()) {
            return deployedJobs.follow(jobStatus.job().id(), answerFiles, json).code();
        }
        JobQueries jobQueries = deployedJobs.deployment().jobQueries();
        JobAnswer jobAnswer = JobAnswer.soFar(jobQueries, jobStatus);
        if (jobAnswer.result() == null
                && jobStatus.fold() != null
                && !jobQueries.hasWorkload(jobStatus)) {
            context.terminal()
                    .say(
                            "the answer so far needs the workload \"%s\", which is not on this machine: wait until the job ends"
                                    .formatted(jobStatus.job().request().workload()));
        }
        return deployedJobs.printAndKeep(jobAnswer, answerFiles, json).code();
    }
}
