package dev.fanfold.cli;

import dev.fanfold.cli.text.Report;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold status`: a job as it stands.
@Command(name = "status", description = "Prints how a job stands.")
final class StatusCommand implements Callable<Integer> {
    private final Surroundings here;
    @Mixin private Where where = new Where();

    @Parameters(paramLabel = "JOB", description = "The job's id, which submit prints.")
    private String job = "";

    @Option(names = "--json", description = "Print it as one JSON document.")
    private boolean json;

    StatusCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = Remote.id(job);
        var remote = new Remote(here, where);
        Standing standing = remote.standing(id);
        Optional<String> trace = remote.deployment().inquiries().trace(standing);
        Instant now = Instant.now();
        if (json) {
            here.terminal().printJson(StatusDocument.of(standing, now, trace));
        } else {
            new Report(here.terminal()).print(standing, now, trace);
        }
        return Exit.SUCCESS.code();
    }
}
