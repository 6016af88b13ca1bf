package dev.fanfold.dispatcher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.LambdaTimeLeft;
import dev.fanfold.aws.lambda.SqsBatch;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.messages.ArrivalJson;
import java.util.Map;

/// The Lambda handler of the dispatcher.
///
/// It reads the dispatch queue. A message there is S3's notification of uploads, or names a job to
/// plan or to send.
public final class DispatcherHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Journal journal = new Journal();
    private final Dispatcher dispatcher;

    /// The constructor that Lambda calls.
    public DispatcherHandler() {
        this(Settings.environment());
    }

    /// The constructor that the local cloud calls, because several functions share its JVM.
    ///
    /// @param environment the function's variables
    /// @throws IllegalStateException if a variable is missing; the message names all missing ones
    public DispatcherHandler(Map<String, String> environment) {
        this(Wiring.dispatcher(Settings.dispatcher(environment)));
    }

    /// A handler for an existing dispatcher.
    public DispatcherHandler(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        TimeLeft timeLeft = LambdaTimeLeft.of(context);
        return journal.write(
                context,
                entry ->
                        SqsBatch.each(
                                event,
                                entry,
                                ArrivalJson::read,
                                arrival -> dispatcher.dispatch(arrival.message(), timeLeft)));
    }
}
