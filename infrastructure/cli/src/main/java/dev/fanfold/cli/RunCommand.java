package dev.fanfold.cli;

import dev.fanfold.cli.line.Ended;
import dev.fanfold.cli.text.Report;
import dev.fanfold.cli.text.TextTable;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.messages.Account;
import dev.fanfold.messages.JobDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `fanfold run`: a job on this machine.
@Command(
        name = "run",
        description = "Runs a job on this machine, on the local cloud that template.yaml declares.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings here;
    @ParentCommand private Fanfold fanfold = new Fanfold();
    @Mixin private JobArguments job = new JobArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the answer there too, as result.json and result.csv.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print job and answer as one JSON document.")
    private boolean json;

    @Option(names = "--again", description = "Run it again even if it was run before.")
    private boolean again;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The application to run on; by default Fanfold's own template.yaml.")
    private @Nullable Path template;

    RunCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Exception {
        JobRequest request = here.workloads().complete(job.request());
        Answers answers = Answers.into(out);
        if (Draft.isPossible(request, here.files())) {
            Draft.of(request, here.workloads(), here.files());
        }
        Ended ended =
                new JobRun(here, fanfold.isVerbose())
                        .run(
                                request,
                                template == null ? here.template() : template,
                                job.workers(),
                                again)
                        .ended();
        Exit exit = Exit.of(ended.job());
        if (exit != Exit.USAGE) {
            Draft.note(ended.job().plan()).ifPresent(here.terminal()::say);
            print(ended);
        }
        ended.account().problem().ifPresent(problem -> complain(problem, exit));
        return (isKept(answers, ended) ? exit : Exit.FAILURE).code();
    }

    // After it is printed: a disk that is full meanwhile does not cost the answer.
    private boolean isKept(Answers answers, Ended ended) {
        try {
            answers.write(ended);
            return true;
        } catch (IOException e) {
            here.terminal().say("the answer could not be written to " + out + ": " + e);
            return false;
        }
    }

    private void print(Ended ended) {
        PrintStream stdout = here.terminal().out();
        if (json) {
            stdout.println(JobDocument.of(ended.account(), ended.receipt(), ended.result()));
            return;
        }
        byte[] result = ended.result();
        if (result != null) {
            ended.table()
                    .ifPresentOrElse(
                            table -> new TextTable(table).print(stdout),
                            () -> stdout.println(new String(result, StandardCharsets.UTF_8)));
            stdout.println();
        }
        new Report(stdout).print(ended.account(), ended.receipt(), ended.limit().sentence());
    }

    private void complain(Account.Problem problem, Exit exit) {
        String what = exit == Exit.USAGE ? "" : problem.kind() + ": ";
        here.terminal().say(what + problem.message());
    }
}
