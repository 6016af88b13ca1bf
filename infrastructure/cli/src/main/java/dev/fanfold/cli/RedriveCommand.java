package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `fanfold redrive`: retries the lost tasks of a job, or starts a further round.
@Command(
        name = "redrive",
        description = {
            "Retries the tasks that a PARTIAL or FAILED job lost; tasks that are done stay done.",
            "If a job with an answer lost none in its last round, its workload may start a further round, for example over the rejected records."
        })
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
                        "job %s runs again (%s); for its answer: ./fanfold result %s --wait%s"
                                .formatted(
                                        id,
                                        part(deployedJobs.status(id).job()),
                                        id,
                                        targetOptions.asText()));
        return Exit.SUCCESS.code();
    }

    // A further round begins with epoch 0.
    private static String part(Job redriven) {
        return redriven.epoch() == 0
                ? "round " + redriven.round().number()
                : "redrive " + redriven.epoch();
    }
}
