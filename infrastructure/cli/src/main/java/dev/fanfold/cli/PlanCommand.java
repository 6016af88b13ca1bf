package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `fanfold plan`: plans a job without running it, and estimates its requests and price.
@Command(
        name = "plan",
        description = "Prints what a job would do and cost on AWS, without running it.")
final class PlanCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private JobArguments job = new JobArguments();
    @Mixin private TemplateOption templateOption = new TemplateOption();
    @Mixin private NoSecrets secrets = new NoSecrets();

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        secrets.rejectIfGiven();
        JobRequest request = job.request();
        if (!Draft.canReadInput(request, context.files())) {
            throw new InvalidInputException(
                    "plan reads only files on this machine, not "
                            + request.input()
                            + ": give a local copy of it");
        }
        Path template = templateOption.or(context);
        Workloads workloads = context.workloads().load(template);
        Draft draft = Draft.of(request, workloads, context.files());
        Draft.note(draft.plan()).ifPresent(context.terminal()::say);
        print(draft, Estimate.of(draft), parallelism(draft, workloads, template));
        return Exit.SUCCESS.code();
    }

    private static Optional<Parallelism> parallelism(
            Draft draft, Workloads workloads, Path template) {
        return Parallelism.of(
                new TemplateFiles(template).declared(Map.of(), queue -> queue),
                workloads.find(draft.request().workload()).definition(),
                draft.request().options(),
                draft.plan().tasks());
    }

    private void print(Draft draft, Estimate estimate, Optional<Parallelism> parallelism) {
        Plan plan = draft.plan();
        Pin input = draft.input();
        line(
                "job",
                draft.request().workload()
                        + (input == null
                                ? ""
                                : " of " + input.name() + ", " + Figures.bytes(input.size())));
        line("tasks", "%s of %s each".formatted(Figures.count(plan.tasks()), units(plan)));
        line(
                "messages",
                "%s, with up to %d tasks each"
                        .formatted(Figures.count(estimate.messages()), estimate.pack()));
        line("workers", "the plan is cut for " + draft.request().options().workers());
        parallelism.ifPresent(found -> line("parallel", found.text()));
        line("requests", estimate.requests());
        line("price", estimate.price());
        line("excluded", Estimate.EXCLUDED);
    }

    private static String units(Plan plan) {
        return switch (plan) {
            case Plan.Bytes bytes -> Figures.bytes(bytes.each());
            case Plan.Numbers numbers -> Figures.of(numbers.each(), "number");
            case Plan.Items items -> Figures.of(items.each(), "item");
        };
    }

    private void line(String name, String text) {
        context.terminal().print(9, name, text);
    }
}
