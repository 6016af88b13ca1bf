package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.InvalidInputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `fanfold cancel`: cancels an open job.
@Command(name = "cancel", description = "Cancels a job that has not ended.")
final class CancelCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    CancelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = DeployedJobs.id(job);
        var deployedJobs = new DeployedJobs(context, targetOptions);
        deployedJobs.status(id);
        boolean cancelled = deployedJobs.deployment().dispatcher().cancel(id);
        State state = deployedJobs.status(id).job().state();
        if (!cancelled && state != State.CANCELLED) {
            throw new InvalidInputException(
                    "job %s is %s: only a job that has not ended can be cancelled"
                            .formatted(id, state));
        }
        context.terminal().say("job " + id + " is cancelled");
        return Exit.SUCCESS.code();
    }
}
