package dev.fanfold.cli;

import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `fanfold submit`: submits a job and does not wait for it.
@Command(
        name = "submit",
        description =
                "Submits a job to a running application, prints its id, and does not wait for it.")
final class SubmitCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();
    @Mixin private NoSecrets secrets = new NoSecrets();
    @Mixin private JobArguments job = new JobArguments();

    @Option(
            names = "--again",
            description = "Run a new job even if the same job was submitted before.")
    private boolean again;

    SubmitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        secrets.rejectIfGiven(targetOptions);
        JobRequest request = job.deployedRequest();
        Inputs.checkUpload(request, context.files());
        Submission submission = new DeployedJobs(context, targetOptions).submit(request, again);
        Job job = submission.job();
        context.terminal().print(job.id().value());
        context.terminal()
                .say(
                        (submission.fresh() ? "submitted" : "already submitted, " + job.state())
                                + ": ./fanfold status "
                                + job.id()
                                + targetOptions.asText());
        return Exit.SUCCESS.code();
    }
}
