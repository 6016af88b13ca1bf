package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Served;
import dev.fanfold.cli.line.Ended;
import dev.fanfold.cli.line.LineOptions;
import dev.fanfold.cli.text.Report;
import dev.fanfold.documents.JobDocument;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `fanfold run`: a job from its request to its answer.
@Command(
        name = "run",
        description =
                "Runs a job: on this machine, on the local cloud that template.yaml declares, or where the application is deployed.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings here;
    @ParentCommand private Fanfold fanfold = new Fanfold();
    @Mixin private JobArguments job = new JobArguments();
    @Mixin private Where where = new Where();
    @Mixin private SecretFiles secrets = new SecretFiles();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the answer there too, as result.json and result.csv.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print job and answer as one JSON document.")
    private boolean json;

    @Option(
            names = "--sample",
            description =
                    "Run it on the sample that ships with the workload; on this machine only.")
    private boolean sample;

    @Option(names = "--again", description = "Run it again even if it was run before.")
    private boolean again;

    @Mixin private Template template = new Template();

    RunCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        return where.isHere() ? runHere() : runThere();
    }

    private int runHere() throws Exception {
        if (!where.served().equals(Served.Choice.ONLY)) {
            throw new InvalidInputException(
                    "run has a local cloud of its own: leave%s out, or submit the job to one that is served"
                            .formatted(where.served()));
        }
        Path application = template.or(here);
        Workloads workloads = here.workloads().of(application);
        if (!sample) {
            return run(application, workloads, job.request());
        }
        try (Sample shipped = Sample.of(workloads.find(job.workload()))) {
            return run(application, workloads, job.request(shipped));
        }
    }

    private int run(Path application, Workloads workloads, JobRequest asked) throws Exception {
        JobRequest request = workloads.complete(asked);
        Inputs.here(request, here.files());
        Answers answers = Answers.into(out);
        Draft.of(request, workloads, here.files());
        var options = new LineOptions(job.workers(), secrets.files());
        Ended ended =
                new JobRun(here, fanfold.isVerbose())
                        .run(request, application, options, again)
                        .ended();
        Exit exit = Exit.of(ended.job());
        if (exit != Exit.USAGE) {
            Draft.note(ended.job().plan()).ifPresent(here.terminal()::say);
            print(ended);
        }
        new Screen(here.terminal()).complain(ended.account(), exit);
        return (answers.keeps(ended.answer(), here.terminal()) ? exit : Exit.FAILURE).code();
    }

    private void print(Ended ended) {
        if (json) {
            here.terminal()
                    .printJson(
                            JobDocument.of(
                                    ended.account(), ended.receipt(), ended.answer().result()));
            return;
        }
        new Screen(here.terminal()).print(ended.answer());
        new Report(here.terminal())
                .print(ended.account(), ended.receipt(), ended.limit().sentence());
    }

    private int runThere() throws Exception {
        if (template.isGiven()) {
            throw new InvalidInputException(
                    "--template is for this machine: leave it out, or leave --on out");
        }
        if (sample) {
            throw new InvalidInputException(
                    "--sample is for this machine: leave it out, or leave --on out");
        }
        if (secrets.isGiven()) {
            throw new InvalidInputException(
                    "--secret is for this machine: leave it out, for a deployed pool's template names its secrets, or leave --on out");
        }
        JobRequest asked = job.requestAnywhere();
        Inputs.there(asked, here.files());
        Answers answers = Answers.into(out);
        var remote = new Remote(here, where);
        JobId id = remote.submit(asked, again).job().id();
        return remote.end(id, answers, json).code();
    }
}
