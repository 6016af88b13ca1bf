package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import dev.fanfold.template.Source.OfQueue;
import dev.fanfold.workload.Definition;
import java.util.Optional;

/// How many tasks of a job run in parallel at most, on an application that is deployed with the
/// template's own parameters.
///
/// @param tasks the number of tasks; each of them may make one call at a time
/// @param why what limits it
record Parallelism(long tasks, String why) {
    /// The parallelism of a job; empty if the template has no worker for the workload's pool.
    ///
    /// @param tasks the number of tasks in the job's plan
    static Optional<Parallelism> of(
            DeclaredResources resources, Definition definition, JobOptions options, int tasks) {
        boolean isLimited = options.limitsConcurrency();
        // The messages of a job with limited concurrency are in the retry queue.
        String queue = "_" + definition.pool() + (isLimited ? "_retry" : "_work");
        for (Function function : resources.functions()) {
            for (var source : function.sources()) {
                if (source instanceof OfQueue mapping && mapping.queue().endsWith(queue)) {
                    return Optional.of(
                            isLimited
                                    ? limited(mapping, options, tasks)
                                    : unlimited(function, mapping, definition, options, tasks));
                }
            }
        }
        return Optional.empty();
    }

    private static Parallelism limited(OfQueue mapping, JobOptions options, int tasks) {
        int pack = options.packFor(tasks);
        long messages = Math.ceilDiv(tasks, (long) pack);
        if (messages < Math.min(options.concurrency(), mapping.concurrency())) {
            String why =
                    "%s of up to %s"
                            .formatted(Figures.of(messages, "message"), Figures.of(pack, "task"));
            return new Parallelism(messages, why);
        }
        return mapping.concurrency() < options.concurrency()
                ? new Parallelism(
                        mapping.concurrency(),
                        Figures.of(mapping.concurrency(), "worker") + " of the retry queue")
                : new Parallelism(options.concurrency(), "--concurrency " + options.concurrency());
    }

    private static Parallelism unlimited(
            Function function,
            OfQueue mapping,
            Definition definition,
            JobOptions options,
            int tasks) {
        int pack = options.packFor(tasks);
        // Lambda adds a processor for each 1,769 MB.
        long inWorker =
                definition.cpuBound()
                        ? Math.ceilDiv(function.memory(), Estimate.WORKER_MEMORY)
                        : (long) mapping.batch() * pack;
        String why =
                definition.cpuBound()
                        ? "%s with %s each"
                                .formatted(
                                        Figures.of(mapping.concurrency(), "worker"),
                                        Figures.of(inWorker, "processor"))
                        : "%s with %s of %s each"
                                .formatted(
                                        Figures.of(mapping.concurrency(), "worker"),
                                        Figures.of(mapping.batch(), "message"),
                                        Figures.of(pack, "task"));
        return new Parallelism(Math.min(tasks, mapping.concurrency() * inWorker), why);
    }

    String text() {
        return "up to %s: %s".formatted(Figures.of(tasks, "task"), why);
    }
}
