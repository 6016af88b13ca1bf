package dev.fanfold.cli;

import dev.fanfold.cli.line.Answer;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.JobId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold result`: a job's answer, also while it runs.
@Command(
        name = "result",
        description = "Prints a job's answer: of one that has not ended, the answer so far.")
final class ResultCommand implements Callable<Integer> {
    private final Surroundings here;
    @Mixin private Where where = new Where();

    @Parameters(paramLabel = "JOB", description = "The job's id, which submit prints.")
    private String job = "";

    @Option(names = "--wait", description = "Wait for the job's end.")
    private boolean wait;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the answer there too, as result.json and result.csv.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print job and answer as one JSON document.")
    private boolean json;

    ResultCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        JobId id = Remote.id(job);
        Answers answers = Answers.into(out);
        var remote = new Remote(here, where);
        Standing standing = remote.standing(id);
        if (wait && standing.job().isOpen()) {
            return remote.end(standing.job().id(), answers, json).code();
        }
        Inquiries inquiries = remote.deployment().inquiries();
        Answer answer = Answer.soFar(inquiries, standing);
        if (answer.result() == null
                && standing.fold() != null
                && !inquiries.hasWorkload(standing)) {
            here.terminal()
                    .say(
                            "the answer so far is made by the workload \"%s\", which is not here: there is an answer when the job has ended"
                                    .formatted(standing.job().request().workload()));
        }
        return remote.print(answer, answers, json).code();
    }
}
