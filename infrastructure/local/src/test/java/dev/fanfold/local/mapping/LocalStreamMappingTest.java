package dev.fanfold.local.mapping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.function.HandlerClass;
import dev.fanfold.local.function.Host;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import dev.fanfold.testkit.lambda.StreamMappingPromises;
import dev.fanfold.testkit.lambda.StreamScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The promises of a stream mapping, checked on the local cloud.
@Timeout(120)
class LocalStreamMappingTest implements StreamMappingPromises {
    // Static, because a handler is created from the name of its class.
    private static RequestHandler<DynamodbEvent, StreamsEventResponse> scripted =
            (_, _) -> new StreamsEventResponse();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    @TempDir private Path scratch;

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Override
    public FeedResult feed(StreamScript script) throws InterruptedException {
        List<String> deliveries = new ArrayList<>();
        List<String> discarded = new ArrayList<>();
        scripted = script.function(deliveries);
        Instant written = Instant.now().minus(script.age());
        try (FunctionPool function = function()) {
            new StreamDelivery(
                            script.rules(),
                            function,
                            "arn:aws:dynamodb:us-east-1:000000000000:table/letters/stream/1",
                            discarded::add)
                    .deliver(
                            "shard",
                            script.names().stream().map(name -> record(name, written)).toList());
        }
        return new FeedResult(deliveries, discarded);
    }

    private static Record record(String name, Instant written) {
        return Record.builder()
                .eventName("INSERT")
                .dynamodb(change ->
                        change.sequenceNumber(StreamScript.number(name))
                                .sizeBytes(1L)
                                .keys(Map.of("pk", AttributeValue.fromS(name)))
                                .streamViewType("NEW_IMAGE")
                                .approximateCreationDateTime(written))
                .build();
    }

    private FunctionPool function() {
        Function function =
                new Function(
                        "Plays",
                        "plays",
                        ScriptedFunction.class.getName(),
                        new Place(Path.of("template.yaml"), 1),
                        Duration.ofMinutes(10),
                        128,
                        1,
                        Map.of(),
                        List.of());
        HandlerClass handler = HandlerClass.of(function, getClass().getClassLoader());
        return new FunctionPool(
                function, handler, Map.of(), new Host(new Meter(), timers, _ -> {}, scratch));
    }

    /// The function that runs the script.
    public static final class ScriptedFunction
            implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
        @Override
        public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
            return scripted.handleRequest(event, context);
        }
    }
}
