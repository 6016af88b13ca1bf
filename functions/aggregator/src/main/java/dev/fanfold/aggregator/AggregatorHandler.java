package dev.fanfold.aggregator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.StreamBatch;
import dev.fanfold.engine.Aggregator;
import java.util.Map;

/// The Lambda handler of the aggregator.
///
/// It reads the stream of the reports table.
public final class AggregatorHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Journal journal = new Journal();
    private final Aggregator aggregator;

    /// The constructor that Lambda calls.
    public AggregatorHandler() {
        this(Settings.environment());
    }

    /// The constructor that the local cloud calls, because several functions share its JVM.
    ///
    /// @param environment the function's variables
    /// @throws IllegalStateException if a variable is missing; the message names all missing ones
    public AggregatorHandler(Map<String, String> environment) {
        this(Wiring.aggregator(Settings.aggregator(environment)));
    }

    /// A handler for an existing aggregator.
    public AggregatorHandler(Aggregator aggregator) {
        this.aggregator = aggregator;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return journal.write(context, entry -> StreamBatch.answer(event, entry, aggregator::fold));
    }
}
