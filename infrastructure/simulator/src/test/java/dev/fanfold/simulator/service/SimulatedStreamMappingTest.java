package dev.fanfold.simulator.service;

import dev.fanfold.lambda.StreamRules;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.function.FunctionHost;
import dev.fanfold.simulator.function.StreamFeed;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.template.Place;
import dev.fanfold.template.Source;
import dev.fanfold.testkit.lambda.StreamMappingPromises;
import dev.fanfold.testkit.lambda.StreamScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The simulator keeps the promises of a stream mapping. RECORDS_DROPPED is possible, because the
/// mapping would otherwise retry without a limit, but the fault is never injected.
@Timeout(120)
class SimulatedStreamMappingTest implements StreamMappingPromises {
    private static final String FAILURES = "failures";

    @Override
    public FeedResult feed(StreamScript script) {
        var scheduler = new Scheduler(new Trace(false));
        var random = new Largest();
        var faultPlan = new FaultPlan(Set.of(Fault.RECORDS_DROPPED), random, _ -> {});
        var world =
                new World(
                        scheduler,
                        faultPlan,
                        random,
                        () -> false,
                        World.Deployment.NONE,
                        (_, _) -> {});
        var queues = new Queues(new Network(scheduler, faultPlan, random));
        queues.create(FAILURES, Duration.ofMinutes(1), "", 0);
        List<String> deliveries = new ArrayList<>();
        List<String> failureMessages = new ArrayList<>();
        queues.watch((_, body) -> failureMessages.add(body));
        var stream = new Stream("letters", 1);
        var function =
                new FunctionHost(
                        "plays",
                        Duration.ofMinutes(1),
                        Fault.AGGREGATOR_KILLED,
                        _ -> script.function(deliveries),
                        world);
        var feed = new StreamFeed(world, stream, source(script.rules()), function, queues);
        for (String name : script.names()) {
            var keys = Map.of("pk", AttributeValue.fromS(name));
            stream.add("INSERT", keys, keys, scheduler.micros());
        }
        scheduler.pass(script.age().toNanos() / 1_000);
        while (!feed.isDone() && scheduler.step()) {
            // until everything is delivered or discarded
        }
        scheduler.close();
        return new FeedResult(deliveries, failureMessages);
    }

    private static Source.OfStream source(StreamRules rules) {
        return new Source.OfStream(
                "Plays.Letters",
                new Place(Path.of("template.yaml"), 1),
                "letters",
                100,
                Duration.ZERO,
                false,
                Set.of("INSERT"),
                rules.retries(),
                rules.bisect(),
                rules.maxAge(),
                Optional.of(FAILURES),
                rules.partial());
    }
}
