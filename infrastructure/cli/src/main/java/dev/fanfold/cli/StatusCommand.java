package dev.fanfold.cli;

import dev.fanfold.cli.text.RoundsReport;
import dev.fanfold.cli.text.RunReport;
import dev.fanfold.documents.RoundAccount;
import dev.fanfold.documents.RoundsDocument;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold status`: prints the status of a job.
@Command(name = "status", description = "Prints the status of a job.")
final class StatusCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    @Option(names = "--json", description = "Print the status as one JSON document.")
    private boolean json;

    @Option(names = "--rounds", description = "Print the ledger of each round instead.")
    private boolean rounds;

    StatusCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = DeployedJobs.id(job);
        var deployedJobs = new DeployedJobs(context, targetOptions);
        JobStatus jobStatus = deployedJobs.status(id);
        if (rounds) {
            printRounds(rounds(deployedJobs.deployment().jobQueries(), jobStatus.job()));
            return Exit.SUCCESS.code();
        }
        JobQueries jobQueries = deployedJobs.deployment().jobQueries();
        Optional<String> trace = jobQueries.trace(jobStatus);
        Optional<String> words = jobQueries.progress(jobStatus);
        Instant now = Instant.now();
        if (json) {
            context.terminal().printJson(StatusDocument.of(jobStatus, now, trace, words));
        } else {
            new RunReport(context.terminal()).print(jobStatus, now, trace, words);
        }
        return Exit.SUCCESS.code();
    }

    private static List<RoundAccount> rounds(JobQueries jobQueries, Job job) {
        return jobQueries.rounds(job, 0).map(fold -> RoundAccount.of(job, fold)).toList();
    }

    private void printRounds(List<RoundAccount> accounts) {
        if (json) {
            context.terminal().printJson(RoundsDocument.of(accounts, OptionalInt.empty()));
        } else {
            new RoundsReport(context.terminal()).print(accounts);
        }
    }
}
