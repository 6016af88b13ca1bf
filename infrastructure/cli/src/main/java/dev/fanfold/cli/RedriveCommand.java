package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `fanfold redrive`: another try at what was lost.
@Command(
        name = "redrive",
        description = "Tries again what a PARTIAL or FAILED job lost; what is done stays done.")
final class RedriveCommand implements Callable<Integer> {
    private final Surroundings here;
    @Mixin private Where where = new Where();

    @Parameters(paramLabel = "JOB", description = "The job's id, which submit prints.")
    private String job = "";

    RedriveCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = Remote.id(job);
        var remote = new Remote(here, where);
        remote.standing(id);
        remote.deployment().dispatcher().redrive(id);
        here.terminal()
                .say(
                        "job %s runs again, redrive %d: ./fanfold result %s --wait%s"
                                .formatted(
                                        id, remote.standing(id).job().epoch(), id, where.again()));
        return Exit.SUCCESS.code();
    }
}
