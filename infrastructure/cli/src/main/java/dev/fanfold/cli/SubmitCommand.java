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
    private final CommandContext here;
    @Mixin private TargetOptions targetOptions = new TargetOptions();
    @Mixin private NoSecrets secrets = new NoSecrets();
    @Mixin private JobArguments job = new JobArguments();

    @Option(
            names = "--again",
            description = "Run a new job even if the same job was submitted before.")
    private boolean again;

    SubmitCommand(CommandContext here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        secrets.refuse(targetOptions);
        JobRequest asked = job.requestAnywhere();
        Inputs.there(asked, here.files());
        Submission submission = new DeployedJobs(here, targetOptions).submit(asked, again);
        Job taken = submission.job();
        here.terminal().print(taken.id().value());
        here.terminal()
                .say(
                        (submission.fresh() ? "submitted" : "already submitted, " + taken.state())
                                + ": ./fanfold status "
                                + taken.id()
                                + targetOptions.again());
        return Exit.SUCCESS.code();
    }
}
