package dev.fanfold.cli;

import dev.fanfold.cli.text.RunReport;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold status`: prints the status of a job.
@Command(name = "status", description = "Prints the status of a job.")
final class StatusCommand implements Callable<Integer> {
    private final CommandContext here;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    @Option(names = "--json", description = "Print the status as one JSON document.")
    private boolean json;

    StatusCommand(CommandContext here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = DeployedJobs.id(job);
        var deployedJobs = new DeployedJobs(here, targetOptions);
        JobStatus jobStatus = deployedJobs.standing(id);
        Optional<String> trace = deployedJobs.deployment().inquiries().trace(jobStatus);
        Instant now = Instant.now();
        if (json) {
            here.terminal().printJson(StatusDocument.of(jobStatus, now, trace));
        } else {
            new RunReport(here.terminal()).print(jobStatus, now, trace);
        }
        return Exit.SUCCESS.code();
    }
}
