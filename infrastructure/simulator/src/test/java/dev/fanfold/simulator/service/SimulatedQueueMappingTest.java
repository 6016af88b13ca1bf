package dev.fanfold.simulator.service;

import dev.fanfold.lambda.QueueRules;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.function.FunctionHost;
import dev.fanfold.simulator.function.QueueFeed;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.template.Place;
import dev.fanfold.template.Source;
import dev.fanfold.testkit.lambda.QueueMappingPromises;
import dev.fanfold.testkit.lambda.QueueScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Timeout;

/// The promises of a queue mapping, kept by the simulator.
@Timeout(120)
class SimulatedQueueMappingTest implements QueueMappingPromises {
    private static final String LETTERS = "letters";

    /// Simulated microseconds of an invocation: longer than it takes to begin all of them.
    private static final long WORK = 10_000_000;

    @Override
    public QueueScript.Recorder feed(QueueScript script) {
        var scheduler = new Scheduler(new Trace(false));
        var random = new Largest();
        var faultPlan = new FaultPlan(Set.of(), random, _ -> {});
        var world =
                new World(
                        scheduler,
                        faultPlan,
                        random,
                        () -> false,
                        World.Deployment.NONE,
                        (_, _) -> {});
        var queues = new Queues(new Network(scheduler, faultPlan, random));
        Queue queue = queues.create(LETTERS, Duration.ofMinutes(2), "", 0);
        QueueScript.Recorder played = script.function(() -> scheduler.pass(WORK));
        var function =
                new FunctionHost(
                        "plays", Duration.ofMinutes(1), Fault.WORKER_KILLED, _ -> played, world);
        var _ = new QueueFeed(world, queue, source(script.rules()), function, (_, _) -> {});
        script.bodies().forEach(body -> queues.add(queue, body, 0)); // before it polls
        while (scheduler.step()) {
            // until nothing is left to do
        }
        scheduler.close();
        return played;
    }

    private static Source.OfQueue source(QueueRules rules) {
        return new Source.OfQueue(
                "Plays.Letters",
                new Place(Path.of("template.yaml"), 1),
                LETTERS,
                rules.batch(),
                rules.window(),
                rules.concurrency(),
                rules.partial());
    }
}
