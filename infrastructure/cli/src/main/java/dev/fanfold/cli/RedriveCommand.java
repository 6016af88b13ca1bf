package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `fanfold redrive`: retries the lost tasks of a job.
@Command(
        name = "redrive",
        description =
                "Retries the tasks that a PARTIAL or FAILED job lost; tasks that are done stay done.")
final class RedriveCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();
    @Mixin private NoSecrets secrets = new NoSecrets();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    RedriveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        secrets.rejectIfGiven(targetOptions);
        JobId id = DeployedJobs.id(job);
        var deployedJobs = new DeployedJobs(context, targetOptions);
        deployedJobs.status(id);
        deployedJobs.deployment().dispatcher().redrive(id);
        context.terminal()
                .say(
                        "job %s runs again (redrive %d); for its answer: ./fanfold result %s --wait%s"
                                .formatted(
                                        id,
                                        deployedJobs.status(id).job().epoch(),
                                        id,
                                        targetOptions.asText()));
        return Exit.SUCCESS.code();
    }
}
